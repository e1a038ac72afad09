"""What rules propose, and what they propose once an auditor took a finding back: nobody's grade may rest on it any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hegui.judge.conclusions import GRADING
from hegui.judge.grading import GRAVITY, Graded, graded
from hegui.judge.ordering import Order
from hegui.rules import Fact, Inference, Reasoning
from hegui.words.findings import Decision, Determination
from hegui.words.profiles import Rule


@dataclass(frozen=True)
class Proposing:
    """What rules have to go by."""

    rules: Sequence[Rule]
    facts: Sequence[Fact]
    parameters: Mapping[str, int]
    order: Order


@dataclass(frozen=True)
class Proposed:
    """Findings as rules propose them, up to their grades."""

    reasoning: Reasoning
    """Goes on from here, once it was decided."""
    drafts: Inference
    """What was drawn before anything was decided."""
    findings: tuple[Graded, ...]
    """In the order of the drafts, by which they are numbered."""
    aside: Collection[str]
    """Fingerprints of those that no other grade rests on; they stand as they were drafted."""


def propose(proposing: Proposing, determinations: Sequence[Determination]) -> Proposed:
    """Grade everything; then again without what was withdrawn, or lowered below the grade that the breach alone gives.

    Three minors on one clause are a major: two of them, after the third was withdrawn, are two minors.
    """
    reasoning = Reasoning(proposing.rules, proposing.facts, proposing.parameters)
    reasoning.run(GRADING)
    drafts = reasoning.inference()
    findings = proposing.order.proposed(graded(drafts))
    aside = frozenset(_aside(findings, determinations))
    if not aside:
        return Proposed(reasoning, drafts, findings, aside)
    again = Reasoning(proposing.rules, proposing.facts, proposing.parameters)
    dropped: set[str] = set()
    for stratum in GRADING:
        again.run([stratum])
        gone = {str(fact["uid"]) for each in graded(again.inference()) if each.id in aside for fact in each.facts}
        again.revise(sorted(gone - dropped), [])
        dropped |= gone
    anew = {each.id: each for each in graded(again.inference()) if each.id not in aside}
    return Proposed(again, drafts, tuple(anew.get(each.id, each) for each in findings), aside)


def _aside(findings: Sequence[Graded], determinations: Sequence[Determination]) -> Iterator[str]:
    """Fingerprints of findings that count no longer for the grades of others."""
    decisions = {each.finding: each for each in determinations}
    for finding in findings:
        decision = decisions.get(finding.id)
        if decision is None:
            continue
        lowered = decision.grade is not None and GRAVITY[decision.grade.value] > GRAVITY[str(finding.facts[0]["grade"])]
        if decision.decision is Decision.WITHDRAWN or (decision.decision is Decision.REGRADED and lowered):
            yield finding.id
