"""Days as the engine counts them."""

from __future__ import annotations

from datetime import date, datetime, time

from hegui.measure.functions import microseconds_of


def midnight(day: date) -> int:
    """Microseconds since 1970 of the midnight that begins a day."""
    return microseconds_of(datetime.combine(day, time()))
