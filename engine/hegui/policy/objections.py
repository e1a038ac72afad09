"""Loading objections (核减): a YAML list, or the workbook that ``hegui findings template`` wrote, filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from hegui.policy.faults import At, Faults
from hegui.policy.lists import read_list
from hegui.policy.reading import beside
from hegui.policy.shapes.decisions import ObjectionShape
from hegui.words.places import Place
from hegui.words.profiles import OBJECTION_COLUMNS, Objection

DECIDED = ("category", "reason", "evidence", "decided_by", "decided_on", "upheld")
"""Columns that a unit and an auditor fill in; a row without any of them is no objection."""
YES = frozenset({"是", "成立", "yes", "true", "y", "1"})
NO = frozenset({"否", "不成立", "no", "false", "n", "0"})
MAX_ROWS = 1_000_000


def objections(path: Path, faults: Faults) -> tuple[Objection, ...]:
    """The objections in the file; whatever is wrong with it is noted with its row."""
    if path.suffix.lower() == ".xlsx":
        return tuple(_from_workbook(path, faults))
    return tuple(_objection(shape, at) for shape, at in read_list(ObjectionShape, path, "- log:", faults))


def _objection(shape: ObjectionShape, at: At) -> Objection:
    return Objection(
        log=shape.log,
        key=shape.key,
        category=shape.category,
        reason=shape.reason,
        evidence=shape.evidence,
        decided_by=shape.decided_by,
        decided_on=shape.decided_on,
        upheld=shape.upheld,
        standard=shape.standard,
        place=at.place,
    )


def _from_workbook(path: Path, faults: Faults) -> Iterator[Objection]:
    from openpyxl import load_workbook

    place = Place(path.as_posix())
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        what = f"cannot be read: {error.strerror}" if isinstance(error, OSError) and error.strerror else "not a workbook"
        faults.add(place, what, beside(path, lambda file: file.suffix == ".xlsx") if missing else "save it as .xlsx")
        return
    try:
        rows = book.worksheets[0].iter_rows(max_row=MAX_ROWS, values_only=True)
        columns = _columns(next(rows, ()), place, faults)
        if columns is None:
            return
        for number, cells in enumerate(rows, start=2):
            found = {name: cells[index] for name, index in columns.items() if index < len(cells)}
            if any(not _blank(found.get(name)) for name in DECIDED):
                objection = _row(found, Place(path.as_posix(), number), faults)
                if objection is not None:
                    yield objection
    finally:
        book.close()


def _columns(header: Sequence[Any], place: Place, faults: Faults) -> dict[str, int] | None:
    """Column name to its index, by the headers in either language."""
    named = {text: name for name, title in OBJECTION_COLUMNS.items() for text in (name, title.zh, title.en)}
    found = {named[text]: index for index, cell in enumerate(header) if (text := str(cell or "").strip()) in named}
    missing = [name for name in OBJECTION_COLUMNS if name not in found and name != "standard"]
    if missing:
        said = ", ".join(f"{OBJECTION_COLUMNS[name].zh} ({name})" for name in missing)
        faults.add(Place(place.file, 1), f"columns are missing: {said}", "keep the headers of the template")
        return None
    return found


def _row(cells: dict[str, Any], place: Place, faults: Faults) -> Objection | None:
    lacking = [name for name in OBJECTION_COLUMNS if name != "standard" and _blank(cells.get(name))]
    if lacking:
        said = ", ".join(f"{OBJECTION_COLUMNS[name].zh} ({name})" for name in lacking)
        faults.add(place, f"the objection says nothing of {said}", "fill in the whole row, or none of it")
        return None
    decided_on, said = _day(cells["decided_on"]), _text(cells["upheld"]).lower()
    if decided_on is None:
        faults.add(place, f"{_text(cells['decided_on'])!r} is not a date", "write it as 2026-03-31")
    if said not in YES | NO:
        faults.add(place, f"upheld: {said!r} is neither yes nor no", "write 是 or 否")
    if decided_on is None or said not in YES | NO:
        return None
    text = {name: _text(cells[name]) for name in ("log", "key", "category", "reason", "evidence", "decided_by")}
    standard = _text(cells.get("standard")) or None
    return Objection(**text, decided_on=decided_on, upheld=said in YES, standard=standard, place=place)


def _blank(cell: Any) -> bool:  # noqa: ANN401 - what a cell holds
    return not _text(cell)


def _text(cell: Any) -> str:  # noqa: ANN401 - what a cell holds
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _day(cell: Any) -> date | None:  # noqa: ANN401 - what a cell holds
    if isinstance(cell, datetime):
        return cell.date()
    try:
        return cell if isinstance(cell, date) else date.fromisoformat(_text(cell))
    except ValueError:
        return None
