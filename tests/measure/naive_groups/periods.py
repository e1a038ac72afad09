"""Periods, one day after the other: where a day lies, and whether a period can be judged."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hegui.words.periods import Period

from .audits import DAY, Audit


def span(per: Period, day: date) -> tuple[date, date] | None:
    """First day of the period that holds a day, and the day after its last."""
    match per.unit:
        case "day":
            return day, day + DAY
        case "week":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=7)
        case "billing_window":
            for year, month in ((day.year, day.month), previous(day.year, day.month)):
                after = following(year, month, 1)
                start, end = after - timedelta(days=per.last_days), after + timedelta(days=per.first_days)
                if start <= day < end:
                    return start, end
            return None
        case _:
            months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}.get(per.unit, per.months)
            first = (day.month - 1) // months * months + 1
            return date(day.year, first, 1), following(day.year, first, months)


def previous(year: int, month: int) -> tuple[int, int]:
    """The month before."""
    return (year, month - 1) if month > 1 else (year - 1, 12)


def following(year: int, month: int, months: int) -> date:
    """The first day of the month so many months later."""
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, 1)


def end_of(per: Period, start: date) -> date:
    """The day after the last of a period."""
    found = span(per, start)
    assert found is not None
    return found[1]


def placed(per: Period, start: date | None, audit: Audit) -> str | None:
    """What the period alone says; ``beside`` if it has no day in the window."""
    if start is None:
        return "no_anchor"
    end = end_of(per, start)
    since, until = audit.since or date.min, audit.until or date.max
    days = [start + n * DAY for n in range((end - start).days)]
    inside = [since <= day < until for day in days]
    if not any(inside):
        return "beside"
    if not all(inside):
        return "partial_period"
    if datetime(end.year, end.month, end.day) > audit.as_of:
        return "pending"
    covers = audit.covers or (date.min, date.min)
    if audit.since is None and audit.declared and start < covers[0] < end:
        return "partial_period"
    told = [covers[0] <= day < covers[1] for day in days]
    return None if (all(told) if audit.declared else any(told)) else "log_does_not_cover"


def before(per: Period, start: date) -> date:
    """First day of the period before."""
    day = start - DAY
    while (found := span(per, day)) is None:
        day -= DAY
    return found[0]


def starts(per: Period, audit: Audit) -> list[date]:
    """First days of the periods from the beginning of the window, or of the log, to as-of."""
    day = audit.since or (audit.covers[0] if audit.covers else audit.as_of.date() + DAY)
    found: dict[date, None] = {}
    while day <= audit.as_of.date():
        period = span(per, day)
        day += DAY
        if period is not None:
            found[period[0]] = None
    return list(found)
