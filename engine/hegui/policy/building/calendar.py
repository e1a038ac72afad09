"""From the shape of a calendar file to a calendar, and from that to the days worked in a span."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hegui.policy.faults import At
from hegui.policy.shapes.calendar import CalendarShape
from hegui.words.calendars import Hours, WorkingCalendar


@dataclass(frozen=True)
class CalendarPlan:
    """Working hours, and what is known of days off, whatever the span."""

    name: str
    country: str | None
    """``CN``, or None where there are weekends only."""
    hours: Hours
    unit_hours: Mapping[str, Hours]
    days_off: frozenset[date]
    """Besides the public holidays."""
    working_days: frozenset[date]
    """Besides weekdays and make-up days."""
    years: frozenset[int]
    """Years whose holidays stand completely in the two lists before."""

    def between(self, first: date, last: date) -> WorkingCalendar:
        """The days worked from ``first`` to ``last``, both inclusive."""
        holidays, make_up = public_holidays() if self.country else (frozenset[date](), frozenset[date]())
        known = {day.year for day in holidays} | self.years
        off = set[date]()
        day = first
        while day <= last:
            worked = day in make_up or (day.weekday() < 5 and day not in holidays)
            if day in self.days_off or not (worked or day in self.working_days):
                off.add(day)
            day += timedelta(days=1)
        unknown = tuple(year for year in range(first.year, last.year + 1) if self.country and year not in known)
        return WorkingCalendar(self.name, first, last, frozenset(off), self.hours, self.unit_hours, unknown)


def public_holidays() -> tuple[frozenset[date], frozenset[date]]:
    """Public holidays of China, and weekend days worked in their stead (调休), in the years the package knows."""
    from chinese_calendar.constants import holidays, workdays

    return frozenset(holidays), frozenset(workdays)


def calendar(shape: CalendarShape, at: At) -> CalendarPlan:
    """Build a calendar; whatever is wrong with it is noted."""
    if "default" not in shape.hours:
        (at / "hours").wrong("there are no 'default' hours", "they hold for units that have none of their own")
    for index, day in enumerate(shape.extra_working_days):
        if day in shape.extra_days_off:
            (at / "extra_working_days" / index).wrong(f"{day} is a day off too")
    hours = {unit: _hours(stretches, at / "hours" / unit) for unit, stretches in shape.hours.items()}
    return CalendarPlan(
        name=shape.calendar,
        country=shape.country,
        hours=hours.pop("default", Hours(())),
        unit_hours=hours,
        days_off=frozenset(shape.extra_days_off),
        working_days=frozenset(shape.extra_working_days),
        years=frozenset(shape.years),
    )


def _hours(stretches: tuple[str, ...], at: At) -> Hours:
    read = list[tuple[int, int]]()
    for index, text in enumerate(stretches):
        since, until = (int(hour) * 3600 + int(minute) * 60 for hour, minute in (end.split(":") for end in text.split("-")))
        if since >= until:
            (at / index).wrong(f"{text} ends before it begins")
        elif read and since <= read[-1][1]:
            (at / index).wrong(f"{text} begins before the stretch before it has ended", "give stretches in order, with a gap between them")
        read.append((since, until))
    return Hours(tuple(read))
