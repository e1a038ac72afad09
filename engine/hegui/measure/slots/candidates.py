"""The calendar periods that a cadence is about: a handful, worked out in Python."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hegui.words.durations import Clock, Limit

if TYPE_CHECKING:
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.measured import Setting
    from hegui.words.periods import Period
    from hegui.words.slots import Cadence

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """A period that can be a slot of an entity."""

    number: int
    start: date
    end: date
    """Day after its last."""
    due: date
    """Last day on which what was to be done is in time."""


def candidates(check: Cadence, setting: Setting, covers: tuple[date, date] | None) -> Iterator[Candidate]:
    """The periods of the window, or of what the log covers where there is none, up to the one that holds as-of.

    Periods that begin before the window and are due in it come first: whether they were met before it, only the rows can tell.
    """
    for number in _numbers(check, setting, covers):
        start, end = check.per.bounds(number)
        if check.working_days_only and check.per.unit == "day" and not _calendar(setting).is_worked(start):
            continue
        yield Candidate(number, start, end, due_day(check, number, setting.calendar))


def due_day(check: Cadence, number: int, calendar: WorkingCalendar | None) -> date:
    """The last day on which a period is met in time: its own due day, and the days of grace after it."""
    end = check.per.bounds(number)[1]
    day = end - DAY if check.by is None else check.by.in_period(check.per, number)
    return day if check.grace is None else _later(day, check.grace, calendar)


def _numbers(check: Cadence, setting: Setting, covers: tuple[date, date] | None) -> Iterator[int]:
    as_of, since, until = setting.as_of.date(), setting.since, setting.until
    number = _number_from(check.per, since or (covers[0] if covers else as_of))
    if since is not None:
        while due_day(check, number - 1, setting.calendar) >= since:
            number -= 1
        while check.per.bounds(number)[0] < since and due_day(check, number, setting.calendar) < since:
            number += 1
    while (start := check.per.bounds(number)[0]) <= as_of and (until is None or start < until):
        yield number
        number += 1


def _number_from(per: Period, day: date) -> int:
    """The period that holds the day, or between billing windows the next one."""
    while (number := per.number_at(day)) is None:
        day += DAY
    return number


def _later(day: date, grace: Limit, calendar: WorkingCalendar | None) -> date:
    if grace.clock is Clock.WORKING_DAYS:
        assert calendar is not None
        return calendar.after(day, grace.days)
    month = day.year * 12 + day.month - 1 + grace.months
    year, month = month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1])) + timedelta(days=grace.days)


def _calendar(setting: Setting) -> WorkingCalendar:
    assert setting.calendar is not None
    return setting.calendar
