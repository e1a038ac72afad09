"""``cadence``: each entity has at least so many rows in each calendar period; a row that is not there is the breach.

All cadences of an audit make up one query: its steps are the same for each, and writing them down costs more than running them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID
from hegui.measure.functions import instant, json_object, last_by
from hegui.measure.ground import ENTITY, INSTANCE, NUMBER, OBSERVED, PLACE, REASON, UNIT, Ground, union
from hegui.measure.ruling import Ladder
from hegui.measure.slots import schedule as at
from hegui.measure.slots.rosters import EVER, SURE, on_roster
from hegui.measure.slots.rows import ON, rows_of, tallied
from hegui.words import verdicts as v
from hegui.words.slots import Cadence
from hegui.words.vocabulary import WHOLE_ORGANISATION

if TYPE_CHECKING:
    import ibis.expr.types as ir


def cadences(grounds: Mapping[int, Ground]) -> ir.Table:
    """Every slot with its verdict, as a table of instances that names standards by their places.

    Args:
        grounds: place of a standard to what it is compiled over; one or more.
    """
    first = next(iter(grounds.values()))
    rosters, setting = first.rosters, first.setting
    periods = at.schedule(grounds, rosters.shelf)
    rows = union([rows_of(place, ground) for place, ground in grounds.items()])
    entities = [_whole(periods), _seen(rows, periods)]
    checks = [ground.standard.check for ground in grounds.values()]
    listed = dict.fromkeys(check.roster for check in checks if isinstance(check, Cadence) and check.roster and not check.whole)
    if listed:
        entities.append(on_roster(union([rosters.stays(roster) for roster in listed]), periods))
    table = _filled(union(entities), periods, tallied(rows, periods, setting.since))
    table = table.filter((table[at.CARRIED] == 0) | (table["early"] < table[at.NEEDED]))
    reason = _reason(table)
    observed = ibis.ifelse(reason == v.CONFORMING.number, ibis.null("string"), _observed(table))
    return table.mutate(**{REASON: reason, OBSERVED: observed}).select(PLACE, *INSTANCE)


def _whole(periods: ir.Table) -> ir.Table:
    name = ibis.literal(WHOLE_ORGANISATION)
    return periods.filter(periods[at.ROSTER] == at.WHOLE).select(PLACE, NUMBER, **{ENTITY: name, UNIT: name, SURE: ibis.literal(True)})


def _seen(rows: ir.Table, periods: ir.Table) -> ir.Table:
    """Entities that occur in the log, each from the period in which it is first seen; the unit is that of its last row."""
    order = ibis.struct({"on": rows[ON].fill_null(-EVER), "id": rows[ID]})
    named = rows.filter(rows[ENTITY].notnull())
    seen = named.group_by(PLACE, ENTITY).agg(**{UNIT: last_by(named[UNIT], order)}, first=named[ON].min())
    asked = periods.filter(periods[at.ROSTER] == at.SEEN)
    both = seen.inner_join(asked, [seen[PLACE] == asked[PLACE], seen["first"] < asked[at.END]])
    return both.select(PLACE, NUMBER, ENTITY, UNIT, **{SURE: ibis.literal(True)})


def _filled(slots: ir.Table, periods: ir.Table, counts: ir.Table) -> ir.Table:
    """Slots with their period, their own rows, and those that could be anybody's."""
    own = counts.filter(counts[ENTITY].notnull())
    anybody = counts.filter(counts[ENTITY].isnull()).select(PLACE, NUMBER, anybody="fillers")
    table = slots.inner_join(periods, [PLACE, NUMBER]).left_join(own, [PLACE, NUMBER, ENTITY], rname="own {name}")
    table = table.left_join(anybody, [PLACE, NUMBER], rname="any {name}")
    return table.select(
        *slots.columns,
        *(at.START, at.END, at.NEEDED, at.RUNNING, at.COVERED, at.PARTIAL, at.CARRIED, at.TOLD, "first_done"),
        **{name: table[name].fill_null(0) for name in ("timely", "late", "early")},
        fillers=table["fillers"].fill_null(0) + table["anybody"].fill_null(0),
    )


def _reason(table: ir.Table) -> ir.IntegerValue:
    found = table["timely"] + table["late"]
    return (
        Ladder()
        .when(table["timely"] >= table[at.NEEDED], v.CONFORMING)
        .when(table[at.RUNNING] == 1, v.PENDING)
        .when(table[at.PARTIAL] == 1, v.PARTIAL_PERIOD)
        .when(table[at.COVERED] == 0, v.LOG_DOES_NOT_COVER)
        .when((table["timely"] + table["fillers"] >= table[at.NEEDED]) | ~table[SURE], v.UNKNOWN_SCOPE)
        .when(found >= table[at.NEEDED], v.LATE)
        .when(found > 0, v.TOO_FEW)
        .otherwise(v.MISSING_SLOT)
        .reason
    )


def _observed(table: ir.Table) -> ir.StringValue:
    """The figures of a slot; when it was first done is said where that is asked."""
    figures = [
        ("found", (table["timely"] + table["late"]).cast("string")),
        ("needed", table[at.NEEDED].cast("string")),
        ("from", _day(table[at.START])),
        ("until", _day(table[at.END])),
    ]
    first = table["first_done"]
    told = ibis.ifelse(table[at.TOLD] == at.AS_TIME, instant(first).strftime("%Y-%m-%d %H:%M:%S"), _day(first))
    return ibis.ifelse(table[at.TOLD] == at.UNTOLD, json_object(figures), json_object([*figures, ("first_done", told)]))


def _day(micros: ir.IntegerValue) -> ir.StringValue:
    return instant(micros).cast("date").cast("string")
