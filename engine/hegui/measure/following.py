"""When rows of another log have to come after a milestone of a case; all instants in microseconds since 1970.

With ``within`` a first row has to come from the milestone on, no later than the limit. With ``every`` the time from the milestone is
divided into stretches of that length, each of which needs a row: stretch k ends k times the length after the milestone, and begins where
the one before it ends. With both, the first stretch ends with ``within`` if that is earlier; a row in the rest of it counts for none.
``until`` ends the asking: later rows do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ANCHOR, CaseView
from hegui.measure.clocks import due, due_from, end_of
from hegui.measure.functions import DAY, SECOND, divided, instant, microseconds, microseconds_of, start_of_day
from hegui.measure.matching import DAYS, last_instant, row_time
from hegui.words.checks import Moment
from hegui.words.durations import Clock, Limit
from hegui.words.expressions import refs
from hegui.words.related import FollowUp, Triggers
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True)
class Course:
    """The time in which rows are asked for, over a case view or a join of one."""

    after: ir.IntegerValue
    """The milestone; midnight where rows have days."""
    reached: ir.BooleanValue
    """The milestone is reached, as far as can be told; never null."""
    unreadable: ir.BooleanValue
    first_due: ir.IntegerValue
    """The first row has to come no later than this."""
    stop: ir.IntegerValue | None
    """The last instant of ``until``, null where it is not reached; None without one."""
    every: Limit | None
    dated: bool
    """The milestone or the rows have days: limits are compared by day."""
    over: ir.BooleanValue
    """Rows are no longer asked for; never null."""
    end: ir.IntegerValue
    """Since when they are no longer asked for; null where they still are, or nobody knows."""
    as_of: int

    def stretch(self, time: ir.IntegerValue) -> ir.IntegerValue:
        """Number of the first stretch, from 1, that ends no earlier than a time."""
        assert self.every is not None
        if self.every.months:
            return divided(self._months(time) - 1, self.every.months) + 1
        by_day = self.every.clock is Clock.CALENDAR
        begun = start_of_day(instant(self.after)) if by_day else self.after
        reached = start_of_day(instant(time)) if by_day or self.dated else time
        length = self.every.days * DAY if by_day else self.every.seconds * SECOND
        return divided(ibis.greatest(reached - begun, 1) - 1, length) + 1

    def _months(self, time: ir.IntegerValue) -> ir.IntegerValue:
        """The least number of months, at least one, after which the day of a time is not yet past."""
        first, last = instant(self.after), instant(time)
        apart = (last.year() - first.year()).cast("int64") * 12 + last.month().cast("int64") - first.month().cast("int64")
        short = self._months_on(apart) < start_of_day(last)
        return ibis.greatest(apart + short.cast("int64"), 1)

    def _months_on(self, months: ir.IntegerValue) -> ir.IntegerValue:
        return start_of_day(instant(self.after).cast("date") + months.as_interval("M"))

    def due(self, stretch: ir.IntegerValue) -> ir.IntegerValue:
        """The last instant of a stretch."""
        assert self.every is not None
        if self.every.months:
            later = end_of(self._months_on(stretch * self.every.months))
        elif self.every.clock is Clock.CALENDAR:
            later = end_of(start_of_day(instant(self.after))) + stretch * self.every.days * DAY
        else:
            later = self.after + stretch * self.every.seconds * SECOND
            later = end_of(start_of_day(instant(later))) if self.dated else later
        return ibis.ifelse(stretch == 1, self.first_due, later)

    @property
    def bound(self) -> ir.IntegerValue:
        """What is due before this should have come by now."""
        return ibis.coalesce(self.end + 1, self.as_of)

    @property
    def past(self) -> ir.IntegerValue:
        """How many stretches should have had their row by now."""
        return self.stretch(self.bound) - 1


def course(check: FollowUp | Triggers, view: CaseView) -> Course:
    """The time in which a check asks for rows.

    Raises:
        TypeError: a limit that stretches cannot have.
    """
    ref = check.after or view.log.log.anchor_ref
    cell = view.cell(ref)
    micros = microseconds(view.table[ANCHOR] if check.after is None else cell.value)
    rows_dated = row_time(view, check.rows).dated
    dated = rows_dated or cell.type in DAYS
    every, until = (check.every, check.until) if isinstance(check, FollowUp) else (None, None)
    if every is not None and every.working:
        raise TypeError(f"{every}: stretches of working time are not in the language")
    stop = last_instant(view, until) if until is not None else None
    dues = [due(view, Moment((ref,)), micros, check.within, dated=dated)] if check.within is not None else []
    dues += [due_from(micros, every, dated=dated)] if every is not None else []
    dues += [stop] if stop is not None and every is None else []
    over, end = _end(view, stop)
    return Course(
        after=start_of_day(instant(micros)) if rows_dated else micros,
        reached=(micros <= microseconds_of(view.cut)).fill_null(False),
        unreadable=cell.unreadable,
        first_due=ibis.least(*dues) if len(dues) > 1 else dues[0],
        stop=stop,
        every=every,
        dated=dated,
        over=over,
        end=end,
        as_of=microseconds_of(view.cut),
    )


def _end(view: CaseView, stop: ir.IntegerValue | None) -> tuple[ir.BooleanValue, ir.IntegerValue]:
    """Whether and since when rows in stretches are no longer asked for: ``until`` is reached, or else the case is closed.

    A case ends with the last of the times that its log's ``closed`` names. Where ``until`` is reached it alone says when: a ticket may be
    closed long before what is asked for ends.
    """
    named = dict.fromkeys(ref for ref in refs(view.log.log.closed) if view.cell(ref).type in {FieldType.DATE, FieldType.DATETIME})
    ended = [last_instant(view, ref) for ref in named]
    closed_at = ibis.null("int64") if not ended else ibis.greatest(*ended) if len(ended) > 1 else ended[0]
    end = ibis.ifelse(view.closed, closed_at, ibis.null("int64"))
    if stop is None:
        return view.closed, end
    return view.closed | stop.notnull(), ibis.coalesce(stop, end)
