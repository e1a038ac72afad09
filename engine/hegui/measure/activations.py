"""Deadlines that every occurrence of their start has to meet: which answer belongs to which request, and what comes of it for the case.

The events of the two milestones stand in order of time, those of the same time in the order of the file. A start is answered by the event
right after it, if that is an end; if it is another start, one answer will not do for both, and the earlier one stays without. Of the last
start the answer may still come. The case is judged by its worst start: one without an answer, then a late one, then an early one, then one
that is still open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

import ibis

from hegui.measure.attributes import row_id
from hegui.measure.cells import CLOSED, ID, NO, CaseView
from hegui.measure.clocks import WORKING, due_from, past_due, too_early
from hegui.measure.days import Due, with_dues
from hegui.measure.functions import last_by, microseconds, microseconds_of, start_of_day
from hegui.measure.gathering import Asked, with_figures
from hegui.measure.limits import length_of, limits_of
from hegui.measure.origins import Origin, Part
from hegui.measure.pauses import stood
from hegui.measure.pivot import is_milestone
from hegui.words.bound import KEY, ROW, SOURCE, STATE, TIME, UNIT
from hegui.words.checks import Deadline
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.additions import Workbench
    from hegui.words.durations import Limit
    from hegui.words.expressions import Ref
    from hegui.words.kinds import Check


class Worst(IntEnum):
    """What comes of a start, the worst last."""

    MET = 0
    OPEN = 1
    EARLY = 2
    LATE = 3
    MISSING = 4


FIGURES = ("worst", "from", "to", "due", "past")
"""What is kept of the worst start of a case."""


def with_activations(bench: Workbench, view: CaseView, events: ir.Table, checks: Sequence[Check], paused: ir.Table | None) -> CaseView:
    """The case view with the worst start of every deadline that each occurrence of its start has to meet."""
    tables: list[Asked] = []
    for number, check in enumerate(check for check in checks if isinstance(check, Deadline) and check.each):
        prefix = f"each {number}"

        def worst(check: Deadline = check, prefix: str = prefix) -> ir.Table:
            judged = _judged(bench, view, _answered(view, events, check), check, paused)
            last = ibis.struct({name: judged[name] for name in ("worst", "past", "from_row")})
            row = last_by(ibis.struct({name: judged[name] for name in FIGURES}), last)
            found = bench.shelf.keep(f"{bench.name}, {prefix}", judged.group_by(ID).agg(row=row))
            return found.select(ID, **{f"{prefix} {name}": found["row"][name] for name in FIGURES})

        tables.append(([(check, prefix)], worst))
    return with_figures(bench, view, tables, ID, "each")


def _answered(view: CaseView, events: ir.Table, check: Deadline) -> ir.Table:
    """Every start of a case, with the time of its answer, and whether another start came first.

    Raises:
        TypeError: the deadline is not from one milestone of events to another.
    """
    start, end = (_milestone(view, moment.refs) for moment in (check.start, check.end))
    marked = events.mutate(starts=is_milestone(events, start), ends=is_milestone(events, end))
    marked = marked.filter((marked["starts"] | marked["ends"]) & marked[TIME].notnull())
    order = ibis.window(group_by=KEY, order_by=[marked[TIME], marked[SOURCE], marked[ROW]])
    followed = marked.mutate(next_ends=marked["ends"].lead().over(order), next_time=marked[TIME].lead().over(order))
    starts = followed.filter(followed["starts"])
    next_ends = starts["next_ends"].fill_null(False)
    return starts.select(
        KEY,
        **{"from": _instant(starts[TIME], start), "to": ibis.ifelse(next_ends, _instant(starts["next_time"], end), ibis.null("int64"))},
        again=starts["next_ends"].notnull() & ~next_ends,
        from_row=row_id(starts),
    )


def _milestone(view: CaseView, names: Sequence[Ref]) -> Origin:
    found = view.origin(names[0]) if len(names) == 1 else None
    if found is None or found.part is not Part.TIME or not found.name:
        raise TypeError(f"{', '.join(map(str, names))}: 'each' takes one milestone that events reach")
    return found


def _instant(time: ir.TimestampValue, found: Origin) -> ir.IntegerValue:
    return start_of_day(time) if found.type is FieldType.DATE else microseconds(time)


def _judged(bench: Workbench, view: CaseView, starts: ir.Table, check: Deadline, paused: ir.Table | None) -> ir.Table:
    """What comes of every start."""
    by = [str(ref) for ref in check.decided_by]
    by += [name + STATE for name in by if name + STATE in view.table.columns]
    rows = starts.join(view.table.select(KEY, ID, UNIT, CLOSED, *by), KEY)
    rows = _with_clocks(bench, replace(view, table=rows), check, paused)
    dated = any(view.cell(moment.refs[0]).type is FieldType.DATE for moment in (check.start, check.end))
    as_of = microseconds_of(view.cut)

    def due(limit: Limit) -> ir.IntegerValue:
        worked = rows[f"due {limit}"] if limit.clock in WORKING else None
        return due_from(rows["from"] + rows["stood"], limit, worked, dated=dated)

    limit = limits_of(check, replace(view, table=rows), rows["from"] + rows["stood"], due, dated=dated)
    early = NO
    if check.not_before is not None:
        opens = due_from(rows["from"], check.not_before, rows[f"due {check.not_before}"] if check.not_before.working else None, dated=dated)
        early = too_early(rows["to"], opens, check.not_before, dated=dated)
    open_ = rows["to"].isnull()
    worst = ibis.cases(
        (open_ & (rows["again"] | rows[CLOSED] | (limit.due < as_of)), Worst.MISSING),
        (open_, Worst.OPEN),
        (limit.due < rows["to"], Worst.LATE),
        (early, Worst.EARLY),
        else_=Worst.MET,
    )
    past = past_due(ibis.coalesce(rows["to"], as_of), limit.due, limit.grain)
    return rows.select(ID, "from", "to", "from_row", worst=worst.cast("int8"), due=limit.due, past=past)


def _with_clocks(bench: Workbench, view: CaseView, check: Deadline, paused: ir.Table | None) -> ir.Table:
    """Starts with due instants on working clocks, and how long pausing clocks stood."""
    table = view.table
    dues = [Due(f"due {limit}", lambda begun: begun["from"], limit) for limit in dict.fromkeys(check.limits) if limit.working]
    if dues:
        assert bench.calendar is not None
        table = with_dues(bench.shelf, f"{bench.name}, starts", table, dues, bench.calendar)
    if not check.pausing or paused is None:
        return table.mutate(stood=ibis.literal(0, "int64"))
    starts = table.select(ID, start_id="from_row", start="from", length=length_of(check, replace(view, table=table)))
    found = stood(starts, paused)
    together = table.left_join(found, table["from_row"] == found["start_id"])
    return together.select(*table.columns, stood=together["stood"].fill_null(0))
