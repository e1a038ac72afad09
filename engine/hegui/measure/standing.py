"""From when to when something stands: a person on post, a document in force; and the periods on whose last day it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import ibis

from hegui.measure.cells import NO, CaseView, Cell
from hegui.measure.functions import DAY, instant, microseconds, start_of_day
from hegui.measure.periods import number_of
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.periods import Period
    from hegui.words.slots import Stands


class Standing(NamedTuple):
    """When the rows of a log stand."""

    since: ir.TimestampValue
    """Null where nobody knows, and of a row that ends before it begins."""
    numbers: ir.ArrayValue
    """Periods on whose last day the row stands, up to the one that holds as-of; one null where there is none."""
    vague: ir.BooleanValue
    """Never null: nobody can read until when."""
    ahead: ir.BooleanValue
    """Never null: it begins later than as-of."""


def standing(stands: Stands, per: Period, view: CaseView) -> Standing:
    """When each row stands, in periods of that kind."""
    since = view.cell(stands.since)
    until = None if stands.until is None else view.cell(stands.until)
    begin = day_or_time(since).cast("timestamp(6)")
    if until is None:
        vague, over = NO, ibis.null("int64")
    else:
        vague, end = until.unreadable, end_of(until)
        begin = ibis.ifelse(is_reversed(start_of_day(begin), end, until), ibis.null(begin.type()), begin)
        over = number_of(per, instant(end)) - 1
    as_of = ibis.literal(view.cut).cast("timestamp(6)")
    last = ibis.least(over.fill_null(number_of(per, as_of)), number_of(per, as_of))
    found = ibis.range(number_of(per, begin), last + 1)
    nothing = ibis.array([ibis.null("int64")])
    numbers = ibis.ifelse((found.length() > 0).fill_null(False), found, nothing)
    return Standing(begin, numbers, vague, view.ahead(stands.since) | (begin > as_of).fill_null(False))


def day_or_time(cell: Cell) -> ir.Value:
    """A date or a time; of a month its first day."""
    return (cell.value + "-01").try_cast("date") if cell.type is FieldType.MONTH else cell.value


def end_of(until: Cell) -> ir.IntegerValue:
    """The midnight after the last whole day of a stretch: of a day its own, of a time the one before it."""
    day = day_or_time(until)
    if until.type is FieldType.MONTH:
        return microseconds(day + ibis.interval(months=1))
    return start_of_day(day) + DAY if until.type is FieldType.DATE else start_of_day(day)


def is_reversed(begin: ir.IntegerValue, end: ir.IntegerValue, until: Cell) -> ir.BooleanValue:
    """Whether a stretch ends before the day on which it begins; one that ends at a time of that day has no whole day."""
    return (end < begin if until.type is FieldType.DATETIME else end <= begin).fill_null(False)
