"""Time columns: which formats a column is written in, and the SQL that reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hegui.log.asking import answers, figures
from hegui.log.cells import SQL_TYPES, Cells
from hegui.log.cleaning import Cleaner, as_text, cleaned
from hegui.log.desk import Desk
from hegui.log.headers import JOINT
from hegui.log.raw import Column, Raw
from hegui.log.sql import select, text
from hegui.log.sql import texts as listed
from hegui.log.texts import MISSING
from hegui.log.times import EARLIEST_YEAR, LATEST_YEAR, MISSING_TIMES, Order, Reading, Scale, day_first, reading_of
from hegui.words.errors import Fault, LogError
from hegui.words.places import Place
from hegui.words.vocabulary import FieldType

ISO = Reading("%Y-%m-%d %H:%M:%S")
SHAPES_READ = 2_000
_CREDIBLE = f"BETWEEN TIMESTAMP '{EARLIEST_YEAR}-01-01' AND TIMESTAMP '{LATEST_YEAR}-12-31 23:59:59.999999'"
_PARTS = r"'^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]'"


_RESPELLED = (
    ("[ ]?(?:Z|UTC|GMT)$", "+00:00"),
    ("[ ]?上午[ ]?", " AM "),
    ("[ ]?下午[ ]?", " PM "),
    ("([.,][0-9]{6})[0-9]+", r"\1"),
)
"""What strptime does not know, and how it is said to it; the expressions mean the same here and in the engine."""


@dataclass(frozen=True)
class Written:
    """A time column as it is written."""

    header: str
    clean: str
    """SQL of the cleaned text."""
    readings: Mapping[str, Reading]
    """Shape to reading; under the empty shape what was expected and needs no look at the shapes."""


def moments(
    desk: Desk,
    raw: Raw,
    targets: Mapping[str, tuple[Column, ...]],
    types: Mapping[str, FieldType],
    cleaner: Cleaner,
    time_format: str | None,
) -> dict[str, Cells]:
    """All time fields of one file; what one column leaves open another of the file may settle.

    Raises:
        LogError: day and month cannot be told apart in a column.
    """
    _check_format(desk, time_format)
    typed = {t: columns[0] for t, columns in targets.items() if len(columns) == 1 and _is_time(columns[0])}
    settled = _settled(desk, raw, _written(desk, raw, {t: c for t, c in targets.items() if t not in typed}, cleaner, time_format))
    cells: dict[str, Cells] = {}
    for target, columns in targets.items():
        if target in typed:
            value = _typed(desk, typed[target])
            read = f"CASE WHEN {value} >= TIMESTAMP '9999-01-01' THEN NULL ELSE {value} END"
            cells[target] = Cells(value, as_text(columns[0]), f"({read}) IS NULL", "TIMESTAMP", cheap=True)
        else:
            one = settled[target]
            shown = joined_time(columns) if len(columns) > 1 else as_text(columns[0])
            cells[target] = Cells(_value(desk, one), shown, f"({one.clean}) IS NULL", "TIMESTAMP", code="unreadable_time", cheap=False)
    return _bounded(desk, raw, cells, types)


def _check_format(desk: Desk, time_format: str | None) -> None:
    import duckdb

    if not time_format:
        return
    try:
        desk.rows(f"SELECT strptime('', {text(time_format)})")
    except duckdb.InvalidInputException as error:
        if "Could not parse" not in str(error):
            what = f"{time_format!r} is no time format"
            raise LogError(Fault(Place("time_format"), what, "write it like '%d/%m/%Y %H:%M'")) from None


def _is_time(column: Column) -> bool:
    return column.type.startswith("TIMESTAMP") or column.type == "DATE"


def _typed(desk: Desk, column: Column) -> str:
    """A column of times, naive in the audit's zone."""
    if column.type == "TIMESTAMP":
        return column.sql
    if column.type.startswith("TIMESTAMP WITH"):
        return f"timezone({text(desk.zone)}, {column.sql})"
    return f"CAST({column.sql} AS TIMESTAMP)"


