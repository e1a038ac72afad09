"""The order of a report: gravest first, then by order of standards, then by unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hegui.judge.deciding import Decided
from hegui.judge.grading import GRAVITY, Graded
from hegui.words.findings import FindingKind, Grade
from hegui.words.standards import Standard


class Order:
    """Orders by the places of standards among those in force."""

    def __init__(self, standards: Sequence[Standard]) -> None:
        self._places = {standard.id: number for number, standard in enumerate(standards)}
        self._kinds = list(FindingKind)

    def place(self, standard: str) -> int:
        """Place of a standard."""
        return self._places[standard]

    def proposed(self, proposals: Iterable[Graded]) -> tuple[Graded, ...]:
        """Proposals by the grade that rules give: in this order drafts are numbered, so that decisions renumber none."""
        return tuple(sorted(proposals, key=lambda each: self._key(each, each.grade)))

    def standing(self, decided: Iterable[Decided]) -> tuple[Decided, ...]:
        """What was not withdrawn, by the grade that was decided."""
        return tuple(sorted((each for each in decided if not each.withdrawn), key=lambda each: self._key(each.graded, each.grade)))

    def _key(self, proposal: Graded, grade: Grade) -> tuple[int, int, str, int]:
        return GRAVITY[grade.value], self._places[proposal.standard], proposal.unit, self._kinds.index(proposal.kind)
