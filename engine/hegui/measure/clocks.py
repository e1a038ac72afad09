"""The last instant that still conforms: a start plus a limit, on the clock of the limit (POLICY_LANGUAGE 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import DAY, SECOND, instant, microseconds, start_of_day
from hegui.words.durations import Clock, Limit

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.words.checks import Moment

BY_DAY = {Clock.CALENDAR, Clock.WORKING_DAYS}
"""Clocks that compare dates: due is the last microsecond of the due day."""


def due_name(start: Moment, limit: Limit) -> str:
    """Column of the case view with the due instant of a limit on a working clock."""
    return f"due {limit} after {start.pick} {' '.join(map(str, start.refs))}"


def due(view: CaseView, start: Moment, micros: ir.IntegerValue, limit: Limit, *, dated: bool) -> ir.IntegerValue:
    """Microseconds since 1970 of the last instant that conforms.

    Args:
        view: the case view, with looked-up due instants for limits on a working clock.
        start: the moment that the limit runs from.
        micros: its reading.
        limit: how long.
        dated: whether a field compared holds days: then due is the end of the day that the limit falls on.
    """
    if limit.clock in {Clock.WORKING, Clock.WORKING_DAYS}:
        end = view.table[due_name(start, limit)]
    elif limit.clock is Clock.ELAPSED:
        end = micros + limit.seconds * SECOND
    else:
        return _end_of(_calendar(micros, limit))
    return _end_of(start_of_day(instant(end))) if dated and limit.clock not in BY_DAY else end


def _calendar(micros: ir.IntegerValue, limit: Limit) -> ir.IntegerValue:
    day = instant(micros).cast("date")
    if limit.months:
        return start_of_day(day + ibis.interval(months=limit.months))
    return microseconds(day) + limit.days * DAY


def _end_of(midnight: ir.IntegerValue) -> ir.IntegerValue:
    return midnight + (DAY - 1)
