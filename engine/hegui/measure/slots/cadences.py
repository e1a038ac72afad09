"""``cadence``: each entity has at least so many rows in each calendar period; a row that is not there is the breach.

All cadences of a log make up one query: its steps are the same for each, and writing them down costs more than running them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID
from hegui.measure.functions import instant, json_object, last_by
from hegui.measure.ground import ENTITY, INSTANCE, NUMBER, OBSERVED, PLACE, REASON, UNIT, Ground
from hegui.measure.ruling import Ladder
from hegui.measure.slots.rows import ON, rows_of, tallied
from hegui.measure.slots.schedule import CARRIED, COVERED, END, NEEDED, PARTIAL, ROSTER, RUNNING, SEEN, START, WHOLE, schedule
from hegui.measure.slots.stretches import EVER, SURE, on_roster, stretches
from hegui.words import verdicts as v
from hegui.words.slots import Cadence
from hegui.words.vocabulary import WHOLE_ORGANISATION, FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.standards import Standard


def cadences(standards: Mapping[int, Standard], ground: Ground) -> ir.Table:
    """Every slot with its verdict, as a table of instances.

    Args:
        standards: place of a standard to the standard; one or more.
        ground: what they are compiled over.
    """
    checks = {place: standard.check for place, standard in standards.items() if isinstance(standard.check, Cadence)}
    rosters = {roster: number for number, roster in enumerate(dict.fromkeys(c.roster for c in checks.values() if c.roster and not c.whole))}
    periods = schedule(checks, rosters, ground)
    rows = _union([rows_of(place, replace(ground, standard=standard)) for place, standard in standards.items()])
    entities = [_whole(periods), _seen(rows, periods)]
    if rosters:
        entities.append(on_roster(_union([stretches(number, one, ground.roster(one)) for one, number in rosters.items()]), periods))
    table = _filled(_union(entities), periods, tallied(rows, periods, ground.setting.since))
    table = table.filter((table[CARRIED] == 0) | (table["early"] < table[NEEDED]))
    reason = _reason(table)
    observed = ibis.ifelse(reason == v.CONFORMING.number, ibis.null("string"), _observed(checks, table, ground))
    return table.mutate(**{REASON: reason, OBSERVED: observed}).select(PLACE, *INSTANCE)


def _whole(periods: ir.Table) -> ir.Table:
    name = ibis.literal(WHOLE_ORGANISATION)
    return periods.filter(periods[ROSTER] == WHOLE).select(PLACE, NUMBER, **{ENTITY: name, UNIT: name, SURE: ibis.literal(True)})


def _seen(rows: ir.Table, periods: ir.Table) -> ir.Table:
    """Entities that occur in the log, each from the period in which it is first seen; the unit is that of its last row."""
    order = ibis.struct({"on": rows[ON].fill_null(-EVER), "id": rows[ID]})
    named = rows.filter(rows[ENTITY].notnull())
    seen = named.group_by(PLACE, ENTITY).agg(**{UNIT: last_by(named[UNIT], order)}, first=named[ON].min())
    asked = periods.filter(periods[ROSTER] == SEEN)
    both = seen.inner_join(asked, [seen[PLACE] == asked[PLACE], seen["first"] < asked[END]])
    return both.select(PLACE, NUMBER, ENTITY, UNIT, **{SURE: ibis.literal(True)})


def _filled(slots: ir.Table, periods: ir.Table, counts: ir.Table) -> ir.Table:
    """Slots with their period, their own rows, and those that could be anybody's."""
    own = counts.filter(counts[ENTITY].notnull())
    anybody = counts.filter(counts[ENTITY].isnull()).select(PLACE, NUMBER, anybody="fillers")
    table = slots.inner_join(periods, [PLACE, NUMBER]).left_join(own, [PLACE, NUMBER, ENTITY], rname="own {name}")
    table = table.left_join(anybody, [PLACE, NUMBER], rname="any {name}")
    return table.select(
        *slots.columns,
        *(START, END, NEEDED, RUNNING, COVERED, PARTIAL, CARRIED, "first_done"),
        **{name: table[name].fill_null(0) for name in ("timely", "late", "early")},
        fillers=table["fillers"].fill_null(0) + table["anybody"].fill_null(0),
    )


def _reason(table: ir.Table) -> ir.IntegerValue:
    found = table["timely"] + table["late"]
    return (
        Ladder()
        .when(table["timely"] >= table[NEEDED], v.CONFORMING)
        .when(table[RUNNING] == 1, v.PENDING)
        .when(table[PARTIAL] == 1, v.PARTIAL_PERIOD)
        .when(table[COVERED] == 0, v.LOG_DOES_NOT_COVER)
        .when((table["timely"] + table["fillers"] >= table[NEEDED]) | ~table[SURE], v.UNKNOWN_SCOPE)
        .when(found >= table[NEEDED], v.LATE)
        .when(found > 0, v.TOO_FEW)
        .otherwise(v.MISSING_SLOT)
        .reason
    )


def _observed(checks: Mapping[int, Cadence], table: ir.Table, ground: Ground) -> ir.StringValue:
    """The figures of a slot; when it was first done is said where that is asked, of days as days."""
    figures = [
        ("found", (table["timely"] + table["late"]).cast("string")),
        ("needed", table[NEEDED].cast("string")),
        ("from", _day(table[START])),
        ("until", _day(table[END])),
    ]
    timed = {place: ground.view.cell(check.done).type for place, check in checks.items() if check.done is not None}
    if not timed:
        return json_object(figures)
    exact = [place for place, kind in timed.items() if kind is FieldType.DATETIME]
    first, time = _day(table["first_done"]), instant(table["first_done"]).strftime("%Y-%m-%d %H:%M:%S")
    first = ibis.ifelse(table[PLACE].isin(exact), time, first) if exact else first
    return ibis.ifelse(table[PLACE].isin(list(timed)), json_object([*figures, ("first_done", first)]), json_object(figures))


def _day(micros: ir.IntegerValue) -> ir.StringValue:
    return instant(micros).cast("date").cast("string")


def _union(tables: list[ir.Table]) -> ir.Table:
    return ibis.union(*tables) if len(tables) > 1 else tables[0]
