"""Calendar periods: days to years, cycles of months, billing windows (POLICY_LANGUAGE 5)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

EPOCH = date(1900, 1, 1)
"""A Monday; days and weeks are counted from it."""
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
UNITS = ("day", "week", *_MONTHS)
_CYCLE = re.compile(r"cycle of ([0-9]{1,2}) months")


@dataclass(frozen=True)
class Period:
    """A division of the calendar; each of its periods has a whole number, and neighbours have neighbouring numbers."""

    unit: str
    """``day week month quarter half_year year``, ``cycle`` or ``billing_window``."""
    months: int = 0
    """Length in months; 0 for days and weeks. Cycles begin in January and divide the year."""
    last_days: int = 0
    """Billing window: so many days at the end of month m ..."""
    first_days: int = 0
    """... and so many at the beginning of m+1, counted to m."""

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``day``, ``week``, ``month``, ``quarter``, ``half_year``, ``year`` or ``cycle of <n> months``.

        Raises:
            ValueError: what is wrong and how to write it.
        """
        if text in UNITS:
            return cls(text, _MONTHS.get(text, 0))
        match = _CYCLE.fullmatch(text)
        months = int(match[1]) if match else 0
        if months < 2 or 12 % months:
            message = f"{text!r} is not a period; write one of {', '.join(UNITS)}, or 'cycle of 2 months' (2, 3, 4, 6 or 12)"
            raise ValueError(message)
        return cls("cycle", months)

    @classmethod
    def billing_window(cls, last_days: int, first_days: int) -> Period:
        """The last days of a month and the first of the next, counted to the former.

        Raises:
            ValueError: days that no month has.
        """
        if not (0 <= last_days <= 14 and 0 <= first_days <= 14 and last_days + first_days > 0):
            message = "a billing window has at most 14 days on each side of the end of the month, and at least one day"
            raise ValueError(message)
        return cls("billing_window", 1, last_days, first_days)

    def number_at(self, day: date) -> int | None:
        """Number of the period that holds the day; None between two billing windows."""
        if self.unit == "day":
            return (day - EPOCH).days
        if self.unit == "week":
            return (day - EPOCH).days // 7
        month = day.year * 12 + day.month - 1
        if self.unit != "billing_window":
            return month // self.months
        if day.day <= self.first_days:
            return month - 1
        return month if day.day > monthrange(day.year, day.month)[1] - self.last_days else None

    def bounds(self, number: int) -> tuple[date, date]:
        """First day of the period, and the day after its last."""
        if not self.months:
            length = timedelta(weeks=1) if self.unit == "week" else timedelta(days=1)
            start = EPOCH + number * length
            return start, start + length
        start, end = _month(number * self.months), _month((number + 1) * self.months)
        if self.unit == "billing_window":
            return end - timedelta(days=self.last_days), end + timedelta(days=self.first_days)
        return start, end

    def label(self, number: int) -> str:
        """Name of the period: ``2026-03-07 2026-W10 2026-03 2026-Q1 2026-H1 2026 2026-01/02`` (cycle) ``2026-01B`` (billing window)."""
        start, end = self.bounds(number)
        match self.unit:
            case "day":
                return start.isoformat()
            case "week":
                year, week, _ = start.isocalendar()
                return f"{year:04}-W{week:02}"
            case "quarter":
                return f"{start.year:04}-Q{number % 4 + 1}"
            case "half_year":
                return f"{start.year:04}-H{number % 2 + 1}"
            case "year":
                return f"{start.year:04}"
            case "cycle":
                return f"{start:%Y-%m}/{(end - timedelta(days=1)).month:02}"
            case "billing_window":
                return f"{number // 12:04}-{number % 12 + 1:02}B"
            case _:
                return f"{start.year:04}-{start.month:02}"

    def __str__(self) -> str:
        if self.unit == "cycle":
            return f"cycle of {self.months} months"
        if self.unit == "billing_window":
            return f"billing window (last {self.last_days} and first {self.first_days} days)"
        return self.unit.replace("_", "-")

    def in_chinese(self) -> str:
        """The period as a Chinese reader says it."""
        names = {"day": "天", "week": "周", "month": "月", "quarter": "季度", "half_year": "半年", "year": "年"}
        if self.unit == "cycle":
            return f"{self.months}个月周期"
        if self.unit == "billing_window":
            return f"出账期（月末{self.last_days}天和月初{self.first_days}天）"
        return names[self.unit]


MONTH = Period("month", 1)
"""The usual period of a report."""


@dataclass(frozen=True)
class CalendarPoint:
    """A day within a period of months, such as the 25th of its last month."""

    day: int
    """Day of the month, clamped to its last; -1: the last day."""
    month: int = -1
    """Which month of the period: 1 the first, -1 the last."""

    def in_period(self, period: Period, number: int) -> date:
        """The day in the period of that number."""
        first = number * period.months
        month = first + (self.month - 1 if self.month > 0 else period.months + self.month)
        start = _month(month)
        length = monthrange(start.year, start.month)[1]
        return start.replace(day=length if self.day < 0 else min(self.day, length))


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
