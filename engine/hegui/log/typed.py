"""One file as typed columns: every field it has, the columns of its shape, and why a row is set aside at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from hegui.log import cells as make
from hegui.log.cells import SQL_TYPES, Cells
from hegui.log.cleaning import Cleaner, as_text
from hegui.log.desk import Desk
from hegui.log.faults import SAMPLES
from hegui.log.headers import ACTIVITY, ACTOR, TIME
from hegui.log.identify import Identified, activity_book
from hegui.log.moments import moments
from hegui.log.numbers import NUMBERS, numbers
from hegui.log.raw import Column, Mishap
from hegui.log.sql import select, text, texts
from hegui.log.texts import boolean_book, code_book, fold, is_missing
from hegui.words import bound
from hegui.words.errors import Fault, LogError
from hegui.words.vocabulary import Field, FieldType, Log, Shape

ASIDE = "_aside"
"""Why a row is set aside; null where it is not."""
FOOTERS = (
    "(?i)^(合计|总计|小计|共计|汇总|导出|制表|打印|查询条件|查询时间|统计时间|统计周期|注[:：]|备注[:：]|第.+页|共 ?[0-9]+ ?[条行页]"
    "|grand total|total|subtotal|exported|printed)"
)
NO_TEXT = "CAST(NULL AS VARCHAR)"
_TIMES = {FieldType.DATE, FieldType.DATETIME}
Positions: TypeAlias = Mapping[str, tuple[Column, ...]]
"""Fields, and ``_activity``, ``_time``, ``_actor``, to their columns in a file."""
Seen: TypeAlias = Mapping[str, Sequence[str]]
"""The SQL of columns to all their texts."""


@dataclass(frozen=True)
class TypedFile:
    """How the columns of a bound table come out of one file."""

    found: Identified
    fields: Mapping[str, Cells]
    special: Mapping[str, str]
    """``_key``, ``_activity``, ``_time``, ``_actor``: SQL; null where it says nothing."""
    aside: str
    """SQL of the reason to set the row aside."""
    mishaps: tuple[Mishap, ...]
    cheap: bool

    def query(self, number: int, log: Log, flawed: Sequence[str], fields: Sequence[str]) -> str:
        """The file as rows of the log's table; the field that is the key stands there once, as ``_key``."""
        cells = {field: self.fields.get(field) or make.absent(sql_type(log.fields[field])) for field in fields}
        columns = {bound.SOURCE: f"CAST({number} AS SMALLINT)", bound.ROW: f"CAST({self.found.raw.row} AS BIGINT)", **self.special}
        columns |= {field: one.value for field, one in cells.items() if field != log.key}
        for field in flawed:
            columns |= {field + bound.STATE: _state(cells[field]), field + bound.RAW: cells[field].raw}
        return select({**columns, ASIDE: self.aside}, self.found.raw.relation)


def sql_type(field: Field) -> str:
    """The engine's type of a field."""
    return SQL_TYPES.get(field.type, "VARCHAR")


def typed_file(desk: Desk, found: Identified) -> TypedFile:
    """Decide, on what the columns hold, how each is read.

    Raises:
        LogError: times are ambiguous.
    """
    positions = {target: tuple(found.raw.columns[at] for at in ats) for target, ats in found.binding.positions.items()}
    _check_parts(found, positions)
    cleaner = Cleaner(desk, found.raw, _cleaned(found, positions))
    seen = make.looked_up(desk, found.raw, _looked_up(found, positions))
    cells = _all_cells(desk, found, positions, cleaner, seen)
    time = cells.get(TIME)
    special, mishaps, cheap = _special(desk, found, positions, cells, cleaner, seen)
    fields = {field: cells[field] for field in found.log.fields if field in cells}
    aside = _aside(desk, found, special, fields, time)
    cheap = cheap and aside == NO_TEXT and all(one.cheap for one in fields.values())
    return TypedFile(found, fields, special, aside, tuple(mishaps), cheap)


def _type(found: Identified, target: str) -> FieldType:
    field = found.log.fields.get(target)
    return field.type if field else FieldType.DATETIME if target == TIME else FieldType.ID


