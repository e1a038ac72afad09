"""What is added to a case view once it stands: events looked up again, due instants on working clocks, rows of other logs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hegui.measure.activations import with_activations
from hegui.measure.cells import CaseView
from hegui.measure.clocks import WORKING, due_name
from hegui.measure.days import Due, with_dues
from hegui.measure.gathering import gathered
from hegui.measure.lookups import looked_up
from hegui.measure.moments import read
from hegui.measure.neighbours import with_patterns
from hegui.measure.pauses import pauses, with_pauses
from hegui.measure.related import with_related
from hegui.words.bound import KEY, BoundLog
from hegui.words.checks import Deadline, Moment
from hegui.words.related import FollowUp, Triggers

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.durations import Limit
    from hegui.words.expressions import Ref
    from hegui.words.kinds import Check
    from hegui.words.standards import Standard


@dataclass(frozen=True)
class Workbench:
    """What a case view is completed with."""

    shelf: Shelf
    name: str
    """Name of the view on the shelf."""
    standards: Sequence[Standard]
    calendar: WorkingCalendar | None
    logs: Mapping[str, BoundLog]
    """All logs of the audit."""
    others: Callable[[str, Iterable[Ref]], CaseView]
    """The case view of another log, as things stood at the same instant."""


def added(bench: Workbench, view: CaseView, events: ir.Table | None) -> CaseView:
    """The case view with what the standards need besides; ``events`` are those it was made of, None for a wide log."""
    if events is not None:
        found = looked_up(bench.shelf, view, events, bench.standards)
        tables = [bench.shelf.keep(f"{bench.name}, {what}", table) for what, table in found.items()]
        view = gathered(bench, view, tables, KEY, "looked up")
    view = _with_due(bench, view)
    checks = [standard.check for standard in bench.standards]
    pausing = any(isinstance(check, Deadline) and check.pausing for check in checks)
    paused = pauses(bench.shelf, view, events, bench.name) if pausing else None
    view = with_pauses(bench, view, checks, paused)
    if events is not None:
        view = with_activations(bench, view, events, checks, paused)
        view = with_patterns(bench, view, events, checks)
    return with_related(bench, view, checks)


def _with_due(bench: Workbench, view: CaseView) -> CaseView:
    """With due instants on working clocks, kept on the shelf in its place."""
    working = {(start, limit): None for standard in bench.standards for start, limit in _running(standard.check, view)}
    if not working or bench.calendar is None:
        return view

    def begun(start: Moment) -> Callable[[ir.Table], ir.IntegerValue]:
        return lambda table: read(replace(view, table=table), start).micros

    dues = [Due(due_name(start, limit), begun(start), limit) for start, limit in working]
    what = f"{bench.name} with due instants"
    kept = bench.shelf.keep(what, with_dues(bench.shelf, what, view.table, dues, bench.calendar))
    bench.shelf.drop(bench.name)
    return replace(view, table=kept)


def _running(check: Check, view: CaseView) -> Iterator[tuple[Moment, Limit]]:
    """Limits of a check on a working clock, each with the moment that it runs from."""
    match check:
        case Deadline(start, each=False):
            found: list[tuple[Moment, Limit | None]] = [(start, limit) for limit in check.limits]
        case FollowUp(after=after, within=limit):
            found = [(Moment((after,)), limit)]
        case Triggers(after=after, within=limit):
            found = [(Moment((after or view.log.log.anchor_ref,)), limit)]
        case _:
            found = []
    yield from ((start, limit) for start, limit in found if limit is not None and limit.clock in WORKING)
