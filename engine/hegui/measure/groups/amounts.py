"""Figures in whole numbers: sums of floating-point numbers differ from run to run, and a share exactly on its limit has to be told.

Values are decimals or microseconds, and their sums whole millionths (of seconds, where they are times), so that they are exact; a quotient
is never worked out where it is compared, both sides are multiplied instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import ibis

from hegui.measure.expressions import Span, value
from hegui.measure.functions import divided, in_millionths
from hegui.words.durations import Limit
from hegui.words.expressions import refs

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.words.expressions import Expr
    from hegui.words.groups import Threshold

DECIMALS = 6
MILLION = 10**DECIMALS
SECONDS = " s"
"""Follows figures that are lengths of time."""
SHOWN = 4
"""Quotients, which need not end, are shown rounded half up to so many decimals."""


def amount(expr: Expr, view: CaseView) -> ir.NumericValue:
    """A number of every row as a decimal, null where it is missing or beyond a trillion; a length of time in microseconds.

    What ends before it begins took no time less than none: how long it took nobody knows. Of planned times one may well be early.
    """
    found = value(expr, view)
    if not isinstance(found, Span):
        return found.value.try_cast(f"decimal(18, {DECIMALS})")
    planned = any((declared := view.log.log.fields.get(ref.name)) is not None and declared.planned for ref in refs(expr))
    return found.micros if planned else ibis.ifelse(found.micros < 0, ibis.null("int64"), found.micros)


def millionths(figure: ir.NumericValue) -> ir.IntegerValue:
    """An amount, or a sum of amounts, in whole millionths; whole numbers are such already."""
    return figure if figure.type().is_integer() else in_millionths(figure)


def wide(number: ir.IntegerValue) -> ir.DecimalValue:
    """The same whole number with room for products."""
    return number.cast("decimal(38, 0)")


def fraction(threshold: Threshold) -> Fraction:
    """A limit as an exact number; lengths of time in seconds."""
    return Fraction(threshold.seconds) if isinstance(threshold, Limit) else Fraction(threshold)


@dataclass(frozen=True)
class Quotient:
    """One whole number by another that is above zero."""

    above: ir.IntegerValue
    below: ir.IntegerValue

    def less(self, limit: Fraction) -> ir.BooleanValue:
        """Whether it is less than a limit."""
        return wide(self.above) * limit.denominator < wide(self.below) * limit.numerator

    def more(self, limit: Fraction) -> ir.BooleanValue:
        """Whether it is more than a limit."""
        return wide(self.above) * limit.denominator > wide(self.below) * limit.numerator

    def rounded(self, decimals: int) -> ir.IntegerValue:
        """In units of the last decimal, a half away from zero; null where there is nothing to divide by."""
        size = divided(self.above.abs() * (2 * 10**decimals) + self.below, (self.below * 2).nullif(0))
        return ibis.ifelse(self.above < 0, -size, size)

    def text(self) -> ir.StringValue:
        """As a report shows it."""
        return written(self.rounded(SHOWN), SHOWN)


def written(number: ir.IntegerValue, decimals: int) -> ir.StringValue:
    """A whole number of units of so many decimals, in full."""
    sign = ibis.ifelse(number < 0, "-", "")
    digits = number.abs().cast("string")
    if not decimals:
        return sign + digits
    pointed = (ibis.literal("0" * decimals) + digits).re_replace(rf"^0*(\d+)(\d{{{decimals}}})$", r"\1.\2")
    return sign + pointed.re_replace(r"\.?0+$", "")


def plain(threshold: Threshold) -> str:
    """A limit as text, in full; lengths of time in seconds."""
    if isinstance(threshold, Limit):
        return f"{threshold.seconds}{SECONDS}"
    text = f"{threshold:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
