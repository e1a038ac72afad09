"""Logs of events and of updates, brought to one row a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from hegui.measure.attributes import Attribute, filled, marks, order_of, row_id
from hegui.measure.cells import ID
from hegui.measure.functions import first_by, last_by
from hegui.measure.origins import Origin, Part, Which, origin
from hegui.words.bound import ACTIVITY, ACTOR, CONFLICT, KEY, ROW, SOURCE, STATE, TIME, UNIT, BoundLog
from hegui.words.checks import Count, Deadline
from hegui.words.vocabulary import CellState, FieldType, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.expressions import Ref
    from hegui.words.standards import Standard


def last_name(ref: Ref) -> str:
    """Column with the last time of a milestone of which ``str(ref)`` is the first."""
    return f"{ref} last"


def count_name(ref: Ref) -> str:
    """Column with the number of events of a milestone."""
    return f"{ref} count"


GROUPED = "pivot"
"""Name on the shelf of what the table of a pivot reads."""


@dataclass(frozen=True)
class Pivot:
    """A log of events or updates as one row a case."""

    table: ir.Table
    rows: ir.Table
    """What it was made of."""
    attributes: Sequence[Attribute]
    """What was filled in from the first and the last row of each case."""


def pivoted(shelf: Shelf, log: BoundLog, events: ir.Table, read: Mapping[Ref, Origin], standards: Sequence[Standard]) -> Pivot:
    """A log of events as one row a case; the row shown for it is the first in the file."""
    attributes = [Attribute(UNIT, UNIT, Which.LAST), *_attributes(log, read)]
    columns = {ID: row_id(events).min(), **_milestones(shelf, events, read), **_extras(events, log, standards), **marks(events, attributes)}
    # In one query with what follows, it would hold its groups and the rows joined to them in memory together.
    cases = shelf.keep(GROUPED, events.group_by(KEY).agg(**columns))
    table = filled(events, cases, attributes)
    return Pivot(table.mutate(**{CONFLICT: ibis.literal(False)}), events, attributes)


def snapshot(
    shelf: Shelf, log: BoundLog, changes: ir.Table, read: Mapping[Ref, Origin], standards: Sequence[Standard], cut: datetime
) -> Pivot:
    """A log of updates as one row a case: the last update as it stands, and the milestones that its states reached, by ``changes``."""
    updates = _until(log.table, cut)
    updates = updates.mutate(**{ID: row_id(updates)})
    attributes = [Attribute(ID, ID, Which.ROW), Attribute(UNIT, UNIT, Which.ROW), *_attributes(log, read)]
    cases = shelf.keep(GROUPED, updates.group_by(KEY).agg(**marks(updates, attributes)))
    table = filled(updates, cases, attributes)
    milestones = {**_milestones(shelf, changes, read), **_extras(changes, log, standards)}
    if milestones:
        table = table.left_join(changes.group_by(KEY).agg(**milestones), KEY).drop(f"{KEY}_right")
    return Pivot(table.mutate(**{CONFLICT: ibis.literal(False)}), updates, attributes)


def state_changes(updates: ir.Table) -> ir.Table:
    """The updates by which a case enters a state: the first, and those whose state is another than that of the update before."""
    before = updates[ACTIVITY].lag().over(group_by=KEY, order_by=[updates[TIME], updates[SOURCE], updates[ROW]])
    marked = updates.mutate(_before=before)
    return marked.filter(marked[ACTIVITY].notnull() & (marked["_before"].isnull() | (marked["_before"] != marked[ACTIVITY]))).drop(
        "_before"
    )


def events_of(log: BoundLog, cut: datetime) -> ir.Table:
    """The events of a log up to the cut, one row each; of a log of updates those by which a case enters a state."""
    rows = _until(log.table, cut)
    return state_changes(rows) if log.shape is Shape.SNAPSHOT else rows


def is_milestone(events: ir.Table, found: Origin) -> ir.BooleanValue | None:
    """Which events reach the milestone; None: all."""
    return events[ACTIVITY] == found.name if found.name else None


def _until(table: ir.Table, cut: datetime) -> ir.Table:
    """Rows up to the cut; those without a time stay, for their attributes."""
    return table.filter((table[TIME] <= cut) | table[TIME].isnull())


def _attributes(log: BoundLog, read: Mapping[Ref, Origin]) -> list[Attribute]:
    columns = {ref: found for ref, found in read.items() if found.part is Part.COLUMN}
    return [Attribute(found.name, str(ref), found.which, found.name in log.flawed) for ref, found in columns.items()]


def _milestones(shelf: Shelf, events: ir.Table, read: Mapping[Ref, Origin]) -> dict[str, ir.Value]:
    """First or last times of milestones, or who did it then; where events have no time, whether such a one reaches the milestone."""
    columns = {str(ref): _milestone(events, found) for ref, found in read.items() if found.part is not Part.COLUMN}
    if columns and shelf.fetch(events.aggregate(untimed=events[TIME].isnull().any()))["untimed"][0].as_py():
        for ref, found in read.items():
            if found.part is Part.TIME and (reached := is_milestone(events, found)) is not None:
                untimed = (reached & events[TIME].isnull()).any()
                columns[str(ref) + STATE] = ibis.ifelse(untimed, CellState.UNREADABLE.value, CellState.OK.value)
    return columns


def _milestone(events: ir.Table, found: Origin) -> ir.Value:
    reached = is_milestone(events, found)
    if found.part is Part.TIME:
        time = events[TIME].min(where=reached) if found.which is Which.FIRST else events[TIME].max(where=reached)
        return time.cast("date") if found.type is FieldType.DATE else time
    pick = first_by if found.which is Which.FIRST else last_by
    timed = events[TIME].notnull() if reached is None else reached & events[TIME].notnull()
    return pick(events[ACTOR], order_of(events), timed)


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
