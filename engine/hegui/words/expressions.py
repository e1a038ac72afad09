"""The expression language of policies: a closed subset of Python's grammar, parsed and walked over a whitelist (POLICY_LANGUAGE 7)."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

from hegui.words.durations import Limit

MAX_LENGTH = 4_000
MAX_DEPTH = 60
MAX_NUMBER = 10**15
DURATION_FUNCTIONS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")
COMPARISONS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class ExpressionError(ValueError):
    """An expression that is not in the language; ``column`` is the offset in the expression, from 0."""

    def __init__(self, what: str, column: int = 0) -> None:
        super().__init__(what)
        self.column = column


@dataclass(frozen=True)
class Ref:
    """A name: a field (``received_at``) or, in logs of events, a selector (``taken.first.actor``, ``case.first_event``)."""

    name: str
    """Field or milestone; ``case`` for selectors about the whole case."""
    selector: tuple[str, ...] = ()
    """What follows the dots: ``first`` or ``last``, then ``time`` or ``actor``; ``first_event``, ``last_event`` for ``case``."""

    def __str__(self) -> str:
        return ".".join((self.name, *self.selector))


Scalar = str | int | Decimal | bool


@dataclass(frozen=True)
class Literal:
    """A constant."""

    value: Scalar


@dataclass(frozen=True)
class Duration:
    """A length of time, from ``hours(24)``."""

    limit: Limit


@dataclass(frozen=True)
class Compare:
    """``left op right``; unknown when a side is missing."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True)
class In:
    """Membership of a list of constants; unknown when the item is missing."""

    item: Expr
    values: tuple[Scalar, ...]
    negated: bool = False


@dataclass(frozen=True)
class IsMissing:
    """Whether a value is missing; never unknown."""

    item: Expr
    negated: bool = False


@dataclass(frozen=True)
class And:
    """Kleene conjunction."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True)
class Or:
    """Kleene disjunction."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True)
class Not:
    """Kleene negation."""

    part: Expr


@dataclass(frozen=True)
class Arithmetic:
    """``left op right`` on numbers, or a time and a duration; division by nothing is unknown."""

    op: str
    left: Expr
    right: Expr


Expr = Ref | Literal | Duration | Compare | In | IsMissing | And | Or | Not | Arithmetic


