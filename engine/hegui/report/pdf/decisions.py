"""What people decided: findings that the unit disputes, and drafts that an auditor withdrew."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_register as wr
from hegui.report.pdf.columns import Column, numbers, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, CELL_LINK, NOTE
from hegui.report.pdf.remarks import decision_of
from hegui.report.pdf.statement import grade_pill, ratio
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.findings import Answer, Determination, Finding

Row = tuple[Flowable | tuple[Flowable, ...], ...]


def differences(edition: Edition) -> list[Flowable]:
    """Findings that the unit disputes, with both views."""
    disputed = [
        (finding, finding.determination)
        for finding in edition.record.findings
        if finding.determination is not None and finding.determination.answer is Answer.DISPUTED
    ]
    if not disputed:
        return [Words(edition.stacked(wr.NO_DIFFERENCES), BODY)]
    columns = [numbers(edition.stacked(w.NUMBER), (finding.number for finding, _ in disputed))]
    columns += [Column(edition.stacked(text), share) for text, share in (
        (w.STANDARD, 40), (w.UNIT, 26), (wr.UNIT_SAYS, 46), (wr.AUDITOR_SAYS, 46),
    )]  # fmt: skip
    rows = [_difference(edition, finding, decided) for finding, decided in disputed]
    return [Words(edition.stacked(wr.DIFFERENCES_NOTE), NOTE), table(columns, rows)]


def _difference(edition: Edition, finding: Finding, decided: Determination) -> Row:
    answered = ", ".join(filter(None, (decided.answered_by, decided.answered_on.isoformat() if decided.answered_on else "")))
    return (
        Words(finding.number, CELL_LINK, link=edition.sheet(finding)),
        edition.words(edition.standards[finding.standard].title),
        Words(edition.unit(finding.unit), limit=120),
        (Words(decided.statement or NOTHING, limit=CELL_LIMIT), Words(answered, CELL_GREY, limit=120)),
        (Words(decided.reason or NOTHING, limit=CELL_LIMIT), Words(edition.said(decision_of(decided), " / "), CELL_GREY, limit=160)),
    )


def withdrawn(edition: Edition) -> list[Flowable]:
    """Drafts that do not count any more, and why."""
    dropped = edition.record.withdrawn
    if not dropped:
        return [Words(edition.stacked(wr.NO_WITHDRAWN), BODY)]
    columns = [numbers(edition.stacked(w.NUMBER), (finding.number for finding in dropped))]
    columns += [Column(edition.stacked(text), share) for text, share in (
        (w.GRADE, 19), (w.CLAUSE, 19), (w.STANDARD, 40), (w.UNIT, 24), (w.BREACHES, 22), (wr.WHY, 36), (wr.BY, 28),
    )]  # fmt: skip
    return [Words(edition.stacked(wr.WITHDRAWN_NOTE), NOTE), table(columns, [_dropped(edition, finding) for finding in dropped])]


def _dropped(edition: Edition, finding: Finding) -> Row:
    standard, decided = edition.standards[finding.standard], finding.determination
    return (
        Words(finding.number, CELL_BOLD),
        grade_pill(edition, finding.grade),
        Words(edition.clause(standard)),
        edition.words(standard.title),
        Words(edition.unit(finding.unit), limit=120),
        Words(ratio(edition, finding)),
        Words(decided.reason if decided else NOTHING, limit=CELL_LIMIT),
        (Words(decided.by, limit=80), Words(decided.on.isoformat(), CELL_GREY)) if decided else Words(NOTHING),
    )
