"""Rules and profile vetted before anything is judged: what would make a rule silent, or its conclusion unusable, is the user's to mend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from hegui.judge.totals import TOTAL, TOTAL_FIELDS
from hegui.rules import fields_of_kinds, unknown_names
from hegui.words.errors import Fault, PolicyError, nearest
from hegui.words.findings import Grade
from hegui.words.profiles import Profile, Rule

FINDING = "finding"
INCONCLUSIVE = "inconclusive"
REGRADE = "regrade"
ACTION = "action"
ACTION_TYPES = ("correction", "corrective_action", "verification")
"""Types of recommended action, in the order they are taken; the texts are those of the standard's remedy."""
ABOUT_A_UNIT = frozenset({FINDING, INCONCLUSIVE, ACTION})
"""Conclusions that have to say which standard and unit they are about."""


def vet(rules: Sequence[Rule], profile: Profile) -> None:
    """Pass rules that judging can use.

    Raises:
        PolicyError: every fault of every rule and of the profile.
    """
    given = {TOTAL: TOTAL_FIELDS}
    fields = fields_of_kinds(rules, given)
    faults = [*unknown_names(rules, given, profile.parameters)]
    for rule in rules:
        faults.extend(_conclusion(rule, fields))
    if any(rule.gives == ACTION for rule in rules):
        missing = [grade.value for grade in Grade if grade not in profile.due_working_days]
        faults.extend(Fault(profile.place, f"due_working_days says nothing of {grade!r}", "give the working days") for grade in missing)
    if faults:
        raise PolicyError(faults)


def _conclusion(rule: Rule, fields: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    if rule.gives in {FINDING, INCONCLUSIVE, REGRADE}:
        yield from _one_of(rule, "grade", [grade.value for grade in Grade])
    if rule.gives == ACTION:
        yield from _one_of(rule, "type", ACTION_TYPES)
        yield from _well(rule, "terms", lambda terms: isinstance(terms, int) and terms > 0, "a whole number above zero")
    kept = frozenset(rule.count.by) if rule.count else fields.get(rule.on, frozenset())
    if rule.gives in ABOUT_A_UNIT and not {"standard", "unit"} <= kept:
        yield Fault(rule.place, f"{rule.gives!r} is about a standard in a unit, and the facts it rests on do not say which")


def _one_of(rule: Rule, field: str, values: Sequence[str]) -> Iterator[Fault]:
    value = rule.sets.get(field)
    if value not in values:
        yield Fault(rule.place, f"{rule.gives!r} needs {field!r}, one of {', '.join(values)}", nearest(str(value), values) if value else "")


def _well(rule: Rule, field: str, good: Callable[[object], bool], what: str) -> Iterator[Fault]:
    if field in rule.sets and not good(rule.sets[field]):
        yield Fault(rule.place, f"{field!r} of {rule.gives!r} is {what}")
