"""Logs of events and of updates, brought to one row a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID, ROWS_OF_A_SOURCE
from hegui.measure.functions import first_by, last_by
from hegui.measure.origins import Origin, Part, Which, origin
from hegui.words.bound import ACTIVITY, ACTOR, CONFLICT, KEY, RAW, ROW, SOURCE, STATE, TIME, UNIT, BoundLog
from hegui.words.checks import Count, Deadline
from hegui.words.vocabulary import UNKNOWN_UNIT, CellState, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from hegui.words.expressions import Ref
    from hegui.words.standards import Standard

FLAWS = [CellState.UNREADABLE.value, CellState.UNKNOWN_CODE.value]


def last_name(ref: Ref) -> str:
    """Column with the last time of a milestone of which ``str(ref)`` is the first."""
    return f"{ref} last"


def count_name(ref: Ref) -> str:
    """Column with the number of events of a milestone."""
    return f"{ref} count"


def pivoted(log: BoundLog, read: Mapping[Ref, Origin], standards: Sequence[Standard], cut: datetime) -> ir.Table:
    """A log of events as one row a case; the row shown for it is the first in the file."""
    events = _until(log.table, cut)
    columns = {ID: _row(events).min(), UNIT: _last_unit(events)}
    for ref, found in read.items():
        columns |= _attribute(events, ref, found, log) if found.part is Part.COLUMN else _milestone(events, ref, found)
    columns |= _extras(events, log, standards)
    return events.group_by(KEY).agg(**columns).mutate(**{CONFLICT: ibis.literal(False)})


def snapshot(log: BoundLog, read: Mapping[Ref, Origin], standards: Sequence[Standard], cut: datetime) -> ir.Table:
    """A log of updates as one row a case: the last update as it stands, and the milestones that its states reached."""
    updates = _until(log.table, cut)
    as_it_stands = {ID: _row(updates), UNIT: updates[UNIT]}
    columns: dict[str, ir.Value] = {}
    for ref, found in read.items():
        if found.part is not Part.COLUMN:
            continue
        if found.which is Which.ROW:
            as_it_stands |= {str(ref) + suffix: updates[found.name + suffix] for suffix in _suffixes(log, found)}
        else:
            columns |= _attribute(updates, ref, found, log)
    columns["last"] = last_by(ibis.struct(as_it_stands), _order(updates))
    cases = updates.group_by(KEY).agg(**columns)
    cases = cases.mutate(**{name: cases["last"][name] for name in as_it_stands}).drop("last").mutate(**{CONFLICT: ibis.literal(False)})
    changes = state_changes(updates)
    milestones = _extras(changes, log, standards)
    for ref, found in read.items():
        milestones |= {} if found.part is Part.COLUMN else _milestone(changes, ref, found)
    if not milestones:
        return cases
    reached = changes.group_by(KEY).agg(**milestones)
    return cases.left_join(reached, KEY).drop(f"{KEY}_right")


def state_changes(updates: ir.Table) -> ir.Table:
    """The updates by which a case enters a state: the first, and those whose state is another than that of the update before."""
    before = updates[ACTIVITY].lag().over(group_by=KEY, order_by=[updates[TIME], updates[SOURCE], updates[ROW]])
    marked = updates.mutate(_before=before)
    return marked.filter(marked[ACTIVITY].notnull() & (marked["_before"].isnull() | (marked["_before"] != marked[ACTIVITY]))).drop(
        "_before"
    )


def events_of(log: BoundLog, cut: datetime) -> ir.Table:
    """The events of a log up to the cut, one row each."""
    events = _until(log.table, cut)
    return state_changes(events) if log.log.snapshot is not None and log.shape == "snapshot" else events


def is_milestone(events: ir.Table, found: Origin) -> ir.BooleanValue | None:
    """Which events reach the milestone; None: all."""
    return events[ACTIVITY] == found.name if found.name else None


def _until(table: ir.Table, cut: datetime) -> ir.Table:
    """Rows up to the cut; those without a time stay, for their attributes."""
    return table.filter((table[TIME] <= cut) | table[TIME].isnull())


def _row(table: ir.Table) -> ir.IntegerValue:
    return table[SOURCE].cast("int64") * ROWS_OF_A_SOURCE + table[ROW].cast("int64")


def _order(table: ir.Table) -> ir.StructValue:
    """The order of events: by time, at the same time as in the file."""
    return ibis.struct({"time": table[TIME], "row": _row(table)})


def _last_unit(events: ir.Table) -> ir.StringValue:
    known = events[UNIT].notnull() & (events[UNIT] != UNKNOWN_UNIT)
    return last_by(events[UNIT], _order(events), known).fill_null(UNKNOWN_UNIT)


def _suffixes(log: BoundLog, found: Origin) -> tuple[str, ...]:
    return ("", STATE, RAW) if found.name in log.flawed else ("",)


def _attribute(rows: ir.Table, ref: Ref, found: Origin, log: BoundLog) -> dict[str, ir.Value]:
    """First or last known value of an attribute; a cell that cannot be read is known to hold something."""
    pick = first_by if found.which is Which.FIRST else last_by
    known = rows[found.name].notnull()
    if found.name not in log.flawed:
        return {str(ref): pick(rows[found.name], _order(rows), known)}
    known |= rows[found.name + STATE].isin(FLAWS)
    return {str(ref) + suffix: pick(rows[found.name + suffix], _order(rows), known) for suffix in _suffixes(log, found)}


def _milestone(events: ir.Table, ref: Ref, found: Origin) -> dict[str, ir.Value]:
    """First or last time of a milestone, or who did it then."""
    reached = is_milestone(events, found)
    if found.part is Part.TIME:
        time = events[TIME].min(where=reached) if found.which is Which.FIRST else events[TIME].max(where=reached)
        return {str(ref): time.cast("date") if found.type is FieldType.DATE else time}
    pick = first_by if found.which is Which.FIRST else last_by
    timed = events[TIME].notnull() if reached is None else reached & events[TIME].notnull()
    return {str(ref): pick(events[ACTOR], _order(events), timed)}


def _extras(events: ir.Table, log: BoundLog, standards: Iterable[Standard]) -> dict[str, ir.Value]:
    """What the lookups need: last times of milestones that are looked up after a start, and how often milestones are reached."""
    columns: dict[str, ir.Value] = {}
    for standard in standards:
        check = standard.check
        if isinstance(check, Deadline | Count):
            for ref in check.end.refs if isinstance(check, Deadline) else (check.of,):
                found = origin(log, ref)
                if found is not None and found.part is Part.TIME:
                    columns[last_name(ref)] = events[TIME].max(where=is_milestone(events, found))
        if isinstance(check, Count) and (found := origin(log, check.of)) is not None:
            columns[count_name(check.of)] = _number(events, found)
    return columns


def _number(events: ir.Table, found: Origin) -> ir.IntegerValue:
    reached = is_milestone(events, found)
    timed = events[TIME].notnull()
    return (timed if reached is None else reached & timed).sum().fill_null(0)
