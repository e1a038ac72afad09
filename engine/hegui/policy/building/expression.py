"""Reading an expression of a policy: names looked up, parameters put in, sorts and codes checked."""

from __future__ import annotations

from hegui.policy.building.scope import Scope, Sort
from hegui.policy.building.sorting import UNSET, Sorter
from hegui.policy.faults import At
from hegui.words.durations import Limit
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
    parse,
)


def parsed(text: str, at: At) -> Expr | None:
    """Read an expression without looking up its names; None where it is none, with the fault noted."""
    try:
        return parse(text)
    except ExpressionError as error:
        at.said(str(error), offset=error.column)
        return None


def condition(text: str | None, scope: Scope, at: At) -> Expr | None:
    """Read an expression that is true or false of a row; None where none is given or it is wrong, with the fault noted."""
    expr = parsed(text, at) if text is not None else None
    if expr is None:
        return None
    expr = put_in(expr, scope, at)
    sort = Sorter(scope, at).sort(expr)
    if sort not in {Sort.BOOLEAN, None}:
        at.wrong(f"the expression is a {sort}, where something true or false is needed")
    return expr


def quantity(text: str, scope: Scope, at: At, *sorts: Sort) -> tuple[Expr, Sort] | None:
    """Read an expression that is a figure of a row, and say what sort of figure; None where it is none, with the fault noted."""
    before, expr = at.noted, parsed(text, at)
    if expr is None:
        return None
    expr = put_in(expr, scope, at)
    sort = Sorter(scope, at).sort(expr)
    if sort is None:  # a fault, or a figure that nobody has set
        return None if at.noted > before else (expr, sorts[0])
    if sort not in sorts:
        at.wrong(f"the expression is a {sort}, where a {' or '.join(sorts)} is needed")
        return None
    return expr, sort


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
            if value is None:
                scope.unset.add(name)
                return UNSET
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
