"""Grades: the gravest that any rule gives stands, once (not monotonic, hence done between strata)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hegui.judge.vetting import FINDING, INCONCLUSIVE, REGRADE
from hegui.rules import Fact, Firing, Inference
from hegui.words.findings import Grade

GRAVITY = {grade.value: number for number, grade in enumerate(Grade)}
"""Grade to its place, gravest first."""


@dataclass(frozen=True)
class Graded:
    """What stands of a standard in a unit."""

    fact: Fact
    """The finding with the grade that stands."""
    firings: tuple[Firing, ...]
    """From the first rule to the one that gave the grade; where several rules gave it, to the last of them."""


def graded(inference: Inference) -> Iterator[Graded]:
    """The findings that stand, one of a kind for each standard and unit, in the order they were concluded."""
    regrades = _regrades(inference)
    for candidates in _by_unit(inference).values():
        base = min(candidates, key=lambda fact: GRAVITY[str(fact["grade"])])
        opinions = [firing for fact in candidates for firing in regrades[str(fact["uid"])]]
        grades = {firing: str(inference.facts[firing.concludes]["grade"]) for firing in opinions}
        gravest = min([str(base["grade"]), *grades.values()], key=GRAVITY.__getitem__)
        first = inference.makers[str(base["uid"])]
        # A rule that raises nothing gives no reason: the finding had that grade from the start.
        raised = [firing for firing in opinions if grades[firing] == gravest] if gravest != base["grade"] else []
        yield Graded({**base, "grade": gravest}, inference.chain(first, *raised))


def _by_unit(inference: Inference) -> Mapping[tuple[object, ...], list[Fact]]:
    found: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in inference.of(FINDING, INCONCLUSIVE):
        found[fact["kind"], fact["standard"], fact["unit"]].append(fact)
    return found


def _regrades(inference: Inference) -> Mapping[str, list[Firing]]:
    """Finding to the firings that regrade it: a regrade is about every finding it rests on, be it by way of a count."""
    regrades: defaultdict[str, list[Firing]] = defaultdict(list)
    for firing in inference.concluding(REGRADE):
        for fact in inference.grounds(firing):
            if fact["kind"] in {FINDING, INCONCLUSIVE}:
                regrades[str(fact["uid"])].append(firing)
    return regrades
