"""Reading an expression of a policy: names looked up, parameters put in, sorts and codes checked."""

from __future__ import annotations

from decimal import Decimal

from hegui.policy.build.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.words.durations import Limit
from hegui.words.errors import nearest
from hegui.words.expressions import (
    And,
    Arithmetic,
    Compare,
    Duration,
    Expr,
    ExpressionError,
    In,
    IsMissing,
    Literal,
    Not,
    Or,
    Ref,
    Scalar,
    parse,
)

ORDERED = {"<", "<=", ">", ">="}
_SUMS = {
    (Sort.TIME, "+", Sort.DURATION): Sort.TIME,
    (Sort.TIME, "-", Sort.DURATION): Sort.TIME,
    (Sort.TIME, "-", Sort.TIME): Sort.DURATION,
    (Sort.DURATION, "+", Sort.DURATION): Sort.DURATION,
    (Sort.DURATION, "-", Sort.DURATION): Sort.DURATION,
    **{(Sort.NUMBER, op, Sort.NUMBER): Sort.NUMBER for op in "+-*/"},
}
"""What arithmetic there is, and what it gives."""


def parsed(text: str, at: At) -> Expr | None:
    """Read an expression without looking up its names; None where it is none, with the fault noted."""
    try:
        return parse(text)
    except ExpressionError as error:
        at.wrong(str(error), offset=error.column)
        return None


def condition(text: str | None, scope: Scope, at: At) -> Expr | None:
    """Read an expression that is true or false of a row; None where none is given or it is wrong, with the fault noted."""
    expr = parsed(text, at) if text is not None else None
    if expr is None:
        return None
    expr = put_in(expr, scope, at)
    sort = _Sorter(scope, at).sort(expr)
    if sort not in {Sort.BOOLEAN, None}:
        at.wrong(f"the expression is a {sort}, where something true or false is needed")
    return expr


def put_in(expr: Expr, scope: Scope, at: At) -> Expr:
    """Replace names of parameters by their values."""
    match expr:
        case Ref(name, ()) if name in scope.parameters:
            scope.used.add(name)
            value = scope.parameters[name].value
            if isinstance(value, Limit):
                if value.working:
                    at.wrong(f"{name!r} is working time, which expressions do not know", "use a deadline")
                return Duration(value)
            return Literal(value)
        case Compare(op, left, right):
            return Compare(op, put_in(left, scope, at), put_in(right, scope, at))
        case Arithmetic(op, left, right):
            return Arithmetic(op, put_in(left, scope, at), put_in(right, scope, at))
        case In(item, values, negated):
            return In(put_in(item, scope, at), values, negated)
        case IsMissing(item, negated):
            return IsMissing(put_in(item, scope, at), negated)
        case Not(part):
            return Not(put_in(part, scope, at))
        case And(parts):
            return And(tuple(put_in(part, scope, at) for part in parts))
        case Or(parts):
            return Or(tuple(put_in(part, scope, at) for part in parts))
        case _:
            return expr


def literal_sort(value: Scalar) -> Sort:
    """Sort of a constant."""
    if isinstance(value, bool):
        return Sort.BOOLEAN
    return Sort.NUMBER if isinstance(value, int | Decimal) else Sort.TEXT


class _Sorter:
    """Finds the sort of every part, and notes what does not go together; None: noted already."""

    def __init__(self, scope: Scope, at: At) -> None:
        self.scope = scope
        self.at = at

    def sort(self, expr: Expr) -> Sort | None:
        match expr:
            case Ref():
                return self.scope.sort(expr, self.at)
            case Literal(value):
                return literal_sort(value)
            case Duration():
                return Sort.DURATION
            case Compare():
                self._compare(expr)
            case In(item, values):
                self._values(item, values)
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
        for item, other in ((expr.left, expr.right), (expr.right, expr.left)):
            if isinstance(item, Ref) and isinstance(other, Literal):
                self._values(item, (other.value,))
                break
        else:
            left, right = self.sort(expr.left), self.sort(expr.right)
            if left and right and left is not right:
                self.at.wrong(f"a {left} is compared with a {right}")
        if expr.op in ORDERED:
            for side in (expr.left, expr.right):
                if self._quiet(side) in {Sort.BOOLEAN, Sort.LIST, Sort.TEXT}:
                    self.at.wrong(f"'{expr.op}' has no meaning for a {self._quiet(side)}", "use == or !=")
                    break

    def _quiet(self, expr: Expr) -> Sort | None:
        """Sort of an operand whose faults are noted already."""
        before = len(self.at.faults.wrong)
        sort = self.sort(expr)
        del self.at.faults.wrong[before:]
        return sort

    def _values(self, item: Expr, values: tuple[Scalar, ...]) -> None:
        sort = self.sort(item)
        if sort is None:
            return
        codes = self.scope.codes(item) if isinstance(item, Ref) else ()
        for value in values:
            found = literal_sort(value)
            if sort is Sort.LIST:
                self.at.wrong("a list is compared with a constant", "only 'is missing' goes with lists; use a presence check with 'covers'")
            elif found is not sort:
                self.at.wrong(f"a {sort} is compared with the {found} {value!r}")
            elif codes and value not in codes:
                self.at.wrong(f"{value!r} is not a code of {item}", nearest(str(value), codes))

    def _sum(self, op: str, left: Expr, right: Expr) -> Sort | None:
        sorts = self.sort(left), self.sort(right)
        if None in sorts:
            return None
        found = _SUMS.get((sorts[0] or Sort.TEXT, op, sorts[1] or Sort.TEXT))
        if found is None:
            self.at.wrong(f"there is no {sorts[0]} {op} {sorts[1]}")
        return found
