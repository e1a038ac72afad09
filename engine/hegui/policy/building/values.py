"""Checks on the values of a case: from their shapes to the checks."""

from __future__ import annotations

from hegui.policy.building import figures
from hegui.policy.building.expression import condition
from hegui.policy.building.names import all_of, codes, refs
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.policy.shapes import cases as shapes
from hegui.words import checks
from hegui.words.errors import nearest
from hegui.words.expressions import Ref, Scalar
from hegui.words.kinds import Check
from hegui.words.vocabulary import Field, FieldType


def presence(shape: shapes.PresenceShape, scope: Scope, at: At) -> Check | None:
    """Fields are filled; None where it cannot be built, with the faults noted."""
    fields = [_filled(field, scope, at / "fields" / index) for index, field in enumerate(shape.fields)]
    after = scope.ref(shape.after, at / "after", Sort.TIME) if shape.after else None
    found = all_of(fields)
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


def same(shape: shapes.SameShape, scope: Scope, at: At) -> Check | None:
    """One value; None where it cannot be built, with the faults noted."""
    found = _alike(shape.fields, scope, at / "fields")
    unless = condition(shape.unless, scope, at / "unless")
    return None if found is None or (shape.unless and unless is None) else checks.Same(found, unless)


def different(shape: shapes.DifferentShape, scope: Scope, at: At) -> Check | None:
    """Different values; None where it cannot be built, with the faults noted."""
    found = _alike(shape.fields, scope, at / "fields")
    return None if found is None else checks.Different(found)


def _alike(texts: tuple[str, ...], scope: Scope, at: At) -> tuple[Ref, ...] | None:
    found = refs(texts, scope, at)
    if found:
        first = scope.sort(found[0], at)
        for index, ref in enumerate(found):
            sort = scope.sort(ref, at / index)
            if sort is not first or sort is Sort.LIST:
                (at / index).wrong(f"{str(ref)!r} is a {sort} and cannot be compared with {str(found[0])!r}, a {first}")
    return found


def allowed(shape: shapes.AllowedShape, scope: Scope, at: At) -> Check | None:
    """Values of a list; None where it cannot be built, with the faults noted."""
    ref = scope.ref(shape.field, at / "field", Sort.TEXT, Sort.NUMBER, Sort.BOOLEAN)
    field = scope.field_of(ref) if ref else None
    if shape.values is not None:
        values = _constants(shape.values, field, scope, at / "values")
        return checks.Allowed(ref, values, open=shape.open) if ref and values is not None else None
    by = scope.ref(shape.by or "", at / "by", Sort.TEXT)
    table = shape.table or {}
    codes(by, table, scope, at / "table")
    read = {code: found for code, texts in table.items() if (found := _constants(texts, field, scope, at / "table" / code)) is not None}
    return checks.Allowed(ref, (), by, read, shape.open) if ref and by and len(read) == len(table) else None


def _constants(texts: tuple[str, ...], field: Field | None, scope: Scope, at: At) -> tuple[Scalar, ...] | None:
    return all_of([figures.constant(text, field, scope, at / index) for index, text in enumerate(texts)])


def holds(shape: shapes.ConditionShape, scope: Scope, at: At) -> Check | None:
    """An expression holds; None where it cannot be built, with the faults noted."""
    that = condition(shape.that, scope, at / "that")
    return None if that is None else checks.Condition(that)
