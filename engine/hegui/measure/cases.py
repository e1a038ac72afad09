"""The case view: one row a case with everything that the standards of a log read, as things stood at one instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.additions import Workbench, added
from hegui.measure.attributes import completed, row_id
from hegui.measure.cells import AHEAD, ANCHOR, CLOSED, ID, CaseView, Cell, ahead_name
from hegui.measure.expressions import holds
from hegui.measure.moments import any_of
from hegui.measure.origins import Origin, origin
from hegui.measure.pivot import GROUPED, events_of, pivoted, snapshot
from hegui.words.bound import CONFLICT, KEY, RAW, STATE, UNIT, BoundLog
from hegui.words.checks import Deadline
from hegui.words.expressions import Ref, refs
from hegui.words.groups import Coverage
from hegui.words.slots import Cadence
from hegui.words.vocabulary import FieldType, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.standards import Standard


NO_LOGS: Mapping[str, BoundLog] = {}
LATER = "_later"
"""boolean, wide logs: something is recorded for later than the cut."""


def case_view(
    shelf: Shelf,
    log: BoundLog,
    standards: Sequence[Standard],
    cut: datetime,
    calendar: WorkingCalendar | None = None,
    name: str = "cases",
    *,
    names: Iterable[Ref] = (),
    logs: Mapping[str, BoundLog] = NO_LOGS,
) -> CaseView:
    """Build the case view of a log and keep it on the shelf.

    Args:
        shelf: where it is kept, as ``name``.
        log: the log.
        standards: what reads it; all of them can be checked on the log.
        cut: what is recorded for later has not happened.
        calendar: working days and hours, where a standard needs them.
        name: name on the shelf.
        names: what else is read of it, by checks on other logs.
        logs: all logs of the audit, for checks that look at another one.
    """
    read = _names(log, standards, names)
    events = None
    if log.shape is Shape.WIDE:
        table = shelf.keep(name, _as_then(log, _wide(log, read, cut), read, cut, _placing(log, standards)))
    else:
        events = events_of(log, cut)
        if log.shape is Shape.SNAPSHOT:
            events = shelf.keep(f"{name}, changes", events)
        name, table = _pivoted(shelf, log, events, standards, read, cut, name)

    def others(other: str, read_there: Iterable[Ref]) -> CaseView:
        return case_view(shelf, logs[other], (), cut, name=f"{name}, rows of {other}", names=read_there)

    return added(Workbench(shelf, name, standards, calendar, logs, others), CaseView(log, table, cut), events)


def _pivoted(
    shelf: Shelf, log: BoundLog, events: ir.Table, standards: Sequence[Standard], read: dict[Ref, Origin], cut: datetime, name: str
) -> tuple[str, ir.Table]:
    """One row a case of a log of events or updates, and its name on the shelf."""
    if log.shape is Shape.SNAPSHOT:
        pivot = snapshot(shelf, log, events, read, standards, cut)
    else:
        pivot = pivoted(shelf, log, events, read, standards)
    placing = _placing(log, standards)
    table = shelf.keep(name, _as_then(log, pivot.table, read, cut, placing))
    shelf.drop(GROUPED)
    whole = completed(shelf, pivot.rows, table, pivot.attributes)
    if whole is None:
        return name, table
    table = shelf.keep(f"{name}, completed", _as_then(log, whole, read, cut, placing))
    shelf.drop(name)
    return f"{name}, completed", table


def _names(log: BoundLog, standards: Sequence[Standard], names: Iterable[Ref]) -> dict[Ref, Origin]:
    """Every name that is read, with where it comes from; those that the log does not have are left out."""
    asked = [ref for standard in standards for ref in standard.refs()]
    if any(isinstance(standard.check, Deadline) and standard.check.pausing for standard in standards):
        asked += [Ref(name) for pause in log.log.pauses for name in pause]
    read = dict.fromkeys([log.log.anchor_ref, *refs(log.log.closed), *asked, *names])
    return {ref: found for ref in read if (found := origin(log, ref)) is not None}


def _wide(log: BoundLog, read: dict[Ref, Origin], cut: datetime) -> ir.Table:
    table = log.table
    columns = {ID: row_id(table), KEY: table[KEY], UNIT: table[UNIT], LATER: _later(log, cut)}
    columns[CONFLICT] = table[CONFLICT].fill_null(False) if CONFLICT in table.columns else ibis.literal(False)
    for ref, found in read.items():
        columns[str(ref)] = table[found.name]
        if found.name in log.flawed:
            columns |= {str(ref) + suffix: table[found.name + suffix] for suffix in (STATE, RAW)}
    return table.select(**columns)


def _placing(log: BoundLog, standards: Iterable[Standard]) -> dict[Ref, str]:
    """Times that place a row in a period, each with the column that says whether it is recorded for later than the cut."""
    asked = (standard.check.placing for standard in standards if isinstance(standard.check, Cadence | Coverage))
    return {log.log.anchor_ref: AHEAD} | {on: ahead_name(on) for on in asked if on is not None and on != log.log.anchor_ref}


def _as_then(log: BoundLog, table: ir.Table, read: dict[Ref, Origin], cut: datetime, placing: Mapping[Ref, str]) -> ir.Table:
    """Take out what is recorded for later than the cut; then say what places a case in a period, and whether it is over."""
    columns = {}
    for ref, found in read.items():
        if found.type not in {FieldType.DATE, FieldType.DATETIME} or found.planned:
            continue
        limit: date = cut.date() if found.type is FieldType.DATE else cut
        columns[str(ref)] = ibis.ifelse(table[str(ref)] <= limit, table[str(ref)], ibis.null(table[str(ref)].type()))
    columns |= {flag: _ahead(table, columns.get(str(ref)), ref, flag) for ref, flag in placing.items()}
    view = CaseView(log, table.mutate(**columns), cut)
    return view.table.mutate(**{ANCHOR: _anchor(view), CLOSED: _closed(view)})


def _ahead(table: ir.Table, left: ir.Value | None, ref: Ref, flag: str) -> ir.BooleanValue:
    """A time stands there and is left out, now or when the table was first cut."""
    before = table[flag] if flag in table.columns else ibis.literal(False)
    return before if left is None else before | (table[str(ref)].notnull() & left.isnull())


def _later(log: BoundLog, cut: datetime) -> ir.BooleanValue:
    """Something happened to the case after the cut, so its row was written later still."""
    times = [log.table[name] for name, field in log.log.fields.items() if field.is_time and not field.planned and name in log.table.columns]
    return any_of([(column > (cut.date() if column.type().is_date() else cut)).fill_null(False) for column in times])


@dataclass(frozen=True)
class _AsThen:
    """The cells of a wide row as they stood at the cut: of a row written later only times tell, its status came after them."""

    view: CaseView

    def cell(self, ref: Ref) -> Cell:
        """The cell under a name."""
        cell = self.view.cell(ref)
        if cell.type in {FieldType.DATE, FieldType.DATETIME} or LATER not in self.view.table.columns:
            return cell
        value = ibis.ifelse(self.view.table[LATER], ibis.null(cell.value.type()), cell.value)
        return replace(cell, value=value)


def _anchor(view: CaseView) -> ir.TimestampValue:
    cell = view.cell(view.log.log.anchor_ref)
    if cell.type is FieldType.MONTH:
        return (cell.value + "-01").try_cast("timestamp(6)")
    return cell.value.cast("timestamp(6)")


def _closed(view: CaseView) -> ir.BooleanValue:
    closed = view.log.log.closed
    return holds(closed, _AsThen(view)).fill_null(False) if closed is not None else ibis.literal(False)
