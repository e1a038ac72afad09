"""From a column as it was read to a typed field: SQL that does it for all rows, decided on what the column holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hegui.log import texts
from hegui.log.asking import answers
from hegui.log.cleaning import Cleaner, as_text
from hegui.log.desk import Desk
from hegui.log.raw import Column, Raw
from hegui.log.sql import case, select, text
from hegui.log.sql import texts as listed
from hegui.words.vocabulary import CellState, Field, FieldType

SQL_TYPES = {
    FieldType.DATETIME: "TIMESTAMP",
    FieldType.DATE: "DATE",
    FieldType.NUMBER: "DECIMAL(18,6)",
    FieldType.INTEGER: "BIGINT",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.LIST: "VARCHAR[]",
    FieldType.DURATION: "BIGINT",
}
"""The engine's type of a field; all others are texts."""
FEW = 100
"""Up to here a mapping is a CASE, beyond it a table to look up."""


@dataclass(frozen=True)
class Cells:
    """How a field comes out of one relation; each part is SQL over its rows."""

    value: str
    """Typed; null where the cell is missing or failed."""
    raw: str
    """The cell as text."""
    missing: str
    """Whether the cell says nothing."""
    type: str
    failure: CellState = CellState.UNREADABLE
    code: str = "unreadable"
    """Code of the fault where a cell fails."""
    sure: bool = False
    """No cell can fail."""
    cheap: bool = True
    """Costs next to nothing to compute again with every query."""
    failing: str = ""
    """What else than a null value is a failure to be reported apart: a time out of all credible years."""

    @property
    def failed(self) -> str:
        """Whether the cell holds something that could not be read."""
        return f"({self.value}) IS NULL AND NOT ({self.missing})"

    @property
    def state(self) -> str:
        """The ``CellState``."""
        return f"CASE WHEN {self.missing} THEN 'missing' WHEN ({self.value}) IS NULL THEN {text(self.failure)} ELSE 'ok' END"


def absent(type_: str) -> Cells:
    """A field that this file does not have."""
    return Cells(f"CAST(NULL AS {type_})", "CAST(NULL AS VARCHAR)", "true", type_, sure=True)


def plain(column: Column, cleaner: Cleaner, field: Field) -> Cells:
    """Identifiers and texts."""
    is_text = field.type is FieldType.TEXT
    value = cleaner.clean(column, texts.MISSING_TEXT if is_text else texts.MISSING, narrow=not is_text)
    return Cells(value, as_text(column), f"({value}) IS NULL", "VARCHAR", sure=True, cheap=value == column.sql)


def joined(columns: Sequence[Column], cleaner: Cleaner) -> Cells:
    """An identifier that only several columns make unique; missing where any of them is."""
    value = " || '/' || ".join(f"({cleaner.clean(column, texts.MISSING)})" for column in columns)
    return Cells(value, value, f"({value}) IS NULL", "VARCHAR", sure=True, cheap=False)


def looked_up(desk: Desk, raw: Raw, columns: Iterable[Column]) -> dict[str, list[str]]:
    """Every distinct text of columns of codes, by the column's SQL."""
    named = {column.sql: as_text(column) for column in columns}
    found = answers(desk, [select([f"DISTINCT {expr}"], raw.relation) for expr in named.values()])
    return {sql: sorted(cell for (cell,) in rows if cell is not None) for sql, rows in zip(named, found, strict=True)}


def coded(desk: Desk, column: Column, seen: Sequence[str], book: Mapping[str, str], type_: str) -> Cells:
    """Codes and booleans: every distinct text is looked up once."""
    expr = as_text(column)
    missing = [cell for cell in seen if texts.is_missing(cell) and texts.fold(cell) not in book]
    mapping = {cell: book[texts.fold(cell)] for cell in seen if texts.fold(cell) in book}
    unknown = set(seen) - set(missing) - set(mapping)
    same = type_ == "VARCHAR" and not missing and not unknown and all(cell == code for cell, code in mapping.items())
    return Cells(
        expr if same else mapped(desk, expr, mapping, type_),
        expr,
        f"({expr}) IS NULL" + (f" OR ({expr}) IN ({listed(missing)})" if missing else ""),
        type_,
        failure=CellState.UNKNOWN_CODE if type_ == "VARCHAR" else CellState.UNREADABLE,
        code="unknown_code" if type_ == "VARCHAR" else "unreadable_boolean",
        sure=not unknown,
        cheap=len(mapping) <= FEW,
    )


def months(desk: Desk, column: Column, seen: Sequence[str]) -> Cells:
    """Months, as ``2026-03``."""
    book = {texts.fold(cell): value for cell in seen if (value := texts.month(cell[:16]))}
    return replace(coded(desk, column, seen, book, "VARCHAR"), failure=CellState.UNREADABLE, code="unreadable_month")


def lists(column: Column, cleaner: Cleaner, book: Mapping[str, str]) -> Cells:
    """Lists: split at 、 , ; | and line ends; elements that are codes become codes."""
    if column.type == "VARCHAR[]":
        clean, parts = column.sql, column.sql
    else:
        clean = cleaner.clean(column, texts.MISSING, narrow=False)
        parts = f"regexp_split_to_array(regexp_replace({clean}, '^\\[|\\]$|\"', '', 'g'), '[、,，;；|\\n]')"
    blank = text(texts.BLANK)
    parts = f"list_filter(list_transform({parts}, lambda e: trim(e, {blank})), lambda e: e <> '')"
    if book:
        known = case("lower(e)", {call: text(code) for call, code in book.items()})
        parts = f"list_transform({parts}, lambda e: coalesce({known}, e))"
    return Cells(parts, f"CAST({column.sql} AS VARCHAR)", f"({clean}) IS NULL", "VARCHAR[]", sure=True, cheap=False)


def mapped(desk: Desk, expr: str, mapping: Mapping[str, object], type_: str) -> str:
    """Texts to values of a type."""
    if len(mapping) <= FEW:
        literals = {key: text(str(value)) for key, value in mapping.items()}
        found = case(expr, literals)
        return found if type_ == "VARCHAR" and literals else f"CAST({found} AS {type_})"
    table = desk.lookup(mapping, type_)
    return f"({select(['v'], table, f'WHERE k = {expr}')})"
