"""Working calendars: which days are worked and during which hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Hours:
    """Opening hours of a working day: stretches in seconds after midnight, ascending, not touching."""

    stretches: tuple[tuple[int, int], ...]

    @property
    def seconds(self) -> int:
        """Working seconds of one day."""
        return sum(until - since for since, until in self.stretches)


@dataclass(frozen=True)
class WorkingCalendar:
    """Days worked between ``first`` and ``last`` (inclusive), and hours by unit."""

    name: str
    first: date
    last: date
    days_off: frozenset[date]
    """Days within the span that are not worked: weekends and public holidays, make-up days taken out."""
    hours: Hours
    """Hours of units that have none of their own."""
    unit_hours: Mapping[str, Hours] = field(default_factory=dict)
    unknown_years: tuple[int, ...] = ()
    """Years without holiday data: weekends only, to be said in the report."""

    def is_worked(self, day: date) -> bool:
        """Whether ``day`` is a working day; outside the span, whether it is a weekday."""
        if self.first <= day <= self.last:
            return day not in self.days_off
        return day.weekday() < 5

    def after(self, day: date, working_days: int) -> date:
        """The n-th working day that follows ``day``."""
        while working_days:
            day += timedelta(days=1)
            working_days -= self.is_worked(day)
        return day
