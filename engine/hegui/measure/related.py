"""Rows of other logs beside the cases that they belong to, brought to a few figures a case: one aggregate for all checks on the same rows.

A row counts for certain when its ``where`` is true, its time is known, and no other row of its key disagrees. It is in doubt when ``where``
is unknown, its time cannot be read (an anchor: is missing), or rows of its key disagree: it may count or not. Rows later than the cut have
not happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hegui.measure.cells import AHEAD, ANCHOR, CLOSED, ID, YES, CaseView, Cell
from hegui.measure.expressions import holds
from hegui.measure.following import course
from hegui.measure.functions import instant, microseconds_of, start_of_day
from hegui.measure.gathering import Asked, with_figures
from hegui.measure.matching import keys, last_instant, row_time
from hegui.measure.moments import any_of
from hegui.words.bound import CONFLICT, STATE, UNIT
from hegui.words.expressions import Ref, conjuncts, refs
from hegui.words.related import FollowUp, Related, Requires, RowCount, Triggers, other

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.additions import Workbench
    from hegui.words.kinds import Check
    from hegui.words.standards import Standard

RelatedCheck = RowCount | FollowUp | Triggers | Requires
THEIRS = "theirs "
"""What the columns of the other log begin with in a join."""


@dataclass(frozen=True)
class Pairs:
    """Cases beside the rows of another log that belong to them."""

    view: CaseView
    """The cases; its table is the join."""
    time: ir.IntegerValue
    """Microseconds since 1970; null where nobody knows when."""
    counts: ir.BooleanValue
    """The row counts for certain; never null."""
    doubtful: ir.BooleanValue
    """The row may count or not; never null."""

    @property
    def untimed(self) -> ir.BooleanValue:
        """The row may count, and nobody knows when it was."""
        return self.doubtful & self.time.isnull()


@dataclass(frozen=True)
class _Both:
    """Cells of a join: ``log.field`` is the other log's, a bare name the case's."""

    own: CaseView
    theirs: CaseView
    log: str

    def cell(self, ref: Ref) -> Cell:
        """The cell under a name."""
        return self.theirs.cell(other(ref)) if ref.name == self.log else self.own.cell(ref)


def with_related(bench: Workbench, view: CaseView, checks: Iterable[Check]) -> CaseView:
    """The case view with the figures that checks on rows of other logs are judged by."""
    asked: dict[Related, dict[RelatedCheck, None]] = {}
    for check in checks:
        if isinstance(check, RelatedCheck):
            asked.setdefault(check.rows, {})[check] = None
    reads: dict[str, dict[Ref, None]] = {}
    for rows in asked:
        reads.setdefault(rows.log, {}).update(dict.fromkeys(rows.others()))
    view = replace(view, others={log: bench.others(log, names) for log, names in reads.items()})
    tables: list[Asked] = []
    for number, (rows, of_rows) in enumerate(asked.items()):
        prefixes = [(check, f"rows {number} {place}") for place, check in enumerate(of_rows)]

        def figures(rows: Related = rows, number: int = number, prefixes: Sequence[tuple[RelatedCheck, str]] = prefixes) -> ir.Table:
            concerned = _concerned(view, bench.standards, [check for check, _ in prefixes])
            pairs = _pairs(view, rows, [check for check, _ in prefixes], concerned)
            found = {f"{prefix} {name}": value for check, prefix in prefixes for name, value in _figures(check, pairs).items()}
            return bench.shelf.keep(f"{bench.name}, {rows.log} {number}", pairs.view.table.group_by(ID).agg(**found))

        tables.append((prefixes, figures))
    return with_figures(bench, view, tables, ID, "rows")


def _concerned(view: CaseView, standards: Iterable[Standard], checks: Sequence[RelatedCheck]) -> ir.BooleanValue:
    """Whether a standard with one of these checks is, or may be, about a case."""
    wheres = [standard.where for standard in standards if standard.check in checks]
    if any(where is None for where in wheres):
        return YES
    return any_of([holds(where, view).fill_null(True) for where in wheres if where is not None])


def _pairs(view: CaseView, rows: Related, checks: Iterable[RelatedCheck], concerned: ir.BooleanValue) -> Pairs:
    """The cases that a standard is about joined with the rows that match in all pairs of names."""
    theirs, time = view.others[rows.log], row_time(view, rows)
    both = keys(view, rows)
    read = [view.log.log.anchor_ref, *refs(view.log.log.closed), *(ref for check in checks for ref in check.refs())]
    own_side = _columns(view, read) | {f"own key {number}": key.own for number, key in enumerate(both)}
    their_side = {THEIRS + name: column for name, column in _columns(theirs, rows.others()).items()}
    their_side |= {f"their key {number}": key.theirs for number, key in enumerate(both)}
    their_side |= {"time": time.micros, "disagrees": theirs.table[CONFLICT]}
    happened = ~theirs.table[AHEAD] & (time.untold | (time.micros <= microseconds_of(view.cut)).fill_null(False))
    left, right = view.table.filter(concerned).select(**own_side), theirs.table.filter(happened).select(**their_side)
    joined = left.join(right, [left[f"own key {number}"] == right[f"their key {number}"] for number in range(len(both))])
    if rows.where is not None:
        both_sides = _Both(replace(view, table=joined), replace(theirs, table=joined, prefix=THEIRS), rows.log)
        # One by one, so that the engine can apply those about one side before it joins them: pairs are many.
        joined = joined.filter([holds(part, both_sides).fill_null(True) for part in conjuncts(rows.where)])
    own = replace(view, table=joined)
    where = YES if rows.where is None else holds(rows.where, _Both(own, replace(theirs, table=joined, prefix=THEIRS), rows.log))
    counts = where.fill_null(False) & joined["time"].notnull() & ~joined["disagrees"]
    return Pairs(own, joined["time"], counts, where.fill_null(True) & ~counts)


def _columns(view: CaseView, read: Iterable[Ref]) -> dict[str, ir.Value]:
    """Columns of a view that are needed in a join."""
    names = [ID, UNIT, ANCHOR, CLOSED, *(str(ref) + suffix for ref in read for suffix in ("", STATE))]
    names += [name for name in view.table.columns if name.startswith("due ")]
    return {name: view.table[name] for name in names if name in view.table.columns}


def _figures(check: RelatedCheck, pairs: Pairs) -> dict[str, ir.Value]:
    match check:
        case RowCount():
            return _counted(check, pairs)
        case Requires():
            return _before(check, pairs)
        case _:
            return _after(check, pairs)


def _counted(check: RowCount, pairs: Pairs) -> dict[str, ir.Value]:
    """``found``: rows up to ``until``; ``more``: how many there might be besides."""
    counts, doubtful, time = pairs.counts, pairs.doubtful, pairs.time
    if check.until is not None:
        until = last_instant(pairs.view, check.until)
        inside = ((time <= until) | until.isnull()).fill_null(True)
        counts, doubtful = counts & inside, doubtful & inside
    if not check.distinct_days:
        return {"found": counts.sum(), "more": doubtful.sum()}
    day = start_of_day(instant(time))
    found = day.nunique(where=counts)
    return {"found": found, "more": day.nunique(where=counts | doubtful) - found + (doubtful & time.isnull()).sum()}


def _before(check: Requires, pairs: Pairs) -> dict[str, ir.Value]:
    """``last``, ``doubt``: the last row up to the milestone, and the last in doubt; ``untimed``: rows of which nobody knows when."""
    before = (pairs.time <= last_instant(pairs.view, check.before)).fill_null(False)
    last, doubt = pairs.time.max(where=pairs.counts & before), pairs.time.max(where=pairs.doubtful & before)
    return {"last": last, "doubt": doubt, "untimed": pairs.untimed.sum()}


def _after(check: FollowUp | Triggers, pairs: Pairs) -> dict[str, ir.Value]:
    """``first``, ``doubt``: the first row from the milestone on, and the first that is in doubt; ``untimed``: as above.

    ``met``: the stretches after the first that should have a row and have one; ``perhaps``: how many have one or may.
    """
    found = course(check, pairs.view)
    since = (pairs.time >= found.after).fill_null(False)
    first, doubt = pairs.time.min(where=pairs.counts & since), pairs.time.min(where=pairs.doubtful & since)
    figures = {"first": first, "doubt": doubt, "untimed": pairs.untimed.sum()}
    if found.every is None:
        return figures
    stretch = found.stretch(pairs.time)
    further = since & (stretch > 1) & (stretch <= found.past)
    met, perhaps = stretch.collect(where=pairs.counts & further, distinct=True), (pairs.counts | pairs.doubtful) & further
    return {**figures, "met": met, "perhaps": stretch.nunique(where=perhaps)}