def parse(text: str) -> Expr:
    """Read an expression.

    Raises:
        ExpressionError: anything outside the language, with the column.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression has {len(text)} characters; at most {MAX_LENGTH} are read", 0)
    source = text.strip()
    try:
        with warnings.catch_warnings():
            # Python warns of odd literals such as "\\d" and 1if; they are refused.
            warnings.simplefilter("error")
            tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError, Warning) as error:
        # At the end of the text Python says 0.
        offset = getattr(error, "offset", None) or (len(source) + 1 if isinstance(error, SyntaxError) else 1)
        raise ExpressionError(f"not an expression: {getattr(error, 'msg', error)}", offset - 1) from None
    try:
        return _walk(tree.body, 0)
    except ExpressionError as error:
        # Python counts bytes of UTF-8, a reader characters.
        error.column = len(source.encode()[: error.column].decode(errors="ignore"))
        raise


def conjuncts(expr: Expr) -> tuple[Expr, ...]:
    """The parts that have to be true together."""
    return tuple(found for part in expr.parts for found in conjuncts(part)) if isinstance(expr, And) else (expr,)


def refs(expr: Expr | None) -> Iterator[Ref]:
    """Every name in the expression, in order, with repeats."""
    match expr:
        case Ref():
            yield expr
        case Compare(_, left, right) | Arithmetic(_, left, right):
            yield from refs(left)
            yield from refs(right)
        case In(item) | IsMissing(item) | Not(item):
            yield from refs(item)
        case And(parts) | Or(parts):
            for part in parts:
                yield from refs(part)
        case _:
            return


def parse_ref(text: str) -> Ref:
    """Read a single name or selector such as ``resolved.last.actor``.

    Raises:
        ExpressionError: it is something else.
    """
    expr = parse(text)
    if not isinstance(expr, Ref):
        raise ExpressionError(f"{text!r} is not a field or selector")
    return expr


def _walk(node: ast.expr, depth: int) -> Expr:
    if depth > MAX_DEPTH:
        _refuse(node, "nested too deeply")
    deeper = depth + 1
    match node:
        case ast.BoolOp(op, values):
            parts = tuple(_walk(value, deeper) for value in values)
            return And(parts) if isinstance(op, ast.And) else Or(parts)
        case ast.UnaryOp(ast.Not(), operand):
            return Not(_walk(operand, deeper))
        case ast.UnaryOp(ast.USub()):
            return Literal(_constant(node))
        case ast.Compare():
            return _compare(node, deeper)
        case ast.BinOp(left, op, right) if type(op) in ARITHMETIC:
            return Arithmetic(ARITHMETIC[type(op)], _walk(left, deeper), _walk(right, deeper))
        case ast.Name() | ast.Attribute():
            return _name(node)
        case ast.Constant():
            return Literal(_constant(node))
        case ast.Call():
            return _duration(node)
        case _:
            _refuse(node, f"{type(node).__name__} is not part of the language")


def _compare(node: ast.Compare, depth: int) -> Expr:
    if len(node.ops) != 1:
        _refuse(node, "chained comparison; write 'a <= b and b <= c'")
    op, right = node.ops[0], node.comparators[0]
    left = _walk(node.left, depth)
    if isinstance(op, ast.Is | ast.IsNot):
        if not (isinstance(right, ast.Name) and right.id == "missing"):
            _refuse(right, "'is' goes with 'missing' only; write 'x is missing' or '=='")
        return IsMissing(left, negated=isinstance(op, ast.IsNot))
    if isinstance(op, ast.In | ast.NotIn):
        if not isinstance(right, ast.List | ast.Tuple) or not right.elts:
            _refuse(right, '\'in\' takes a list of constants, such as ["urgent", "major"]')
        return In(left, tuple(_constant(element) for element in right.elts), negated=isinstance(op, ast.NotIn))
    return Compare(COMPARISONS[type(op)], left, _walk(right, depth))


def _name(node: ast.expr) -> Ref:
    selector: list[str] = []
    at = node
    while isinstance(at, ast.Attribute):
        selector.append(at.attr)
        at = at.value
    if not isinstance(at, ast.Name) or len(selector) > 2:
        _refuse(node, "only field names and selectors such as 'taken.first.actor' have dots")
    names = (at.id, *reversed(selector))
    if any(name.startswith("_") for name in names):
        _refuse(node, "names do not begin with an underscore")
    return Ref(names[0], names[1:])


def _constant(node: ast.expr) -> Scalar:
    negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    if negative and isinstance(node, ast.UnaryOp):
        node = node.operand
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str | bool | int | float):
        _refuse(node, "only text, numbers and True or False are constants")
    value = node.value
    if isinstance(value, bool | str):
        return value if not negative else _refuse(node, "only numbers have a minus sign")
    exact: int | Decimal = value if isinstance(value, int) else Decimal(repr(value))
    if not -MAX_NUMBER < exact < MAX_NUMBER:
        _refuse(node, "the number is too large")
    return -exact if negative else exact


def _duration(node: ast.Call) -> Duration:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in DURATION_FUNCTIONS:
        _refuse(node, f"no such function; there are {', '.join(DURATION_FUNCTIONS)}")
    argument = node.args[0] if len(node.args) == 1 and not node.keywords else None
    amount = argument.value if isinstance(argument, ast.Constant) else None
    if not isinstance(amount, int) or isinstance(amount, bool):
        _refuse(node, f"{name}() takes one whole number above zero")
    try:
        return Duration(Limit.parse(f"{amount} {name}"))
    except ValueError as error:
        return _refuse(node, f"{name}(): {error}")


def _refuse(node: ast.AST, what: str) -> NoReturn:
    raise ExpressionError(what, getattr(node, "col_offset", 0))
