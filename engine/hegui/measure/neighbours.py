"""Events of a case beside the events before and after them, for patterns.

Events stand in order of time, those of the same time in the order of the file. An event of which nobody knows when it was stands beside
none; of its case nothing can be said that depends on neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, YES, CaseView, Cell
from hegui.measure.expressions import holds
from hegui.measure.gathering import with_figures
from hegui.measure.moments import all_of
from hegui.words.bound import ACTIVITY, ACTOR, KEY, ROW, SOURCE, STATE, TIME
from hegui.words.expressions import Expr, Ref, refs
from hegui.words.related import EVENT_NAMES, Pattern
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.additions import Workbench
    from hegui.words.kinds import Check

PARTS = {"activity": (ACTIVITY, FieldType.ENUM), "time": (TIME, FieldType.DATETIME), "actor": (ACTOR, FieldType.ID)}
"""Part of an event to its column and type."""
NEIGHBOURS = {"previous", "next"}


@dataclass(frozen=True)
class _Beside:
    """Cells of an event and its neighbours; a bare name is the case's."""

    case: CaseView

    def cell(self, ref: Ref) -> Cell:
        """The cell under a name."""
        if ref.name not in EVENT_NAMES:
            return self.case.cell(ref)
        return Cell(PARTS[ref.selector[0]][1], self.case.table[str(ref)])

    def there(self, expr: Expr | None) -> ir.BooleanValue:
        """Whether all neighbours that an expression names are there; never null."""
        names = sorted({ref.name for ref in refs(expr)} & NEIGHBOURS)
        return all_of([YES, *(self.case.table[f"{name}.time"].notnull() for name in names)])


def with_patterns(bench: Workbench, view: CaseView, events: ir.Table, checks: Sequence[Check]) -> CaseView:
    """The case view with whether patterns occur, or may; one pass over the events for all of them."""
    prefixes = [(check, f"pattern {number}") for number, check in enumerate(dict.fromkeys(c for c in checks if isinstance(c, Pattern)))]
    if not prefixes:
        return view

    def figures() -> ir.Table:
        beside = _beside(view, events, [check for check, _ in prefixes])
        found = {f"{prefix} {name}": value for check, prefix in prefixes for name, value in _occurs(check, beside).items()}
        return bench.shelf.keep(f"{bench.name}, patterns", beside.case.table.group_by(KEY).agg(**found))

    return with_figures(bench, view, [(prefixes, figures)], KEY, "patterns")


def _beside(view: CaseView, events: ir.Table, patterns: Sequence[Pattern]) -> _Beside:
    order = ibis.window(group_by=[events[KEY], events[TIME].isnull()], order_by=[events[TIME], events[SOURCE], events[ROW]])
    named = {ref for pattern in patterns for expr in (pattern.when, pattern.unless) for ref in refs(expr) if ref.name in EVENT_NAMES}
    columns = {}
    for ref in sorted({*named, Ref("event", ("time",)), *(Ref(name, ("time",)) for name in NEIGHBOURS)}, key=str):
        column = events[PARTS[ref.selector[0]][0]]
        beside = {"event": column, "previous": column.lag().over(order), "next": column.lead().over(order)}
        columns[str(ref)] = beside[ref.name]
    placed = events.select(KEY, **columns)
    read = dict.fromkeys(str(ref) + suffix for pattern in patterns for ref in pattern.refs() for suffix in ("", STATE))
    names = [name for name in read if name in view.table.columns]
    return _Beside(replace(view, table=placed.join(view.table.select(KEY, *names), KEY)))


def _occurs(check: Pattern, beside: _Beside) -> dict[str, ir.Value]:
    """``found``: at some event the pattern holds and nothing excuses it; ``doubt``: at some event nobody can tell.

    Where a neighbour is missing that an expression names, the expression does not hold, unless it says so of a missing one.
    """
    when = holds(check.when, beside)
    unless = NO if check.unless is None else holds(check.unless, beside)
    may = when.fill_null(True) & (when.notnull() | beside.there(check.when))
    excuse = unless.isnull() & beside.there(check.unless)
    excused = unless.fill_null(False)
    found = when.fill_null(False) & ~excused & ~excuse
    doubt = may & ~excused & ~found
    named = {ref.name for expr in (check.when, check.unless) for ref in refs(expr)} & NEIGHBOURS
    untimed = beside.case.table["event.time"].isnull() & ibis.literal(bool(named))
    return {"found": found.any(), "doubt": doubt.any(), "untimed": untimed.any()}