def _is_coded(found: Identified, target: str) -> bool:
    """Whether every distinct text of a field is looked up."""
    if _type(found, target) is FieldType.ENUM:
        return bool(found.log.fields[target].values or found.source.codes.get(target))
    return _type(found, target) in {FieldType.BOOLEAN, FieldType.MONTH}


def _looked_up(found: Identified, positions: Positions) -> list[Column]:
    """The columns of which every distinct text is asked for."""
    return [*(columns[0] for target, columns in positions.items() if _is_coded(found, target)), *_states(found, positions)]


def _cleaned(found: Identified, positions: Positions) -> Iterator[Column]:
    """The columns that are cleaned before they are read: codes and activities are looked up as they are, times in two parts joined."""
    for target, columns in positions.items():
        joint = len(columns) > 1 and _type(found, target) in _TIMES
        if not (joint or target == ACTIVITY or _is_coded(found, target)):
            yield from columns


def _all_cells(desk: Desk, found: Identified, positions: Positions, cleaner: Cleaner, seen: Seen) -> dict[str, Cells]:
    types = {target: _type(found, target) for target in positions}
    times = {target: columns for target, columns in positions.items() if types[target] in _TIMES}
    amounts = {target: columns[0] for target, columns in positions.items() if types[target] in NUMBERS}
    cells = moments(desk, found.raw, times, types, cleaner, found.source.time_format) | numbers(desk, found.raw, amounts, types, cleaner)
    for target, columns in positions.items():
        if target in found.log.fields and target not in cells:
            several = len(columns) > 1
            cells[target] = (
                make.joined(columns, cleaner) if several else _cells(desk, found, found.log.fields[target], columns[0], cleaner, seen)
            )
    return cells


def _cells(desk: Desk, found: Identified, field: Field, column: Column, cleaner: Cleaner, seen: Seen) -> Cells:
    own = found.source.codes.get(field.name, {})
    if field.type is FieldType.MONTH:
        return make.months(desk, column, seen[column.sql])
    if field.type is FieldType.BOOLEAN:
        return make.coded(desk, column, seen[column.sql], boolean_book(field, own), "BOOLEAN")
    if _is_coded(found, field.name):
        return make.coded(desk, column, seen[column.sql], code_book(field, own), "VARCHAR")
    if field.type is FieldType.LIST:
        return make.lists(column, cleaner, code_book(field, own) if field.values or own else {})
    return make.plain(column, cleaner, field)


def _special(
    desk: Desk, found: Identified, positions: Positions, cells: dict[str, Cells], cleaner: Cleaner, seen: Seen
) -> tuple[dict[str, str], list[Mishap], bool]:
    """Key and, of a log of events, activity, time and actor."""
    log, raw = found.log, found.raw
    mishaps: list[Mishap] = []
    key = cells[log.key].value if log.key in cells else NO_TEXT
    special = {bound.KEY: key}
    if found.shape is Shape.LONG:
        activity, unknown = _activity(desk, found, positions[ACTIVITY][0])
        mishaps += unknown
        time = cells.pop(TIME)
        actor = make.plain(positions[ACTOR][0], cleaner, Field("", FieldType.ID, log.title)).value if ACTOR in positions else NO_TEXT
        special |= {bound.ACTIVITY: activity, bound.TIME: time.value, bound.ACTOR: actor}
        return special, mishaps, time.cheap and actor in {raw_column.sql for raw_column in raw.columns} | {NO_TEXT}
    if found.shape is Shape.SNAPSHOT and log.snapshot is not None:
        activity = NO_TEXT
        for column in _states(found, positions):
            activity = _snapshot_activity(desk, found, log.fields[log.snapshot.state or ""], column, seen[column.sql])
        special |= {
            bound.ACTIVITY: activity,
            bound.TIME: f"CAST({cells[log.snapshot.updated_at].value} AS TIMESTAMP)",
            bound.ACTOR: NO_TEXT,
        }
    return special, mishaps, True


