"""Grades: the gravest that any rule gives stands, once (not monotonic, hence done between strata)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hegui.judge.identity import fingerprint
from hegui.judge.vetting import FINDING, INCONCLUSIVE, REGRADE
from hegui.rules import Fact, Firing, Inference
from hegui.words.findings import FindingKind, Grade

GRAVITY = {grade.value: number for number, grade in enumerate(Grade)}
"""Grade to its place, gravest first."""
KINDS = {FINDING: FindingKind.NONCONFORMITY, INCONCLUSIVE: FindingKind.INCONCLUSIVE}
"""Kind of fact to the kind of finding it becomes."""


@dataclass(frozen=True)
class Graded:
    """What rules propose of a standard in a unit."""

    id: str
    """Fingerprint."""
    kind: FindingKind
    facts: tuple[Fact, ...]
    """The findings that were concluded, which differ by their grade only; the gravest first."""
    grade: Grade
    """The grade that stands."""
    firings: tuple[Firing, ...]
    """From the first rule to the one that gave the grade; where several rules gave it, to the last of them."""

    @property
    def standard(self) -> str:
        """Id of the standard."""
        return str(self.facts[0]["standard"])

    @property
    def unit(self) -> str:
        """Code of the unit."""
        return str(self.facts[0]["unit"])


def graded(inference: Inference) -> Iterator[Graded]:
    """What is proposed, one of a kind for each standard and unit, in the order it was concluded."""
    regrades = _regrades(inference)
    for (kind, standard, unit), candidates in _by_unit(inference).items():
        facts = tuple(sorted(candidates, key=lambda fact: GRAVITY[str(fact["grade"])]))
        base = str(facts[0]["grade"])
        opinions = [firing for fact in facts for firing in regrades.get(str(fact["uid"]), ())]
        grades = {firing: str(inference.facts[firing.concludes]["grade"]) for firing in opinions}
        gravest = min([base, *grades.values()], key=GRAVITY.__getitem__)
        first = inference.makers[str(facts[0]["uid"])]
        # A rule that raises nothing gives no reason: the finding had that grade from the start.
        raised = [firing for firing in opinions if grades[firing] == gravest] if gravest != base else []
        finding = KINDS[kind]
        yield Graded(fingerprint(finding, standard, unit), finding, facts, Grade(gravest), inference.chain(first, *raised))


def _by_unit(inference: Inference) -> Mapping[tuple[str, str, str], list[Fact]]:
    found: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in inference.of(FINDING, INCONCLUSIVE):
        found[str(fact["kind"]), str(fact["standard"]), str(fact["unit"])].append(fact)
    return found


def _regrades(inference: Inference) -> Mapping[str, list[Firing]]:
    """Finding to the firings that regrade it: a regrade is about every finding it rests on, be it by way of a count."""
    regrades: defaultdict[str, list[Firing]] = defaultdict(list)
    for firing in inference.concluding(REGRADE):
        for fact in inference.grounds(firing):
            if fact["kind"] in KINDS:
                regrades[str(fact["uid"])].append(firing)
    return regrades
