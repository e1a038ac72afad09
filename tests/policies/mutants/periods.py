"""Changes of periods and of days within them."""

from __future__ import annotations

from dataclasses import replace

from hegui.words.periods import MONTH, CalendarPoint, Period

from .expressions import Mutants

QUARTER = Period("quarter", 3)


def of_period(per: Period) -> Mutants[Period]:
    other = QUARTER if per == MONTH else MONTH
    yield f"every {other} for {per}", other
    if per.unit == "billing_window":
        yield "without the first days", replace(per, first_days=0)
        yield "without the last days", replace(per, last_days=0)
        yield from ((f"{days} first days", replace(per, first_days=days)) for days in (per.first_days - 1, per.first_days + 1))
        yield from ((f"{days} last days", replace(per, last_days=days)) for days in (per.last_days - 1, per.last_days + 1))


def of_point(point: CalendarPoint, per: Period) -> Mutants[CalendarPoint]:
    days = (27, 28) if point.day < 0 else tuple(day for day in (point.day - 1, point.day + 1) if 0 < day < 32)
    yield from ((f"by day {day}", replace(point, day=day)) for day in days)
    if per.months > 1:
        last = point.month in {-1, per.months}
        yield "in another month", replace(point, month=1 if last else point.month + 1)
