"""``percentile``: the least value that so many per cent of a unit's members in a period do not exceed."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

import ibis

from hegui.measure.ground import NUMBER, UNIT
from hegui.measure.groups.amounts import DECIMALS, MILLION, amount, fraction, millionths, written
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.limits import judged, said, small
from hegui.measure.groups.members import MEMBERS, SURE, UNKNOWN, instances, members
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Percentile


def percentile(check: Percentile, ground: Ground) -> ir.Table:
    """Compile a nearest-rank percentile.

    It is below a limit where the values below the limit reach its rank, so that counting tells, and a member that cannot be judged is
    tried at both ends by counting it too, or not.
    """
    bounds = Bounds.of(ground, check.per)
    groups = _counted(_values(check, ground), check)
    known, unknown, under, upto = (groups[name] for name in (MEMBERS, UNKNOWN, "under", "upto"))

    def reached(count: ir.IntegerValue) -> ir.BooleanValue:
        return _reached(count, known + unknown, check)

    ruling = judged(
        placed(bounds, groups[NUMBER]).when(small(check, known), v.SMALL_SAMPLE),
        check,
        (lambda _: reached(under), lambda _: reached(under + unknown)),
        (lambda _: ~reached(upto + unknown), lambda _: ~reached(upto)),
    )
    figures = said(check, written(groups["value"], DECIMALS)) | {"members": written(known, 0)}
    return instances(bounds.shown, groups, ruling, figures)


def _values(check: Percentile, ground: Ground) -> ir.Table:
    """How many rows of a group hold each value, and how many of the group it or a lesser one; null is the value of those not known."""
    rows = members(ground, check, check.among, value=amount(check.of, ground.view))
    rows = rows.mutate(value=ibis.ifelse(rows[SURE], rows["value"], ibis.null(rows["value"].type())))
    values = rows.group_by(UNIT, NUMBER, "value").aggregate(rows=lambda t: t.count())
    values = values.mutate(value=millionths(values["value"]), known=ibis.ifelse(values["value"].notnull(), values["rows"], 0))
    upto = values["known"].sum().over(ibis.cumulative_window(group_by=[UNIT, NUMBER], order_by="value"))
    return values.mutate(upto=upto, everyone=values["known"].sum().over(ibis.window(group_by=[UNIT, NUMBER])))


def _counted(values: ir.Table, check: Percentile) -> ir.Table:
    """One row a group: members, those below a limit and up to one, and the percentile of those that can be judged."""
    value, known = values["value"], values["known"]
    low = 0 if check.at_least is None else ceil(fraction(check.at_least) * MILLION)
    high = 0 if check.at_most is None else floor(fraction(check.at_most) * MILLION)
    ranked = value.notnull() & _reached(values["upto"], values["everyone"], check)
    return values.group_by(UNIT, NUMBER).aggregate(
        members=known.sum(),
        unknown=(values["rows"] - known).sum(),
        under=ibis.ifelse(value < low, known, 0).sum(),
        upto=ibis.ifelse(value <= high, known, 0).sum(),
        value=ibis.ifelse(ranked, value, ibis.null("int64")).min(),
    )


def _reached(count: ir.IntegerValue, everyone: ir.IntegerValue, check: Percentile) -> ir.BooleanValue:
    """Whether so many of everyone, counted from the least, take in the rank."""
    percent = Fraction(check.percent)
    return count * (100 * percent.denominator) >= everyone * percent.numerator
