"""``sampling``: distinct things drawn, as a share of all that could have been drawn from a unit in a period."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import divided
from hegui.measure.ground import ENTITY, NUMBER, UNIT
from hegui.measure.groups.amounts import written
from hegui.measure.groups.asked import on_its_roster
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.members import MEMBERS, SURE, UNKNOWN, instances, members, whole_or_unit
from hegui.measure.slots.rows import named
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Sampling


def sampling(check: Sampling, ground: Ground) -> ir.Table:
    """Compile a sampling; who is on the roster on any day of a period is in its population, in the unit that the roster says last.

    A thing that may have been drawn, or may be in the population, is tried both ways; so is a row that does not say what was drawn.
    """
    bounds = Bounds.of(ground, check.per)
    rows = members(ground, check, drawn=named(ground.view, check.drawn))
    groups = ibis.union(_drawn(check, ground, rows), _unplaced(rows))
    population, drawn, drawable = groups["population"], groups["drawn"], groups["drawable"]
    ruling = (
        placed(bounds, groups[NUMBER])
        .when(drawn >= _needed(check, population + groups["undrawn"]), v.CONFORMING)
        .when(drawn + groups["doubtful"] + drawable < _needed(check, population + drawable), v.BELOW_LIMIT)
        .otherwise(v.UNKNOWN_MEMBERS)
    )
    figures = {"drawn": drawn, "population": population, "needed": _needed(check, population)}
    return instances(bounds.shown, groups, ruling, {name: written(figure, 0) for name, figure in figures.items()})


def _drawn(check: Sampling, ground: Ground, rows: ir.Table) -> ir.Table:
    """One row a unit and period with a population.

    ``population drawn`` are certain. Of what may be in the population, ``undrawn`` are not known to be drawn, so that they can only lower
    the share, and ``drawable`` may be, so that they can raise it; ``doubtful`` could each add one to what was drawn.
    """
    listed = on_its_roster(check.population, check.per, ground, throughout=False)
    drawn = rows.filter(rows["drawn"].notnull()).group_by(NUMBER, **{ENTITY: rows["drawn"]}).aggregate(surely=rows[SURE].max())
    listed = listed.left_join(drawn, [ENTITY, NUMBER])
    sure, surely, maybe = listed[SURE], listed["surely"].fill_null(False), listed["surely"].notnull()
    groups = listed.group_by(unit=whole_or_unit(check, listed[UNIT]), **{NUMBER: listed[NUMBER]}).aggregate(
        population=sure.sum(),
        likely=(~sure).sum(),
        drawn=(sure & surely).sum(),
        undrawn=(~sure & ~surely).sum(),
        drawable=(~sure & maybe).sum(),
        doubtful=(sure & maybe & ~surely).sum(),
    )
    nameless = rows.filter(rows["drawn"].isnull()).group_by(UNIT, NUMBER).aggregate(nameless=lambda t: t.count())
    both = groups.left_join(nameless, [UNIT, NUMBER])
    doubtful = both["doubtful"] + both["nameless"].fill_null(0)
    counts = {name: both[name] for name in ("population", "drawn", "undrawn", "drawable")}
    return both.select(UNIT, NUMBER, **counts, doubtful=doubtful, **{MEMBERS: both["population"], UNKNOWN: both["likely"] + doubtful})


def _unplaced(rows: ir.Table) -> ir.Table:
    """The same for rows of which nobody knows the period."""
    groups = rows.filter(rows[NUMBER].isnull()).group_by(UNIT, NUMBER).aggregate(unknown=lambda t: t.count())
    nothing = ibis.literal(0, "int64")
    counts = dict.fromkeys(("population", "drawn", "undrawn", "drawable", "doubtful", MEMBERS), nothing)
    return groups.select(UNIT, NUMBER, **counts, **{UNKNOWN: groups["unknown"]})


def _needed(check: Sampling, population: ir.IntegerValue) -> ir.IntegerValue:
    """How many have to be drawn of so many, rounded up; of nothing, nothing."""
    share = Fraction(check.at_least) / 100
    needed = divided(population * share.numerator + (share.denominator - 1), share.denominator)
    return ibis.greatest(needed, ibis.least(population, 1)) if check.at_least_one else needed
