"""``deadline``: something is done no later than a limit after something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.activations import Worst
from hegui.measure.cells import NO, YES, CaseView
from hegui.measure.clocks import due, past_due, too_early
from hegui.measure.functions import instant, microseconds_of, start_of_day
from hegui.measure.limits import Limits, limits_of
from hegui.measure.lookups import reached
from hegui.measure.moments import Reading, any_of, read, reading
from hegui.measure.pauses import unsure
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Deadline, Pick

if TYPE_CHECKING:
    import ibis.expr.types as ir


def deadline(check: Deadline, view: CaseView) -> Ruling:
    """Compile a deadline.

    Where a cell of a moment cannot be read, the others bound it: a row that is late even so is late; otherwise it is undetermined. A clock
    that pauses at times nobody knows leaves open what is not met without pauses.
    """
    if check.each:
        return _each(check, view)
    start, end = read(view, check.start), _end(check, view)
    limit = _limit(check, view, start, dated=start.dated or end.dated)
    as_of = microseconds_of(view.cut)
    reached_at = ibis.ifelse(end.missing, as_of, end.micros)
    unreadable = any_of([start.unreadable, end.unreadable])
    from_columns = [not view.from_events(ref) for ref in check.end.refs]
    # Unreadable cells can only make an earliest start earlier and a last end later. In a log of events an earlier start may be met by an
    # earlier event.
    bounded = YES if check.start.pick is Pick.EARLIEST and all(from_columns) else ~start.unreadable
    end_bounded = YES if check.end.pick is Pick.ALL else ~end.unreadable
    ladder = _startless(check, view, start, end)
    ladder.when(limit.unreadable, v.UNREADABLE).when(limit.unknown, v.UNKNOWN_LIMIT).when(end.missing & view.closed, v.MISSING)
    if check.pausing:
        past = reached_at > _limit(check, view, start, dated=start.dated or end.dated, pausing=False).due
        untold, reversed_ = unsure(view)
        ladder.when(untold & past, v.UNREADABLE).when(reversed_ & past, v.NOT_CREDIBLE)
    ruling = (
        ladder.when(end.missing & (limit.due < as_of) & bounded, v.MISSING)
        .when(end.missing & start.unreadable, v.UNREADABLE)
        .when(end.missing, v.PENDING)
        .when(~unreadable & _before(end, start) if any(from_columns) else None, v.NOT_CREDIBLE)
        .when(~unreadable & _early(check, view, start, end) if check.not_before else None, v.EARLY)
        .when((limit.due < end.micros) & bounded & end_bounded, v.LATE)
        .when(unreadable, v.UNREADABLE)
        .otherwise(v.CONFORMING)
    )
    # What a case is closed without was not done late: it will never be done, and nobody can say by how much it overran.
    told = ibis.ifelse(end.missing & view.closed, ibis.null("int64"), reached_at)
    return Ruling(ruling.reason, ruling.reachable, limit.due, past_due(told, limit.due, limit.grain))


def due_at(check: Deadline, view: CaseView) -> ir.IntegerValue:
    """Microseconds since 1970 of the last instant that conforms, as in the ruling, without the rest of it."""
    if check.each:
        return view.figure(check, "due")
    start = read(view, check.start)
    return _limit(check, view, start, dated=start.dated or _end(check, view).dated).due


def _each(check: Deadline, view: CaseView) -> Ruling:
    """A case is judged by its worst start (``activations``).

    An end of which nobody knows when it was may have met any start; such a start may have taken the answer of another one, and what is a
    breach without it is one with it.
    """
    start, end = read(view, check.start), read(view, check.end)
    by = limits_of(check, view, ibis.null("int64"), lambda _: ibis.null("int64"), dated=False)
    worst = view.figure(check, "worst").fill_null(Worst.MET)
    untold, reversed_ = unsure(view) if check.pausing else (NO, NO)
    untimed_start, untimed_end = view.untimed(check.start.refs[0]), view.untimed(check.end.refs[0])
    moot = untimed_end if check.not_before else untimed_end & (worst > Worst.MET)
    ruling = (
        _startless(check, view, start, end)
        .when(by.unreadable, v.UNREADABLE)
        .when(by.unknown, v.UNKNOWN_LIMIT)
        .when(any_of([moot, untold]), v.UNREADABLE)
        .when(reversed_, v.NOT_CREDIBLE)
        .when(worst == Worst.MISSING, v.MISSING)
        .when(worst == Worst.LATE, v.LATE)
        .when(worst == Worst.EARLY if check.not_before else None, v.EARLY)
        .when(untimed_start, v.UNREADABLE)
        .when(worst == Worst.OPEN, v.PENDING)
        .otherwise(v.CONFORMING)
    )
    return Ruling(ruling.reason, ruling.reachable, view.figure(check, "due"), view.figure(check, "past"))


def _startless(check: Deadline, view: CaseView, start: Reading, end: Reading) -> Ladder:
    from_anchor = check.start.refs == (view.log.log.anchor_ref,)
    return Ladder().when(None if from_anchor else start.missing & ~end.recorded, v.NOT_APPLICABLE).when(start.missing, v.NO_START)


def _limit(check: Deadline, view: CaseView, start: Reading, *, dated: bool, pausing: bool = True) -> Limits:
    stood = view.figure(check, "stood").fill_null(0) if check.pausing and pausing else None
    micros = start.micros if stood is None else start.micros + stood
    return limits_of(check, view, micros, lambda limit: due(view, check.start, micros, limit, dated=dated), dated=dated)


def _early(check: Deadline, view: CaseView, start: Reading, end: Reading) -> ir.BooleanValue:
    assert check.not_before is not None
    dated = start.dated or end.dated
    return too_early(end.micros, due(view, check.start, start.micros, check.not_before, dated=dated), check.not_before, dated=dated)


def _end(check: Deadline, view: CaseView) -> Reading:
    """The end; a milestone of a log of events is reached by its first event at or after the start."""
    recorded = read(view, check.end).recorded
    return replace(reading([reached(view, check.start, ref) for ref in check.end.refs], check.end.pick), recorded=recorded)


def _before(end: Reading, start: Reading) -> ir.BooleanValue:
    if start.dated == end.dated:
        return end.micros < start.micros
    return start_of_day(instant(end.micros)) < start_of_day(instant(start.micros))
