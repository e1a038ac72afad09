"""From a column as it was read to a typed field: SQL that does it for all rows, decided on what the column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hegui.log import texts
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
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
_NARROW = "".join(map(chr, range(0x21, 0x7F))) + " "
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


def as_text(column: Column) -> str:
    """The cell as a person would read it."""
    if column.is_text:
        return column.sql
    if column.type in {"FLOAT", "DOUBLE"}:
        whole = f"{column.sql} = trunc({column.sql}) AND abs({column.sql}) < 1e15"
        return f"CASE WHEN {whole} THEN CAST(CAST({column.sql} AS BIGINT) AS VARCHAR) ELSE CAST({column.sql} AS VARCHAR) END"
    if column.type.startswith("TIMESTAMP WITH"):
        return f"CAST(timezone('UTC', {column.sql}) AS VARCHAR) || '+00:00'"
    return f"CAST({column.sql} AS VARCHAR)"


class Cleaner:
    """Trims, narrows and empties text columns, and does of it only what the column needs."""

    def __init__(self, desk: Desk, raw: Raw) -> None:
        self._desk = desk
        self._raw = raw
        self._needs: dict[str, tuple[bool, ...]] = {}

    def clean(self, column: Column, marks: Sequence[str], *, narrow: bool = True) -> str:
        """The text without blanks, guards and full-width characters; null where it says that nothing is there."""
        if not column.is_text:
            return as_text(column)
        if column.sql not in self._needs:
            self._needs[column.sql] = self._looked_at(column.sql)
        untrimmed, wide = self._needs[column.sql]
        # As a filter the engine mostly answers this from its statistics, without reading the column.
        marked = self._desk.rows(select(["1"], self._raw.relation, f"WHERE {column.sql} IN ({listed(marks)}) LIMIT 1"))
        return cleaned(column.sql, marks, trim=untrimmed or (wide and narrow), narrow=wide and narrow, empty=bool(marked) or untrimmed)

    def _looked_at(self, sql: str) -> tuple[bool, ...]:
        """Whether any cell is to be trimmed, or narrowed; byte by byte first, since that is all that most columns need."""
        ends = f"{sql} < '!' OR {sql}[-1] < '!' OR starts_with({sql}, '=\"')"
        untrimmed, foreign = self._any(ends, f"strlen({sql}) <> length({sql})")
        if foreign:
            blank = f"{sql} <> trim({sql}, {text(texts.BLANK)})"
            beside, foreign = self._any(blank, f"{sql} <> translate({sql}, {text(_WIDE)}, {text(_NARROW)})")
            untrimmed = untrimmed or beside
        return untrimmed, foreign

    def _any(self, *conditions: str) -> tuple[bool, ...]:
        """Of each condition, whether any cell meets it."""
        found = self._desk.row(select([f"coalesce(bool_or({condition}), false)" for condition in conditions], self._raw.relation))
        return tuple(map(bool, found))


def cleaned(expr: str, marks: Sequence[str], *, trim: bool = True, narrow: bool = True, empty: bool = True) -> str:
    """The cleaning of a text, step by step."""
    blank = text(texts.BLANK)
    if narrow:
        expr = f"translate({expr}, {text(_WIDE)}, {text(_NARROW)})"
    if trim:
        expr = f"trim(regexp_replace(trim({expr}, {blank}), '^=\"(.*)\"$', '\\1'), {blank})"
    if empty:
        expr = f"CASE WHEN {expr} IN ({listed(marks)}) THEN NULL ELSE {expr} END"
    return expr


def plain(column: Column, cleaner: Cleaner, field: Field) -> Cells:
    """Identifiers and texts."""
    is_text = field.type is FieldType.TEXT
    value = cleaner.clean(column, texts.MISSING_TEXT if is_text else texts.MISSING, narrow=not is_text)
    return Cells(value, as_text(column), f"({value}) IS NULL", "VARCHAR", sure=True, cheap=value == column.sql)


def joined(columns: Sequence[Column], cleaner: Cleaner) -> Cells:
    """An identifier that only several columns make unique; missing where any of them is."""
    value = " || '/' || ".join(f"({cleaner.clean(column, texts.MISSING)})" for column in columns)
    return Cells(value, value, f"({value}) IS NULL", "VARCHAR", sure=True, cheap=False)


def coded(desk: Desk, raw: Raw, column: Column, book: Mapping[str, str], type_: str) -> Cells:
    """Codes and booleans: every distinct text is looked up once."""
    expr = as_text(column)
    seen = _distinct(desk, raw, expr)
    missing = sorted(cell for cell in seen if texts.is_missing(cell) and texts.fold(cell) not in book)
    mapping = {cell: book[texts.fold(cell)] for cell in sorted(seen) if texts.fold(cell) in book}
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


def months(desk: Desk, raw: Raw, column: Column) -> Cells:
    """Months, as ``2026-03``."""
    seen = _distinct(desk, raw, as_text(column))
    book = {texts.fold(cell): value for cell in seen if (value := texts.month(cell[:16]))}
    return replace(coded(desk, raw, column, book, "VARCHAR"), failure=CellState.UNREADABLE, code="unreadable_month")


def numbers(desk: Desk, raw: Raw, column: Column, cleaner: Cleaner, type_: FieldType) -> Cells:
    """Numbers and durations: the engine reads plain ones, the rest is read once for every distinct text."""
    wide = "DECIMAL(38,6)"
    kind = SQL_TYPES[type_]
    factor = texts.header_seconds(column.header) if type_ is FieldType.DURATION else 1
    if column.type in {"INTERVAL", "TIME"}:
        value, clean = f"CAST(round(epoch({column.sql})) AS BIGINT)", column.sql
        return Cells(value, as_text(column), f"{clean} IS NULL", kind, sure=True)
    if column.type.startswith(_NUMERIC):
        clean = f"CASE WHEN isfinite({column.sql}) THEN {column.sql} END" if column.type in {"FLOAT", "DOUBLE"} else column.sql
        read = f"try_cast({clean} AS {wide}) * {factor}"
    else:
        clean = cleaner.clean(column, texts.MISSING)
        read = f"try_cast({clean} AS {wide}) * {factor}"
        odd = _distinct(desk, raw, clean, f"WHERE ({read}) IS NULL")
        spoken = {cell: number for cell in sorted(odd) if (number := _spoken(cell, type_, factor)) is not None}
        if spoken:
            read = f"coalesce({read}, {mapped(desk, clean, spoken, wide)})"
    value = {
        FieldType.NUMBER: f"try_cast({read} AS {kind})",
        FieldType.INTEGER: f"CASE WHEN ({read}) = trunc({read}) THEN try_cast({read} AS {kind}) END",
        FieldType.DURATION: f"try_cast(round({read}) AS {kind})",
    }[type_]
    code = "unreadable_duration" if type_ is FieldType.DURATION else "unreadable_number"
    cells = Cells(value, as_text(column), f"({clean}) IS NULL", kind, code=code, cheap=not column.is_text)
    (failed,) = desk.row(select([f"coalesce(bool_or({cells.failed}), false)"], raw.relation))
    return replace(cells, sure=not failed)


def _spoken(cell: str, type_: FieldType, factor: int) -> Decimal | int | None:
    """A number or duration that the engine does not read."""
    span = texts.seconds(cell) if type_ is FieldType.DURATION else None
    if span is not None:
        return span
    value = texts.number(cell)
    return value if value is None else value * factor


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


def _distinct(desk: Desk, raw: Raw, expr: str, where: str = "") -> list[str]:
    return [cell for cell in desk.texts(select([f"DISTINCT {expr}"], raw.relation, where)) if cell is not None]
