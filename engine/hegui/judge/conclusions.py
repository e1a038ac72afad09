"""What rules conclude of totals: findings with the grade that stands, their reasons, and the actions recommended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hegui.judge.grading import Graded, graded
from hegui.judge.vetting import ACTION, FINDING, INCONCLUSIVE
from hegui.rules import Fact, Inference, infer
from hegui.words.findings import Because
from hegui.words.profiles import STRATA, Rule

GRADING = STRATA[: STRATA.index("grade") + 1]
"""Strata up to the one after which grades stand."""


@dataclass(frozen=True)
class Recommended:
    """An action that a rule recommends."""

    rule: str
    fact: Fact


@dataclass(frozen=True)
class Conclusion:
    """What was concluded of a standard in a unit."""

    fact: Fact
    """The finding with the grade that stands."""
    because: tuple[Because, ...]
    """From the first rule to the one that gave the grade."""
    actions: Mapping[str, Recommended]
    """Type of action to the first that a rule recommends."""


def conclude(rules: Sequence[Rule], facts: Sequence[Fact], parameters: Mapping[str, int]) -> Iterator[Conclusion]:
    """Infer in two halves: findings and grades, then what follows from the grades that stand."""
    by_id = {rule.id: rule for rule in rules}
    first = infer([rule for rule in rules if rule.stratum in GRADING], facts, parameters)
    standing = tuple(graded(first))
    later = [rule for rule in rules if rule.stratum not in GRADING]
    # Facts that no later rule asks about need not be told again.
    others = first.of(*{rule.on for rule in later} - {FINDING, INCONCLUSIVE})
    second = infer(later, [*others, *(item.fact for item in standing)], parameters)
    actions = _actions(second)
    for item in standing:
        yield Conclusion(item.fact, _because(item, first, by_id), actions.get(str(item.fact["uid"]), {}))


def _because(item: Graded, inference: Inference, rules: Mapping[str, Rule]) -> tuple[Because, ...]:
    return tuple(
        Because(
            rule=firing.rule,
            title=rules[firing.rule].title,
            facts=tuple(tuple(sorted(inference.facts[uid].items())) for uid in firing.because),
        )
        for firing in item.firings
    )


def _actions(inference: Inference) -> Mapping[str, dict[str, Recommended]]:
    """Finding to the actions that rest on it, the first of each type."""
    actions: defaultdict[str, dict[str, Recommended]] = defaultdict(dict)
    for firing in inference.concluding(ACTION):
        action = inference.facts[firing.concludes]
        for fact in inference.grounds(firing):
            if fact["kind"] in {FINDING, INCONCLUSIVE}:
                actions[str(fact["uid"])].setdefault(str(action["type"]), Recommended(firing.rule, action))
    return actions
