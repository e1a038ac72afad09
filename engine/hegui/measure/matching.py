"""Which rows of another log belong to a case, when they were, and whether the log would hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from hegui.measure.cells import ANCHOR, NO, CaseView, Cell
from hegui.measure.clocks import end_of
from hegui.measure.functions import microseconds, microseconds_of, start_of_day
from hegui.measure.moments import any_of
from hegui.words.bound import UNIT
from hegui.words.vocabulary import UNKNOWN_UNIT, FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.expressions import Ref
    from hegui.words.related import Related

TIMES = {FieldType.DATE, FieldType.DATETIME}
NUMBERS = {FieldType.NUMBER, FieldType.INTEGER}
DAYS = {FieldType.DATE, FieldType.MONTH}


@dataclass(frozen=True)
class Key:
    """What has to be the same on both sides, made comparable."""

    own: ir.Value
    theirs: ir.Value


@dataclass(frozen=True)
class RowTime:
    """When the rows of another log were."""

    micros: ir.IntegerValue
    """Microseconds since 1970; null where nobody knows, or where it has not happened."""
    untold: ir.BooleanValue
    """It may have happened, and nobody knows when; never null."""
    dated: bool
    """Rows have days, not times."""


def keys(view: CaseView, rows: Related) -> list[Key]:
    """Every pair of names that have to agree; units that were resolved through aliases where both name the unit that answers."""
    theirs = view.others[rows.log]
    return [
        Key(view.table[UNIT], theirs.table[UNIT].nullif(UNKNOWN_UNIT))
        if _by_unit(view, own, theirs, their)
        else _comparable(view.cell(own), theirs.cell(their))
        for their, own in rows.match
    ]


def without_key(view: CaseView, rows: Related) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Of the case's own side of a match: whether a cell cannot be read, and whether one holds nothing to match."""
    unreadable, missing = [], []
    for their, own in rows.match:
        if _by_unit(view, own, view.others[rows.log], their):
            missing.append(view.table[UNIT] == UNKNOWN_UNIT)
        else:
            cell = view.cell(own)
            unreadable.append(cell.unreadable)
            missing.append(cell.value.isnull())
    return any_of(unreadable), any_of(missing)


def row_time(view: CaseView, rows: Related) -> RowTime:
    """When the rows were: of an anchor that is missing nobody knows when, of a milestone or another field that is missing it was not."""
    theirs = view.others[rows.log]
    anchor = theirs.log.log.anchor_ref
    if rows.at is not None and rows.at != anchor:
        cell = theirs.cell(rows.at)
        return RowTime(microseconds(cell.value), cell.unreadable, cell.type is FieldType.DATE)
    cell = theirs.cell(anchor)
    untold = cell.unreadable if theirs.from_events(anchor) else theirs.table[ANCHOR].isnull()
    return RowTime(microseconds(theirs.table[ANCHOR]), untold, cell.type in DAYS)


def last_instant(view: CaseView, ref: Ref) -> ir.IntegerValue:
    """The last instant of a milestone: of a day its end; null where it is not reached."""
    cell = view.cell(ref)
    micros = microseconds(cell.value)
    last = end_of(micros) if cell.type is FieldType.DATE else micros
    return (micros <= microseconds_of(view.cut)).ifelse(last, None)


def covered(view: CaseView, rows: Related, since: ir.IntegerValue | None, until: ir.IntegerValue) -> ir.BooleanValue | None:
    """Whether the other log holds the time between, as far as it says what it covers; None where it is trusted to hold everything.

    Args:
        view: the case view.
        rows: what is looked for.
        since: from when; None: from ever, which no log covers that says what it covers.
        until: until when.
    """
    log = view.others[rows.log].log
    if not log.covers_declared or log.covers is None:
        return None
    first, last = (microseconds_of(datetime.combine(day, time())) for day in log.covers)
    return NO if since is None else ((since >= first) & (until <= last)).fill_null(False)


def _by_unit(view: CaseView, own: Ref, theirs: CaseView, their: Ref) -> bool:
    return _names_unit(view, own) and _names_unit(theirs, their)


def _names_unit(view: CaseView, ref: Ref) -> bool:
    return not ref.selector and ref.name == (view.log.unit_field or view.log.log.unit)


def _comparable(own: Cell, theirs: Cell) -> Key:
    if own.type is theirs.type or {own.type, theirs.type} == NUMBERS:
        return Key(own.value, theirs.value)
    if {own.type, theirs.type} == TIMES:
        return Key(start_of_day(own.value), start_of_day(theirs.value))
    return Key(own.value.cast("string"), theirs.value.cast("string"))
