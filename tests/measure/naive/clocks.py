"""When a limit has elapsed: day by day, and on working clocks stretch by stretch."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hegui.words.durations import Clock, Limit

from .cases import Case
from .dates import clamped


def due_of(start: datetime, limit: Limit, case: Case, *, dated: bool) -> datetime:
    last = time(23, 59, 59, 999999)
    match limit.clock:
        case Clock.ELAPSED:
            due = start + timedelta(seconds=limit.seconds)
        case Clock.CALENDAR:
            day = start.date() + timedelta(days=limit.days)
            for _ in range(limit.months):
                day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            if limit.months:
                day = clamped(day, start.day)
            return datetime.combine(day, last)
        case Clock.WORKING_DAYS:
            day, left = start.date(), limit.days
            while left:
                day += timedelta(days=1)
                left -= worked(case, day)
            return datetime.combine(day, last)
        case _:
            due = step(case, start, limit.seconds)
    return datetime.combine(due.date(), last) if dated else due


def worked(case: Case, day: date) -> bool:
    assert case.calendar is not None
    if not case.calendar.first <= day <= case.calendar.last:
        return day.weekday() < 5
    return day not in case.calendar.days_off


def step(case: Case, start: datetime, seconds: int) -> datetime:
    """Let the working clock run, stretch by stretch."""
    assert case.calendar is not None
    hours = case.calendar.unit_hours.get(case.unit, case.calendar.hours)
    left, day = timedelta(seconds=seconds), start.date()
    while True:
        midnight = datetime.combine(day, time())
        for opens, closes in hours.stretches if worked(case, day) else ():
            since = max(start, midnight + timedelta(seconds=opens))
            until = midnight + timedelta(seconds=closes)
            if since < until:
                if left <= until - since:
                    return since + left
                left -= until - since
        day += timedelta(days=1)
