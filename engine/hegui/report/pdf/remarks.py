"""What is said of a finding besides its grade: kind, repetition, escalation, decision and answer."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_register as wr
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled
from hegui.words.findings import Answer, Determination, Finding, FindingKind
from hegui.words.text import Text


def remarks(edition: Edition, finding: Finding) -> Iterator[Text]:
    """All that a row of the register says; that a finding is confirmed and accepted only where others are not."""
    if finding.kind is FindingKind.INCONCLUSIVE:
        yield w.KIND_TITLES[finding.kind]
    yield from consequences(finding)
    yield from regraded(finding)
    decided = finding.determination
    if decided is None:
        return
    if not edition.record.confirmed:
        yield decision_of(decided)
    if decided.answer is Answer.DISPUTED or (decided.answer is not None and not edition.record.confirmed):
        yield filled(wr.ANSWERED, answer=wr.ANSWERS[decided.answer])


def consequences(finding: Finding) -> Iterator[Text]:
    """That it is repeated, by which rule or after which finding, and to whom it is escalated."""
    if finding.repeated is not None:
        yield (
            filled(wr.REPEATED_AFTER, previous=finding.previous)
            if finding.previous
            else filled(wr.REPEATED_BY, rule=finding.repeated.because.title)
        )
    elif finding.previous:
        yield filled(wr.PREVIOUS, previous=finding.previous)
    if finding.escalated is not None:
        yield filled(wr.ESCALATED_TO, to=finding.escalated.to) if finding.escalated.to else wr.ESCALATED


def regraded(finding: Finding) -> Iterator[Text]:
    """The grade by the rules, where the auditor gave another."""
    if finding.proposed is not None and finding.proposed is not finding.grade:
        yield filled(wr.REGRADED, proposed=w.GRADE_SHORT[finding.proposed])


def decision_of(decided: Determination) -> Text:
    """What was decided, by whom and when."""
    return filled(wr.DECIDED, decision=wr.DECISIONS[decided.decision], by=decided.by, on=decided.on.isoformat())
