"""Time limits: how much, of what, on which clock (POLICY_LANGUAGE 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Clock(StrEnum):
    """The clock that a limit runs on."""

    ELAPSED = "elapsed"
    """Elapsed time between instants: seconds, minutes, hours."""
    CALENDAR = "calendar"
    """Dates: the limit ends with the last day; days, weeks, months, years."""
    WORKING = "working"
    """Stands still outside working hours: working hours and minutes."""
    WORKING_DAYS = "working_days"
    """Dates of working days: ends with the n-th working day that follows the day of the start."""


_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
_LONGEST = {"second": 3_155_760_000, "minute": 52_596_000, "hour": 876_600, "day": 36_525, "week": 5_217, "month": 1_200, "year": 100}
"""A hundred years in each unit: longer limits would leave the calendar."""
_LIMIT = re.compile(r"(?P<amount>[0-9]{1,10}) +(?P<working>working +)?(?P<unit>second|minute|hour|day|week|month|year)s?")


@dataclass(frozen=True)
class Limit:
    """A time limit such as ``24 hours``, ``15 days``, ``2 working hours``; always a whole number above zero."""

    amount: int
    """How many of ``unit``."""
    unit: str
    """``second`` to ``year``, singular."""
    working: bool = False
    """Whether only working time counts."""

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read ``<whole number> [working] <unit>``.

        Raises:
            ValueError: what is wrong and how to write it.
        """
        match = _LIMIT.fullmatch(text.strip())
        if match is None:
            message = f"{text!r} is not a time limit; write a whole number and a unit, such as '24 hours' or '2 working hours'"
            raise ValueError(message)
        limit = cls(int(match["amount"]), match["unit"], match["working"] is not None)
        if limit.amount == 0:
            message = f"{text!r} is no limit: the amount must be above zero"
            raise ValueError(message)
        if limit.amount > _LONGEST[limit.unit]:
            message = f"{text!r} is longer than a hundred years"
            raise ValueError(message)
        if limit.working and limit.unit in {"second", "week", "month", "year"}:
            message = f"{text!r}: working time is counted in minutes, hours or days"
            raise ValueError(message)
        return limit

    @property
    def clock(self) -> Clock:
        """The clock it runs on, which follows from the unit."""
        if self.working:
            return Clock.WORKING_DAYS if self.unit == "day" else Clock.WORKING
        return Clock.ELAPSED if self.unit in _SECONDS else Clock.CALENDAR

    @property
    def seconds(self) -> int:
        """Length in seconds, for limits on the elapsed and the working clock."""
        return self.amount * _SECONDS[self.unit]

    @property
    def days(self) -> int:
        """Length in days, for calendar limits in days or weeks (0 otherwise) and working days."""
        return self.amount * _DAYS.get(self.unit, 0)

    @property
    def months(self) -> int:
        """Length in months, for calendar limits in months or years (0 otherwise)."""
        return self.amount * _MONTHS.get(self.unit, 0)

    def __str__(self) -> str:
        plural = "" if self.amount == 1 else "s"
        return f"{self.amount} {'working ' if self.working else ''}{self.unit}{plural}"

    def in_chinese(self) -> str:
        """The limit as a Chinese reader writes it: ``24小时``, ``2个工作小时``, ``3个月``."""
        unit = {"second": "秒", "minute": "分钟", "hour": "小时", "day": "天", "week": "周", "month": "个月", "year": "年"}[self.unit]
        if self.working:
            return f"{self.amount}个工作{'日' if self.unit == 'day' else unit}"
        return f"{self.amount}{unit}"
