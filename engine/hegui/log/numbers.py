"""Numbers and durations: the engine reads plain ones, the rest is read once for every distinct text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hegui.log import texts
from hegui.log.asking import answers, figures
from hegui.log.cells import SQL_TYPES, Cells, mapped
from hegui.log.cleaning import Cleaner, as_text
from hegui.log.desk import Desk
from hegui.log.raw import Column, Raw
from hegui.log.sql import select
from hegui.words.vocabulary import FieldType

NUMBERS = frozenset({FieldType.NUMBER, FieldType.INTEGER, FieldType.DURATION})
_WIDE = "DECIMAL(38,6)"
_SPANS = frozenset({"INTERVAL", "TIME"})
_NUMERIC = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)


@dataclass(frozen=True)
class _Written:
    """A column of numbers as it is written."""

    column: Column
    type: FieldType
    clean: str
    """SQL of the cell without what is around the number."""

    @property
    def factor(self) -> int:
        """Seconds of the unit in the header of a duration."""
        return texts.header_seconds(self.column.header) if self.type is FieldType.DURATION else 1

    @property
    def read(self) -> str:
        """What the engine makes of it; null where it does not read it."""
        return f"try_cast({self.clean} AS {_WIDE}) * {self.factor}"


def numbers(desk: Desk, raw: Raw, columns: Mapping[str, Column], types: Mapping[str, FieldType], cleaner: Cleaner) -> dict[str, Cells]:
    """All fields of a file that hold numbers or durations."""
    spans = {field: _span(column, types[field]) for field, column in columns.items() if column.type in _SPANS}
    written = {field: _written(column, types[field], cleaner) for field, column in columns.items() if field not in spans}
    unread = {field: one for field, one in written.items() if not one.column.type.startswith(_NUMERIC)}
    queries = [select([f"DISTINCT {one.clean}"], raw.relation, f"WHERE ({one.read}) IS NULL") for one in unread.values()]
    odd = {field: [cell for (cell,) in rows if cell is not None] for field, rows in zip(unread, answers(desk, queries), strict=True)}
    cells = {field: _cells(desk, one, odd.get(field, [])) for field, one in written.items()}
    failed = figures(desk, raw.relation, [{"failed": one.failed} for one in cells.values()], ["bool_or(failed)"])
    return spans | {field: replace(one, sure=not some) for (field, one), (some,) in zip(cells.items(), failed, strict=True)}


def _span(column: Column, type_: FieldType) -> Cells:
    value = f"CAST(round(epoch({column.sql})) AS BIGINT)"
    return Cells(value, as_text(column), f"{column.sql} IS NULL", SQL_TYPES[type_], sure=True)


def _written(column: Column, type_: FieldType, cleaner: Cleaner) -> _Written:
    if not column.type.startswith(_NUMERIC):
        return _Written(column, type_, cleaner.clean(column, texts.MISSING))
    finite = f"CASE WHEN isfinite({column.sql}) THEN {column.sql} END"
    return _Written(column, type_, finite if column.type in {"FLOAT", "DOUBLE"} else column.sql)


def _cells(desk: Desk, one: _Written, odd: list[str]) -> Cells:
    """The field, as far as it is not yet known whether any cell fails."""
    spoken = {cell: number for cell in sorted(odd) if (number := _spoken(cell, one.type, one.factor)) is not None}
    read = f"coalesce({one.read}, {mapped(desk, one.clean, spoken, _WIDE)})" if spoken else one.read
    kind = SQL_TYPES[one.type]
    value = {
        FieldType.NUMBER: f"try_cast({read} AS {kind})",
        FieldType.INTEGER: f"CASE WHEN ({read}) = trunc({read}) THEN try_cast({read} AS {kind}) END",
        FieldType.DURATION: f"try_cast(round({read}) AS {kind})",
    }[one.type]
    code = "unreadable_duration" if one.type is FieldType.DURATION else "unreadable_number"
    return Cells(value, as_text(one.column), f"({one.clean}) IS NULL", kind, code=code, cheap=not one.column.is_text)


def _spoken(cell: str, type_: FieldType, factor: int) -> Decimal | int | None:
    """A number or duration that the engine does not read."""
    span = texts.seconds(cell) if type_ is FieldType.DURATION else None
    if span is not None:
        return span
    value = texts.number(cell)
    return value if value is None else value * factor
