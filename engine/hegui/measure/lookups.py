"""What one pass over the events cannot tell of a case, looked up for the few cases that need it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView, Cell
from hegui.measure.functions import instant, microseconds, start_of_day
from hegui.measure.moments import read
from hegui.measure.origins import Part, Which
from hegui.measure.pivot import count_name, is_milestone, last_name
from hegui.words.bound import ACTIVITY, ACTOR, KEY, TIME
from hegui.words.checks import Count, Deadline, Different, Moment
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.expressions import Ref
    from hegui.words.standards import Standard


def looked_up(shelf: Shelf, view: CaseView, events: ir.Table, standards: Sequence[Standard]) -> dict[str, ir.Table]:
    """What the events of a case tell beyond the pivot: by name a table of the cases that it is known of.

    Args:
        shelf: where the engine is.
        view: the case view.
        events: the events that it was made of.
        standards: what reads the view.
    """
    return {
        **_later_events(shelf, view, events, standards),
        **_counts_until(view, events, [s.check for s in standards if isinstance(s.check, Count)]),
        **_persons(view, events, [s.check for s in standards if isinstance(s.check, Different)]),
    }


def reached(view: CaseView, start: Moment, ref: Ref) -> Cell:
    """The time at which ``to`` is reached: of a milestone the first event at or after the start, of a column what stands there."""
    cell = view.cell(ref)
    found = view.origin(ref)
    if found is None or found.part is not Part.TIME:
        return cell
    precedes = _precedes(view, start, ref)
    name = _later_name(start, ref)
    later = view.table[name] if name in view.table.columns else ibis.null(cell.value.type())
    value = ibis.cases((~precedes(cell.value), cell.value), else_=later)
    untimed = view.untimed(ref)
    return replace(cell, value=value, unreadable=untimed if untimed is NO else untimed & value.isnull())


def counted(view: CaseView, check: Count) -> ir.IntegerValue:
    """How often the milestone of a count is reached, up to ``until``."""
    times = view.table[count_name(check.of)]
    name = _count_until_name(check)
    return ibis.coalesce(view.table[name], times) if name in view.table.columns else times


def shared(view: CaseView, one: Ref, other: Ref) -> ir.BooleanValue | None:
    """Whether a person did an event of one name's milestone and stands under the other; None where neither reads all actors."""
    name = _shared_name(one, other)
    return view.table[name].fill_null(False) if name in view.table.columns else None


def nameless(view: CaseView, ref: Ref) -> ir.BooleanValue | None:
    """Whether an event of the milestone names nobody; None where the name reads no actor."""
    name = _nameless_name(ref)
    return view.table[name].fill_null(False) if name in view.table.columns else None


def _later_events(shelf: Shelf, view: CaseView, events: ir.Table, standards: Sequence[Standard]) -> dict[str, ir.Table]:
    """For cases whose milestone is first reached before a start and last at or after it: the first event from the start on."""
    pairs = {(s.check.start, ref): None for s in standards if isinstance(s.check, Deadline) for ref in s.check.end.refs}
    between = {pair: _between(view, *pair) for pair in pairs if _repeats(view, pair[1])}
    if not between:
        return {}
    counts = shelf.fetch(view.table.aggregate(**{str(number): odd.sum() for number, odd in enumerate(between.values())}))
    found = {}
    for number, ((start, ref), odd) in enumerate(between.items()):
        if counts[str(number)][0].as_py():
            rare = view.table.filter(odd).select(KEY, _from=read(view, start).micros)
            found[_later_name(start, ref)] = _first_from(view, events, rare, start, ref)
    return found


def _first_from(view: CaseView, events: ir.Table, rare: ir.Table, start: Moment, ref: Ref) -> ir.Table:
    origin = view.origin(ref)
    assert origin is not None
    joined = events.join(rare, KEY)
    by_day = _by_day(view, start, ref)
    late_enough = _comparable(joined[TIME], by_day=by_day) >= _comparable(instant(joined["_from"]), by_day=by_day)
    which = is_milestone(joined, origin)
    first = joined.filter(late_enough if which is None else which & late_enough).group_by(KEY).agg(_first=joined[TIME].min())
    value = first["_first"].cast(view.cell(ref).value.type())
    return first.select(KEY, **{_later_name(start, ref): value})


