"""``count``: a milestone is reached so many times in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.cells import CaseView
from hegui.measure.lookups import counted
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Count
from hegui.words.vocabulary import Shape

if TYPE_CHECKING:
    import ibis.expr.types as ir


def count(check: Count, view: CaseView) -> Ruling:
    """Compile a count: too many is a breach at any time, too few once the case is over or ``until`` is reached."""
    over: ir.BooleanValue = view.closed
    ladder = Ladder()
    if check.until is not None:
        until = view.cell(check.until)
        ladder.when(until.unreadable, v.UNREADABLE)
        over |= until.value.notnull()
    if view.log.shape is Shape.WIDE:
        cell = view.cell(check.of)
        ladder.when(cell.unreadable, v.UNREADABLE)
        times = cell.value.notnull().cast("int64")
    else:
        times = counted(view, check)
    few = times < check.at_least if check.at_least else None
    untimed = view.untimed(check.of)
    return (
        ladder.when(times > check.at_most if check.at_most is not None else None, v.TOO_MANY)
        .when(untimed if few is None or check.at_most is not None else untimed & few, v.UNREADABLE)
        .when(few & over if few is not None else None, v.TOO_FEW)
        .when(few, v.PENDING)
        .otherwise(v.CONFORMING)
    )
