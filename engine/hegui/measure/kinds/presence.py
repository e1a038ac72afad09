"""``presence``: fields are filled once something is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import CaseView, Cell
from hegui.measure.functions import microseconds, microseconds_of
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Filled, Presence
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir


def presence(check: Presence, view: CaseView) -> Ruling:
    """Compile a presence; a blank field is a breach whatever the unreadable ones hold."""
    fields = [(filled, view.cell(filled.ref)) for filled in check.fields]
    booleans = [cell for _, cell in fields if cell.type is FieldType.BOOLEAN]
    ladder = Ladder()
    if check.after is not None:
        after = view.cell(check.after)
        ladder.when(~after.unreadable & ~_reached(after, view), v.NOT_APPLICABLE).when(after.unreadable, v.UNREADABLE)
    others = [_blank(filled, cell) for filled, cell in fields if cell.type is not FieldType.BOOLEAN]
    return (
        ladder.when(any_of(others) if others else None, v.BLANK)
        .when(any_of([~cell.value for cell in booleans]) if booleans else None, v.NOT_MET)
        .when(any_of([cell.unreadable for _, cell in fields]), v.UNREADABLE)
        .when(any_of([cell.value.isnull() for cell in booleans]) if booleans else None, v.UNKNOWN_VALUE)
        .otherwise(v.CONFORMING)
    )


def _reached(cell: Cell, view: CaseView) -> ir.BooleanValue:
    """Reached: recorded, and not later than as-of (a planned time may be); a boolean has to be true."""
    if cell.type is FieldType.BOOLEAN:
        return cell.value.fill_null(False)
    if cell.type in {FieldType.DATE, FieldType.DATETIME}:
        return (microseconds(cell.value) <= microseconds_of(view.cut)).fill_null(False)
    return ~cell.missing


def _blank(filled: Filled, cell: Cell) -> ir.BooleanValue:
    """Nothing stands there, or a list lacks a named item; an unknown code is something, but none of the named items."""
    if cell.type is FieldType.LIST:
        lacking = [~cell.value.contains(item) for item in filled.covers] or [cell.value.length() == 0]
        unknown = cell.unknown_code if not filled.covers else ibis.literal(False)
        return ~cell.unreadable & ~unknown & (cell.value.isnull() | any_of(lacking))
    if cell.type in {FieldType.TEXT, FieldType.ID, FieldType.ENUM, FieldType.MONTH}:
        return cell.missing | (cell.value.strip() == "")
    return cell.missing
