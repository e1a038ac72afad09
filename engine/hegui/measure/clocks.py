"""The last instant that still conforms: a start plus a limit, on the clock of the limit (POLICY_LANGUAGE 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import DAY, SECOND, divided, instant, microseconds, start_of_day
from hegui.words.durations import Clock, Limit

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.words.checks import Moment

WORKING = {Clock.WORKING, Clock.WORKING_DAYS}
"""Clocks that need a calendar; their due instants are looked up."""
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
    worked = view.table[due_name(start, limit)] if limit.clock in WORKING else None
    return due_from(micros, limit, worked, dated=dated)


def due_from(micros: ir.IntegerValue, limit: Limit, worked: ir.IntegerValue | None = None, *, dated: bool) -> ir.IntegerValue:
    """The last instant that conforms, from a start; of a limit on a working clock it was looked up: ``worked``."""
    if limit.clock is Clock.CALENDAR:
        return end_of(calendar(micros, limit))
    end = micros + limit.seconds * SECOND if worked is None else worked
    return end_of(start_of_day(instant(end))) if dated and limit.clock is not Clock.WORKING_DAYS else end


def calendar(micros: ir.IntegerValue, limit: Limit, sign: int = 1) -> ir.IntegerValue:
    """The midnight that begins the day so many days or months after the day of a time, or before it."""
    day = instant(micros).cast("date")
    if limit.months:
        return start_of_day(day + ibis.interval(months=sign * limit.months))
    return microseconds(day) + sign * limit.days * DAY


def end_of(midnight: ir.IntegerValue) -> ir.IntegerValue:
    """The last microsecond of the day that begins then."""
    return midnight + (DAY - 1)


def too_early(reached_at: ir.IntegerValue, opens: ir.IntegerValue, limit: Limit, *, dated: bool) -> ir.BooleanValue:
    """Whether something is done before so much time has passed; ``opens`` is the due instant of the limit, days are compared with days."""
    by_day = dated or limit.clock in BY_DAY
    return reached_at < (start_of_day(instant(opens)) if by_day else opens)


def past_due(reached_at: ir.IntegerValue, due: ir.IntegerValue, grain: ir.IntegerValue | int) -> ir.IntegerValue:
    """Seconds from the due instant to another, below zero before it; lateness is rounded up to the grain, so that it is never nothing.

    Args:
        reached_at: the other instant, in microseconds since 1970.
        due: the due instant.
        grain: microseconds that lateness is counted in: a second, or a day where dates are compared.
    """
    late = divided(reached_at - due + grain - 1, grain) * divided(ibis.literal(grain, "int64") if isinstance(grain, int) else grain, SECOND)
    return ibis.ifelse(reached_at > due, late, -1 - divided(due - reached_at, SECOND))
