"""Evidence on a sheet: the rows that show the breach, and the rows that a person has to verify."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled, moment, number, span
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.look import CELL_BOLD, CELL_GREY, GREY, INK, LABEL, SHADE, WIDTH, ZEBRA, Style
from hegui.report.pdf.tables import Cell, Row
from hegui.report.pdf.text import Words, clean
from hegui.report.requirement import required
from hegui.words.findings import Finding
from hegui.words.measured import EvidenceRow
from hegui.words.text import Text
from hegui.words.verdicts import REASONS

ROWS = 20
"""Evidence rows of a sheet."""
_DATA = 160
"""Characters of one value that are printed on a sheet."""
_SHARES = (0.17, 0.14, 0.06, 0.41, 0.22)
_VERIFY = (0.24, 0.22, 0.07, 0.27, 0.20)
_SMALL = Style(size=7.5)
_OVER = Style(BOLD, 7.5)
_TITLE = Style(BOLD, 8.2, INK)


def evidence(edition: Edition, finding: Finding) -> list[Row]:
    """The rows of evidence under a head of their own; none where the finding has none."""
    shown = finding.evidence[:ROWS]
    if not shown:
        return []
    said = filled(wf.EVIDENCE_SHOWN, shown=len(shown), total=number(finding.evidence_total))
    if finding.evidence_total > len(shown) and edition.record.spool is not None:
        said = Text(said.zh + wf.EVIDENCE_ELSEWHERE.zh, said.en + wf.EVIDENCE_ELSEWHERE.en)
    return [
        _title(edition, wf.EVIDENCE, said),
        _head(edition, (w.RECORD, w.SOURCE, w.ROW, wf.OBSERVED, wf.REQUIRED), _SHARES),
        *(_row(_cells(edition, row), _SHARES, i) for i, row in enumerate(shown)),
    ]


def rows_to_verify(edition: Edition, finding: Finding) -> list[Row]:
    """The sample that a person compares with the original, with room for the result."""
    if not finding.verify:
        return []
    return [
        _title(edition, wf.VERIFY, None),
        _head(edition, (w.RECORD, w.SOURCE, w.ROW, wf.VERIFY_RESULT, wf.VERIFY_BY), _VERIFY),
        *(
            Row(
                tuple(
                    Cell((part,), WIDTH * share)
                    for part, share in zip((*_where(row), Words(""), Words("")), _VERIFY, strict=True)
                ),
                least=22,
                boxed=True,
            )
            for row in finding.verify
        ),
    ]  # fmt: skip


def _cells(edition: Edition, row: EvidenceRow) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    log = edition.standards[row.standard].log
    seen = [Words(edition.said(REASONS[row.reason].title, " / "), CELL_BOLD)] if row.reason in REASONS else []
    values = (
        f"{edition.said(edition.field(log, name))}: {NOTHING if value is None else clean(value, _DATA)}" for name, value in row.observed
    )
    seen.append(Words("; ".join(values), _SMALL))
    return (*_where(row), tuple(seen), _required(edition, row))


def _where(row: EvidenceRow) -> tuple[Words, Words, Words]:
    return (
        Words(row.key, CELL_BOLD, limit=_DATA),
        Words(row.source or NOTHING, CELL_GREY, limit=_DATA),
        Words(str(row.row) if row.source else NOTHING, _SMALL),
    )


def _required(edition: Edition, row: EvidenceRow) -> tuple[Words, ...]:
    standard = edition.standards[row.standard]
    if row.due is None:
        log = edition.logs.get(standard.log)
        return (Words(edition.stacked(required(standard, log.log if log else None)), _SMALL, limit=_DATA),)
    said = [Words(edition.stacked(filled(wf.NOT_LATER, due=moment(row.due))), _SMALL)]
    if row.overrun_seconds is not None:
        said.append(Words(edition.said(filled(wf.OVERRUN, span=span(row.overrun_seconds)), " / "), _OVER))
    return tuple(said)


def _title(edition: Edition, text: Text, beside: Text | None) -> Row:
    if beside is None:
        return Row((Cell((Words(edition.said(text), _TITLE),), WIDTH, SHADE),), together=True)
    right = Words(edition.said(beside, " / "), Style(size=7.4, colour=GREY, align="right"))
    return Row((Cell((Words(edition.said(text), _TITLE),), WIDTH * 0.4, SHADE), Cell((right,), WIDTH * 0.6, SHADE)), together=True)


def _head(edition: Edition, titles: Sequence[Text], shares: Sequence[float]) -> Row:
    cells = (Cell((Words(edition.said(text), LABEL),), WIDTH * share, ZEBRA) for text, share in zip(titles, shares, strict=True))
    return Row(tuple(cells), together=True)


def _row(parts: Sequence[Flowable | tuple[Flowable, ...]], shares: Sequence[float], index: int) -> Row:
    fill = ZEBRA if index % 2 else None
    return Row(tuple(
        Cell(part if isinstance(part, tuple) else (part,), WIDTH * share, fill) for part, share in zip(parts, shares, strict=True)
    ))  # fmt: skip
