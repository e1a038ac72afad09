"""Periods as columns: the number of the period that holds a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import DAY, divided, start_of_day
from hegui.words.measured import UNKNOWN_PERIOD
from hegui.words.periods import EPOCH, Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

FROM_EPOCH = (EPOCH.replace(year=1970) - EPOCH).days


def number_of(period: Period, time: ir.TimestampValue) -> ir.IntegerValue:
    """Number of the period that holds the time, as ``Period.number_at`` counts; null without one, and between billing windows."""
    if not period.months:
        days = divided(start_of_day(time) + FROM_EPOCH * DAY, DAY)
        return divided(days, 7) if period.unit == "week" else days
    month = time.year().cast("int64") * 12 + time.month().cast("int64") - 1
    if period.unit == "billing_window":
        day = time.day()
        last = (time.cast("date") + ibis.interval(days=period.last_days)).month() != time.month()
        return ibis.cases((day <= period.first_days, month - 1), (last, month), else_=ibis.null("int64"))
    return divided(month, period.months)


def label_of(period: Period, number: int | None) -> str:
    """Label of a period, such as ``2026-03``; ``unknown`` for the period of rows without an anchor."""
    return UNKNOWN_PERIOD if number is None else period.label(number)
