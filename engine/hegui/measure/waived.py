"""Breaches that do not count: those allowed beforehand by a waiver, and those of which an objection was upheld (POLICY_LANGUAGE 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ANCHOR
from hegui.measure.functions import instant
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.measure.texts import names_of
from hegui.words import verdicts as v
from hegui.words.bound import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.words.measured import Setting
    from hegui.words.profiles import Objection, Waiver
    from hegui.words.standards import Standard


def excused(ruling: Ruling, standard: Standard, setting: Setting, view: CaseView) -> Ruling:
    """The ruling with breaches marked that an objection or a waiver takes out of the count; the objection says that there is no breach."""
    waivers = waivers_of(standard, setting)
    keys = keys_of(objections_to(standard, setting))
    if not waivers and not keys:
        return ruling
    breach, names = is_breach(ruling), names_of(view, setting.mask_key)
    ladder = Ladder().when(breach & any_of([name.isin(keys) for name in names]) if keys else None, v.OBJECTION_UPHELD)
    allowed = [covers(one, ruling, view.table, names) for one in waivers]
    return ladder.when(breach & any_of(allowed) if waivers else None, v.WAIVED).otherwise(ruling)


def waivers_of(standard: Standard, setting: Setting) -> list[Waiver]:
    """The waivers of a standard."""
    return [waiver for waiver in setting.waivers if waiver.standard == standard.id]


def objections_to(standard: Standard, setting: Setting) -> list[Objection]:
    """The upheld objections that can be to a breach of the standard."""
    return [one for one in setting.objections if one.upheld and one.log == standard.log and one.standard in {None, standard.id}]


def keys_of(objections: Iterable[Objection]) -> list[str]:
    """What they are to."""
    return sorted({objection.key for objection in objections})


def covers(waiver: Waiver, ruling: Ruling, table: ir.Table, names: Sequence[ir.StringValue]) -> ir.BooleanValue:
    """Whether the waiver is for this row, and in force when it was due; where the kind knows no due time, on the day of its anchor.

    ``names`` are those that the row goes by.
    """
    when = table[ANCHOR] if ruling.due is None else ibis.coalesce(instant(ruling.due), table[ANCHOR])
    return allows(waiver, when.cast("date"), table[UNIT], names)


def allows(waiver: Waiver, day: ir.DateValue, unit: ir.StringValue, names: Sequence[ir.StringValue]) -> ir.BooleanValue:
    """Whether a waiver holds on the day for the unit, and for what goes by one of these names: effective <= day < expires."""
    covered = (day >= waiver.effective) & (day < waiver.expires)
    if waiver.unit is not None:
        covered &= unit == waiver.unit
    if waiver.keys:
        covered &= any_of([name.isin(waiver.keys) for name in names])
    return covered.fill_null(False)


def is_breach(ruling: Ruling) -> ir.BooleanValue:
    """Whether the row is nonconforming."""
    return ruling.reason.isin([reason.number for reason in ruling.reachable if reason.verdict is v.Verdict.NONCONFORMING])
