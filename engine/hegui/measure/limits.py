"""The limit of a deadline for every row: one for all, one by a code, or what stands in the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView
from hegui.measure.clocks import BY_DAY, end_of
from hegui.measure.functions import DAY, SECOND, instant, microseconds, start_of_day
from hegui.words.checks import Deadline, LimitTable, RecordedLimit
from hegui.words.durations import Clock, Limit
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

A_HUNDRED_YEARS = 3_155_760_000
"""In seconds."""


@dataclass(frozen=True)
class Limits:
    """The limit of every row."""

    due: ir.IntegerValue
    """Microseconds since 1970 of the last instant that conforms."""
    grain: ir.IntegerValue
    """Microseconds that lateness is counted in: a second, or a day where dates are compared."""
    unknown: ir.BooleanValue
    """Nobody knows which limit applies; never null."""
    unreadable: ir.BooleanValue


def limits_of(
    check: Deadline, view: CaseView, start: ir.IntegerValue, due: Callable[[Limit], ir.IntegerValue], *, dated: bool
) -> Limits:  # fmt: skip
    """The limits of a deadline.

    Args:
        check: the deadline.
        view: the rows.
        start: from when the limits run, in microseconds since 1970.
        due: says when one of them ends.
        dated: whether days are compared.
    """
    within = check.within
    if isinstance(within, LimitTable):
        return _by_code(within, view, due, dated=dated)
    if isinstance(within, RecordedLimit):
        return _recorded(within, view, start, due, dated=dated)
    return Limits(due(within), _grain(within, dated=dated), NO, NO)


def _by_code(within: LimitTable, view: CaseView, due: Callable[[Limit], ir.IntegerValue], *, dated: bool) -> Limits:
    by = view.cell(within.by)
    code, table = by.value.cast("string"), within.table
    return Limits(
        ibis.cases(*((code == key, due(limit)) for key, limit in table.items())),
        ibis.cases(*((code == key, _grain(limit, dated=dated)) for key, limit in table.items())),
        code.isnull() | ~code.isin(list(table)),
        by.unreadable,
    )


def _recorded(
    within: RecordedLimit, view: CaseView, start: ir.IntegerValue, due: Callable[[Limit], ir.IntegerValue], *, dated: bool
) -> Limits:  # fmt: skip
    """The limit that stands in the row, or else the one of rows in which none does."""
    cell = view.cell(within.field)
    if within.unit is None:
        by_day = dated or cell.type is FieldType.DATE
        end = end_of(start_of_day(cell.value)) if by_day else microseconds(cell.value)
    else:
        by_day, end = dated, start + recorded_length(within, view)
        end = end_of(start_of_day(instant(end))) if by_day else end
    grain = ibis.literal(DAY if by_day else SECOND, "int64")
    if within.otherwise is None:
        return Limits(end, grain, end.isnull() & ~cell.unreadable, cell.unreadable)
    stands = ~cell.missing
    unknown = stands & end.isnull() & start.notnull() & ~cell.unreadable
    return Limits(
        ibis.ifelse(stands, end, due(within.otherwise)),
        ibis.ifelse(stands, grain, _grain(within.otherwise, dated=dated)),
        unknown,
        cell.unreadable,
    )


def recorded_length(within: RecordedLimit, view: CaseView) -> ir.IntegerValue:
    """How long the limit in the row is, in microseconds; null where none stands, and of one below zero or beyond a hundred years."""
    assert within.unit is not None
    unit = Limit(1, within.unit).seconds
    amount = view.cell(within.field).value.try_cast("decimal(18, 6)")
    sound = (amount > 0) & (amount <= A_HUNDRED_YEARS // unit)
    roomy = amount.cast("decimal(38, 6)")  # of 18 digits there is no room for the product
    return ibis.ifelse(sound, (roomy * unit * SECOND).cast("int64"), ibis.null("int64"))


def _grain(limit: Limit, *, dated: bool) -> ir.IntegerValue:
    return ibis.literal(DAY if dated or limit.clock in BY_DAY else SECOND, "int64")


def length_of(check: Deadline, view: CaseView) -> ir.IntegerValue:
    """How long the limit of every row is on the elapsed clock, in microseconds; null where nobody knows which applies.

    Raises:
        TypeError: a limit on another clock.
    """

    def length(limit: Limit) -> ir.IntegerValue:
        if limit.clock is not Clock.ELAPSED:
            raise TypeError(f"{limit}: only clocks that count seconds, minutes or hours stand still during pauses")
        return ibis.literal(limit.seconds * SECOND, "int64")

    match check.within:
        case LimitTable(by, table):
            code = view.cell(by).value.cast("string")
            return ibis.cases(*((code == key, length(limit)) for key, limit in table.items()))
        case RecordedLimit() as within:
            found = recorded_length(within, view)
            return found if within.otherwise is None else found.fill_null(length(within.otherwise))
        case limit:
            return length(limit)
