"""Counting over facts, which the engine cannot do safely: the wrapper counts, the engine judges the count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hegui.rules.facts import COUNTED, KIND, UID, Fact, Value
from hegui.words.errors import Fault, PolicyError, nearest
from hegui.words.profiles import Counting, Rule

COUNT = "count"
"""Kind of the facts that the wrapper asserts about a count; rules cannot name it."""
BY_RULE = "counted by"
"""Field of a count: the rule it was made for."""


@dataclass(frozen=True)
class Group:
    """One group of a count."""

    fact: Fact
    """What the engine is told: the rule, the values counted by, and how many."""
    base: Fact
    """What a conclusion keeps of it: the values counted by, and how many."""
    of: tuple[str, ...]
    """Uids of the facts that were counted."""


def threshold(rule: Rule, counting: Counting, parameters: Mapping[str, int]) -> int:
    """The least count at which the rule fires.

    Raises:
        PolicyError: it is the name of a parameter that the profile does not have.
    """
    if isinstance(counting.at_least, int):
        return counting.at_least
    if counting.at_least not in parameters:
        what = f"{counting.at_least!r} is no parameter of the profile"
        raise PolicyError(Fault(rule.place, what, nearest(counting.at_least, parameters)))
    return parameters[counting.at_least]


def groups(rule: str, counting: Counting, facts: Sequence[Fact]) -> list[Group]:
    """Distinct values of a field by group, over facts that have it and every field they are grouped by."""
    needed = {counting.distinct, *counting.by}
    members: dict[tuple[Value, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if needed <= fact.keys():
            members[tuple(fact[field] for field in counting.by)].append(fact)
    made = []
    for number, (key, counted) in enumerate(sorted(members.items(), key=lambda item: item[0])):
        distinct = len({fact[counting.distinct] for fact in counted})
        base = dict(zip(counting.by, key, strict=True)) | {COUNTED: distinct}
        told = base | {KIND: COUNT, UID: f"{COUNT}:{rule}:{number}", BY_RULE: rule}
        made.append(Group(told, base, tuple(str(fact[UID]) for fact in counted)))
    return made
