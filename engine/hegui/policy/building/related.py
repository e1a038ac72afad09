"""Checks that look at another log, or at several events of a case: from their shapes to the checks."""

from __future__ import annotations

from hegui.policy.building import figures
from hegui.policy.building.expression import condition
from hegui.policy.building.names import optional
from hegui.policy.building.patterns import milestones
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.policy.shapes import related as shapes
from hegui.words import related
from hegui.words.durations import Clock, Limit
from hegui.words.expressions import Ref
from hegui.words.kinds import Check


def _rows(shape: shapes.RelatedShape, scope: Scope, at: At) -> related.Related | None:
    """The rows of the other log; None where they cannot be told, with the faults noted."""
    before = at.noted
    theirs = scope.of(shape.log, at / "log")
    match = [_pair(their, own, theirs, scope, at / "match" / their) for their, own in shape.match.items()]
    where = condition(shape.where, scope.with_log(theirs.log), at / "where") if theirs else None
    time = optional(shape.at, theirs, at / "at", Sort.TIME) if theirs else None
    if theirs is None or at.noted > before:
        return None
    return related.Related(shape.log, tuple(pair for pair in match if pair), where, time)


def _pair(their: str, own: str, theirs: Scope | None, scope: Scope, at: At) -> tuple[Ref, Ref] | None:
    """A name of the other log and one of the case, whose values can be the same."""
    left, right = theirs.ref(their, at.key) if theirs else None, scope.ref(own, at)
    if theirs is None or left is None or right is None:
        return None
    sorts = theirs.sort(left, at.key), scope.sort(right, at)
    if sorts[0] is not sorts[1] or Sort.LIST in sorts:
        at.wrong(f"{own!r} is a {sorts[1]} and cannot be matched with {their!r}, a {sorts[0]}")
    return left, right


def _limit(text: str | None, scope: Scope, at: At, *clocks: Clock) -> Limit | None:
    return None if text is None else figures.limit(text, scope, at, *clocks)


def row_count(shape: shapes.RowCountShape, scope: Scope, at: At) -> Check | None:
    """So many rows; None where it cannot be built, with the faults noted."""
    before = at.noted
    rows = _rows(shape.of, scope, at / "of")
    until = optional(shape.until, scope, at / "until", Sort.TIME)
    least, most = figures.between_two(shape.at_least, shape.at_most, scope, at)
    if rows is None or at.noted > before:
        return None
    return related.RowCount(rows, least, most, until, shape.distinct_days)


def follow_up(shape: shapes.FollowUpShape, scope: Scope, at: At) -> Check | None:
    """Rows come in time; None where it cannot be built, with the faults noted."""
    before = at.noted
    rows = _rows(shape, scope, at)
    after = scope.ref(shape.after, at / "after", Sort.TIME)
    until = optional(shape.until, scope, at / "until", Sort.TIME)
    within = _limit(shape.within, scope, at / "within")
    every = _limit(shape.every, scope, at / "every", *figures.NOT_WORKING)
    if rows is None or after is None or at.noted > before:
        return None
    return related.FollowUp(rows, after, within, every, until)


def triggers(shape: shapes.TriggersShape, scope: Scope, at: At) -> Check | None:
    """If this, then that; None where it cannot be built, with the faults noted."""
    before = at.noted
    when = condition(shape.when, scope, at / "when")
    rows = _rows(shape, scope, at)
    within = figures.limit(shape.within, scope, at / "within")
    after = optional(shape.after, scope, at / "after", Sort.TIME)
    if when is None or rows is None or within is None or at.noted > before:
        return None
    return related.Triggers(when, rows, within, after)


def requires(shape: shapes.RequiresShape, scope: Scope, at: At) -> Check | None:
    """Something came before; None where it cannot be built, with the faults noted."""
    before = at.noted
    rows = _rows(shape, scope, at)
    milestone = scope.ref(shape.before, at / "before", Sort.TIME)
    within = _limit(shape.within, scope, at / "within", *figures.NOT_WORKING)
    if rows is None or milestone is None or at.noted > before:
        return None
    return related.Requires(rows, milestone, within)


def pattern(shape: shapes.PatternShape, scope: Scope, at: At) -> Check | None:
    """A relation that must not occur; None where it cannot be built, with the faults noted."""
    before = at.noted
    if not scope.log.events:
        at.wrong(f"{scope.log.name} is not a log of events", "a pattern is one of events")
    events = scope.with_events()
    when = condition(shape.when, events, at / "when")
    unless = condition(shape.unless, events, at / "unless")
    if when is None or at.noted > before:
        return None
    return related.Pattern(milestones(when, scope.log), None if unless is None else milestones(unless, scope.log))
