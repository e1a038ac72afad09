"""Expressions of a case, in Kleene's three values."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hegui.words import expressions as e
from hegui.words.durations import Limit
from hegui.words.vocabulary import FieldType

from .dates import begin, clamped
from .flaws import Flaw

if TYPE_CHECKING:
    from .cases import Case


def holds(expr: e.Expr, case: Case) -> bool | None:
    """Kleene's three values, None is unknown."""
    match expr:
        case e.And(parts):
            truths = [holds(part, case) for part in parts]
            return False if False in truths else None if None in truths else True
        case e.Or(parts):
            truths = [holds(part, case) for part in parts]
            return True if True in truths else None if None in truths else False
        case e.Not(part):
            truth = holds(part, case)
            return None if truth is None else not truth
        case e.IsMissing(item, negated):
            missing = (case.get(item) if isinstance(item, e.Ref) else evaluated(item, case)) is None
            return missing is not negated
        case e.In(item, values, negated):
            truths = [compared("==", evaluated(item, case), typed(value)) for value in values]
            found = True if True in truths else None if None in truths else False
            return None if found is None else found is not negated
        case e.Compare(op, left, right):
            return compared(op, evaluated(left, case), evaluated(right, case))
        case _:
            value = evaluated(expr, case)
            return value if isinstance(value, bool) else None


def typed(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def evaluated(expr: e.Expr, case: Case) -> Any:
    match expr:
        case e.Ref():
            value = case.get(expr)
            if isinstance(value, Flaw):
                return None
            if value is not None and case.log.fields[expr.name].type is FieldType.DURATION:
                return timedelta(seconds=value)
            return typed(value)
        case e.Literal(value):
            return typed(value)
        case e.Duration(limit):
            return limit
        case e.Arithmetic(op, left, right):
            return calculated(op, evaluated(left, case), evaluated(right, case))
        case _:
            return holds(expr, case)


def calculated(op: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, date):
        return (begin(left), begin(right))
    if isinstance(left, date):
        return moved(left, right, 1 if op == "+" else -1)
    if op == "/":
        return left / right if right else None
    return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right}[op]()


def moved(at: date, by: Any, sign: int) -> date:
    if isinstance(by, timedelta):
        return begin(at) + sign * by
    if by.months:
        whole = at.year * 12 + at.month - 1 + sign * by.months
        day = clamped(date(whole // 12, whole % 12 + 1, 1), at.day)
        return day if not isinstance(at, datetime) else datetime.combine(day, at.time())
    if by.days:
        return at + sign * timedelta(days=by.days)
    return begin(at) + sign * timedelta(seconds=by.seconds)


def compared(op: str, left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, str | Limit) and not isinstance(right, str | Limit):
        left, right, op = right, left, {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op, op)
    if isinstance(left, tuple):
        later, earlier = left
        left, right = (later, moved(earlier, right, 1)) if isinstance(right, Limit) else (later - earlier, right)
    if isinstance(left, timedelta):
        if isinstance(right, tuple):
            right = right[0] - right[1]
        right = timedelta(days=right.days, seconds=0 if right.days else right.seconds) if isinstance(right, Limit) else right
    if isinstance(left, date):
        right = datetime.fromisoformat(right) if isinstance(right, str) else right
        days = type(left) is date or type(right) is date
        left, right = (begin(value).date() if days else value for value in (left, right))
    if op == "<=" and isinstance(left, list) and isinstance(right, list):
        return all(item in right for item in left)
    if isinstance(left, list) is not isinstance(right, list):
        found = right in left if isinstance(left, list) else left in right
        return found if op == "==" else not found
    comparisons = {
        "==": lambda: left == right,
        "!=": lambda: left != right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }
    return bool(comparisons[op]())
