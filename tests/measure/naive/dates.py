"""Days and months, counted by hand."""

from __future__ import annotations

from datetime import date, datetime, time


def begin(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def clamped(first_of_month: date, day: int) -> date:
    while True:
        try:
            return first_of_month.replace(day=day)
        except ValueError:
            day -= 1
