"""Trends: the last figures of a unit, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hegui.words import groups as g

from .audits import Audit, Key, Row
from .members import counts, grouped, value
from .periods import before, end_of


def trend(check: g.Trend, key: Key, rows: Sequence[Row], audit: Audit) -> str:
    """The last steps of a unit's series, one after the other."""
    assert key[2] is not None
    covers = audit.covers or (date.min, date.min)
    told: dict[date, list[Row]] = {}
    for (unit, _, start), members in grouped(check, rows).items():
        inside = start is not None and covers[0] <= start and end_of(check.per, start) <= covers[1]
        if unit == key[0] and start is not None and (inside or not audit.declared):
            told[start] = members
    at, starts = key[2], [key[2]]
    for _ in range(check.periods):
        at = before(check.per, at)
        starts.append(at)
    if starts[-1] < min(told):
        return "no_comparison"
    figures = [
        Fraction(0) if check.of is None and start not in told and told_of(check, start, audit) else figure_of(check, told.get(start), audit)
        for start in starts
    ]
    steps = [None if a is None or b is None else (a > b if check.worse == "rising" else a < b) for a, b in pairwise(figures)]
    if False in steps:
        return "conforming"
    if any(counts(check, row, audit) is None for start in starts for row in told.get(start, ())):
        return "unknown_members"
    return "unknown_value" if None in steps else "worsening"


def told_of(check: g.Trend, start: date, audit: Audit) -> bool:
    """Whether the log tells of a period: a declared span holds all of it, the span of the rows a day of it."""
    if audit.covers is None:
        return False
    first, after, end = *audit.covers, end_of(check.per, start)
    return first <= start and end <= after if audit.declared else start < after and first < end


def figure_of(check: g.Trend, members: Sequence[Row] | None, audit: Audit) -> Fraction | None:
    """The figure of a period; None where it is not known."""
    if not members or any(counts(check, row, audit) is None for row in members):
        return None
    above = [Fraction(1) if check.of is None else value(check.of, row) for row in members]
    below = [Fraction(1) if check.over is None else value(check.over, row) for row in members]
    if None in above or None in below:
        return None
    size = sum(part for part in below if part is not None) if check.over is not None or check.average else Fraction(1)
    return Fraction(sum(part for part in above if part is not None)) / size if size else None
