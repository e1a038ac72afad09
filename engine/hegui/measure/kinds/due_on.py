"""``due_on``: something is done by a point of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import CaseView
from hegui.measure.clocks import end_of, past_due
from hegui.measure.functions import DAY, divided, microseconds, microseconds_of, start_of_day
from hegui.measure.periods import number_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import DueOn
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.periods import CalendarPoint, Period


def due_on(check: DueOn, view: CaseView) -> Ruling:
    """Compile a point of the calendar: days are compared; a case that is closed without it lacks it, as with a deadline.

    A time between two billing windows lies in no period, so nothing is due.
    """
    of, done = view.cell(check.of), view.cell(check.done)
    due, day = due_day(check, view), start_of_day(done.value)
    as_of = microseconds_of(view.cut)
    ruling = (
        Ladder()
        .when(of.unreadable, v.UNREADABLE)
        .when(of.value.isnull(), v.NO_START)
        .when(due.isnull(), v.NOT_APPLICABLE)
        .when((day <= due).fill_null(False), v.CONFORMING)
        .when(done.value.notnull(), v.LATE)
        .when(done.missing & (view.closed | (due < as_of)), v.MISSING)
        .when(done.unreadable, v.UNREADABLE)
        .otherwise(v.PENDING)
    )
    reached_at = ibis.coalesce(day, ibis.literal(as_of, "int64"))
    return Ruling(ruling.reason, ruling.reachable, due, past_due(reached_at, due, DAY))


def due_day(check: DueOn, view: CaseView) -> ir.IntegerValue:
    """Microseconds since 1970 of the last instant of the due day."""
    of = view.cell(check.of)
    time = (of.value + "-01").try_cast("timestamp(6)") if of.type is FieldType.MONTH else of.value.cast("timestamp(6)")
    return end_of(day_of(check.point, check.per, number_of(check.per, time)))


def day_of(point: CalendarPoint, period: Period, number: ir.IntegerValue) -> ir.IntegerValue:
    """Microseconds since 1970 of the midnight of ``CalendarPoint.in_period``."""
    month = number * period.months + (point.month - 1 if point.month > 0 else period.months + point.month)
    first = _first_of(month)
    last = _first_of(month + 1) - DAY
    return last if point.day < 0 else ibis.least(first + (point.day - 1) * DAY, last)


def _first_of(month: ir.IntegerValue) -> ir.IntegerValue:
    year = divided(month, 12)
    return microseconds(ibis.date(year, month - year * 12 + 1, 1))
