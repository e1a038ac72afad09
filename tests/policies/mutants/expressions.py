"""Changes of expressions, limits and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from hegui.words.durations import Limit
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or

T = TypeVar("T")
Mutants = Iterator[tuple[str, T]]
"""What was changed, and the outcome."""

FLIPPED = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}


def of_condition(expr: Expr | None) -> Mutants[Expr | None]:
    if expr is not None:
        yield "dropped", None
        yield from of_expression(expr)


def of_expression(expr: Expr) -> Mutants[Expr]:
    match expr:
        case Compare(op, left, right):
            yield f"{FLIPPED[op]} for {op}", Compare(FLIPPED[op], left, right)
            yield from _inside(left, lambda part: Compare(op, part, right))
            yield from _inside(right, lambda part: Compare(op, left, part))
        case Arithmetic(op, left, right):
            yield from _inside(left, lambda part: Arithmetic(op, part, right))
            yield from _inside(right, lambda part: Arithmetic(op, left, part))
        case In(item, values, negated):
            yield "in for not in" if negated else "not in for in", In(item, values, not negated)
            yield from ((f"without {values[i]}", In(item, rest, negated)) for i, rest in shorter(values, 1))
        case IsMissing(item, negated):
            yield f"{item} {'is missing' if negated else 'is not missing'}", IsMissing(item, not negated)
        case Not(part):
            yield "not dropped", part
            yield from _inside(part, Not)
        case And(parts):
            yield "or for and", Or(parts)
            yield from _of_parts(parts, And)
        case Or(parts):
            yield "and for or", And(parts)
            yield from _of_parts(parts, Or)
        case Literal(bool() as value):
            yield f"{not value} for {value}", Literal(not value)
        case Literal(int() as value):
            yield from ((f"{other} for {value}", Literal(other)) for other in (value - 1, value + 1))
        case Literal(Decimal() as value):
            last = Decimal(1).scaleb(int(value.as_tuple().exponent))
            yield from ((f"{other} for {value}", Literal(other)) for other in (value - last, value + last))
        case Duration(limit):
            yield from ((f"{other} for {limit}", Duration(other)) for other in near(limit))
        case _:
            return


def _inside(part: Expr, whole: Callable[[Expr], Expr]) -> Mutants[Expr]:
    yield from ((change, whole(mutant)) for change, mutant in of_expression(part))


def _of_parts(parts: tuple[Expr, ...], joined: Callable[[tuple[Expr, ...]], Expr]) -> Mutants[Expr]:
    for i, rest in shorter(parts, 1):
        yield f"without part {i + 1}", joined(rest) if len(rest) > 1 else rest[0]
    for i, part in enumerate(parts):
        before, after = parts[:i], parts[i + 1 :]
        yield from ((change, joined((*before, mutant, *after))) for change, mutant in of_expression(part))


def shorter(items: tuple[T, ...], at_least: int) -> Iterator[tuple[int, tuple[T, ...]]]:
    """Each item's index and the rest without it, where enough are left."""
    if len(items) > at_least:
        yield from ((i, (*items[:i], *items[i + 1 :])) for i in range(len(items)))


def near(limit: Limit) -> list[Limit]:
    """One more and one less."""
    return [replace(limit, amount=amount) for amount in (limit.amount - 1, limit.amount + 1) if amount > 0]
