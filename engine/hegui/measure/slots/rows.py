"""What the rows of the log say of slots: rows that count, and rows of which nobody knows whether they do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ANCHOR, ID, NO, CaseView
from hegui.measure.functions import DAY, microseconds
from hegui.measure.ground import ENTITY, NUMBER, PLACE, UNIT
from hegui.measure.midnights import midnight
from hegui.measure.periods import number_of
from hegui.measure.slots.schedule import DUE
from hegui.measure.standing import day_or_time, standing
from hegui.words import bound
from hegui.words.slots import Cadence, Stands
from hegui.words.vocabulary import UNKNOWN_UNIT, WHOLE_ORGANISATION

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.expressions import Ref

COUNTS = "counts"
"""boolean, never null: the standard is about the row, which says of whom and when."""
OPEN = "open"
"""boolean, never null: for all that is known, the row may count."""
ON = "on"
"""int64: what puts the row into a period, in microseconds since 1970."""
DONE = "done"
"""int64: when it was done, which is ``on`` where nothing else is said."""


def rows_of(place: int, ground: Ground) -> ir.Table:
    """Every row of the log as a cadence sees it; ``place`` is that of the standard."""
    check, view, table = ground.standard.check, ground.view, ground.view.table
    assert isinstance(check, Cadence)
    if check.stands is not None:
        return _standing(place, check, check.stands, ground)
    on = table[ANCHOR] if check.on is None else day_or_time(view.cell(check.on)).cast("timestamp(6)")
    done = on if check.done is None else day_or_time(view.cell(check.done))
    entity = ibis.literal(WHOLE_ORGANISATION) if check.whole else named(view, check.entity)
    agreed = ~table[bound.CONFLICT]
    # What has not been done fills nothing; where it cannot be read when, nobody knows.
    undone = NO if check.done is None else view.cell(check.done).missing
    later = NO if check.on is None else view.ahead(check.on)
    out = ((ground.member == ibis.literal(False)).fill_null(False) | undone | later) & agreed
    counts = ground.member.fill_null(False) & agreed & entity.notnull() & on.notnull() & done.notnull()
    return table.select(
        **{PLACE: ibis.literal(place, "int64"), ID: table[ID], UNIT: table[bound.UNIT], ENTITY: entity},
        **{ON: microseconds(on), NUMBER: number_of(check.per, on), DONE: microseconds(done), COUNTS: counts, OPEN: ~out & ~counts},
    )


def _standing(place: int, check: Cadence, stands: Stands, ground: Ground) -> ir.Table:
    """Every row once for each period on whose last day it stands."""
    view, table = ground.view, ground.view.table
    found = standing(stands, check.per, view)
    entity = ibis.literal(WHOLE_ORGANISATION) if check.whole else named(view, check.entity)
    agreed = ~table[bound.CONFLICT]
    out = ((ground.member == ibis.literal(False)).fill_null(False) | found.ahead) & agreed
    counts = ground.member.fill_null(False) & agreed & entity.notnull() & found.since.notnull() & ~found.vague & ~out
    since = microseconds(found.since)
    return table.select(
        **{PLACE: ibis.literal(place, "int64"), ID: table[ID], UNIT: table[bound.UNIT], ENTITY: entity},
        **{ON: since, NUMBER: found.numbers.unnest(), DONE: since, COUNTS: counts, OPEN: ~out & ~counts},
    )


def tallied(rows: ir.Table, periods: ir.Table, since: date | None) -> ir.Table:
    """How many rows there are for each entity and period of a standard; the entity is null for rows that could be anybody's.

    Columns: standard, entity, number, ``timely`` (in time), ``late``, ``fillers`` (may be in time, for all that is known), ``early`` (in
    time, and before ``since``), ``first_done``.
    """
    dated = _dated(rows, periods, since)
    both = ibis.union(dated, _undated(rows, periods).select(*dated.columns))
    sums = {name: both[name].sum() for name in ("timely", "late", "fillers", "early")}
    return both.group_by(PLACE, ENTITY, NUMBER).agg(**sums, first_done=both["first_done"].min())


def named(view: CaseView, entity: Ref | None) -> ir.StringValue:
    """Who a row is about, null where it does not say; the answering unit is taken as its aliases resolve it."""
    if entity is None or str(entity) == (view.log.unit_field or view.log.log.unit):
        return view.table[bound.UNIT].nullif(UNKNOWN_UNIT)
    return view.cell(entity).value.cast("string")


def _dated(rows: ir.Table, periods: ir.Table, since: date | None) -> ir.Table:
    """Rows that say when."""
    table = rows.filter(rows[COUNTS] | rows[OPEN]).inner_join(periods, [PLACE, NUMBER])
    in_time = _in_time(table)
    timely = table[COUNTS] & in_time
    before = NO if since is None else (table[ON] < midnight(since)) & (table[DONE] < midnight(since))
    return table.group_by(PLACE, ENTITY, NUMBER).agg(
        timely=timely.sum(),
        late=(table[COUNTS] & ~in_time).sum(),
        fillers=(table[OPEN] & in_time).sum(),
        early=(timely & before).sum(),
        first_done=table[DONE].min(where=table[COUNTS]),
    )


def _undated(rows: ir.Table, periods: ir.Table) -> ir.Table:
    """Rows that do not say when: each may belong to any period by whose due day it was done."""
    undated = rows.filter(rows[OPEN] & rows[ON].isnull()).group_by(PLACE, ENTITY, DONE).agg(rows=ibis._.count())
    table = undated.inner_join(periods, PLACE)
    spread = table.filter(_in_time(table)).group_by(PLACE, ENTITY, NUMBER).agg(fillers=ibis._["rows"].sum())
    nothing = ibis.literal(0, "int64")
    return spread.mutate(timely=nothing, late=nothing, early=nothing, first_done=ibis.null("int64"))


def _in_time(table: ir.Table) -> ir.BooleanValue:
    """Done by the end of the due day, or nobody knows when."""
    return (table[DONE] < table[DUE] + DAY).fill_null(True)
