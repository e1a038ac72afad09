"""Waivers: breaches that were allowed beforehand (POLICY_LANGUAGE 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ANCHOR
from hegui.measure.functions import instant
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ruling
from hegui.words import verdicts as v
from hegui.words.bound import KEY, UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir

    from hegui.words.profiles import Waiver


def waive(ruling: Ruling, waivers: Sequence[Waiver], table: ir.Table) -> Ruling:
    """The ruling with breaches that a waiver covers marked as waived; ``waivers`` are those of the standard."""
    if not waivers:
        return ruling
    covered = is_breach(ruling) & any_of([covers(waiver, ruling, table) for waiver in waivers])
    reason = ibis.ifelse(covered, ibis.literal(v.WAIVED.number, "int8"), ruling.reason)
    return Ruling(reason, (*ruling.reachable, v.WAIVED), ruling.due, ruling.past_due)


def covers(waiver: Waiver, ruling: Ruling, table: ir.Table) -> ir.BooleanValue:
    """Whether the waiver is for this row and in force: effective <= due (else anchor) < expires."""
    when = table[ANCHOR] if ruling.due is None else ibis.coalesce(instant(ruling.due), table[ANCHOR])
    day = when.cast("date")
    covered = (day >= waiver.effective) & (day < waiver.expires)
    if waiver.unit is not None:
        covered &= table[UNIT] == waiver.unit
    if waiver.keys:
        covered &= table[KEY].isin(waiver.keys)
    return covered.fill_null(False)


def is_breach(ruling: Ruling) -> ir.BooleanValue:
    """Whether the row is nonconforming."""
    return ruling.reason.isin([reason.number for reason in ruling.reachable if reason.verdict is v.Verdict.NONCONFORMING])
