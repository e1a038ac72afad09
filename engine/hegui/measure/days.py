"""Due instants on working clocks: the calendar as a small table, joined on the day (PERFORMANCE: working clock)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import DAY, SECOND, divided, instant, start_of_day
from hegui.words.bound import UNIT
from hegui.words.durations import Clock, Limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.calendars import Hours, WorkingCalendar

EPOCH = date(1970, 1, 1)
EPOCH_WEEKDAY = EPOCH.weekday()


def _number(day: date) -> int:
    return (day - EPOCH).days


AT_ONCE = 4
"""So many due instants are written into one query: Ibis goes down an expression by recursion, and each makes it deeper by six steps."""
FIRST, LAST = _number(date(1950, 1, 1)), _number(date(2149, 12, 31))
"""Days since 1970 that the calendar table covers; binding lets through no time outside 1950 to 2099."""


@dataclass(frozen=True)
class Due:
    """A due instant that is to be worked out."""

    name: str
    """The column that it becomes."""
    start: Callable[[ir.Table], ir.IntegerValue]
    """From when the limit runs, over a table with more columns than at first; in microseconds since 1970."""
    limit: Limit


def with_dues(shelf: Shelf, what: str, table: ir.Table, dues: Iterable[Due], calendar: WorkingCalendar) -> ir.Table:
    """The table with due instants, so many of them in one query; where they are more, what is there already is kept as ``what``."""
    days = day_table(shelf, calendar)
    for number, due in enumerate(dues):
        if number and number % AT_ONCE == 0:
            table = shelf.keep(what, table)
        table = with_due(table, due.name, due.start(table), due.limit, calendar, days)
    return table


def with_due(table: ir.Table, name: str, start: ir.IntegerValue, limit: Limit, calendar: WorkingCalendar, days: ir.Table) -> ir.Table:
    """The table with the due instant (microseconds since 1970) of a limit on a working clock.

    All working days of a unit are equally long. So the due instant lies in the working day whose number is the working time up to the
    start, plus the limit, over the length of a day: two equi-joins, one on the day of the start, one on the number of the due day.

    Args:
        table: rows with the unit whose hours count.
        name: the column that is added.
        start: from when the limit runs, in microseconds since 1970.
        limit: how long.
        calendar: working days and hours.
        days: its ``day_table``.
    """
    opened = table.mutate(_start=start)
    opened = opened.mutate(_start_midnight=start_of_day(instant(opened["_start"])))
    begun = opened.left_join(days, opened["_start_midnight"] == days["midnight"])
    placed = begun.mutate(**_place(begun, limit, calendar))
    # Columns called by the limit: Ibis takes an expression that it has seen before, of another limit, for the column it was kept in.
    number, midnight = f"{name} number", f"{name} midnight"
    worked = days.filter(days["worked"] == 1).select(**{number: "before", midnight: "midnight"})
    found = placed.left_join(worked, placed["_number"] == worked[number])
    return found.select(*table.columns, **{name: _due(found, found[midnight], limit, calendar)})


def _place(begun: ir.Table, limit: Limit, calendar: WorkingCalendar) -> dict[str, ir.IntegerValue]:
    """Number of the working day that the limit ends in, and how far into its working time."""
    if limit.clock is Clock.WORKING_DAYS:
        number = begun["before"] + begun["worked"] + (limit.days - 1)
        return {"_number": number, "_offset": ibis.literal(0, "int64")}
    target = _by_unit(begun, calendar, lambda hours: _worked_before(begun, hours) + limit.seconds * SECOND)
    length = _by_unit(begun, calendar, lambda hours: ibis.literal(hours.seconds * SECOND, "int64").nullif(0))
    number = divided(target - 1, length)
    return {"_number": number, "_offset": target - number * length}


def _worked_before(begun: ir.Table, hours: Hours) -> ir.IntegerValue:
    """Working time from the first day of the calendar to the start."""
    into_day = begun["_start"] - begun["_start_midnight"]
    stretches = [ibis.least(ibis.greatest(into_day - opens * SECOND, 0), (closes - opens) * SECOND) for opens, closes in hours.stretches]
    today = sum(stretches, ibis.literal(0, "int64"))
    return begun["before"] * (hours.seconds * SECOND) + begun["worked"] * today


def _due(found: ir.Table, midnight: ir.IntegerValue, limit: Limit, calendar: WorkingCalendar) -> ir.IntegerValue:
    if limit.clock is Clock.WORKING_DAYS:
        return midnight + (DAY - 1)
    return midnight + _by_unit(found, calendar, lambda hours: _time_of_day(found["_offset"], hours))


def _time_of_day(offset: ir.IntegerValue, hours: Hours) -> ir.IntegerValue:
    """The first time of day at which so much working time has passed."""
    steps, passed = [], 0
    for opens, closes in hours.stretches:
        steps.append((offset <= (passed + closes - opens) * SECOND, offset + (opens - passed) * SECOND))
        passed += closes - opens
    return ibis.cases(*steps) if steps else ibis.null("int64")


def _by_unit(table: ir.Table, calendar: WorkingCalendar, make: Callable[[Hours], ir.IntegerValue]) -> ir.IntegerValue:
    """An expression that depends on the hours of the unit."""
    units: dict[Hours, list[str]] = {}
    for unit, hours in sorted(calendar.unit_hours.items()):
        units.setdefault(hours, []).append(unit)
    usual = make(calendar.hours)
    return ibis.cases(*((table[UNIT].isin(names), make(hours)) for hours, names in units.items()), else_=usual) if units else usual


def day_table(shelf: Shelf, calendar: WorkingCalendar) -> ir.Table:
    """Every day with its midnight, whether it is worked (0 or 1), and how many working days came before it."""
    days = range(FIRST, LAST + 1)
    worked = [int((day + EPOCH_WEEKDAY) % 7 < 5) for day in days]
    for number in range((calendar.last - calendar.first).days + 1):
        day = calendar.first + timedelta(days=number)
        worked[_number(day) - FIRST] = int(calendar.is_worked(day))
    return shelf.bring("days", midnight=(day * DAY for day in days), worked=worked, before=list(accumulate(worked, initial=0))[:-1])
