"""``trend``: a unit's figure that gets worse in so many periods in a row."""

from __future__ import annotations

import operator
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO
from hegui.measure.ground import NUMBER, UNIT
from hegui.measure.groups.amounts import MILLION, Quotient, amount, wide
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.members import SURE, UNKNOWN, grouped, instances, members, total
from hegui.measure.moments import any_of
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Trend

GAP = "?"
"""Stands in a series for a period whose figure is not known."""


def trend(check: Trend, ground: Ground) -> ir.Table:
    """Compile a trend.

    The first periods of a unit have too little before them to be compared with. One step that is known to be no worse clears the period,
    whatever is not known of the others.
    """
    bounds = Bounds.of(ground, check.per)
    groups = _with_past(_figures(check, ground, bounds), check, bounds)
    past = [_then(groups, back) for back in range(check.periods + 1)]
    steps = [_worse(check, now, before) for now, before in pairwise(past)]
    ruling = (
        placed(bounds, groups[NUMBER])
        .when(groups[NUMBER] - groups["first"] < check.periods, v.NO_COMPARISON)
        .when(any_of([(step == NO).fill_null(False) for step in steps]), v.CONFORMING)
        .when(groups["unsure"].fill_null(False), v.UNKNOWN_MEMBERS)
        .when(any_of([step.isnull() for step in steps]), v.UNKNOWN_VALUE)
        .otherwise(v.WORSENING)
    )
    series = reduce(lambda text, then: text + ", " + then, [then.text().fill_null(GAP) for then in reversed(past)])
    return instances(bounds.shown, groups, ruling, {"series": series})


def _figures(check: Trend, ground: Ground, bounds: Bounds) -> ir.Table:
    """The figure of every unit and period as a quotient of ``above`` and ``below``, null where it is not known."""
    view, one = ground.view, ibis.literal(MILLION, "int64")
    of = one if check.of is None else amount(check.of, view)
    over = amount(check.over, view) if check.over is not None else one
    rows = members(ground, check, of=of, over=over)
    known = rows[SURE] & rows["of"].notnull() & rows["over"].notnull()
    groups = grouped(rows, rows[SURE], above=total(rows["of"], known), below=total(rows["over"], known), blank=(rows[SURE] & ~known).sum())
    below = groups["below"] if check.over is not None or check.average else ibis.literal(MILLION, "int64")
    told = bounds.covered.hold(groups[NUMBER]).fill_null(False)
    known = told & (groups[UNKNOWN] == 0) & (groups["blank"] == 0) & (below > 0)
    nothing = ibis.null("int64")
    return groups.mutate(told=told, above=ibis.ifelse(known, groups["above"], nothing), below=ibis.ifelse(known, below, nothing))


def _with_past(groups: ir.Table, check: Trend, bounds: Bounds) -> ir.Table:
    """The groups with the figures of the periods before each, found by number: a period without rows is not the one before it.

    Where rows are counted, it is one of none as far as the log tells of it; else it is a gap. ``first`` is the first period of the unit of
    which the log tells, ``unsure`` whether there are unknown members in any of them.
    """
    columns: dict[str, ir.Value] = {}
    for back in range(check.periods + 1):
        then = ibis.window(group_by=UNIT, order_by=NUMBER, range=(-back, -back))
        past = {name: groups[name].max().over(then) for name in ("above", "below")}
        if check.of is None:
            none = groups[NUMBER].max().over(then).isnull() & bounds.covered.hold(groups[NUMBER] - back)
            past = {name: ibis.ifelse(none, figure, past[name]) for name, figure in (("above", 0), ("below", MILLION))}
        columns |= {f"{name} {back}": figure for name, figure in past.items()}
    lately = ibis.window(group_by=UNIT, order_by=NUMBER, range=(-check.periods, 0))
    told = ibis.ifelse(groups["told"], groups[NUMBER], ibis.null("int64"))
    return groups.mutate(
        first=told.min().over(ibis.window(group_by=UNIT)),
        unsure=(groups["told"] & (groups[UNKNOWN] > 0)).max().over(lately),
        **columns,
    )


def _then(groups: ir.Table, back: int) -> Quotient:
    """The figure so many periods ago; null where there is none, or it is not known."""
    return Quotient(groups[f"above {back}"], groups[f"below {back}"])


def _worse(check: Trend, now: Quotient, before: Quotient) -> ir.BooleanValue:
    """Whether a figure is worse than the one before it; null where either is not known."""
    compare = operator.gt if check.worse == "rising" else operator.lt
    worse: ir.BooleanValue = compare(wide(now.above) * before.below, wide(before.above) * now.below)
    return worse
