"""``average``: the mean of a number or a length of time over a unit's members in a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.ground import NUMBER
from hegui.measure.groups.amounts import MILLION, Quotient, amount, written
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.limits import between, said, small
from hegui.measure.groups.members import MEMBERS, SURE, UNKNOWN, grouped, instances, members, total
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Average


def average(check: Average, ground: Ground) -> ir.Table:
    """Compile an average; a member without a value might have any, so that nothing can be said of the mean."""
    bounds = Bounds.of(ground, check.per)
    rows = members(ground, check, check.among, value=amount(check.of, ground.view))
    known = rows[SURE] & rows["value"].notnull()
    groups = grouped(rows, known, total=total(rows["value"], known))
    ladder = placed(bounds, groups[NUMBER])
    ladder.when(small(check, groups[MEMBERS]), v.SMALL_SAMPLE).when(groups[UNKNOWN] > 0, v.UNKNOWN_MEMBERS)
    mean = Quotient(groups["total"], groups[MEMBERS] * MILLION)
    figures = said(check, mean.text()) | {"members": written(groups[MEMBERS], 0)}
    return instances(bounds.shown, groups, between(ladder, check, mean, mean), figures)
