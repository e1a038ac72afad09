"""The limit of a deadline for every row: one for all, or by a code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView
from hegui.measure.clocks import BY_DAY
from hegui.measure.functions import DAY, SECOND
from hegui.words.checks import Deadline, LimitTable
from hegui.words.durations import Clock, Limit

if TYPE_CHECKING:
    import ibis.expr.types as ir


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


def limits_of(check: Deadline, view: CaseView, due: Callable[[Limit], ir.IntegerValue], *, dated: bool) -> Limits:
    """The limits of a deadline; ``due`` says when each of them ends."""

    def grain(limit: Limit) -> ir.IntegerValue:
        return ibis.literal(DAY if dated or limit.clock in BY_DAY else SECOND, "int64")

    if not isinstance(check.within, LimitTable):
        return Limits(due(check.within), grain(check.within), NO, NO)
    by = view.cell(check.within.by)
    code, table = by.value.cast("string"), check.within.table
    return Limits(
        ibis.cases(*((code == key, due(limit)) for key, limit in table.items())),
        ibis.cases(*((code == key, grain(limit)) for key, limit in table.items())),
        code.isnull() | ~code.isin(list(table)),
        by.unreadable,
    )


def length_of(check: Deadline, view: CaseView) -> ir.IntegerValue:
    """How long the limit of every row is on the elapsed clock, in microseconds; null where nobody knows which applies.

    Raises:
        TypeError: a limit on another clock.
    """

    def length(limit: Limit) -> ir.IntegerValue:
        if limit.clock is not Clock.ELAPSED:
            raise TypeError(f"{limit}: only clocks that count seconds, minutes or hours stand still during pauses")
        return ibis.literal(limit.seconds * SECOND, "int64")

    if not isinstance(check.within, LimitTable):
        return length(check.within)
    code = view.cell(check.within.by).value.cast("string")
    return ibis.cases(*((code == key, length(limit)) for key, limit in check.within.table.items()))
