"""Functions of the engine that Ibis has no name for, or compiles to something slow or inexact."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.datatypes as dt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import ibis.expr.types as ir

SECOND = 1_000_000
"""Microseconds of a second. Instants are compared as whole microseconds since 1970: exact, and half the time of intervals."""
DAY = 86_400 * SECOND
"""Microseconds of a day."""


MACROS = (
    # For Ibis the number is a decimal. Decimals of that size are checked at every step, which takes a quarter of the time of a pivot.
    """
    CREATE OR REPLACE TEMP MACRO hegui_order_number(moment, tie) AS
      coalesce(epoch_us(moment) + 2251799813685248, 0)::HUGEINT * 72057594037927936 + tie
    """,
    "CREATE OR REPLACE TEMP MACRO hegui_millionths(number) AS (number::DECIMAL(38, 6) * 1000000)::HUGEINT",
    """
    CREATE OR REPLACE TEMP MACRO hegui_first_gap(numbers, first, last) AS
      list_min([number FOR number IN range(first, last + 1) IF NOT list_contains(numbers, number)])
    """,
    # Sets of items as bits: one column of numbers and one aggregate, whatever the number of items.
    """
    CREATE OR REPLACE TEMP MACRO hegui_bit_of(item, items) AS
      CASE WHEN list_contains(items, item) THEN 1::BIGINT << (list_position(items, item) - 1)::INTEGER ELSE 0::BIGINT END
    """,
    """
    CREATE OR REPLACE TEMP MACRO hegui_bits_of(held, items) AS
      coalesce(list_sum([1::BIGINT << n::INTEGER FOR n IN range(len(items)) IF list_contains(held, items[n + 1])]), 0)::BIGINT
    """,
    """
    CREATE OR REPLACE TEMP MACRO hegui_unset(bits, items) AS
      [items[n + 1] FOR n IN range(len(items)) IF (bits >> n::INTEGER) & 1 = 0 AND items[n + 1] <> '']
    """,
)
"""Functions of our own, made in the engine before anything is measured."""


def microseconds_of(instant: datetime) -> int:
    """Microseconds since 1970 of a Python time."""
    return (instant - datetime(1970, 1, 1)) // timedelta(microseconds=1)


def microseconds(time: ir.Value) -> ir.IntegerValue:
    """Microseconds since 1970 of a timestamp, or of the midnight that begins a date."""
    stamp = time.cast("timestamp(6)") if time.type().is_date() else time
    return _builtin(ibis.udf.scalar, "epoch_us", (stamp.type(),), dt.int64)(stamp)


def instant(micros: ir.IntegerValue) -> ir.TimestampValue:
    """The timestamp of so many microseconds since 1970."""
    return _builtin(ibis.udf.scalar, "make_timestamp", (dt.int64,), dt.Timestamp(scale=6))(micros)


def divided(number: ir.IntegerValue, by: ir.IntegerValue | int) -> ir.IntegerValue:
    """Whole quotient of a number that is not negative (Ibis divides by way of floating point, inexact for microseconds)."""
    return _builtin(ibis.udf.scalar, "divide", (dt.int64, dt.int64), dt.int64)(number, by)


def start_of_day(time: ir.Value) -> ir.IntegerValue:
    """Microseconds since 1970 of the midnight that begins the day of a time."""
    return microseconds(time if time.type().is_date() else time.cast("date"))


def sha256(text: ir.StringValue) -> ir.StringValue:
    """Hex digest of a text."""
    return _builtin(ibis.udf.scalar, "sha256", (dt.string,), dt.string)(text)


def has_all(whole: ir.ArrayValue, part: ir.ArrayValue) -> ir.BooleanValue:
    """Whether every item of one list occurs in the other."""
    return _builtin(ibis.udf.scalar, "list_has_all", (whole.type(), part.type()), dt.boolean)(whole, part)


def json_object(pairs: list[tuple[str, ir.StringValue]]) -> ir.StringValue:
    """JSON text of an object with its members in that order."""
    arguments = [part for name, value in pairs for part in (ibis.literal(name), value)]
    return _builtin(ibis.udf.scalar, "json_object", (dt.string,) * len(arguments), dt.string)(*arguments)


def order_number(time: ir.TimestampValue, tie: ir.IntegerValue) -> ir.DecimalValue:
    """One number that sorts by time, then by ``tie``, a whole number below 2 ** 56; rows without a time come first.

    16 bytes wherever it is kept: an aggregate that goes by a structure holds it on the heap, one for every group.
    """
    return _builtin(ibis.udf.scalar, "hegui_order_number", (time.type(), dt.int64), dt.Decimal(38, 0))(time, tie)


def in_millionths(number: ir.DecimalValue) -> ir.IntegerValue:
    """A number of six decimals as a whole number of millionths, of 16 bytes: for the sums of a group, one row at a time it is slow."""
    return _builtin(ibis.udf.scalar, "hegui_millionths", (number.type(),), dt.int64)(number)


def first_gap(numbers: ir.ArrayValue, first: int, last: ir.IntegerValue) -> ir.IntegerValue:
    """The least whole number from ``first`` to ``last`` that is not among the numbers; null where all are, or there are none to have."""
    takes = (dt.Array(dt.int64), dt.int64, dt.int64)
    return _builtin(ibis.udf.scalar, "hegui_first_gap", takes, dt.int64)(numbers, ibis.literal(first, "int64"), last)


BITS = 62
"""Items that a set of bits can hold."""


def bits_of(held: ir.Value, items: Sequence[object]) -> ir.IntegerValue:
    """Which of the items, ``BITS`` of them at most, a value is or a list holds: bit 0 for the first; none where it is null."""
    among = ibis.literal(list(items))
    name = "hegui_bits_of" if held.type().is_array() else "hegui_bit_of"
    return _builtin(ibis.udf.scalar, name, (held.type(), among.type()), dt.int64)(held, among)


def set_bits(bits: ir.IntegerValue) -> ir.IntegerValue:
    """How many items a set of bits holds."""
    return _builtin(ibis.udf.scalar, "bit_count", (dt.int64,), dt.int64)(bits)


def unset(bits: ir.IntegerValue, items: ir.ArrayValue) -> ir.ArrayValue:
    """The items that a set of bits does not hold, in their order."""
    return _builtin(ibis.udf.scalar, "hegui_unset", (dt.int64, items.type()), items.type())(bits, items)


def contains_all(values: ir.ArrayValue, items: ir.ArrayValue) -> ir.BooleanValue:
    """Whether every item is among the values (what Ibis writes for lambdas is no longer understood by the engine)."""
    return _builtin(ibis.udf.scalar, "list_has_all", (values.type(), items.type()), dt.boolean)(values, items)


def first_by(value: ir.Value, order: ir.Value, where: ir.BooleanValue | None = None) -> ir.Value:
    """The value, missing or not, of the row that comes first (Ibis would sort every group)."""
    return _builtin(ibis.udf.agg, "arg_min_null", (value.type(), order.type()), value.type())(value, order, where=where)


def last_by(value: ir.Value, order: ir.Value, where: ir.BooleanValue | None = None) -> ir.Value:
    """The value, missing or not, of the row that comes last."""
    return _builtin(ibis.udf.agg, "arg_max_null", (value.type(), order.type()), value.type())(value, order, where=where)


def top(value: ir.Value, order: ir.Value, count: int) -> ir.ArrayValue:
    """The values of the ``count`` rows that come last, the very last first (a heap a group: no sort, no window)."""
    takes = (value.type(), order.type(), dt.int64)
    return _builtin(ibis.udf.agg, "max_by", takes, dt.Array(value.type()))(value, order, count)


@cache
def _builtin(kind: Any, name: str, takes: tuple[dt.DataType, ...], gives: dt.DataType) -> Callable[..., ir.Value]:  # noqa: ANN401 - untyped
    def function(*_: object) -> None:
        """Never called: the engine has the function, Ibis wants its signature."""

    names = [Parameter(f"a{number}", Parameter.POSITIONAL_OR_KEYWORD) for number in range(len(takes))]
    function.__signature__ = Signature(names)  # type: ignore[attr-defined]
    builtin: Callable[..., ir.Value] = kind.builtin(function, name=name, signature=(takes, gives))
    return builtin
