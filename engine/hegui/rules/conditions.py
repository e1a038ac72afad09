"""Conditions of rules as the engine takes them: negation pushed down to single tests, so that unknown never counts as true.

The engine knows two values, policies know three. ``not (grade == "minor")`` must not hold where the grade is missing, so a condition
is never negated as a whole: *holds* and *fails* are compiled apart, and what tests for a difference also tests that there is a value
(Kleene logic).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any as Json
from typing import NoReturn

from hegui.rules.codebook import Codebook
from hegui.words.errors import Fault, PolicyError
from hegui.words.expressions import And, Compare, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar
from hegui.words.places import Place

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPERATORS = {"==": "$eq", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "ex": "$ex", "nex": "$nex"}


@dataclass(frozen=True)
class Test:
    """One test of a field against a constant, or of its presence (``ex``, ``nex``)."""

    op: str
    field: str
    value: str | int | bool = 1


@dataclass(frozen=True)
class All:
    """All parts hold; without parts it always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    """One part holds; without parts it never holds."""

    parts: tuple[Condition, ...]


Condition = Test | All | Any
ALWAYS = All(())
NEVER = Any(())


def condition(expr: Expr | None, parameters: Mapping[str, int], place: Place) -> Condition:
    """When an expression holds, as tests without negation.

    Raises:
        PolicyError: the expression is not one that facts can be asked.
    """
    return ALWAYS if expr is None else _Reader(parameters, place).read(expr, wanted=True)


def size(cond: Condition) -> int:
    """How many tests a condition has."""
    return 1 if isinstance(cond, Test) else sum(size(part) for part in cond.parts)


def paths(cond: Condition) -> int:
    """In how many ways a condition can hold: each is followed by the engine."""
    match cond:
        case Test():
            return 1
        case All(parts):
            product = 1
            for part in parts:
                product *= paths(part)
            return product
        case Any(parts):
            return sum(paths(part) for part in parts)


def breadth(cond: Condition) -> int:
    """How many tests one fact can pass side by side: the engine keeps at most 64 of them."""
    match cond:
        case Test():
            return 1
        case Any(parts) if _exclusive(parts):
            return 1
        case All(parts) | Any(parts):
            return sum(breadth(part) for part in parts)


def tests(cond: Condition) -> tuple[Test, ...]:
    """Every test of a condition, in order."""
    return (cond,) if isinstance(cond, Test) else tuple(test for part in cond.parts for test in tests(part))


def as_pattern(cond: Condition, codes: Codebook) -> dict[str, Json]:
    """The condition in the engine's own notation."""
    match cond:
        case Test("==", field, value):
            return {codes.name(field): codes.code(value)}
        case Test("!=", field, value):
            name = codes.name(field)
            return {"$and": [{"$ex": {name: 1}}, {"$neq": {name: codes.code(value)}}]}
        case Test(op, field, value):
            return {_OPERATORS[op]: {codes.name(field): codes.code(value)}}
        case All(parts):
            return {"$and": [as_pattern(part, codes) for part in parts]}
        case Any(parts):
            return {"$or": [as_pattern(part, codes) for part in parts]}


def _exclusive(parts: tuple[Condition, ...]) -> bool:
    return (
        all(isinstance(part, Test) and part.op == "==" for part in parts)
        and len({part.field for part in parts if isinstance(part, Test)}) == 1
    )


def _all(parts: Sequence[Condition]) -> Condition:
    if NEVER in parts:
        return NEVER
    kept = tuple(dict.fromkeys(part for part in parts if part != ALWAYS))
    return kept[0] if len(kept) == 1 else All(kept)


def _any(parts: Sequence[Condition]) -> Condition:
    if ALWAYS in parts:
        return ALWAYS
    kept = tuple(dict.fromkeys(part for part in parts if part != NEVER))
    return kept[0] if len(kept) == 1 else Any(kept)


@dataclass(frozen=True)
class _Reader:
    parameters: Mapping[str, int]
    place: Place

    def read(self, expr: Expr, *, wanted: bool) -> Condition:
        """When ``expr`` is true (``wanted``) or false; never when it is unknown."""
        match expr:
            case Not(part):
                return self.read(part, wanted=not wanted)
            case And(parts) | Or(parts):
                read = [self.read(part, wanted=wanted) for part in parts]
                return _all(read) if isinstance(expr, And) == wanted else _any(read)
            case Compare(op, left, right):
                return self._compare(op if wanted else OPPOSITE[op], left, right)
            case In(item, values, negated):
                return self._member(self._field(item), values, wanted=wanted != negated)
            case IsMissing(item, negated):
                return Test("nex" if wanted != negated else "ex", self._field(item))
            case Literal(bool() as value):
                return ALWAYS if value == wanted else NEVER
            case Ref():
                return Test("==", self._field(expr), wanted)
            case _:
                self._refuse(f"a condition is expected, not {type(expr).__name__.lower()}")

    def _compare(self, op: str, left: Expr, right: Expr) -> Condition:
        first, second = self._constant(left), self._constant(right)
        if first is not None and second is not None:
            self._refuse("two constants are compared")
        if first is None and second is None:
            self._refuse("two fields are compared", "compare a field with a constant or a parameter; what relates two figures is measured")
        if second is None:
            return self._test(MIRRORED[op], self._field(right), first)
        return self._test(op, self._field(left), second)

    def _member(self, field: str, values: tuple[Scalar, ...], *, wanted: bool) -> Condition:
        each = [self._test("==" if wanted else "!=", field, value) for value in values]
        return _any(each) if wanted else _all(each)

    def _test(self, op: str, field: str, value: Scalar | None) -> Test:
        if not isinstance(value, str | int):
            self._refuse(f"{value} is no whole number", "rates are in basis points and times in seconds")
        if op not in {"==", "!="} and type(value) is not int:
            self._refuse(f"{field!r} is put in order with {value!r}", "only whole numbers are")
        return Test(op, field, value)

    def _constant(self, expr: Expr) -> Scalar | None:
        match expr:
            case Literal(value):
                return value
            case Ref(name, ()) if name in self.parameters:
                return self.parameters[name]
            case _:
                return None

    def _field(self, expr: Expr) -> str:
        match expr:
            case Ref(name, ()) if name not in self.parameters:
                return name
            case Ref(name, ()):
                self._refuse(f"{name!r} is a parameter of the profile where a field is expected")
            case _:
                self._refuse("the name of a field is expected", "facts are flat, and figures are computed while measuring")

    def _refuse(self, what: str, remedy: str = "") -> NoReturn:
        raise PolicyError(Fault(self.place, what, remedy))