def _written(
    desk: Desk, raw: Raw, targets: Mapping[str, tuple[Column, ...]], cleaner: Cleaner, time_format: str | None
) -> dict[str, Written]:
    """Look at the shapes of what the expected format does not read."""
    marks = (*MISSING, *MISSING_TIMES)
    expected = Reading(time_format, zoned="%z" in time_format) if time_format else ISO
    cleans = [cleaned(joined_time(c), marks) if len(c) > 1 else cleaner.clean(c[0], marks) for c in targets.values()]
    found = answers(desk, [_shapes_query(raw, clean, expected) for clean in cleans])
    written: dict[str, Written] = {}
    for (target, columns), clean, counted in zip(targets.items(), cleans, found, strict=True):
        shapes = [shape for shape, _ in sorted(counted, key=lambda shape: (-shape[1], shape[0]))]
        written[target] = _read(JOINT.join(column.header for column in columns), clean, shapes, expected, clear=bool(time_format))
    return written


def _shapes_query(raw: Raw, clean: str, expected: Reading) -> str:
    unread = f"WHERE ({clean}) IS NOT NULL AND try_strptime({clean}, {text(expected.format)}) IS NULL"
    return select(
        [f"{_shape(clean)} AS shape", "count(*) AS n"], raw.relation, f"{unread} GROUP BY shape ORDER BY n DESC, shape LIMIT {SHAPES_READ}"
    )


def _read(header: str, clean: str, shapes: Sequence[str], expected: Reading, *, clear: bool) -> Written:
    """How a column of these shapes, the most frequent first, is read; ``clear``: only shapes that tell day from month by themselves."""
    for pattern, plain in _RESPELLED:
        if any(re.search(pattern, shape) for shape in shapes):
            clean = f"regexp_replace({clean}, {text(pattern)}, {text(plain)})"
            shapes = [re.sub(pattern, plain, shape) for shape in shapes]
    readings = {shape: reading for shape in shapes if (reading := reading_of(shape)) is not None}
    if clear:
        readings = {shape: reading for shape, reading in readings.items() if reading.order is Order.CLEAR}
    counted = {shape for shape, reading in readings.items() if reading.scale in {Scale.SECONDS, Scale.MILLISECONDS}}
    if len(counted) < len(readings):
        readings = {shape: reading for shape, reading in readings.items() if shape not in counted}
    return Written(header, clean, {"": expected, **readings})


def joined_time(columns: Sequence[Column]) -> str:
    """Date and time from two columns: 20260301 and 91530, or 2026-03-01 00:00:00 and 9:15."""
    day, clock = (f"trim({as_text(column)})" for column in columns)
    day = f"regexp_replace({day}, '[ T]0?0:00(:00(\\.0+)?)?$', '')"
    clock = f"CASE WHEN regexp_full_match({clock}, '[0-9]{{1,6}}') THEN lpad({clock}, 6, '0') ELSE {clock} END"
    return f"({day} || ' ' || {clock})"


def _shape(clean: str) -> str:
    return f"translate({clean}, '123456789', '000000000')"


def _settled(desk: Desk, raw: Raw, written: Mapping[str, Written]) -> dict[str, Written]:
    """Decide the order of day and month, for each column on its own, else as in the other columns of the file."""
    votes = {t: _vote(desk, raw, one) for t, one in written.items() if _open(one)}
    agreed = {vote for vote in votes.values() if vote is not None}
    undecided = [t for t, vote in votes.items() if vote is None]
    if undecided and len(agreed) != 1:
        raise LogError(_ambiguous(desk, raw, written[target]) for target in undecided)
    result: dict[str, Written] = {}
    for target, one in written.items():
        vote = votes.get(target)
        first = next(iter(agreed)) if vote is None and agreed else bool(vote)
        readings = {s: r.settled(day_first=first) if r.order is Order.OPEN else r for s, r in one.readings.items()}
        result[target] = Written(one.header, one.clean, readings)
    return result


def _open(one: Written) -> list[str]:
    return [shape for shape, reading in one.readings.items() if reading.order is Order.OPEN]


