"""``deadline``: something is done no later than a limit after something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, YES, CaseView
from hegui.measure.clocks import BY_DAY, due
from hegui.measure.functions import DAY, SECOND, divided, instant, microseconds_of, start_of_day
from hegui.measure.lookups import reached
from hegui.measure.moments import Reading, any_of, read, reading
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Deadline, LimitTable, Pick
from hegui.words.durations import Limit

if TYPE_CHECKING:
    import ibis.expr.types as ir


def deadline(check: Deadline, view: CaseView) -> Ruling:
    """Compile a deadline.

    Where a cell of a moment cannot be read, the others bound it: a row that is late even so is late; otherwise it is undetermined.
    """
    start, end = read(view, check.start), _end(check, view)
    dated = start.dated or end.dated
    limit = _limit(check, view, start, dated=dated)
    as_of = microseconds_of(view.cut)
    unreadable = any_of([start.unreadable, end.unreadable])
    from_columns = [not view.from_events(ref) for ref in check.end.refs]
    # Unreadable cells can only make an earliest start earlier and a last end later. In a log of events an earlier start may be met by an
    # earlier event.
    bounded = YES if check.start.pick is Pick.EARLIEST and all(from_columns) else ~start.unreadable
    end_bounded = YES if check.end.pick is Pick.ALL else ~end.unreadable
    ruling = (
        Ladder()
        .when(start.missing & ~end.recorded if not _from_anchor(check, view) else None, v.NOT_APPLICABLE)
        .when(start.missing, v.NO_START)
        .when(limit.unreadable, v.UNREADABLE)
        .when(limit.unknown, v.UNKNOWN_LIMIT)
        .when(end.missing & view.closed, v.MISSING)
        .when(end.missing & (limit.due < as_of) & bounded, v.MISSING)
        .when(end.missing & start.unreadable, v.UNREADABLE)
        .when(end.missing, v.PENDING)
        .when(~unreadable & _before(end, start) if any(from_columns) else None, v.NOT_CREDIBLE)
        .when((limit.due < end.micros) & bounded & end_bounded, v.LATE)
        .when(unreadable, v.UNREADABLE)
        .otherwise(v.CONFORMING)
    )
    reached_at = ibis.ifelse(end.missing, as_of, end.micros)
    return Ruling(ruling.reason, ruling.reachable, limit.due, _past_due(reached_at, limit))


def due_at(check: Deadline, view: CaseView) -> ir.IntegerValue:
    """Microseconds since 1970 of the last instant that conforms, as in the ruling, without the rest of it."""
    start = read(view, check.start)
    return _limit(check, view, start, dated=start.dated or _end(check, view).dated).due


@dataclass(frozen=True)
class _Limit:
    """The limit of every row."""

    due: ir.IntegerValue
    grain: ir.IntegerValue
    """Microseconds that lateness is counted in: a second, or a day where dates are compared."""
    unknown: ir.BooleanValue
    unreadable: ir.BooleanValue


def _limit(check: Deadline, view: CaseView, start: Reading, *, dated: bool) -> _Limit:
    def single(limit: Limit) -> tuple[ir.IntegerValue, ir.IntegerValue]:
        grain = DAY if dated or limit.clock in BY_DAY else SECOND
        return due(view, check.start, start.micros, limit, dated=dated), ibis.literal(grain, "int64")

    if not isinstance(check.within, LimitTable):
        return _Limit(*single(check.within), NO, NO)
    by = view.cell(check.within.by)
    code = by.value.cast("string")
    limits = {key: single(limit) for key, limit in check.within.table.items()}
    return _Limit(
        ibis.cases(*((code == key, instant) for key, (instant, _) in limits.items())),
        ibis.cases(*((code == key, grain) for key, (_, grain) in limits.items())),
        code.isnull() | ~code.isin(list(limits)),
        by.unreadable,
    )


def _end(check: Deadline, view: CaseView) -> Reading:
    """The end; a milestone of a log of events is reached by its first event at or after the start."""
    recorded = read(view, check.end).recorded
    return replace(reading([reached(view, check.start, ref) for ref in check.end.refs], check.end.pick), recorded=recorded)


def _from_anchor(check: Deadline, view: CaseView) -> bool:
    return check.start.refs == (view.log.log.anchor_ref,)


def _before(end: Reading, start: Reading) -> ir.BooleanValue:
    if start.dated == end.dated:
        return end.micros < start.micros
    return start_of_day(instant(end.micros)) < start_of_day(instant(start.micros))


def _past_due(reached_at: ir.IntegerValue, limit: _Limit) -> ir.IntegerValue:
    """Lateness is rounded up to the grain, so that it is never nothing."""
    late = divided(reached_at - limit.due + limit.grain - 1, limit.grain) * divided(limit.grain, SECOND)
    left = divided(limit.due - reached_at, SECOND)
    return ibis.ifelse(reached_at > limit.due, late, -1 - left)
