"""Where to look first: the gravest findings, and what falls due next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_summary as ws
from hegui.report.pdf.columns import Column, numbers, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, due, left
from hegui.report.pdf.gravity import gravest
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_LINK, CELL_RIGHT, NOTE
from hegui.report.pdf.statement import grade_pill, overrun, ratio
from hegui.report.pdf.tables import Rows
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.kinds import Scope
from hegui.words.measured import EvidenceRow
from hegui.words.standards import Standard
from hegui.words.text import Text

_WORST = 5
_DUE = 5
_FEW = 5
"""Fewer judged show no rate worth comparing."""
_NEVER = datetime(9999, 1, 1)


def worst(edition: Edition) -> Rows:
    """The gravest findings, within a grade those with the highest rate that is sure."""
    ranked = gravest(edition.record.findings, _FEW)[:_WORST]
    columns = [numbers(edition.stacked(w.NUMBER), (finding.number for finding in ranked))]
    columns += [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.GRADE, 19, False), (w.CLAUSE, 18, False), (w.UNIT, 28, False), (w.STANDARD, 46, False),
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
        for finding in ranked
    ])  # fmt: skip


def due_next(edition: Edition) -> list[Flowable]:
    """What is pending, first due first: cases with their row, slots and figures of units with their period."""
    ranked = sorted(edition.record.pending, key=lambda row: (row.due or _NEVER, row.unit, row.key, row.source, row.row, row.period))
    if not ranked:
        return [Words(edition.stacked(ws.NO_PENDING), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.DUE, 33), (w.LEFT, 24), (w.RECORD_OR_OBJECT, 30), (w.STANDARD, 52), (w.UNIT, 23), (w.SOURCE_OR_PERIOD, 38),
    )]  # fmt: skip
    alike = [list(rows) for _, rows in groupby(ranked, key=lambda row: (row.due, row.unit, row.key, row.source, row.row))]
    return [Words(edition.stacked(ws.PENDING_NOTE), NOTE), table(columns, [_due(edition, rows) for rows in alike[:_DUE]])]


def _due(edition: Edition, rows: list[EvidenceRow]) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    """What falls due on one record or object at one time, with every standard that asks for it."""
    row = rows[0]
    asked = [edition.standards[id_] for id_ in dict.fromkeys(row.standard for row in rows)]
    place = f"{row.source} #{row.row}" if row.source else NOTHING if asked[0].scope is Scope.CASE else edition.period(row.period)
    return (
        Words(due(row.due), CELL_BOLD),
        Words(edition.stacked(left(row.due, edition.record.as_of)) if row.due else NOTHING),
        Words(edition.about(row), limit=CELL_LIMIT),
        tuple(part for standard in asked for part in _asked(edition, standard)),
        Words(edition.unit(row.unit), limit=80),
        Words(place, limit=CELL_LIMIT),
    )


def _asked(edition: Edition, standard: Standard) -> Iterator[Words]:
    clause = edition.clause(standard)
    yield from edition.words(Text(f"{clause} {standard.title.zh}", f"{clause} {standard.title.en}"))
