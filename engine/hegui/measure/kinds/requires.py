"""``requires``: a row of another log comes before a milestone of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.cells import CaseView
from hegui.measure.clocks import calendar
from hegui.measure.functions import SECOND, instant, microseconds, start_of_day
from hegui.measure.matching import covered, last_instant, row_time, without_key
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.durations import Clock
from hegui.words.related import Requires
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir


def requires(check: Requires, view: CaseView) -> Ruling:
    """Compile what has to come first; a row of the same instant has come.

    A row that is in doubt could have come in time. That none came is a breach only if the other log covers the time in which it could:
    without ``within`` that is all time before, which no log covers that says what it covers.
    """
    cell, before = view.cell(check.before), last_instant(view, check.before)
    since = _since(check, view)
    last, doubt, untimed = (view.figure(check, name) for name in ("last", "doubt", "untimed"))
    doubtful = doubt.notnull() if since is None else (doubt >= since).fill_null(False)
    unreadable, missing = without_key(view, check.rows)
    inside = covered(view, check.rows, since, before)
    return (
        Ladder()
        .when(cell.unreadable, v.UNREADABLE)
        .when(before.isnull(), v.NOT_APPLICABLE)
        .when(unreadable, v.UNREADABLE)
        .when(missing, v.UNKNOWN_VALUE)
        .when(last.notnull() if since is None else (last >= since).fill_null(False), v.CONFORMING)
        .when(doubtful | (untimed > 0).fill_null(False), v.UNKNOWN_VALUE)
        .when(None if inside is None else ~inside, v.LOG_DOES_NOT_COVER)
        .otherwise(v.NOT_PRECEDED)
    )


def _since(check: Requires, view: CaseView) -> ir.IntegerValue | None:
    """The first instant that is not too long before; days are compared with days.

    Raises:
        TypeError: a limit of working time.
    """
    limit = check.within
    if limit is None:
        return None
    if limit.working:
        raise TypeError(f"{limit}: working time before a milestone is not in the language")
    cell = view.cell(check.before)
    micros = microseconds(cell.value)
    if limit.clock is Clock.CALENDAR:
        return calendar(micros, limit, -1)
    since = micros - limit.seconds * SECOND
    dated = cell.type is FieldType.DATE or row_time(view, check.rows).dated
    return start_of_day(instant(since)) if dated else since
