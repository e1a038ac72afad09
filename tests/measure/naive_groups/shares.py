"""Ratios, averages and percentiles: figures against limits, with unknown members tried at both extremes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, inf

from hegui.words import groups as g
from hegui.words.durations import Limit

from .audits import Audit, Row
from .members import counts, truth, value


def limited(check: g.Ratio | g.Average | g.Percentile, figure: Fraction | float) -> str:
    """A figure against its limits."""
    if check.at_least is not None and figure < exact(check.at_least):
        return "below_limit"
    return "above_limit" if check.at_most is not None and figure > exact(check.at_most) else "conforming"


def exact(limit: Decimal | Limit) -> Fraction:
    """A limit as a fraction."""
    return Fraction(limit.amount * {"second": 1, "minute": 60}[limit.unit]) if isinstance(limit, Limit) else Fraction(limit)


def agreed(reasons: Iterable[str]) -> str:
    """The one verdict that all ways lead to."""
    found = set(reasons)
    return found.pop() if len(found) == 1 else "unknown_members"


def ratio(check: g.Ratio, members: Sequence[Row], audit: Audit) -> str:
    """Every unknown member counts in full, or every one for nothing."""
    parts: list[tuple[Fraction | None, Fraction | None]] = []
    for row in members:
        if check.of is not None:
            holds = truth(check.of, row)
            part, weight = None if holds is None else Fraction(holds), Fraction(1)
        else:
            assert check.numerator is not None
            assert check.denominator is not None
            part, weight = value(check.numerator, row), value(check.denominator, row)  # type: ignore[assignment]
        sure = counts(check, row, audit) is True and weight is not None
        parts.append((part if sure else None, weight))
    known = [(part, weight) for part, weight in parts if part is not None and weight is not None]
    if check.min_sample > 1 and sum(weight for _, weight in known) < check.min_sample:
        return "small_sample"
    unknown = [weight for part, weight in parts if part is None or weight is None]
    if None in unknown:
        return "unknown_members"
    extra = sum((weight for weight in unknown if weight is not None), Fraction(0))
    above, below = sum(part for part, _ in known), sum(weight for _, weight in known) + extra
    if not below:
        return "no_exposure"
    return agreed(limited(check, Fraction(100 * (above + more)) / below) for more in (extra, 0))


def mean_or_percentile(check: g.Average | g.Percentile, members: Sequence[Row], audit: Audit) -> str:
    """Every unknown member is infinitely small, or infinitely large."""
    values = [value(check.of, row) if counts(check, row, audit) else None for row in members]
    known = [figure for figure in values if figure is not None]
    if check.min_sample > 1 and len(known) < check.min_sample:
        return "small_sample"
    if isinstance(check, g.Average):
        return "unknown_members" if None in values else limited(check, Fraction(sum(known)) / len(known))
    ways = []
    for end in (-inf, inf):
        ranked = sorted(end if figure is None else figure for figure in values)
        ways.append(limited(check, ranked[ceil(Fraction(check.percent) * len(ranked) / 100) - 1]))
    return agreed(ways)
