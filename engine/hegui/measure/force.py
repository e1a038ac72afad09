"""Adoption of handbooks: outside its dates and units a handbook binds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.standards import Adoption


def not_in_force(adoption: Adoption, day: ir.DateValue, unit: ir.StringValue) -> ir.BooleanValue:
    """Whether the handbook does not bind the unit on the day; never null: a day that is not known is no reason."""
    outside = (day < adoption.effective_from).fill_null(False)
    if adoption.effective_until is not None:
        outside |= (day >= adoption.effective_until).fill_null(False)
    return outside | unit.notin(adoption.units) if adoption.units else outside
