"""``ratio``: the share of a unit's members in a period for which something holds, or the quotient of two sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.expressions import holds
from hegui.measure.ground import NUMBER
from hegui.measure.groups.amounts import DECIMALS, MILLION, Quotient, amount, written
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.limits import between, said
from hegui.measure.groups.members import SURE, grouped, instances, members, total
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Ratio


def ratio(check: Ratio, ground: Ground) -> ir.Table:
    """Compile a ratio.

    A member counts ``weight`` in the denominator and ``part`` of it in the numerator. A row that cannot be judged may count in full or
    for nothing, so that the share lies between two; where its weight is not known either, nothing can be said.
    """
    bounds = Bounds.of(ground, check.per)
    part, weight = _counted(check, ground)
    rows = members(ground, check, check.among, part=part, weight=weight)
    known = rows[SURE] & rows["part"].notnull() & rows["weight"].notnull()
    groups = grouped(
        rows,
        known,
        numerator=total(rows["part"], known),
        denominator=total(rows["weight"], known),
        open=total(rows["weight"].fill_null(0), ~known),
        unweighed=(~known & rows["weight"].isnull()).sum(),
    )
    numerator, denominator, open_ = groups["numerator"] * 100, groups["denominator"], groups["open"]
    whole = denominator + open_
    ladder = (
        placed(bounds, groups[NUMBER])
        .when(denominator < check.min_sample * MILLION if check.min_sample > 1 else None, v.SMALL_SAMPLE)
        .when(groups["unweighed"] > 0, v.UNKNOWN_MEMBERS)
        .when(whole <= 0, v.NO_EXPOSURE)
    )
    ruling = between(ladder, check, Quotient(numerator, whole), Quotient(numerator + open_ * 100, whole))
    figures = {
        "numerator": written(groups["numerator"], DECIMALS),
        "denominator": written(denominator, DECIMALS),
        **said(check, Quotient(numerator, denominator).text()),
    }
    return instances(bounds.shown, groups, ruling, figures)


def _counted(check: Ratio, ground: Ground) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """What a row counts in the numerator and in the denominator."""
    if check.of is not None:
        return holds(check.of, ground.view).cast("int64") * MILLION, ibis.literal(MILLION, "int64")
    if check.numerator is None or check.denominator is None:
        raise TypeError("a ratio without anything to count")
    return amount(check.numerator, ground.view), amount(check.denominator, ground.view)
