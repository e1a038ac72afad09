"""``follow_up`` and ``triggers``: rows of another log come in time after a milestone of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView
from hegui.measure.clocks import BY_DAY, past_due
from hegui.measure.expressions import holds
from hegui.measure.following import Course, course
from hegui.measure.functions import DAY, SECOND, first_gap
from hegui.measure.matching import covered, without_key
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.related import FollowUp, Triggers

if TYPE_CHECKING:
    import ibis.expr.types as ir

SECOND_STRETCH = 2
"""Of stretches the first has a limit of its own."""


def follow_up(check: FollowUp, view: CaseView) -> Ruling:
    """Compile rows that have to follow.

    Within a limit: a row up to ``until`` and the limit conforms; none is a breach once either is past. A case that is closed does not end
    a limit: rows of another log can still come, and what they can mend is no breach.

    In stretches: each that has ended by ``until``, the end of the case, or as-of needs a row. As long as the case runs, a case that lacks
    none is pending. Where nobody knows when the case ended, it conforms if it lacks none up to as-of; otherwise it cannot be told.

    A row in doubt could have come in time. A breach needs the other log to cover the time in which a row could have come.
    """
    found = course(check, view)
    ladder = Ladder().when(found.unreadable, v.UNREADABLE).when(~found.reached, v.NOT_APPLICABLE)
    if found.stop is not None and check.until is not None:
        ladder.when(view.cell(check.until).unreadable, v.UNREADABLE)
        ladder.when((found.stop < found.after).fill_null(False), v.NOT_CREDIBLE)
    _keyed(ladder, check, view)
    return _stretches(ladder, check, view, found) if found.every is not None else _limit(ladder, check, view, found)


def triggers(check: Triggers, view: CaseView) -> Ruling:
    """Compile what has to follow where something holds; the limit is judged as that of a follow-up."""
    when, found = holds(check.when, view), course(check, view)
    ladder = Ladder().when(~when, v.NOT_APPLICABLE).when(when.isnull(), v.UNKNOWN_VALUE)
    ladder.when(found.unreadable, v.UNREADABLE).when(~found.reached, v.NOT_APPLICABLE)
    return _limit(_keyed(ladder, check, view), check, view, found)


def first_due(check: FollowUp | Triggers, view: CaseView) -> ir.IntegerValue:
    """Microseconds since 1970 of the instant that counts, as in the ruling."""
    found = course(check, view)
    return found.first_due if found.every is None else _due(check, view, found)


def _keyed(ladder: Ladder, check: FollowUp | Triggers, view: CaseView) -> Ladder:
    unreadable, missing = without_key(view, check.rows)
    return ladder.when(unreadable, v.UNREADABLE).when(missing, v.UNKNOWN_VALUE)


def _limit(ladder: Ladder, check: FollowUp | Triggers, view: CaseView, found: Course) -> Ruling:
    first, doubt, untimed = _rows(check, view)
    ended = any_of([found.first_due < found.as_of, NO if found.stop is None else found.stop.notnull()])
    inside = covered(view, check.rows, found.after, ibis.least(found.first_due, found.as_of))
    ruling = (
        ladder.when((first <= found.first_due).fill_null(False), v.CONFORMING)
        .when((doubt <= found.first_due).fill_null(False) | (untimed > 0), v.UNKNOWN_VALUE)
        .when(None if inside is None else ~inside & (first.notnull() | ended), v.LOG_DOES_NOT_COVER)
        .when(first.notnull(), v.LATE)
        .when(ended, v.MISSING)
        .otherwise(v.PENDING)
    )
    return Ruling(ruling.reason, ruling.reachable, found.first_due, _past(check, found, ibis.coalesce(first, found.as_of), found.first_due))


def _stretches(ladder: Ladder, check: FollowUp, view: CaseView, found: Course) -> Ruling:
    first, doubt, untimed = _rows(check, view)
    needed = found.past - 1
    short = ibis.greatest(needed, 0) - _met(check, view).length()
    lacks_first = _lacks_first(found, first)
    lacking = lacks_first | (short > 0)
    sure_lack = (lacks_first & ~(doubt <= found.first_due).fill_null(False)).cast("int64")
    sure_lack += ibis.greatest(needed, 0) - view.figure(check, "perhaps").fill_null(0)
    inside = covered(view, check.rows, found.after, ibis.least(found.bound, found.as_of))
    ruling = (
        ladder.when(~lacking & found.over, v.CONFORMING)
        .when(~lacking, v.PENDING)
        .when(sure_lack <= untimed, v.UNKNOWN_VALUE)
        .when(found.over & found.end.isnull(), v.UNKNOWN_VALUE)
        .when(None if inside is None else ~inside, v.LOG_DOES_NOT_COVER)
        .when((short == 0) & first.notnull(), v.LATE)
        .otherwise(v.MISSING)
    )
    due = _due(check, view, found)
    reached_at = ibis.ifelse(lacks_first, ibis.coalesce(first, found.as_of), found.as_of)
    past = ibis.ifelse(lacks_first | ~lacking, _past(check, found, reached_at, due), ibis.null("int64"))
    return Ruling(ruling.reason, ruling.reachable, due, past)


def _rows(check: FollowUp | Triggers, view: CaseView) -> tuple[ir.IntegerValue, ir.IntegerValue, ir.IntegerValue]:
    return view.figure(check, "first"), view.figure(check, "doubt"), view.figure(check, "untimed").fill_null(0)


def _lacks_first(found: Course, first: ir.IntegerValue) -> ir.BooleanValue:
    return (found.first_due < found.bound) & ~(first <= found.first_due).fill_null(False)


def _met(check: FollowUp | Triggers, view: CaseView) -> ir.ArrayValue:
    """The stretches after the first that have their row, of those that should have one by now."""
    return view.figure(check, "met").fill_null(ibis.literal([], "array<int64>"))


def _due(check: FollowUp | Triggers, view: CaseView, found: Course) -> ir.IntegerValue:
    """Of stretches the end of the first whose row is lacking, else of the one that runs."""
    first = view.figure(check, "first")
    lacking = first_gap(_met(check, view), SECOND_STRETCH, found.past).fill_null(found.past + 1)
    return ibis.ifelse(_lacks_first(found, first), found.first_due, found.due(lacking))


def _past(check: FollowUp | Triggers, found: Course, reached_at: ir.IntegerValue, due: ir.IntegerValue) -> ir.IntegerValue:
    limit = check.within or found.every
    assert limit is not None
    return past_due(reached_at, due, DAY if found.dated or limit.clock in BY_DAY else SECOND)
