"""Determinations: an auditor confirms, regrades or withdraws what rules propose, before anything follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hegui.judge.grading import Graded
from hegui.rules import Fact, Reasoning
from hegui.words.findings import Decision, Determination, Grade


@dataclass(frozen=True)
class Decided:
    """A proposal, and what became of it."""

    graded: Graded
    grade: Grade
    """As decided; the proposed one where nothing was decided."""
    determination: Determination | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether it counts no longer."""
        return self.determination is not None and self.determination.decision is Decision.WITHDRAWN

    @property
    def fact(self) -> Fact:
        """The finding as rules are told of it from now on."""
        base = self.graded.facts[0]
        same = (fact for fact in self.graded.facts if fact["grade"] == self.grade.value)
        return next(same, {**base, "grade": self.grade.value, "uid": f"{base['uid']}:{self.grade.value}"})


def decided(proposals: Sequence[Graded], determinations: Sequence[Determination]) -> tuple[Decided, ...]:
    """Proposals with the decision on each, in their order."""
    decisions = {each.finding: each for each in determinations}
    return tuple(_decided(proposal, decisions.get(proposal.id)) for proposal in proposals)


def unmatched(proposals: Sequence[Graded], determinations: Sequence[Determination]) -> tuple[Determination, ...]:
    """Determinations of findings that there are not."""
    known = {proposal.id for proposal in proposals}
    return tuple(each for each in determinations if each.finding not in known)


def revise(reasoning: Reasoning, all_decided: Sequence[Decided]) -> None:
    """Let what was decided stand instead of what was proposed."""
    dropped: list[str] = []
    stated: list[Fact] = []
    for each in all_decided:
        uids = [str(fact["uid"]) for fact in each.graded.facts]
        stands = None if each.withdrawn else each.fact
        dropped += [uid for uid in uids if stands is None or uid != stands["uid"]]
        if stands is not None and stands["uid"] not in uids:
            stated.append(stands)
    reasoning.revise(dropped, stated)


def _decided(proposal: Graded, determination: Determination | None) -> Decided:
    if determination is None or determination.decision is not Decision.REGRADED or determination.grade is None:
        return Decided(proposal, proposal.grade, determination)
    return Decided(proposal, determination.grade, determination)
