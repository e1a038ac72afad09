"""Deadlines, and days of a period by which something is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from hegui.words import checks as c
from hegui.words import expressions as e
from hegui.words.durations import Clock
from hegui.words.vocabulary import Shape

from .cases import Case, is_date
from .clocks import due_of
from .dates import begin, clamped
from .flaws import Unreadable


def deadline(check: c.Deadline, case: Case) -> str:
    start = picked([case.get(ref) for ref in check.start.refs], check.start.pick)
    ends = [case.get(ref) for ref in check.end.refs]
    if start is None:
        only_anchor = check.start.refs == (case.log.anchor_ref,)
        return "not_applicable" if not only_anchor and all(end is None for end in ends) else "no_start"
    limit = check.within
    if isinstance(limit, c.LimitTable):
        code = case.get(limit.by)
        if isinstance(code, Unreadable):
            return "unreadable"
        if code not in limit.table:
            return "unknown_limit"
        limit = limit.table[code]
    dated = any(is_date(case, ref) for ref in (*check.start.refs, *check.end.refs))
    ends = [
        at_or_after(case, ref, start, by_day=is_date(case, ref) or any(is_date(case, r) for r in check.start.refs))
        for ref in check.end.refs
    ]
    end = picked(ends, check.end.pick)
    due = recorded(limit, start, case, dated=dated) if isinstance(limit, c.RecordedLimit) else due_of(start, limit, case, dated=dated)
    if isinstance(due, str):
        return due
    if end is None:
        return "missing" if case.closed or case.as_of > due else "pending"
    start_dated, end_dated = (any(is_date(case, ref) for ref in m.refs) for m in (check.start, check.end))
    before = end < start if start_dated == end_dated else end.date() < start.date()
    if before:
        return "not_credible"
    if check.not_before is not None:
        opens = due_of(start, check.not_before, case, dated=dated)
        by_day = dated or check.not_before.clock in {Clock.CALENDAR, Clock.WORKING_DAYS}
        if end.date() < opens.date() if by_day else end < opens:
            return "early"
    return "late" if end > due else "conforming"


def recorded(limit: c.RecordedLimit, start: datetime, case: Case, *, dated: bool) -> datetime | str:
    """When it is due by what stands in the row, or why nobody knows."""
    value = case.get(limit.field)
    if isinstance(value, Unreadable):
        return "unreadable"
    if value is None:
        return due_of(start, limit.otherwise, case, dated=dated) if limit.otherwise else "unknown_limit"
    if limit.unit is None:
        due, by_day = begin(value), dated or not isinstance(value, datetime)
    elif value <= 0:
        return "unknown_limit"
    else:
        due, by_day = start + timedelta(**{f"{limit.unit}s": float(value)}), dated
    return datetime.combine(due.date(), time.max) if by_day else due


def due_on(check: c.DueOn, case: Case) -> str:
    of, done = case.get(check.of), case.get(check.done)
    if isinstance(of, Unreadable):
        return "unreadable"
    if of is None:
        return "no_start"
    last = calendar_day(begin(of).date(), check)
    if last is None:
        return "not_applicable"
    if isinstance(done, Unreadable):
        return "unreadable"
    if done is not None:
        return "conforming" if begin(done).date() <= last else "late"
    return "missing" if case.closed or case.as_of.date() > last else "pending"


def calendar_day(day: date, check: c.DueOn) -> date | None:
    """The day within the period that holds a day, found by walking over months."""
    month = day.replace(day=1)
    if check.per.last_days:
        if day.day <= check.per.first_days:
            month = (month - timedelta(days=1)).replace(day=1)
        elif (day + timedelta(days=check.per.last_days)).month == day.month:
            return None
    while (month.month - 1) % check.per.months:
        month = (month - timedelta(days=1)).replace(day=1)
    for _ in range(check.point.month - 1 if check.point.month > 0 else check.per.months + check.point.month):
        month = (month + timedelta(days=31)).replace(day=1)
    return clamped(month, check.point.day if check.point.day > 0 else 31)


def picked(values: Sequence[Any], pick: c.Pick) -> datetime | None:
    there = [begin(value) for value in values if value is not None]
    if pick is c.Pick.ALL:
        return max(there) if len(there) == len(values) else None
    return min(there) if there else None


def at_or_after(case: Case, ref: e.Ref, start: datetime, *, by_day: bool) -> Any:
    value = case.get(ref)
    if case.shape is Shape.WIDE or value is None or ref.name not in case.log.events or any(ref.name in ev.cells for ev in case.events):
        return value
    events = case.reached(ref.name)
    times = [event.at for event in (events[-1:] if ref.selector[:1] == ("last",) else events)]
    return next((at for at in times if (at.date() >= start.date() if by_day else at >= start)), None)
