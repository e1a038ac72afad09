"""Scorecards and frequencies: figures that are recorded, and added up again."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from hegui.words import expressions as e
from hegui.words import groups as g

from .audits import Audit, Row
from .members import counts, value


def score(check: g.Score, card: Sequence[Row], audit: Audit) -> str:
    """One card."""
    if any(counts(check, row, audit) is None for row in card):
        return "unknown_members"
    if any(row.get(ref.name) is None for ref in check.subject for row in card):
        return "unknown_value"
    single = [check.recorded, *([check.base] if isinstance(check.base, e.Ref) else []), *(ref for ref, _ in check.weights)]
    held = {ref: {row[ref.name] for row in card if row.get(ref.name) is not None} for ref in single}
    names = [*single, *([check.deductions] if check.deductions else [])]
    if any(len(values) != 1 for values in held.values()) or any(row.get(f"{n}__state") == "unreadable" for n in names for row in card):
        return "unknown_value"
    one = {ref: Fraction(next(iter(values))) for ref, values in held.items()}
    if check.weights:
        computed = sum((one[ref] * Fraction(weight) for ref, weight in check.weights), Fraction(0))
    else:
        base = one[check.base] if isinstance(check.base, e.Ref) else Fraction(check.base or 0)
        computed = base - sum(Fraction(row[check.deductions.name] or 0) for row in card if check.deductions)
    if check.floor is not None:
        computed = max(computed, Fraction(check.floor))
    if abs(computed - one[check.recorded]) > Fraction(check.within):
        return "disagrees"
    return "below_limit" if check.pass_mark is not None and one[check.recorded] < Fraction(check.pass_mark) else "conforming"


def frequency(check: g.Frequency, members: Sequence[Row], audit: Audit) -> str:
    """Events by exposure times base."""
    if any(counts(check, row, audit) is None for row in members):
        return "unknown_members"
    events = [Fraction(1) if check.events is None else value(check.events, row) for row in members]
    exposure = [value(check.exposure, row) for row in members]
    if None in events or None in exposure:
        return "unknown_value"
    below = sum(part for part in exposure if part is not None)
    if not below:
        return "no_exposure"
    figure = Fraction(sum(part for part in events if part is not None)) / below * Fraction(check.base)
    recorded = {row["noted"] for row in members if row.get("noted") is not None} if check.recorded else set()
    to_six = Fraction(floor(figure * 10**6 + Fraction(1, 2)), 10**6)
    if len(recorded) == 1 and abs(Fraction(recorded.pop()) - to_six) > Fraction(1, 2 * 10**check.decimals):
        return "disagrees"
    if check.at_most is not None and figure > Fraction(check.at_most):
        return "above_limit"
    told = {row["noted"] for row in members if row.get("noted") is not None}
    return "unknown_value" if check.recorded and len(told) != 1 else "conforming"
