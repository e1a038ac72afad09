"""``deadline``: something is done no later than a limit after something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView
from hegui.measure.clocks import BY_DAY, due
from hegui.measure.functions import DAY, SECOND, divided, microseconds_of, start_of_day
from hegui.measure.functions import instant as instant_of
from hegui.measure.lookups import reached
from hegui.measure.moments import Reading, read, reading
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Deadline, LimitTable, Moment, Pick
from hegui.words.durations import Limit
from hegui.words.expressions import Ref

if TYPE_CHECKING:
    import ibis.expr.types as ir


def deadline(check: Deadline, view: CaseView) -> Ruling:
    """Compile a deadline.

    A moment of several times is read through what can be read of it. ``from`` is then at the latest, ``to`` at the earliest what the reading
    says (or has no reading), so that a row that is late by its readings is late whatever the unreadable cells hold.
    """
    start, end = read(view, check.start), _end(check, view)
    dated = start.dated or end.dated
    limit = _due(check, view, start, dated=dated)
    as_of = microseconds_of(view.cut)
    late = _certain(start, check.start) & _certain(end, check.end) & (end.micros > limit)
    ladder = (
        Ladder()
        .when(start.missing & ~end.recorded if not _is_anchor(check.start, view) else None, v.NOT_APPLICABLE)
        .when(start.missing, v.NO_START)
        .when(_unreadable_limit(check, view), v.UNREADABLE)
        .when(_unknown_limit(check, view), v.UNKNOWN_LIMIT)
        .when(end.missing & start.unreadable, v.UNREADABLE)
        .when(end.missing & (view.closed | (limit < as_of)), v.MISSING)
        .when(end.missing, v.PENDING)
        .when(~start.unreadable & ~end.unreadable & _before(end, start, dated=dated) if _may_precede(check, view) else None, v.NOT_CREDIBLE)
        .when(late, v.LATE)
        .when(start.unreadable | end.unreadable, v.UNREADABLE)
    )
    ruling = ladder.otherwise(v.CONFORMING)
    past = _past_due(ruling.reason, ibis.ifelse(end.missing, as_of, end.micros), limit, whole_days=dated or _by_day(check))
    return Ruling(ruling.reason, ruling.reachable, limit, past)