def _activity(desk: Desk, found: Identified, column: Column) -> tuple[str, list[Mishap]]:
    """Activities to milestones; what is no milestone stays as recorded."""
    expr = as_text(column)
    book = activity_book(found.log.events)
    rows = desk.rows(
        select([f"{expr} AS a", "count(*) AS n", f"min({found.raw.row})"], found.raw.relation, "GROUP BY a ORDER BY n DESC, a")
    )
    cells = [(cell, n, row) for cell, n, row in rows if cell is not None and not is_missing(cell)]
    mapping = {cell: book.get(fold(cell), cell.strip()) for cell, _, _ in cells}
    unknown = [(cell, n, row) for cell, n, row in cells if fold(cell) not in book]
    value = make.mapped(desk, expr, mapping, "VARCHAR") if mapping else NO_TEXT
    if all(cell == milestone for cell, milestone in mapping.items()) and len(cells) == len(rows):
        value = expr
    if not unknown or not found.log.events:
        return value, []
    return value, [Mishap("unknown_activity", "", sum(n for _, n, _ in unknown), tuple((row, cell) for cell, _, row in unknown[:SAMPLES]))]


def _states(found: Identified, positions: Positions) -> tuple[Column, ...]:
    """The column of the state, of a log of updates that has one."""
    state = (found.log.snapshot.state if found.shape is Shape.SNAPSHOT and found.log.snapshot else None) or ""
    return positions.get(state, ())[:1] if state in found.log.fields else ()


def _snapshot_activity(desk: Desk, found: Identified, state: Field, column: Column, seen: Sequence[str]) -> str:
    """The milestone that a state stands for; the state's code where it stands for none."""
    codes = code_book(state, found.source.codes.get(state.name, {})) if state.values else {}
    book = activity_book(found.log.events)
    mapping: dict[str, str] = {}
    for cell in seen:
        if not is_missing(cell):
            code = codes.get(fold(cell), cell.strip())
            mapping[cell] = book.get(fold(cell)) or book.get(fold(code), code)
    return make.mapped(desk, as_text(column), mapping, "VARCHAR") if mapping else NO_TEXT


def _aside(desk: Desk, found: Identified, special: Mapping[str, str], fields: Mapping[str, Cells], time: Cells | None) -> str:
    """Rows that are none: blank, totals and footers; events without case or time. Null as a constant where there are none.

    A milestone of which it only cannot be read when it was reached stays: that it was never reached would be wrong.
    """
    wide = found.shape is Shape.WIDE
    when = (
        fields[found.log.anchor].missing
        if wide and found.log.anchor in fields
        else f"({special[bound.TIME]}) IS NULL"
        if not wide
        else "true"
    )
    reasons: list[str] = []
    if found.raw.loose:
        first = f"coalesce({', '.join(f'nullif(trim({column.sql}), {text(str())})' for column in found.raw.columns)})"
        none = f"CASE WHEN {first} IS NULL THEN 'blank_row' WHEN regexp_matches({first}, {text(FOOTERS)}) THEN 'footer' END"
        reasons.append(f"CASE WHEN {when} THEN {none} END")
    if not wide:
        untimed = f"({special[bound.TIME]}) IS NULL"
        if time is not None and found.log.events:
            untimed += f" AND NOT coalesce(({time.failed}) AND ({special[bound.ACTIVITY]}) IN ({texts(found.log.events)}), false)"
        reasons.append(f"CASE WHEN ({special[bound.KEY]}) IS NULL THEN 'no_key' WHEN {untimed} THEN 'no_time' END")
    expr = f"coalesce({', '.join(reasons)})" if reasons else NO_TEXT
    if reasons and not found.raw.stored:
        (some,) = desk.row(select([f"coalesce(bool_or(({expr}) IS NOT NULL), false)"], found.raw.relation))
        expr = expr if some else NO_TEXT
    return expr


def _state(cells: Cells) -> str:
    """The state of a cell; times that are no credible ones are told apart until they are counted."""
    if not cells.failing:
        return cells.state
    return f"CASE WHEN {cells.failing} THEN 'not_credible' ELSE {cells.state} END"


def _check_parts(found: Identified, positions: Positions) -> None:
    """A time may come in two columns, date and time of day; an identifier may need several."""
    for target, columns in positions.items():
        type_ = FieldType.DATETIME if target == TIME else found.log.fields[target].type if target in found.log.fields else FieldType.TEXT
        most = 2 if type_ in _TIMES else 9 if type_ is FieldType.ID else 1
        if len(columns) > most:
            what = f"columns: field {target!r} is given {len(columns)} columns"
            raise LogError(
                Fault(found.source.place, what, "a time comes in two at most, its date and its time of day; only identifiers in more")
            )
