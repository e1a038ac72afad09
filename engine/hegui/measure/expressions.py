"""Expressions of policies as columns: three-valued, exact, typed by the vocabulary (POLICY_LANGUAGE 7)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Protocol

import ibis

from hegui.measure.cells import Cell
from hegui.measure.functions import DAY, SECOND, has_all, instant, microseconds, microseconds_of, start_of_day
from hegui.words.durations import Limit
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

OPERATORS: dict[str, Callable[[ir.Value, ir.Value], ir.Value]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
DECIMALS = 9
"""Results of arithmetic are compared rounded to so many decimals, so that 0.95 * 100 is 95."""


class Cells(Protocol):
    """Whatever gives the cell under a name."""

    def cell(self, ref: Ref) -> Cell:
        """The cell under a name."""


@dataclass(frozen=True)
class Time:
    """A point in time: microseconds since 1970."""

    micros: ir.IntegerValue
    dated: bool = False
    """It is a whole day: comparisons are of days."""


@dataclass(frozen=True)
class Span:
    """A measured length of time in microseconds, the difference of two times or a duration field."""

    micros: ir.IntegerValue
    ends: tuple[Time, Time] | None = None
    """Later and earlier time it is the difference of: a comparison with months needs them."""


@dataclass(frozen=True)
class Number:
    """A number, as a column or the result of arithmetic."""

    value: ir.NumericValue
    computed: bool = False


Operand = Time | Span | Number | Limit | Cell | str
"""``Limit``: a duration literal. ``Cell``: text, a code, a list or a boolean. ``str``: a text literal, typed by what it meets."""


def holds(expr: Expr, cells: Cells) -> ir.BooleanValue:
    """The truth of an expression for every row: true, false, or null for unknown."""
    match expr:
        case And(parts):
            return reduce(operator.and_, (holds(part, cells) for part in parts))
        case Or(parts):
            return reduce(operator.or_, (holds(part, cells) for part in parts))
        case Not(part):
            return _negated(holds(part, cells))
        case IsMissing(item, negated):
            missing = _missing(item, cells)
            return _negated(missing) if negated else missing
        case In(item, values, negated):
            found = _among(_operand(item, cells), values)
            return _negated(found) if negated else found
        case Compare(op, left, right):
            return _compared(op, _operand(left, cells), _operand(right, cells))
        case Ref() | Literal(bool()):
            return _truth(expr, cells)
        case _:
            raise TypeError("an expression that is neither true nor false")


def value(expr: Expr, cells: Cells) -> Number | Span:
    """The number or the length of time that an expression gives for every row, null where it is unknown."""
    operand = _operand(expr, cells)
    if not isinstance(operand, Number | Span):
        raise TypeError(f"{_said(operand)} is neither a number nor a duration")
    return operand


def _negated(value: ir.BooleanValue) -> ir.BooleanValue:
    """Kleene negation. Not by ``~``: Ibis 12 writes ``(NOT x) IS NULL`` without the parentheses, and SQL reads ``NOT (x IS NULL)``."""
    return value == ibis.literal(False)


def _among(item: Operand, values: tuple[Scalar, ...]) -> ir.BooleanValue:
    if isinstance(item, Cell) and item.type is not FieldType.LIST and all(isinstance(value, str) for value in values):
        return item.value.isin(values)
    return reduce(operator.or_, (_compared("==", item, _literal(value)) for value in values))


def _truth(expr: Ref | Literal, cells: Cells) -> ir.BooleanValue:
    if isinstance(expr, Literal):
        return ibis.literal(bool(expr.value))
    cell = cells.cell(expr)
    if cell.type is not FieldType.BOOLEAN:
        raise TypeError(f"{str(expr)!r} is neither true nor false")
    return cell.value


def _missing(item: Expr, cells: Cells) -> ir.BooleanValue:
    """A cell that cannot be read is not missing: something stands there."""
    if isinstance(item, Ref):
        return cells.cell(item).missing
    operand = _operand(item, cells)
    match operand:
        case Time(micros) | Span(micros):
            return micros.isnull()
        case Number(value):
            return value.isnull()
        case _:
            return ibis.literal(False)


def _operand(expr: Expr, cells: Cells) -> Operand:
    match expr:
        case Ref():
            return _typed(cells.cell(expr))
        case Literal(value):
            return _literal(value)
        case Duration(limit):
            return limit
        case Arithmetic(op, left, right):
            return _arithmetic(op, _operand(left, cells), _operand(right, cells))
        case _:
            return Cell(FieldType.BOOLEAN, holds(expr, cells))


def _typed(cell: Cell) -> Operand:
    match cell.type:
        case FieldType.DATE | FieldType.DATETIME:
            return Time(microseconds(cell.value), cell.type is FieldType.DATE)
        case FieldType.NUMBER | FieldType.INTEGER:
            return Number(cell.value)
        case FieldType.DURATION:
            return Span(cell.value * SECOND)
        case _:
            return cell


def _literal(value: Scalar) -> Operand:
    if isinstance(value, bool):
        return Cell(FieldType.BOOLEAN, ibis.literal(value))
    return value if isinstance(value, str) else Number(ibis.literal(value))


def _compared(op: str, left: Operand, right: Operand) -> ir.BooleanValue:
    if isinstance(left, str | Limit) and not isinstance(right, str | Limit):
        return _compared(MIRRORED[op], right, left)
    compare = OPERATORS[op]
    match left, right:
        case Time(), Time():
            return _compared_times(op, left, right)
        case Time(), str():
            return _compared_times(op, left, _time_of(right))
        case Span(), Span():
            return compare(left.micros, right.micros)
        case Span(_, (later, earlier)), Limit():
            return compare(later.micros, _shifted(earlier, right).micros)
        case Span(), Limit():
            return compare(left.micros, _length(right))
        case Number(), Number():
            return compare(_rounded(left, right), _rounded(right, left))
        case Cell(), Cell() | str():
            return _compared_cells(op, left, right)
        case _:
            raise TypeError(f"{_said(left)} cannot be compared with {_said(right)}")


def _compared_cells(op: str, left: Cell, right: Cell | str) -> ir.BooleanValue:
    """A list is compared with a text by whether it holds it."""
    if isinstance(right, Cell) and right.type is FieldType.LIST and left.type is not FieldType.LIST:
        return _compared_cells(op, right, left)
    value = right if isinstance(right, str) else right.value
    if op == "<=" and left.type is FieldType.LIST and isinstance(right, Cell):
        return has_all(right.value, left.value)
    if left.type is not FieldType.LIST or (isinstance(right, Cell) and right.type is FieldType.LIST):
        return OPERATORS[op](left.value, value)
    held = left.value.contains(value)
    return held if op == "==" else _negated(held)


def _compared_times(op: str, left: Time, right: Time) -> ir.BooleanValue:
    if left.dated == right.dated:
        return OPERATORS[op](left.micros, right.micros)
    return OPERATORS[op](_day(left), _day(right))


def _day(time: Time) -> ir.IntegerValue:
    return time.micros if time.dated else start_of_day(instant(time.micros))


def _time_of(text: str) -> Time:
    """A text literal against a time; a bare date is its midnight, and as a day against a whole day."""
    moment = datetime.fromisoformat(text)
    return Time(ibis.literal(microseconds_of(moment)))


def _rounded(number: Number, other: Number) -> ir.NumericValue:
    if number.computed or other.computed:
        return number.value.cast("float64").round(DECIMALS)
    return number.value


def _arithmetic(op: str, left: Operand, right: Operand) -> Operand:
    match op, left, right:
        case "-", Time(), Time():
            return Span(left.micros - right.micros, (left, right))
        case (("+" | "-"), Time(), Limit()):
            return _shifted(left, right, -1 if op == "-" else 1)
        case "+", Limit(), Time():
            return _shifted(right, left)
        case (("+" | "-"), Time(), Span()):
            return Time(left.micros + right.micros if op == "+" else left.micros - right.micros)
        case _, Number(), Number():
            return Number(_calculated(op, left.value.cast("float64"), right.value.cast("float64")), computed=True)
        case _:
            raise TypeError(f"{_said(left)} {op} {_said(right)} is not in the language")


def _calculated(op: str, left: ir.NumericValue, right: ir.NumericValue) -> ir.NumericValue:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right.nullif(0)


def _shifted(time: Time, limit: Limit, sign: int = 1) -> Time:
    """A time moved by a duration; months end at the last day of a shorter month."""
    if limit.months:
        moved = instant(time.micros) + ibis.interval(months=sign * limit.months)
        return Time(microseconds(moved), time.dated)
    dated = time.dated and bool(limit.days)
    return Time(time.micros + sign * _length(limit), dated)


def _length(limit: Limit) -> int:
    if limit.months:
        raise TypeError(f"{limit} has no fixed length; compare times with it")
    return limit.days * DAY if limit.days else limit.seconds * SECOND


def _said(operand: Operand) -> str:
    match operand:
        case Time():
            return "a time"
        case Span() | Limit():
            return "a duration"
        case Number():
            return "a number"
        case Cell(kind):
            return f"a value of type {kind.value}"
        case text:
            return repr(text)
