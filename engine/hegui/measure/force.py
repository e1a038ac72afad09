"""Adoption of handbooks: outside its dates and units a handbook binds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.cells import NO
from hegui.words.vocabulary import UNKNOWN_UNIT

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.standards import Adoption


def not_in_force(adoption: Adoption, day: ir.DateValue, unit: ir.StringValue) -> ir.BooleanValue:
    """Whether the handbook does not bind the unit on the day; never null: a day or a unit that is not known is no reason."""
    outside = (day < adoption.effective_from).fill_null(False)
    if adoption.effective_until is not None:
        outside |= (day >= adoption.effective_until).fill_null(False)
    return outside | unit.notin([*adoption.units, UNKNOWN_UNIT]) if adoption.units else outside


def nobody_knows(adoption: Adoption, unit: ir.StringValue) -> ir.BooleanValue:
    """Whether the handbook binds some units, and it is not known which one answers; never null."""
    return unit == UNKNOWN_UNIT if adoption.units else NO
