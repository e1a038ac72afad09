"""The conclusion of the audit in three sentences: what was checked, what was found, how far the criteria are met."""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto

from hegui.report.pdf import wording_summary as w
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import counted, filled, number, share
from hegui.words.findings import FindingKind, Grade
from hegui.words.text import Text
from hegui.words.verdicts import Verdict


class PairState(Enum):
    """What can be said of a standard in a unit."""

    BREACHED = auto()
    """There is a nonconformity."""
    CONFORMING = auto()
    """Judged without a breach."""
    TOLERATED = auto()
    """Breaches, but no finding: within the tolerance."""
    UNDETERMINED = auto()
    """The record does not allow the audit, or nothing is judged and something undetermined."""
    PENDING = auto()
    """Nothing judged, something pending."""
    WAIVED = auto()
    """Everything in scope is waived."""


def pairs(edition: Edition) -> Counter[PairState]:
    """How many standards × units are in which state; those with nothing in scope are no pairs."""
    breached, open_ = _pairs_of(edition)
    states: Counter[PairState] = Counter()
    for pair, counts in edition.by_pair.items():
        if pair in breached:
            states[PairState.BREACHED] += 1
        elif pair in open_:
            states[PairState.UNDETERMINED] += 1
        elif counts.of(Verdict.NONCONFORMING):
            states[PairState.TOLERATED] += 1
        elif counts.judged:
            states[PairState.CONFORMING] += 1
        elif counts.of(Verdict.UNDETERMINED):
            states[PairState.UNDETERMINED] += 1
        elif counts.of(Verdict.PENDING):
            states[PairState.PENDING] += 1
        elif counts.in_scope:
            states[PairState.WAIVED] += 1
    return states


def _pairs_of(edition: Edition) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Standards × units with a nonconformity, and those whose record does not allow the audit; some are both."""
    breached, open_ = (
        {(finding.standard, finding.unit) for finding in edition.record.findings if finding.kind is kind}
        for kind in (FindingKind.NONCONFORMITY, FindingKind.INCONCLUSIVE)
    )
    return breached, open_


def grades(edition: Edition) -> Counter[Grade]:
    """Findings by grade."""
    return Counter(finding.grade for finding in edition.record.findings)


def sentences(edition: Edition) -> tuple[Text, Text, Text]:
    """What was checked, what was found, and how far the criteria are met."""
    return _checked(edition), _found(edition), _met(edition)


def _checked(edition: Edition) -> Text:
    record = edition.record
    of = Counter(status.status for status in record.statuses.values())
    states = [filled(said, n=number(of[status])) for status, said in w.CHECKED.items() if of[status]]
    return filled(
        w.CHECKED_SENTENCE,
        handbooks=counted(len(record.handbooks), "handbook"),
        standards=counted(len(record.standards), "standard"),
        logs=Text(str(len(edition.logs)), counted(len(edition.logs), "log").en),
        rows=counted(sum(log.account.read for log in record.logs), "row"),
        used=number(sum(log.account.used for log in record.logs)),
        states=Text("，".join(text.zh for text in states), ", ".join(text.en for text in states)),
    )


def _found(edition: Edition) -> Text:
    states, by_grade = pairs(edition), grades(edition)
    findings = edition.record.findings
    breached, open_ = _pairs_of(edition)
    both = len(breached & open_)
    return filled(
        w.FOUND_SENTENCE if findings else w.NOTHING_FOUND_SENTENCE,
        findings=counted(len(findings), "finding"),
        major=number(by_grade[Grade.MAJOR]),
        minor=number(by_grade[Grade.MINOR]),
        observation=number(by_grade[Grade.OBSERVATION]),
        units=counted(len({finding.unit for finding in findings}), "unit"),
        judged=counted(states.total(), "result"),
        breaches=number(states[PairState.BREACHED]),
        share=share(states[PairState.BREACHED], states.total()),
        undetermined=number(states[PairState.UNDETERMINED]),
        both=filled(w.FOUND_BOTH, n=number(both)) if both else Text("", ""),
    )


def _met(edition: Edition) -> Text:
    if not any(counts.judged for counts in edition.record.by_standard.values()):
        return w.NO_CONCLUSION_SENTENCE
    by_grade = grades(edition)
    gravest = next((grade for grade in Grade if by_grade[grade]), None)
    return filled(w.CONCLUSION_SENTENCE, conclusion=w.CONCLUSION[gravest])
