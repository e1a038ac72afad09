"""Where a period stands: in the window or beside it, over or running, covered by the log or not; told by its number alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from hegui.measure.cells import NO, YES
from hegui.measure.ruling import Ladder
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.periods import Period

FIRST_DAY, LAST_DAY = date(2, 1, 1), date(9998, 12, 31)
"""Beyond them a span that is meant to hold everything has no neighbours."""


EVER = 2**62
"""Beyond all numbers of periods."""


@dataclass(frozen=True)
class Numbers:
    """Periods in a row, by number or by columns of numbers; both ends belong to them, None is no end."""

    first: int | ir.IntegerValue | None = None
    last: int | ir.IntegerValue | None = None

    def ends(self) -> tuple[int | ir.IntegerValue, int | ir.IntegerValue]:
        """Both ends, where none is very far away."""
        return -EVER if self.first is None else self.first, EVER if self.last is None else self.last

    def hold(self, number: ir.IntegerValue) -> ir.BooleanValue:
        """Whether a period is one of them."""
        found = YES
        if self.first is not None:
            found &= number >= self.first
        if self.last is not None:
            found &= number <= self.last
        return found


NONE = Numbers(EVER, -EVER)
"""No period at all."""
COLUMNS = ("whole from", "whole to", "shown from", "shown to", "running from", "begun", "covered from", "covered to")
"""Columns of bounds; int64, never null."""


def within(period: Period, since: date | None, until: date | None) -> Numbers:
    """Periods wholly in ``[since, until)``."""
    return Numbers(None if since is None else _starting(period, since), None if until is None else _ended(period, until))


def touching(period: Period, since: date | None, until: date | None) -> Numbers:
    """Periods of which at least a day is in ``[since, until)``."""
    return Numbers(None if since is None else _ended(period, since) + 1, None if until is None else _starting(period, until) - 1)


def running(period: Period, day: date) -> int:
    """The first period that is not over when the day begins."""
    return _ended(period, day) + 1


def covered(ground: Ground, period: Period) -> Numbers:
    """The periods that the log tells about.

    A span that is declared has to hold all of one. The range of the anchors is where the data begins and ends by itself: it may do so
    within the period, but of a period beside it nothing is known.
    """
    log = ground.view.log
    if log.covers is None:
        return NONE
    return (within if log.covers_declared else touching)(period, *log.covers)


@dataclass(frozen=True)
class Bounds:
    """Where the periods of a check stand, by number or by columns of numbers."""

    whole: Numbers
    """Those that the window holds all of."""
    shown: Numbers
    """Those of which it holds a day."""
    running: int | ir.IntegerValue
    """The first that is not over at as-of."""
    begun: int | ir.IntegerValue | None
    """The one within which the declared span of the log begins: without a window, nobody asks for it as a whole."""
    covered: Numbers
    """Those that the log tells about."""

    @classmethod
    def of(cls, ground: Ground, period: Period) -> Self:
        """Those of a standard."""
        setting = ground.setting
        return cls(
            within(period, setting.since, setting.until),
            touching(period, setting.since, setting.until),
            running(period, setting.as_of.date()),
            _begun(ground, period) if setting.since is None else None,
            covered(ground, period),
        )

    @classmethod
    def read(cls, table: ir.Table) -> Self:
        """Those that stand in the columns that ``row`` names."""
        first, last, shown, until, running, begun, start, end = (table[name] for name in COLUMNS)
        return cls(Numbers(first, last), Numbers(shown, until), running, begun, Numbers(start, end))

    def row(self) -> dict[str, int | ir.IntegerValue]:
        """Whole numbers by column, where no end is very far away."""
        begun = -EVER if self.begun is None else self.begun
        return dict(zip(COLUMNS, (*self.whole.ends(), *self.shown.ends(), self.running, begun, *self.covered.ends()), strict=True))


def placed(bounds: Bounds, number: ir.IntegerValue) -> Ladder:
    """What is said of a group before its figure is looked at; ``number`` is that of its period."""
    ladder = Ladder().when(number.isnull(), v.NO_ANCHOR)
    whole = bounds.whole
    ladder.when(None if whole.first is None and whole.last is None else whole.hold(number) == NO, v.PARTIAL_PERIOD)
    ladder.when(number >= bounds.running, v.PENDING)
    ladder.when(None if bounds.begun is None else number == bounds.begun, v.PARTIAL_PERIOD)
    return ladder.when(bounds.covered.hold(number) == NO, v.LOG_DOES_NOT_COVER)


def _begun(ground: Ground, period: Period) -> int | None:
    log = ground.view.log
    if log.covers is None or not log.covers_declared:
        return None
    first = _starting(period, log.covers[0])
    return first - 1 if period.bounds(first - 1)[1] > log.covers[0] else None


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
