"""Who is on a roster, and in which periods; overlapping stretches of one entity count once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID, YES, CaseView
from hegui.measure.expressions import holds
from hegui.measure.functions import last_by, start_of_day
from hegui.measure.ground import ENTITY, NUMBER, PLACE, UNIT
from hegui.measure.slots.rows import named
from hegui.measure.slots.schedule import END, ENOUGH, ROSTER, START
from hegui.measure.standing import day_or_time, end_of, is_reversed
from hegui.words import bound

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.slots import Roster

SURE = "sure"
"""boolean, never null: it is known that the entity has a slot."""
EVER = 2**62
"""Microseconds from 1970 that no date is further away."""


def on_roster(stretches: ir.Table, periods: ir.Table) -> ir.Table:
    """Standard, number, entity and unit of the periods for which entities are, or may be, on the roster long enough.

    The unit is that of the stretch that began last before the period ended.
    """
    rows = _apart(stretches)
    both = rows.inner_join(periods, [rows[ROSTER] == periods[ROSTER], rows["since"] < periods[END]])
    order = ibis.struct({"since": both["since"], "id": both[ID]})
    slots = both.group_by(PLACE, NUMBER, ENTITY).agg(
        **{UNIT: last_by(both[UNIT], order), ENOUGH: both[ENOUGH].max()},
        maybe=_shared(both, "maybe from").sum(),
        surely=ibis.ifelse(both[SURE], _shared(both, "surely from"), 0).sum(),
    )
    sure = slots["surely"] >= slots[ENOUGH]
    return slots.filter(slots["maybe"] >= slots[ENOUGH]).select(PLACE, NUMBER, ENTITY, UNIT, **{SURE: sure})


def stretches(number: int, roster: Roster, view: CaseView) -> ir.Table:
    """The rows of a roster that count or may count, with the time that each stands for; ``number`` is the roster's.

    Of a row that ends before it begins, or that another row of its key denies, nobody knows from when to when it stands.
    """
    table, since = view.table, view.cell(roster.since)
    until = None if roster.until is None else view.cell(roster.until)
    where = YES if roster.where is None else holds(roster.where, view)
    begin = start_of_day(day_or_time(since))
    end = ibis.null("int64") if until is None else end_of(until)
    vague = table[bound.CONFLICT] if until is None else table[bound.CONFLICT] | is_reversed(begin, end, until)
    sure = where.fill_null(False) & ~since.unreadable & ~vague
    rows = table.select(
        **{ROSTER: ibis.literal(number, "int64"), ID: table[ID], ENTITY: named(view, roster.entity), UNIT: table[bound.UNIT]},
        **{SURE: sure if until is None else sure & ~until.unreadable},
        since=ibis.ifelse(vague, -EVER, begin.fill_null(-EVER)),
        until=ibis.ifelse(vague, EVER, end.fill_null(EVER)),
        out=(where == ibis.literal(False)).fill_null(False) & ~table[bound.CONFLICT],
    )
    return rows.filter(rows[ENTITY].notnull() & ~rows["out"]).drop("out")


def _apart(rows: ir.Table) -> ir.Table:
    """Stretches that begin where those of the entity before them end, so that no day counts twice."""
    before = ibis.window(group_by=[ROSTER, ENTITY], order_by=["since", ID], preceding=(None, 1))
    maybe = rows["until"].max().over(before)
    surely = ibis.ifelse(rows[SURE], rows["until"], ibis.null("int64")).max().over(before)
    return rows.mutate(
        **{
            "maybe from": ibis.greatest(rows["since"], maybe.fill_null(-EVER)),
            "surely from": ibis.greatest(rows["since"], surely.fill_null(-EVER)),
        }
    )


def _shared(both: ir.Table, begins: str) -> ir.IntegerValue:
    """How much of a period a stretch takes up."""
    return ibis.greatest(ibis.least(both["until"], both[END]) - ibis.greatest(both[begins], both[START]), 0)
