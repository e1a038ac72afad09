"""Conditions of rules as the engine takes them: the ways in which they hold, each a plain list of tests.

The engine knows two values, policies know three. ``not (grade == "minor")`` must not hold where the grade is missing, so nothing is ever
negated as a whole: negation is pushed down to the single tests, and a test of a field that is missing does not hold (Kleene logic).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from hegui.rules.facts import Value
from hegui.words.errors import Fault, PolicyError
from hegui.words.expressions import And, Compare, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar
from hegui.words.places import Place

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
PRESENT, ABSENT = "present", "absent"
MOST_WAYS = 1_000
"""Ways in which one condition can hold."""
MOST_TESTS = 300
"""Values that the tests of one way name."""
MOST_LISTS = 14
"""Lists of values in one way: the engine keeps 32 marks for a pattern, two for each list."""


@dataclass(frozen=True)
class Ask:
    """One test of a field: against a constant, for one of several values (``==`` only), or for its presence."""

    op: str
    field: str
    values: tuple[Value, ...] = ()
    """None for a test of presence."""


Way = tuple[Ask, ...]
"""Tests that all have to pass."""
Condition = tuple[Way, ...]
"""Ways in which a condition holds: none, never; a way without tests, always."""
ALWAYS: Condition = ((),)
NEVER: Condition = ()


def condition(expr: Expr | None, parameters: Mapping[str, int], place: Place) -> Condition:
    """The ways in which an expression holds.

    Raises:
        PolicyError: the expression is not one that facts can be asked.
    """
    return ALWAYS if expr is None else _Reader(parameters, place).read(expr, wanted=True)


@dataclass(frozen=True)
class _Reader:
    parameters: Mapping[str, int]
    place: Place

    def read(self, expr: Expr, *, wanted: bool) -> Condition:
        """When ``expr`` is true (``wanted``) or false; in neither case when it is unknown."""
        match expr:
            case Not(part):
                return self.read(part, wanted=not wanted)
            case And(parts) | Or(parts):
                read = [self.read(part, wanted=wanted) for part in parts]
                return self._all(read) if isinstance(expr, And) == wanted else self._any(read)
            case Compare(op, left, right):
                return self._compare(op if wanted else OPPOSITE[op], left, right)
            case In(item, values, negated):
                return self._member(self._field(item), values, wanted=wanted != negated)
            case IsMissing(item, negated):
                return ((Ask(ABSENT if wanted != negated else PRESENT, self._field(item)),),)
            case Literal(bool() as value):
                return ALWAYS if value == wanted else NEVER
            case Ref():
                return ((Ask("==", self._field(expr), (wanted,)),),)
            case _:
                self._refuse(f"a condition is expected, not {type(expr).__name__.lower()}")

    def _all(self, parts: Sequence[Condition]) -> Condition:
        ways = ALWAYS
        for part in parts:
            ways = self._checked(tuple(dict.fromkeys(tuple(dict.fromkeys((*way, *more))) for way in ways for more in part)))
        return ways

    def _any(self, parts: Sequence[Condition]) -> Condition:
        ways = self._checked(tuple(dict.fromkeys(way for part in parts for way in part)))
        return ALWAYS if () in ways else ways

    def _checked(self, ways: Condition) -> Condition:
        most = max((sum(len(test.values) or 1 for test in way) for way in ways), default=0)
        lists = max((sum(len(test.values) > 1 for test in way) for way in ways), default=0)
        if len(ways) > MOST_WAYS or most > MOST_TESTS or lists > MOST_LISTS:
            self._refuse("the condition has too many branches for the rules engine", "make several rules of it")
        return ways

    def _compare(self, op: str, left: Expr, right: Expr) -> Condition:
        first, second = self._constant(left), self._constant(right)
        if first is not None and second is not None:
            self._refuse("two constants are compared")
        if first is not None:
            return ((self._test(MIRRORED[op], self._field(right), first),),)
        if second is not None:
            return ((self._test(op, self._field(left), second),),)
        names = f"{self._field(left)!r} and {self._field(right)!r}"
        return self._refuse(
            f"two fields are compared, {names}", "compare with a constant or a parameter; what relates two figures is measured"
        )

    def _member(self, field: str, values: tuple[Scalar, ...], *, wanted: bool) -> Condition:
        tests = [self._test("==" if wanted else "!=", field, value) for value in dict.fromkeys(values)]
        way = (Ask("==", field, tuple(value for test in tests for value in test.values)),) if wanted else tuple(tests)
        return self._checked((way,))

    def _test(self, op: str, field: str, value: Scalar) -> Ask:
        if not isinstance(value, str | int):
            self._refuse(f"{value} is no whole number", "rates are in basis points and times in seconds")
        if op not in {"==", "!="} and type(value) is not int:
            self._refuse(f"{field!r} is put in order with {value!r}", "only whole numbers have an order")
        return Ask(op, field, (value,))

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
                return self._refuse(f"{name!r} is a parameter of the profile where a field is expected")
            case _:
                return self._refuse("the name of a field is expected", "facts are flat, and figures are computed while measuring")

    def _refuse(self, what: str, remedy: str = "") -> NoReturn:
        raise PolicyError(Fault(self.place, what, remedy))
