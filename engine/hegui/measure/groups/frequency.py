"""``frequency``: events by exposure, such as interruptions per 10,000 circuits; held against a limit and against what is recorded."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import ibis

from hegui.measure.ground import NUMBER
from hegui.measure.groups.amounts import DECIMALS, MILLION, Quotient, amount, fraction, plain, wide, written
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.members import SURE, UNKNOWN, grouped, instances, members, one_value, total
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Frequency


def frequency(check: Frequency, ground: Ground) -> ir.Table:
    """Compile a frequency; a row that may not belong to the group, or lacks a part of the sums, leaves it open.

    What is recorded may be more exact than it has to be: it is wrong where it is further from the figure, taken to six decimals, than half
    of the last decimal that is asked for.
    """
    bounds = Bounds.of(ground, check.per)
    groups = _sums(check, ground)
    recorded, base = groups["recorded"], Fraction(check.base)
    figure = Quotient(groups["events"] * base.numerator, groups["exposure"] * base.denominator)
    rounded = figure.rounded(check.decimals)
    ladder = placed(bounds, groups[NUMBER]).when(groups[UNKNOWN] > 0, v.UNKNOWN_MEMBERS)
    ladder.when(groups["incomplete"] > 0, v.UNKNOWN_VALUE).when(groups["exposure"] <= 0, v.NO_EXPOSURE)
    figures = {"events": written(groups["events"], DECIMALS), "exposure": written(groups["exposure"], DECIMALS), "value": figure.text()}
    if check.recorded is not None:
        apart = (wide(recorded) - wide(figure.rounded(DECIMALS))).abs()
        ladder.when(apart * 2 * 10**check.decimals > MILLION, v.DISAGREES)
        figures |= {"recorded": written(recorded, DECIMALS), "recomputed": written(rounded, check.decimals)}
    if check.at_most is not None:
        ladder.when(figure.more(fraction(check.at_most)), v.ABOVE_LIMIT)
        figures["limit"] = plain(check.at_most)
    ladder.when(None if check.recorded is None else recorded.isnull(), v.UNKNOWN_VALUE)
    return instances(bounds.shown, groups, ladder.otherwise(v.CONFORMING), figures)


def _sums(check: Frequency, ground: Ground) -> ir.Table:
    """Events and exposure of each group, the figure that its rows record, and how many of them lack a part."""
    view = ground.view
    rows = members(
        ground,
        check,
        events=ibis.literal(MILLION, "int64") if check.events is None else amount(check.events, view),
        exposure=amount(check.exposure, view),
        recorded=ibis.null("int64") if check.recorded is None else amount(check.recorded, view),
    )
    sure = rows[SURE]
    return grouped(
        rows,
        sure,
        events=total(rows["events"], sure),
        exposure=total(rows["exposure"], sure),
        recorded=one_value(rows["recorded"], sure),
        incomplete=(sure & (rows["events"].isnull() | rows["exposure"].isnull())).sum(),
    )
