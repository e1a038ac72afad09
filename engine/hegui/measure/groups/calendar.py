"""Where a period stands: in the window or beside it, over or running, covered by the log or not; told by its number alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hegui.measure.cells import NO, YES
from hegui.measure.ground import NUMBER
from hegui.measure.ruling import Ladder
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.periods import Period

FIRST_DAY, LAST_DAY = date(2, 1, 1), date(9998, 12, 31)
"""Beyond them a span that is meant to hold everything has no neighbours."""


@dataclass(frozen=True)
class Numbers:
    """Periods in a row, by number; both ends belong to them, None is no end."""

    first: int | None = None
    last: int | None = None

    def hold(self, number: ir.IntegerValue) -> ir.BooleanValue:
        """Whether a period is one of them."""
        found = YES
        if self.first is not None:
            found &= number >= self.first
        if self.last is not None:
            found &= number <= self.last
        return found


def within(period: Period, since: date | None, until: date | None) -> Numbers:
    """Periods wholly in ``[since, until)``."""
    return Numbers(None if since is None else _starting(period, since), None if until is None else _ended(period, until))


def touching(period: Period, since: date | None, until: date | None) -> Numbers:
    """Periods of which at least a day is in ``[since, until)``."""
    return Numbers(None if since is None else _ended(period, since) + 1, None if until is None else _starting(period, until) - 1)


def running(period: Period, day: date) -> int:
    """The first period that is not over when the day begins."""
    return _ended(period, day) + 1


def covered(ground: Ground, period: Period, number: ir.IntegerValue) -> ir.BooleanValue:
    """Whether the log tells about the period.

    A span that is declared has to hold all of it. The range of the anchors is where the data begins and ends by itself: it may do so
    within the period, but of a period beside it nothing is known.
    """
    log = ground.view.log
    if log.covers is None:
        return number.isnull()
    return (within if log.covers_declared else touching)(period, *log.covers).hold(number)


def placed(ground: Ground, groups: ir.Table, period: Period) -> Ladder:
    """What is said of a group before its figure is looked at."""
    number, setting = groups[NUMBER], ground.setting
    ladder = Ladder().when(number.isnull(), v.NO_ANCHOR)
    if setting.since is not None or setting.until is not None:
        ladder.when(within(period, setting.since, setting.until).hold(number) == NO, v.PARTIAL_PERIOD)
    ladder.when(number >= running(period, setting.as_of.date()), v.PENDING)
    if setting.since is None:
        ladder.when(_begins_within(ground, period, number), v.PARTIAL_PERIOD)
    return ladder.when(covered(ground, period, number) == NO, v.LOG_DOES_NOT_COVER)


def _begins_within(ground: Ground, period: Period, number: ir.IntegerValue) -> ir.BooleanValue | None:
    """Whether the declared span of the log begins within the period: without a window, nobody asks for it as a whole."""
    log = ground.view.log
    if log.covers is None or not log.covers_declared:
        return None
    first = _starting(period, log.covers[0])
    return number == first - 1 if period.bounds(first - 1)[1] > log.covers[0] else None


def _starting(period: Period, day: date) -> int:
    """The first period that begins on the day or later."""
    number = _nearest(period, day, timedelta(days=1))
    return number if period.bounds(number)[0] >= day else number + 1


def _ended(period: Period, day: date) -> int:
    """The last period that is over when the day begins."""
    number = _nearest(period, day - timedelta(days=1), timedelta(days=-1))
    return number if period.bounds(number)[1] <= day else number - 1


def _nearest(period: Period, day: date, step: timedelta) -> int:
    """The period of the day; between two billing windows, the next one in the direction of ``step``."""
    day = min(max(day, FIRST_DAY), LAST_DAY)
    while (number := period.number_at(day)) is None:
        day += step
    return number