def _vote(desk: Desk, raw: Raw, one: Written) -> bool | None:
    """What the values of a column say: True, day first; False, month first; None, nothing."""
    parts = [f"CAST(regexp_extract({one.clean}, {_PARTS}, {i}) AS INTEGER)" for i in (1, 2)]
    where = f"WHERE {_shape(one.clean)} IN ({listed(_open(one))})"
    query = select([f"max({parts[0]})", f"max({parts[1]})", f"bool_and({parts[0]} = {parts[1]})"], raw.relation, where)
    first, second, alike = desk.row(query)
    return True if alike else day_first([(first, second)])


def _ambiguous(desk: Desk, raw: Raw, one: Written) -> Fault:
    query = select([one.clean], raw.relation, f"WHERE {_shape(one.clean)} IN ({listed(_open(one))}) ORDER BY {raw.row} LIMIT 1")
    sample = desk.texts(query)[0]
    return Fault(
        Place(raw.source.name),
        f"times in column {one.header!r}, such as {sample!r}, may have the day first or the month first",
        "say which with time_format in the job file, such as '%d/%m/%Y %H:%M'",
    )


def _value(desk: Desk, one: Written) -> str:
    """The SQL that reads all forms of the column."""
    zone, expr = text(desk.zone), one.clean
    readings = list(dict.fromkeys(one.readings.values()))
    plain = [r.format for r in readings if r.format and not r.zoned]
    zoned = [r.format for r in readings if r.format and r.zoned]
    ways = [f"try_strptime({expr}, [{listed(plain)}])"] if plain else []
    ways += [f"timezone({zone}, try_strptime({expr}, [{listed(zoned)}]))"] if zoned else []
    ways += [_scaled(expr, r.scale, zone) for r in readings if r.scale is not None]
    return ways[0] if len(ways) == 1 else f"coalesce({', '.join(ways)})"


def _scaled(expr: str, scale: Scale, zone: str) -> str:
    if scale is Scale.SERIAL:
        guard, value = "[0-9]{5}([.][0-9]+)?", f"TIMESTAMP '1899-12-30' + to_seconds(CAST(round(CAST({expr} AS DOUBLE) * 86400) AS BIGINT))"
        return f"CASE WHEN regexp_full_match({expr}, '{guard}') THEN {value} END"
    digits, factor = ("10", 1_000_000) if scale is Scale.SECONDS else ("13", 1_000)
    value = f"timezone({zone}, timezone('UTC', make_timestamp(CAST(CAST({expr} AS DECIMAL(38,6)) * {factor} AS BIGINT))))"
    return f"CASE WHEN regexp_full_match({expr}, '[0-9]{{{digits}}}([.][0-9]+)?') THEN {value} END"


def _bounded(desk: Desk, raw: Raw, cells: Mapping[str, Cells], types: Mapping[str, FieldType]) -> dict[str, Cells]:
    """Leave out what lies outside of all credible years, where anything does; dates lose their time of day."""
    asked = ["min(value)", "max(value)", "count(*) FILTER (value IS NULL AND NOT missing)"]
    found = figures(desk, raw.relation, [{"value": one.value, "missing": one.missing} for one in cells.values()], asked)
    return {target: _within(one, types[target], *told) for (target, one), told in zip(cells.items(), found, strict=True)}


def _within(cells: Cells, type_: FieldType, least: datetime | None, most: datetime | None, failed: int | None) -> Cells:
    value = cells.value
    out = least is not None and most is not None and not (least.year >= EARLIEST_YEAR and most.year <= LATEST_YEAR)
    kept = f"CASE WHEN {value} {_CREDIBLE} THEN {value} END" if out else value
    return replace(
        cells,
        value=f"CAST({kept} AS DATE)" if type_ is FieldType.DATE else kept,
        missing=cells.missing if out or failed else f"({value}) IS NULL",
        type=SQL_TYPES[type_],
        sure=not failed and not out,
        failing=f"({value}) IS NOT NULL AND NOT ({value} {_CREDIBLE})" if out else "",
    )
