"""``score``: a scorecard added up again from its rows, and held against what is recorded and against the mark that passes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID
from hegui.measure.functions import last_by
from hegui.measure.ground import ENTITY, NUMBER, UNIT
from hegui.measure.groups.amounts import DECIMALS, amount, plain, wide, written
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.members import MEMBERS, SURE, UNKNOWN, instances, members, one_value, total
from hegui.measure.moments import any_of
from hegui.words import verdicts as v
from hegui.words.expressions import Ref
from hegui.words.vocabulary import UNKNOWN_UNIT

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Score

NAME = " / "
"""Between the values that together name what is scored."""


def score(check: Score, ground: Ground) -> ir.Table:
    """Compile a score: one instance a card, in the period of its last row."""
    bounds = Bounds.of(ground, check.per)
    cards, scale = _cards(check, ground), DECIMALS + _decimals(check)
    computed, recorded = _computed(check, cards), wide(cards["recorded"]) * 10 ** (scale - DECIMALS)
    ladder = (
        placed(bounds, cards[NUMBER])
        .when(cards[UNKNOWN] > 0, v.UNKNOWN_MEMBERS)
        .when(cards["unclear"] | cards["recorded"].isnull() | computed.isnull(), v.UNKNOWN_VALUE)
        .when((computed - recorded).abs() > _units(check.within, scale), v.DISAGREES)
        .when(None if check.pass_mark is None else recorded < _units(check.pass_mark, scale), v.BELOW_LIMIT)
    )
    figures = {"recorded": written(cards["recorded"], DECIMALS), "recomputed": written(computed, scale)}
    if check.pass_mark is not None:
        figures["limit"] = plain(check.pass_mark)
    return instances(bounds.shown, cards, ladder.otherwise(v.CONFORMING), figures)


def _cards(check: Score, ground: Ground) -> ir.Table:
    """One row a card with the values that it is made of; a card without a full name cannot be told from others."""
    view = ground.view
    names = [view.cell(ref) for ref in check.subject]
    entity = ibis.literal(NAME).join([name.value.cast("string").fill_null(UNKNOWN_UNIT) for name in names])
    single = {"recorded": check.recorded, **{_weighted(n): ref for n, (ref, _) in enumerate(check.weights)}}
    if isinstance(check.base, Ref):
        single["base"] = check.base
    values = {name: amount(ref, view) for name, ref in single.items()}
    odd = [_odd(ref, ground) for ref in (*single.values(), *((check.deductions,) if check.deductions else ()))]
    deducted = ibis.literal(0, "int64") if check.deductions is None else amount(check.deductions, view).fill_null(0)
    unclear = any_of([*odd, *(name.value.isnull() for name in names)])
    rows = members(ground, check, **{ENTITY: entity, "id": view.table[ID]}, **values, deducted=deducted, unclear=unclear)
    sure = rows[SURE]
    return rows.group_by(ENTITY).aggregate(
        **{UNIT: last_by(rows[UNIT], rows["id"])},
        **{NUMBER: rows[NUMBER].max(), MEMBERS: sure.sum(), UNKNOWN: (~sure).sum()},
        **{name: one_value(rows[name], sure) for name in values},
        deducted=total(rows["deducted"], sure),
        unclear=rows["unclear"].max(),
    )


def _odd(ref: Ref, ground: Ground) -> ir.BooleanValue:
    """Something stands there that is no value: it might be any."""
    return amount(ref, ground.view).isnull() & ~ground.view.cell(ref).missing


def _computed(check: Score, cards: ir.Table) -> ir.DecimalValue:
    """The score that the card adds up to, in units of the last decimal of any figure."""
    room = _decimals(check)
    if check.weights:
        parts = [wide(cards[_weighted(n)]) * _units(weight, room) for n, (_, weight) in enumerate(check.weights)]
        computed = sum(parts[1:], start=parts[0])
    else:
        base = cards["base"] if isinstance(check.base, Ref) else ibis.literal(_units(check.base or Decimal(0), DECIMALS + room), "int64")
        scaled = wide(base) * 10**room if isinstance(check.base, Ref) else wide(base)
        computed = scaled - wide(cards["deducted"]) * 10**room
    if check.floor is None:
        return computed
    floor = wide(ibis.literal(_units(check.floor, DECIMALS + room), "int64"))
    return ibis.ifelse(computed < floor, floor, computed)


def _decimals(check: Score) -> int:
    """Decimals of the most exact figure of the check."""
    base = (check.base,) if isinstance(check.base, Decimal) else ()
    figures = (*base, *(weight for _, weight in check.weights), check.floor, check.within, check.pass_mark)
    exponents = (figure.as_tuple().exponent for figure in figures if figure is not None)
    return max(-exponent for exponent in (*exponents, 0) if isinstance(exponent, int))


def _units(figure: Decimal, decimals: int) -> int:
    return int(Fraction(figure) * 10**decimals)


def _weighted(place: int) -> str:
    """Column of the weighted value of that place."""
    return f"weighted {place}"