def _repeats(view: CaseView, ref: Ref) -> bool:
    found = view.origin(ref)
    return found is not None and found.part is Part.TIME and found.which is Which.FIRST


def _between(view: CaseView, start: Moment, ref: Ref) -> ir.BooleanValue:
    precedes = _precedes(view, start, ref)
    return precedes(view.cell(ref).value) & ~precedes(view.table[last_name(ref)])


def _precedes(view: CaseView, start: Moment, ref: Ref) -> Callable[[ir.Value], ir.BooleanValue]:
    by_day = _by_day(view, start, ref)
    begun = _comparable(instant(read(view, start).micros), by_day=by_day) if by_day else read(view, start).micros
    return lambda time: _comparable(time, by_day=by_day) < begun


def _by_day(view: CaseView, start: Moment, ref: Ref) -> bool:
    return view.cell(ref).type is FieldType.DATE or read(view, start).dated


def _comparable(time: ir.Value, *, by_day: bool) -> ir.IntegerValue:
    return start_of_day(time) if by_day else microseconds(time)


def _counts_until(view: CaseView, events: ir.Table, counts: Iterable[Count]) -> dict[str, ir.Table]:
    """For cases whose milestone is reached after ``until`` too: how often it is reached up to then."""
    found = {}
    for check in counts:
        origin = view.origin(check.of)
        if check.until is None or origin is None:
            continue
        by_day = view.cell(check.until).type is FieldType.DATE
        until = microseconds(view.cell(check.until).value)
        beyond = _comparable(view.table[last_name(check.of)], by_day=by_day) > until
        joined = events.join(view.table.filter(beyond).select(KEY, _until=until), KEY)
        within = is_milestone(joined, origin) & (_comparable(joined[TIME], by_day=by_day) <= joined["_until"])
        found[_count_until_name(check)] = joined.group_by(KEY).agg(**{_count_until_name(check): within.sum()})
    return found


def _persons(view: CaseView, events: ir.Table, checks: Iterable[Different]) -> dict[str, ir.Table]:
    """Persons who did events of two milestones, and events that name nobody: four eyes look at every occurrence."""
    timed = events.filter(events[TIME].notnull())
    tables: dict[str, ir.Table] = {}
    for check in checks:
        origins = {ref: view.origin(ref) for ref in check.fields if not ref.selector}
        milestones = {ref: found.name for ref, found in origins.items() if found is not None and found.part is Part.ACTOR}
        for ref, milestone in milestones.items():
            unnamed = timed.filter((timed[ACTIVITY] == milestone) & timed[ACTOR].isnull())
            tables[_nameless_name(ref)] = _flagged(unnamed, _nameless_name(ref))
        for one, other in combinations(check.fields, 2):
            if one in milestones and other in milestones:
                shared_by = _did_both(timed, milestones[one], milestones[other])
            elif one in milestones or other in milestones:
                actor, value = (one, other) if one in milestones else (other, one)
                shared_by = _did(view, timed, milestones[actor], value)
            else:
                continue
            tables[_shared_name(one, other)] = _flagged(shared_by, _shared_name(one, other))
    return tables


def _did_both(timed: ir.Table, one: str, other: str) -> ir.Table:
    """Cases in which somebody did events of both milestones."""
    named = timed.filter(timed[ACTIVITY].isin([one, other]) & timed[ACTOR].notnull())
    by_person = named.group_by(KEY, ACTOR).agg(_kinds=named[ACTIVITY].nunique())
    return by_person.filter(by_person["_kinds"] == len({one, other}))


def _did(view: CaseView, timed: ir.Table, milestone: str, value: Ref) -> ir.Table:
    """Cases in which the person that a field names did an event of the milestone."""
    named = timed.filter(timed[ACTIVITY] == milestone).join(view.table.select(KEY, _person=view.cell(value).value), KEY)
    return named.filter(named[ACTOR] == named["_person"])


def _flagged(cases: ir.Table, name: str) -> ir.Table:
    return cases.select(KEY).distinct().mutate(**{name: True})


def _later_name(start: Moment, ref: Ref) -> str:
    return f"{ref} after {start.pick} {' '.join(map(str, start.refs))}"


def _count_until_name(check: Count) -> str:
    return f"{check.of} until {check.until}"


def _shared_name(one: Ref, other: Ref) -> str:
    return f"{one} and {other} by one"


def _nameless_name(ref: Ref) -> str:
    return f"{ref} by nobody"
