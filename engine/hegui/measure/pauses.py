"""Pauses of a case, during which pausing clocks stand still.

In logs of events a pause lasts from an event that begins one to the next that ends one; where a case pauses again while it pauses, that is
one pause. Of columns there is one pause, from the one to the other. A pause that has not ended lasts until as-of. Pauses that overlap are
one. A pause of which nobody knows when it was, or that ends before it begins, leaves open how long the clock stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID, CaseView
from hegui.measure.functions import microseconds, microseconds_of
from hegui.measure.gathering import Asked, with_figures
from hegui.measure.limits import length_of
from hegui.measure.moments import any_of, read
from hegui.measure.pivot import is_milestone
from hegui.words.bound import KEY, ROW, SOURCE, TIME
from hegui.words.checks import Deadline
from hegui.words.expressions import Ref
from hegui.words.vocabulary import Log

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.additions import Workbench
    from hegui.measure.shelf import Shelf
    from hegui.words.kinds import Check


@dataclass(frozen=True)
class Pair:
    """The two names of a pause."""

    begin: Ref
    end: Ref


def pairs(log: Log) -> list[Pair]:
    """The names of pauses of a log."""
    return [Pair(Ref(begin), Ref(end)) for begin, end in log.pauses]


def pauses(shelf: Shelf, view: CaseView, events: ir.Table | None, name: str) -> ir.Table | None:
    """``_id begin end``: the pauses of every case, in microseconds since 1970, none overlapping; None where the log knows of none."""
    found = []
    for pair in pairs(view.log.log):
        if _in_events(view, pair) and events is not None:
            found.append(_of_events(view, events, pair))
        elif view.origin(pair.begin) is not None:
            found.append(_of_columns(view, pair))
    if not found:
        return None
    return shelf.keep(f"{name}, pauses", found[0] if len(found) == 1 else _merged(ibis.union(*found)))


def with_pauses(bench: Workbench, view: CaseView, checks: Sequence[Check], paused: ir.Table | None) -> CaseView:
    """The case view with how long the clock of every pausing deadline stood; of those asked of ``each`` start that is told apart."""
    tables: list[Asked] = []
    asked = (check for check in checks if isinstance(check, Deadline) and check.pausing and not check.each)
    for number, check in enumerate(asked):
        prefix = f"paused {number}"

        def figures(check: Deadline = check, prefix: str = prefix) -> ir.Table:
            length = length_of(check, view)
            if paused is None:
                return view.table.select(ID, **{f"{prefix} stood": ibis.literal(0, "int64")})
            starts = view.table.select(ID, start_id=ID, start=read(view, check.start).micros, length=length)
            found = stood(starts, paused)
            return bench.shelf.keep(f"{bench.name}, {prefix}", found.select(**{ID: "start_id", f"{prefix} stood": "stood"}))

        tables.append(([(check, prefix)], figures))
    return with_figures(bench, view, tables, ID, "paused")


def stood(starts: ir.Table, paused: ir.Table) -> ir.Table:
    """``start_id stood``: how long, in microseconds, the clock stood before a limit had elapsed.

    A pause counts if it begins before so much time has passed on the pausing clock as the limit is long.

    Args:
        starts: ``start_id _id start length``: from when a limit of which length runs, in microseconds.
        paused: what ``pauses`` gives.
    """
    joined = starts.join(paused, ID)
    joined = joined.filter(joined["end"] > joined["start"])
    clipped = joined.mutate(since=ibis.greatest(joined["begin"], joined["start"]))
    clipped = clipped.mutate(lasted=clipped["end"] - clipped["since"])
    earlier = ibis.window(group_by="start_id", order_by="since", preceding=(None, 1))
    told = clipped.mutate(stood_before=clipped["lasted"].sum().over(earlier).fill_null(0))
    counts = told["since"] - told["start"] - told["stood_before"] < told["length"]
    lasted = told["lasted"].sum(where=counts).fill_null(0)
    # The engine sums whole numbers to 16 bytes, of which it makes no instant; Ibis takes the sum for 8 bytes and leaves out a plain cast.
    return told.group_by("start_id").agg(stood=lasted.cast("decimal(38, 0)").cast("int64"))


def unsure(view: CaseView) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Whether a time of a pause cannot be read, and whether a pause of columns ends before it begins, or ends without having begun."""
    unreadable, reversed_ = [], []
    for pair in pairs(view.log.log):
        begin, end = view.cell(pair.begin), view.cell(pair.end)
        if _in_events(view, pair):
            unreadable += [view.untimed(pair.begin), view.untimed(pair.end)]
        elif view.origin(pair.begin) is not None:
            unreadable += [begin.unreadable, end.unreadable]
            reversed_ += [begin.missing & end.value.notnull(), (end.value < begin.value).fill_null(False)]
    return any_of(unreadable), any_of(reversed_)


def _in_events(view: CaseView, pair: Pair) -> bool:
    return view.from_events(pair.begin) and view.from_events(pair.end)


def _of_events(view: CaseView, events: ir.Table, pair: Pair) -> ir.Table:
    origins = view.origin(pair.begin), view.origin(pair.end)
    assert origins[0] is not None
    assert origins[1] is not None
    either = events.mutate(begins=is_milestone(events, origins[0]), ends=is_milestone(events, origins[1]))
    either = either.filter((either["begins"] | either["ends"]) & either[TIME].notnull())
    order = ibis.window(group_by=KEY, order_by=[either[TIME], either[SOURCE], either[ROW]])
    marked = either.mutate(going=either["begins"].lag().over(order).fill_null(False))
    turns = marked.filter(marked["begins"] != marked["going"])
    order = ibis.window(group_by=KEY, order_by=[turns[TIME], turns[SOURCE], turns[ROW]])
    paired = turns.mutate(until=turns[TIME].lead().over(order))
    begun = paired.filter(paired["begins"]).join(view.table.select(KEY, ID), KEY)
    return _between(begun, begun[TIME], begun["until"], view)


def _of_columns(view: CaseView, pair: Pair) -> ir.Table:
    begin, end = view.cell(pair.begin), view.cell(pair.end)
    known = view.table.filter(begin.value.notnull() & ~end.unreadable & (end.value.isnull() | (end.value >= begin.value)))
    return _between(known, known[str(pair.begin)], known[str(pair.end)] if str(pair.end) in known.columns else end.value, view)


def _between(rows: ir.Table, begin: ir.Value, end: ir.Value, view: CaseView) -> ir.Table:
    until = microseconds(end).fill_null(microseconds_of(view.cut))
    return rows.select(ID, begin=microseconds(begin), end=until)


def _merged(all_pauses: ir.Table) -> ir.Table:
    """Pauses that overlap, or touch, as one."""
    before = ibis.window(group_by=ID, order_by=["begin", "end"], preceding=(None, 1))
    upto = ibis.window(group_by=ID, order_by=["begin", "end"], preceding=(None, 0))
    reach = all_pauses.mutate(reach=all_pauses["end"].max().over(before))
    apart = reach.mutate(apart=(reach["reach"].isnull() | (reach["begin"] > reach["reach"])).cast("int64"))
    numbered = apart.mutate(island=apart["apart"].sum().over(upto))
    merged = numbered.group_by(ID, "island").agg(begin=numbered["begin"].min(), end=numbered["end"].max())
    return merged.drop("island")
