"""From the shape of a check to the check, one builder for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from hegui.policy.building import figures
from hegui.policy.building.expression import condition
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.policy.shapes import checks as shapes
from hegui.words import checks
from hegui.words.durations import Limit
from hegui.words.errors import nearest
from hegui.words.expressions import Ref, Scalar
from hegui.words.kinds import Check
from hegui.words.vocabulary import Field, FieldType

T = TypeVar("T")


def check(shape: shapes.CheckShape, scope: Scope, at: At) -> Check | None:
    """Build a check; None where it cannot be built, with the reason noted."""
    kind = next(iter(shape.model_fields_set))
    return BUILDERS[kind](getattr(shape, kind), scope, at / kind)


def _whole(items: Iterable[T | None]) -> tuple[T, ...] | None:
    """All of them, None where one is missing."""
    found = tuple(items)
    return None if None in found else found  # type: ignore[return-value]  # None was ruled out


def _refs(texts: tuple[str, ...], scope: Scope, at: At, *sorts: Sort) -> tuple[Ref, ...] | None:
    found = _whole([scope.ref(text, at / index, *sorts) for index, text in enumerate(texts)])
    for index, text in enumerate(texts):
        if text in texts[:index]:
            (at / index).wrong(f"{text!r} stands twice")
    return found


def _moment(shape: str | shapes.PickShape, scope: Scope, at: At) -> checks.Moment | None:
    if isinstance(shape, str):
        ref = scope.ref(shape, at, Sort.TIME)
        return checks.Moment((ref,)) if ref else None
    pick = checks.Pick.EARLIEST if shape.earliest else checks.Pick.ALL
    found = _refs(shape.earliest or shape.all or (), scope, at / pick.value, Sort.TIME)
    return checks.Moment(found, pick) if found else None


def _within(shape: str | shapes.LimitTableShape, scope: Scope, at: At) -> Limit | checks.LimitTable | None:
    if isinstance(shape, str):
        return figures.limit(shape, scope, at)
    by = scope.ref(shape.by, at / "by", Sort.TEXT)
    _codes(by, shape.table, scope, at / "table")
    table = {code: figures.limit(text, scope, at / "table" / code) for code, text in shape.table.items()}
    read = {code: limit for code, limit in table.items() if limit is not None}
    return checks.LimitTable(by, read) if by and len(read) == len(table) else None


def _codes(by: Ref | None, table: Iterable[str], scope: Scope, at: At) -> None:
    codes = scope.codes(by) if by else ()
    for code in table:
        if codes and code not in codes:
            (at / code).wrong(f"{code!r} is not a code of {by}", nearest(code, codes), key=True)


def _deadline(shape: shapes.DeadlineShape, scope: Scope, at: At) -> Check | None:
    start = _moment(shape.start, scope, at / "from")
    end = _moment(shape.end, scope, at / "to")
    within = _within(shape.within, scope, at / "within")
    if not start or not end or not within:
        return None
    for ref in end.refs:
        if ref in start.refs:
            (at / "to").wrong(f"{str(ref)!r} is where the limit starts", "a deadline has two different ends")
    return checks.Deadline(start, end, within)


def _presence(shape: shapes.PresenceShape, scope: Scope, at: At) -> Check | None:
    fields = [_filled(field, scope, at / "fields" / index) for index, field in enumerate(shape.fields)]
    after = scope.ref(shape.after, at / "after", Sort.TIME) if shape.after else None
    found = _whole(fields)
    for index, filled in enumerate(fields):
        if filled is not None and filled in fields[:index]:
            (at / "fields" / index).wrong(f"{str(filled.ref)!r} stands twice")
    if found is None or (shape.after and after is None):
        return None
    types = [field.type if (field := scope.field_of(filled.ref)) else None for filled in found]
    booleans = [kind is FieldType.BOOLEAN for kind in types]
    return checks.Presence(found, after, booleans=any(booleans), others=not all(booleans))


def _filled(shape: str | shapes.FilledShape, scope: Scope, at: At) -> checks.Filled | None:
    if isinstance(shape, str):
        ref = scope.ref(shape, at)
        return checks.Filled(ref) if ref else None
    ref = scope.ref(shape.field, at / "field", Sort.LIST)
    codes = scope.codes(ref) if ref else ()
    for index, item in enumerate(shape.covers):
        if codes and item not in codes:
            (at / "covers" / index).wrong(f"{item!r} is not a code of {ref}", nearest(item, codes))
    return checks.Filled(ref, shape.covers) if ref else None


def _sequence(shape: shapes.SequenceShape, scope: Scope, at: At) -> Check | None:
    stages: list[tuple[Ref, ...] | None] = []
    seen: list[str] = []
    for index, stage in enumerate(shape.stages):
        there = at / "stages" / index
        names = (stage,) if isinstance(stage, str) else stage
        stages.append(_refs(names, scope, there, Sort.TIME) if not isinstance(stage, str) else _single(scope.ref(stage, there, Sort.TIME)))
        for name in names:
            if name in seen:
                there.wrong(f"the stage {name!r} stands twice")
        seen += names
    for index, name in enumerate(shape.optional):
        if name not in seen:
            (at / "optional" / index).wrong(f"{name!r} is not one of the stages", nearest(name, seen))
    found = _whole(stages)
    if found is None:
        return None
    optional = frozenset(ref for stage in found for ref in stage if str(ref) in shape.optional)
    return checks.Sequence(found, optional)


def _single(ref: Ref | None) -> tuple[Ref, ...] | None:
    return None if ref is None else (ref,)


def _same(shape: shapes.SameShape, scope: Scope, at: At) -> Check | None:
    found = _alike(shape.fields, scope, at / "fields")
    unless = condition(shape.unless, scope, at / "unless")
    return None if found is None or (shape.unless and unless is None) else checks.Same(found, unless)


def _different(shape: shapes.DifferentShape, scope: Scope, at: At) -> Check | None:
    found = _alike(shape.fields, scope, at / "fields")
    return None if found is None else checks.Different(found)


def _alike(texts: tuple[str, ...], scope: Scope, at: At) -> tuple[Ref, ...] | None:
    found = _refs(texts, scope, at)
    if found:
        first = scope.sort(found[0], at)
        for index, ref in enumerate(found):
            sort = scope.sort(ref, at / index)
            if sort is not first or sort is Sort.LIST:
                (at / index).wrong(f"{str(ref)!r} is a {sort} and cannot be compared with {str(found[0])!r}, a {first}")
    return found


def _allowed(shape: shapes.AllowedShape, scope: Scope, at: At) -> Check | None:
    ref = scope.ref(shape.field, at / "field", Sort.TEXT, Sort.NUMBER, Sort.BOOLEAN)
    field = scope.field_of(ref) if ref else None
    if shape.values is not None:
        values = _constants(shape.values, field, scope, at / "values")
        return checks.Allowed(ref, values, open=shape.open) if ref and values is not None else None
    by = scope.ref(shape.by or "", at / "by", Sort.TEXT)
    table = shape.table or {}
    _codes(by, table, scope, at / "table")
    read = {code: found for code, texts in table.items() if (found := _constants(texts, field, scope, at / "table" / code)) is not None}
    return checks.Allowed(ref, (), by, read, shape.open) if ref and by and len(read) == len(table) else None


def _constants(texts: tuple[str, ...], field: Field | None, scope: Scope, at: At) -> tuple[Scalar, ...] | None:
    return _whole([figures.constant(text, field, scope, at / index) for index, text in enumerate(texts)])


def _condition(shape: shapes.ConditionShape, scope: Scope, at: At) -> Check | None:
    that = condition(shape.that, scope, at / "that")
    return None if that is None else checks.Condition(that)


def _count(shape: shapes.CountShape, scope: Scope, at: At) -> Check | None:
    of = scope.ref(shape.of, at / "of", Sort.TIME)
    if of and (of.selector or (scope.log.events and of.name not in scope.log.events)):
        (at / "of").wrong(f"{shape.of!r} is no milestone of {scope.log.name}", nearest(of.name, scope.log.events))
    until = scope.ref(shape.until, at / "until", Sort.TIME) if shape.until else None
    least = figures.whole(shape.at_least, scope, at / "at_least")
    most = figures.whole(shape.at_most, scope, at / "at_most")
    if least is not None and most is not None and least > most:
        (at / "at_least").wrong(f"at least {least} and at most {most} contradict each other")
    if of is None or (least is None) != (shape.at_least is None) or (most is None) != (shape.at_most is None):
        return None
    return checks.Count(of, least, most, until)


BUILDERS: dict[str, Callable[[Any, Scope, At], Check | None]] = {
    "deadline": _deadline,
    "presence": _presence,
    "sequence": _sequence,
    "same": _same,
    "different": _different,
    "allowed": _allowed,
    "condition": _condition,
    "count": _count,
}
"""Every kind of check and what builds it."""
