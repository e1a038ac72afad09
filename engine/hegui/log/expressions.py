"""Expressions of the vocabulary as SQL, for telling void rows; unknown stays null."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hegui.log.sql import text
from hegui.words.durations import Limit
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar

_OPERATORS = {"==": "=", "!=": "<>"}


def as_sql(expr: Expr, column: Callable[[Ref], str]) -> str:
    """Compile an expression; ``column`` gives the SQL of a name."""
    match expr:
        case Ref():
            return column(expr)
        case Literal(value):
            return _scalar(value)
        case Duration(limit):
            return _interval(limit)
        case Compare(op, left, right):
            return f"({as_sql(left, column)} {_OPERATORS.get(op, op)} {as_sql(right, column)})"
        case Arithmetic("/", left, right):
            return f"({as_sql(left, column)} / nullif({as_sql(right, column)}, 0))"
        case Arithmetic(op, left, right):
            return f"({as_sql(left, column)} {op} {as_sql(right, column)})"
        case In(item, values, negated):
            return f"({as_sql(item, column)} {'NOT IN' if negated else 'IN'} ({', '.join(map(_scalar, values))}))"
        case IsMissing(item, negated):
            return f"({as_sql(item, column)} IS {'NOT NULL' if negated else 'NULL'})"
        case Not(part):
            return f"(NOT {as_sql(part, column)})"
        case And(parts):
            return "(" + " AND ".join(as_sql(part, column) for part in parts) + ")"
        case Or(parts):
            return "(" + " OR ".join(as_sql(part, column) for part in parts) + ")"


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else str(Decimal(value))


def _interval(limit: Limit) -> str:
    return f"to_{limit.unit}s({limit.amount})"
