"""Which sort of value each part of an expression has, and what does not go together."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.words.errors import nearest
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar
from hegui.words.vocabulary import FieldType

ORDERED = frozenset({"<", "<=", ">", ">="})
UNORDERED = frozenset({Sort.BOOLEAN, Sort.LIST, Sort.TEXT})
_SUMS = {
    (Sort.TIME, "+", Sort.DURATION): Sort.TIME,
    (Sort.TIME, "-", Sort.DURATION): Sort.TIME,
    (Sort.TIME, "-", Sort.TIME): Sort.DURATION,
    (Sort.DURATION, "+", Sort.TIME): Sort.TIME,
    **{(Sort.NUMBER, op, Sort.NUMBER): Sort.NUMBER for op in "+-*/"},
}
"""What arithmetic there is, and what it gives."""

UNSET = Literal("")
"""Stands for a parameter that nobody has set; known by identity. The standard is not checked until a profile sets it."""


def literal_sort(value: Scalar) -> Sort:
    """Sort of a constant."""
    if isinstance(value, bool):
        return Sort.BOOLEAN
    return Sort.NUMBER if isinstance(value, int | Decimal) else Sort.TEXT


class Sorter:
    """Finds the sort of every part, and notes what does not go together; None: noted already, or a parameter without value."""

    def __init__(self, scope: Scope, at: At) -> None:
        self.scope = scope
        self.at = at

    def sort(self, expr: Expr) -> Sort | None:
        """The sort of an expression."""
        match expr:
            case Ref():
                return self.scope.sort(expr, self.at)
            case Literal(value):
                return None if expr is UNSET else literal_sort(value)
            case Duration():
                return Sort.DURATION
            case Compare():
                self._compare(expr)
            case In(item, values):
                self._in(item, values)
            case IsMissing(item):
                self.sort(item)
            case Not(part):
                self._truths((part,), "not")
            case And(parts):
                self._truths(parts, "and")
            case Or(parts):
                self._truths(parts, "or")
            case Arithmetic(op, left, right):
                return self._sum(op, left, right)
        return Sort.BOOLEAN

    def _truths(self, parts: tuple[Expr, ...], word: str) -> None:
        for part in parts:
            sort = self.sort(part)
            if sort not in {Sort.BOOLEAN, None}:
                self.at.wrong(f"{word!r} joins a {sort}, where something true or false is needed")

    def _compare(self, expr: Compare) -> None:
        left, right = self.sort(expr.left), self.sort(expr.right)
        if left is None or right is None:
            return
        for item, sort, other in ((expr.left, left, expr.right), (expr.right, right, expr.left)):
            if isinstance(item, Ref) and isinstance(other, Literal):
                self._values(item, sort, (other.value,))
                break
        else:
            if left is not right and {left, right} != {Sort.LIST, Sort.TEXT}:
                self.at.wrong(f"a {left} is compared with a {right}")
        self._order(expr, left)
        self._months(expr)

    def _order(self, expr: Compare, sort: Sort) -> None:
        field = self.scope.field_of(expr.left) if isinstance(expr.left, Ref) else None
        within = expr.op == "<=" and sort is Sort.LIST and self.sort(expr.right) is Sort.LIST
        if expr.op in ORDERED and sort in UNORDERED and not within and not (field and field.type is FieldType.MONTH):
            self.at.wrong(f"'{expr.op}' has no meaning for a {sort}", "use == or !=")

    def _months(self, expr: Compare) -> None:
        """Months differ in length: only a difference of times can be compared with them."""
        for item, other in ((expr.left, expr.right), (expr.right, expr.left)):
            if isinstance(item, Duration) and item.limit.months and not isinstance(other, Arithmetic):
                self.at.wrong(f"{item.limit} has no fixed length", "compare the difference of two times with it, or write days")

    def _in(self, item: Expr, values: tuple[Scalar, ...]) -> None:
        sort = self.sort(item)
        if sort is not None:
            self._values(item, sort, values)

    def _values(self, item: Expr, sort: Sort, values: tuple[Scalar, ...]) -> None:
        codes = self.scope.codes(item) if isinstance(item, Ref) else ()
        for value in values:
            if sort is Sort.TIME and isinstance(value, str):
                self._time(value)
            elif literal_sort(value) is not (Sort.TEXT if sort is Sort.LIST else sort):
                self.at.wrong(f"a {sort} is compared with the {literal_sort(value)} {value!r}")
            elif codes and value not in codes:
                self.at.wrong(f"{value!r} is not a code of {item}", nearest(str(value), codes))

    def _time(self, text: str) -> None:
        try:
            naive = datetime.fromisoformat(text).tzinfo is None
        except ValueError:
            naive = False
        if not naive:
            self.at.wrong(f"{text!r} is not a time", "write it as 2026-03-31 or 2026-03-31 09:00")

    def _sum(self, op: str, left: Expr, right: Expr) -> Sort | None:
        sorts = self.sort(left), self.sort(right)
        if None in sorts:
            return None
        found = _SUMS.get((sorts[0] or Sort.TEXT, op, sorts[1] or Sort.TEXT))
        if found is None:
            self.at.wrong(f"there is no {sorts[0]} {op} {sorts[1]}")
        return found
