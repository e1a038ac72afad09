"""Reading workbooks (XLSX, XLS, ODS): sheet and header row found by their headers, cells as the texts a person sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hegui.log.desk import Desk
from hegui.log.files import Input
from hegui.log.headers import header_row, normal
from hegui.log.raw import Column, Raw
from hegui.log.sql import name
from hegui.words.bound import SourceFile
from hegui.words.errors import Fault, LogError, nearest
from hegui.words.jobs import LogSource

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = int | float | str | bool | time | date | datetime | timedelta
SCANNED = 30
"""Rows in which the header is looked for."""
EXACT_FLOAT = 1e15
"""From here on a spreadsheet has rounded the number."""


def read_sheet(desk: Desk, found: Input, source: LogSource, known: frozenset[str]) -> Raw:
    """Bring one sheet of a workbook into the engine, every cell as text.

    Raises:
        LogError: the workbook is damaged or locked, has no such sheet, or no rows.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(found.path) as book:
            sheet, top = _chosen(book, found, source, known)
            return _read(desk, found, sheet, top, known)
    except CalamineError as error:
        raise LogError(
            Fault(found.place, f"not a workbook that can be read ({error})", "save it again as XLSX, without a password")
        ) from None


def as_text(cell: Cell) -> str | None:
    """A cell as a person reads it; None where it is empty."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < EXACT_FLOAT:
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
        case time():
            return cell.isoformat()
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case _:
            return str(cell) or None


def _chosen(book: CalamineWorkbook, found: Input, source: LogSource, known: frozenset[str]) -> tuple[CalamineSheet, int]:
    """The sheet asked for, else the one whose header is known best, and the row of its header."""
    if source.sheet is not None and source.sheet not in book.sheet_names:
        raise LogError(Fault(found.place, f"there is no sheet {source.sheet!r}", nearest(source.sheet, book.sheet_names)))
    names = [source.sheet] if source.sheet is not None else book.sheet_names
    best: tuple[int, CalamineSheet, int] | None = None
    for sheet in map(book.get_sheet_by_name, names):
        rows = [[as_text(cell) or "" for cell in row] for row in _head(sheet)]
        if any(any(row) for row in rows):
            at = header_row(rows, known)
            score = sum(normal(cell) in known for cell in set(rows[at]))
            if best is None or score > best[0]:
                best = (score, sheet, at)
    if best is None:
        raise LogError(Fault(found.place, "no sheet has any rows"))
    return best[1], best[2]


def _head(sheet: CalamineSheet) -> list[list[Cell]]:
    return sheet.to_python(skip_empty_area=False, nrows=SCANNED)


def _read(desk: Desk, found: Input, sheet: CalamineSheet, top: int, known: frozenset[str]) -> Raw:
    spans = _spans(sheet)
    headers, last = _headers(sheet, top, spans, known)
    kept = [at for at, header in enumerate(headers) if header]
    table = desk.cells(_data(sheet, last, kept, spans), len(kept))
    rows = desk.count(table)
    note = f"sheet {sheet.name!r}, header in row {top + 1}"
    columns = tuple(Column(headers[at], name(f"c{i}")) for i, at in enumerate(kept))
    return Raw(table, "_row", columns, SourceFile(found.name, found.sha256, rows, note))


def _spans(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells within merged ranges to the cell that holds their value."""
    merged = sheet.merged_cell_ranges or []
    return {
        (row, column): start
        for start, end in merged
        for row in range(start[0], end[0] + 1)
        for column in range(start[1], end[1] + 1)
        if (row, column) != start
    }


def _headers(sheet: CalamineSheet, top: int, spans: dict[tuple[int, int], tuple[int, int]], known: frozenset[str]) -> tuple[list[str], int]:
    """The headers and the last row they take; a merged header over two rows is read from below where something stands there."""
    rows = [[(as_text(cell) or "").strip() for cell in row] for row in _head(sheet)]
    upper = rows[top]
    merged_down = any(start[0] == top and cell[0] == top + 1 for cell, start in spans.items())
    merged_right = any(start[0] == top == cell[0] for cell, start in spans.items())
    if not (merged_down or merged_right) or top + 1 >= len(rows):
        return upper, top
    lower = ["" if (top + 1, at) in spans else cell for at, cell in enumerate(rows[top + 1])]
    both = [below or above for above, below in zip(upper, lower, strict=True)]
    if sum(normal(h) in known for h in both) <= sum(normal(h) in known for h in upper) and not merged_down:
        return upper, top
    return both, top + 1


def _data(
    sheet: CalamineSheet, header: int, kept: Sequence[int], spans: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[int, Sequence[str | None]]]:
    """Rows below the header with the numbers the sheet gives them, blank ones left out, merged cells filled down."""
    held: dict[tuple[int, int], str | None] = {}
    wanted = set(spans.values())
    left = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows()):
        if number <= header:
            continue
        cells = [None] * left + [as_text(cell) for cell in row]
        for at, cell in enumerate(cells):
            if (number, at) in wanted:
                held[number, at] = cell
            elif (number, at) in spans:
                cells[at] = held.get(spans[number, at])
        picked = [cells[at] if at < len(cells) else None for at in kept]
        if any(picked):
            yield number + 1, picked
