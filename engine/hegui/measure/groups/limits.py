"""Limits of a figure: lowest, highest, or both, where rows that cannot be judged leave it open between two values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.groups.amounts import SECONDS, fraction, plain
from hegui.words import verdicts as v
from hegui.words.durations import Limit
from hegui.words.groups import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    import ibis.expr.types as ir

    from hegui.measure.groups.amounts import Quotient
    from hegui.measure.ruling import Ladder, Ruling
    from hegui.words.groups import Average, Percentile

    Meets = Callable[[Fraction], ir.BooleanValue]

    Limited = Ratio | Average | Percentile


def judged(ladder: Ladder, check: Limited, least: tuple[Meets, Meets], most: tuple[Meets, Meets]) -> Ruling:
    """Hold a figure against its limits.

    Args:
        ladder: what comes before.
        check: has ``at_least`` and ``at_most``.
        least: whether the figure is surely, and whether it may be, below a limit.
        most: whether it is surely, and whether it may be, above one.
    """
    low = None if check.at_least is None else fraction(check.at_least)
    high = None if check.at_most is None else fraction(check.at_most)
    ladder.when(None if low is None else least[0](low), v.BELOW_LIMIT)
    ladder.when(None if high is None else most[0](high), v.ABOVE_LIMIT)
    ladder.when(None if low is None else least[1](low), v.UNKNOWN_MEMBERS)
    ladder.when(None if high is None else most[1](high), v.UNKNOWN_MEMBERS)
    return ladder.otherwise(v.CONFORMING)


def between(ladder: Ladder, check: Limited, lowest: Quotient, highest: Quotient) -> Ruling:
    """Hold a quotient that lies between two against its limits."""
    return judged(ladder, check, (highest.less, lowest.less), (lowest.more, highest.more))


def small(check: Limited, size: ir.IntegerValue) -> ir.BooleanValue | None:
    """Whether there are too few members to judge by."""
    return size < check.min_sample if check.min_sample > 1 else None


def said(check: Limited, figure: ir.StringValue) -> dict[str, ir.StringValue | str]:
    """The figure and its limit as a report shows them; of two limits, both."""
    limits = [limit for limit in (check.at_least, check.at_most) if limit is not None]
    unit = SECONDS if any(isinstance(limit, Limit) for limit in limits) else ""
    return {"share" if isinstance(check, Ratio) else "value": figure + unit, "limit": " .. ".join(plain(limit) for limit in limits)}
