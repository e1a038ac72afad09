"""Points in time of a case, as a deadline names them: one, the earliest of several, or the last of all."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView, Cell
from hegui.measure.functions import microseconds
from hegui.words.checks import Moment, Pick
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir


@dataclass(frozen=True)
class Reading:
    """A moment of every row."""

    micros: ir.IntegerValue
    """Microseconds since 1970 of what can be read of it; null where it is missing or nothing of it can be read."""
    missing: ir.BooleanValue
    """It has not happened, whatever the unreadable cells hold."""
    unreadable: ir.BooleanValue
    """It has happened as far as can be told, and a cell that decides when cannot be read."""
    recorded: ir.BooleanValue
    """Something of it is recorded, readable or not."""
    dated: bool
    """One of its fields holds days: limits are compared by day."""


def read(view: CaseView, moment: Moment) -> Reading:
    """A moment as the case view has it."""
    return reading([view.cell(ref) for ref in moment.refs], moment.pick)


def reading(cells: Sequence[Cell], pick: Pick) -> Reading:
    """The moment that the cells make up."""
    missing = [cell.missing for cell in cells]
    unreadable = any_of([cell.unreadable for cell in cells])
    instants = [microseconds(cell.value) for cell in cells]
    none, some = all_of(missing), any_of(missing)
    dated = any(cell.type is FieldType.DATE for cell in cells)
    if pick is Pick.ALL:
        latest = ibis.greatest(*instants) if len(instants) > 1 else instants[0]
        return Reading(ibis.ifelse(some, ibis.null("int64"), latest), some, unreadable & ~some, ~none, dated)
    earliest = ibis.least(*instants) if len(instants) > 1 else instants[0]
    return Reading(earliest, none, unreadable, ~none, dated)


def any_of(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    """Disjunction that leaves out what is never true."""
    kept = [condition for condition in conditions if condition is not NO]
    return reduce(operator.or_, kept) if kept else NO


def all_of(conditions: Sequence[ir.BooleanValue]) -> ir.BooleanValue:
    """Conjunction of one or more conditions."""
    return reduce(operator.and_, conditions)
