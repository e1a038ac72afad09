"""Periods of a report: small numbers while measuring, labels outside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hegui.measure.functions import DAY, divided, start_of_day
from hegui.words.measured import UNKNOWN_PERIOD

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

EPOCH = date(1900, 1, 1)
"""A Monday; days and weeks are counted from it."""
FROM_EPOCH = (date(1970, 1, 1) - EPOCH).days


def _days(anchor: ir.TimestampValue) -> ir.IntegerValue:
    return divided(start_of_day(anchor) + FROM_EPOCH * DAY, DAY)


def _months(anchor: ir.TimestampValue) -> ir.IntegerValue:
    return anchor.year().cast("int64") * 12 + anchor.month().cast("int64") - 1


def _day_label(number: int) -> str:
    return (EPOCH + timedelta(days=number)).isoformat()


def _week_label(number: int) -> str:
    year, week, _ = (EPOCH + timedelta(weeks=number)).isocalendar()
    return f"{year:04}-W{week:02}"


PERIODS: dict[str, tuple[Callable[[ir.TimestampValue], ir.IntegerValue], Callable[[int], str]]] = {
    "day": (_days, _day_label),
    "week": (lambda anchor: divided(_days(anchor), 7), _week_label),
    "month": (_months, lambda number: f"{number // 12:04}-{number % 12 + 1:02}"),
    "quarter": (lambda anchor: divided(_months(anchor), 3), lambda number: f"{number // 4:04}-Q{number % 4 + 1}"),
    "half_year": (lambda anchor: divided(_months(anchor), 6), lambda number: f"{number // 2:04}-H{number % 2 + 1}"),
    "year": (lambda anchor: anchor.year().cast("int64"), lambda number: f"{number:04}"),
}
"""Period to the number of an anchor, and the label of a number."""


def number_of(period: str, anchor: ir.TimestampValue) -> ir.IntegerValue:
    """Number of the period that holds the anchor; null without one."""
    return PERIODS[period][0](anchor)


def label_of(period: str, number: int | None) -> str:
    """Label of a period, such as ``2026-03``, ``2026-W10``, ``2026-Q1``; ``unknown`` for the period of rows without an anchor."""
    return UNKNOWN_PERIOD if number is None else PERIODS[period][1](number)
