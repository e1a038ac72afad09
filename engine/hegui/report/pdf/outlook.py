"""Where to look first: the gravest findings, and what falls due next."""

from __future__ import annotations

from datetime import datetime

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_summary as ws
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, due, left
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, CELL_LINK, CELL_RIGHT, NOTE
from hegui.report.pdf.statement import grade_pill, overrun, ratio
from hegui.report.pdf.tables import Rows
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.findings import Grade
from hegui.words.kinds import Scope
from hegui.words.measured import EvidenceRow
from hegui.words.verdicts import Verdict

_WORST = 5
_DUE = 10
_NEVER = datetime(9999, 1, 1)


def worst(edition: Edition) -> Rows:
    """The gravest findings, within a grade those with the highest rate."""
    grades = list(Grade)
    ranked = sorted(
        edition.record.findings, key=lambda f: (grades.index(f.grade), -f.rate_bp, -f.counts.of(Verdict.NONCONFORMING), f.number)
    )
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.NUMBER, 24, False), (w.GRADE, 21, False), (w.CLAUSE, 16, False), (w.UNIT, 31, False), (w.STANDARD, 44, False),
        (w.BREACHES, 24, True), (w.WORST_OVERRUN, 26, True),
    )]  # fmt: skip
    return table(columns, [
        (
            Words(finding.number, CELL_LINK, link=edition.sheet(finding)),
            grade_pill(edition, finding.grade),
            Words(edition.clause(edition.standards[finding.standard])),
            Words(edition.unit(finding.unit), limit=80),
            edition.words(edition.standards[finding.standard].title),
            Words(ratio(edition, finding), CELL_RIGHT),
            Words(edition.stacked(overrun(finding)), CELL_RIGHT),
        )
        for finding in ranked[:_WORST]
    ])  # fmt: skip


def due_next(edition: Edition) -> list[Flowable]:
    """What is pending, first due first: cases with their row, slots and figures of units with their period."""
    ranked = sorted(edition.record.pending, key=lambda row: (row.due or _NEVER, row.standard, row.unit, row.key))[:_DUE]
    if not ranked:
        return [Words(edition.stacked(ws.NO_PENDING), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.DUE, 34), (w.LEFT, 26), (w.RECORD_OR_OBJECT, 31), (w.STANDARD, 40), (w.UNIT, 21), (w.SOURCE_OR_PERIOD, 32),
    )]  # fmt: skip
    return [Words(edition.stacked(ws.PENDING_NOTE), NOTE), table(columns, [_due(edition, row) for row in ranked])]


def _due(edition: Edition, row: EvidenceRow) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    standard = edition.standards[row.standard]
    place = f"{row.source} #{row.row}" if row.source else NOTHING if standard.scope is Scope.CASE else row.period
    return (
        Words(due(row.due), CELL_BOLD),
        Words(edition.stacked(left(row.due, edition.record.as_of)) if row.due else NOTHING),
        Words(edition.about(row), limit=CELL_LIMIT),
        (*edition.words(standard.title), Words(edition.clause(standard), CELL_GREY)),
        Words(edition.unit(row.unit), limit=80),
        Words(place, limit=CELL_LIMIT),
    )
