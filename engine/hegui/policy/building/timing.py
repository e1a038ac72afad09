"""Checks on the times of a case: from their shapes to the checks."""

from __future__ import annotations

from hegui.policy.building import figures
from hegui.policy.building.names import all_of, codes, milestone, one, optional, refs
from hegui.policy.building.periods import period, point
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.policy.shapes import cases as shapes
from hegui.words import checks
from hegui.words.durations import Limit
from hegui.words.errors import nearest
from hegui.words.expressions import Ref
from hegui.words.kinds import Check


def deadline(shape: shapes.DeadlineShape, scope: Scope, at: At) -> Check | None:
    """A deadline; None where it cannot be built, with the faults noted."""
    before = at.noted
    start = _moment(shape.start, scope, at / "from")
    end = _moment(shape.end, scope, at / "to")
    within = _within(shape.within, scope, at / "within")
    earliest = figures.limit(shape.not_before, scope, at / "not_before") if shape.not_before is not None else None
    if not start or not end or not within or at.noted > before:
        return None
    for ref in end.refs:
        if ref in start.refs:
            (at / "to").wrong(f"{str(ref)!r} is where the limit starts", "a deadline has two different ends")
    built = checks.Deadline(start, end, within, earliest, shape.each, shape.pausing)
    _room(built, at / "not_before")
    _each(built, scope, at)
    _pausing(built, scope, at)
    return built


def _moment(shape: str | shapes.PickShape, scope: Scope, at: At) -> checks.Moment | None:
    if isinstance(shape, str):
        ref = scope.ref(shape, at, Sort.TIME)
        return checks.Moment((ref,)) if ref else None
    pick = checks.Pick.EARLIEST if shape.earliest else checks.Pick.ALL
    found = refs(shape.earliest or shape.all or (), scope, at / pick.value, Sort.TIME)
    return checks.Moment(found, pick) if found else None


def _within(
    shape: str | shapes.LimitTableShape | shapes.RecordedLimitShape, scope: Scope, at: At
) -> Limit | checks.LimitTable | checks.RecordedLimit | None:  # fmt: skip
    if isinstance(shape, str):
        return figures.limit(shape, scope, at)
    if isinstance(shape, shapes.RecordedLimitShape):
        return _recorded(shape, scope, at)
    by = scope.ref(shape.by, at / "by", Sort.TEXT)
    codes(by, shape.table, scope, at / "table")
    table = {code: figures.limit(text, scope, at / "table" / code) for code, text in shape.table.items()}
    read = {code: limit for code, limit in table.items() if limit is not None}
    return checks.LimitTable(by, read) if by and len(read) == len(table) else None


def _recorded(shape: shapes.RecordedLimitShape, scope: Scope, at: At) -> checks.RecordedLimit | None:
    before = at.noted
    if shape.due is not None:
        field = scope.ref(shape.due, at / "due", Sort.TIME)
    else:
        field = scope.ref(shape.field or "", at / "field", Sort.NUMBER)
    otherwise = None if shape.otherwise is None else figures.limit(shape.otherwise, scope, at / "otherwise")
    if field is None or at.noted > before:
        return None
    return checks.RecordedLimit(field, shape.unit and shape.unit.removesuffix("s"), otherwise)


def _room(built: checks.Deadline, at: At) -> None:
    """Between ``not_before`` and ``within`` there has to be some time."""
    least = built.not_before
    for limit in built.limits:
        if least and (least.unit, least.working) == (limit.unit, limit.working) and least.amount > limit.amount:
            at.wrong(f"not before {least} and within {limit} contradict each other")


def _each(built: checks.Deadline, scope: Scope, at: At) -> None:
    if not built.each:
        return
    if not scope.log.events:
        (at / "each").wrong(f"{scope.log.name} is not a log of events", "leave 'each' out: a row has each time once")
        return
    for name, moment in (("from", built.start), ("to", built.end)):
        if len(moment.refs) > 1:
            (at / name).wrong("with 'each' a single milestone is needed")
        else:
            milestone(moment.refs[0], scope.log, at / name)


def _pausing(built: checks.Deadline, scope: Scope, at: At) -> None:
    if not built.pausing:
        return
    if not scope.log.pauses:
        (at / "pausing").wrong(f"the vocabulary of {scope.log.name} says nothing of pauses", "give its 'pauses', or leave 'pausing' out")
    if isinstance(built.within, checks.RecordedLimit) and built.within.unit is None:
        (at / "within").wrong("a time that stands in the row does not pause", "give a limit, or leave 'pausing' out")
    for limit in built.limits:
        if limit.clock not in figures.ELAPSED:
            (at / "within").wrong(f"{limit} does not pause", "a clock that pauses counts hours, minutes or seconds, not working time")


def due_on(shape: shapes.DueOnShape, scope: Scope, at: At) -> Check | None:
    """Done by a point of the calendar; None where it cannot be built, with the faults noted."""
    done = scope.ref(shape.done, at / "done", Sort.TIME)
    of = scope.ref(shape.of, at / "of", Sort.TIME)
    per = period(shape.per, scope, at / "per")
    day = point(shape.day, shape.month, per, scope, at) if per else None
    if done is None or of is None or per is None or day is None:
        return None
    if done == of:
        (at / "done").wrong(f"{str(done)!r} is what the period is taken from", "name what has to be done")
    return checks.DueOn(done, of, per, day)


def sequence(shape: shapes.SequenceShape, scope: Scope, at: At) -> Check | None:
    """Stages in order; None where it cannot be built, with the faults noted."""
    stages: list[tuple[Ref, ...] | None] = []
    seen: list[str] = []
    for index, stage in enumerate(shape.stages):
        there = at / "stages" / index
        names = (stage,) if isinstance(stage, str) else stage
        stages.append(refs(names, scope, there, Sort.TIME) if not isinstance(stage, str) else one(scope.ref(stage, there, Sort.TIME)))
        for name in names:
            if name in seen:
                there.wrong(f"the stage {name!r} stands twice")
        seen += names
    for index, name in enumerate(shape.optional):
        if name not in seen:
            (at / "optional" / index).wrong(f"{name!r} is not one of the stages", nearest(name, seen))
    found = all_of(stages)
    if found is None:
        return None
    return checks.Sequence(found, frozenset(ref for stage in found for ref in stage if str(ref) in shape.optional))


def count(shape: shapes.CountShape, scope: Scope, at: At) -> Check | None:
    """So many events; None where it cannot be built, with the faults noted."""
    before = at.noted
    of = scope.ref(shape.of, at / "of", Sort.TIME)
    milestone(of, scope.log, at / "of")
    until = optional(shape.until, scope, at / "until", Sort.TIME)
    least, most = figures.between_two(shape.at_least, shape.at_most, scope, at)
    return None if of is None or at.noted > before else checks.Count(of, least, most, until)
