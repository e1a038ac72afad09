"""Checks that compute a figure again: from their shapes to the checks."""

from __future__ import annotations

from decimal import Decimal

from hegui.policy.building import figures
from hegui.policy.building.names import optional, refs
from hegui.policy.building.periods import period
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.building.slots import WHOLE
from hegui.policy.faults import At
from hegui.policy.shapes import groups as shapes
from hegui.words import groups
from hegui.words.expressions import Ref
from hegui.words.kinds import Check

NAMES = (Sort.TEXT, Sort.NUMBER, Sort.TIME)
"""What a subject can be named by."""


def score(shape: shapes.ScoreShape, scope: Scope, at: At) -> Check | None:
    """A scorecard; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    subject = refs(shape.subject, scope, at / "subject", *NAMES)
    recorded = scope.ref(shape.recorded, at / "recorded", Sort.NUMBER)
    base = _base(shape.base, scope, at / "base")
    deductions = optional(shape.deductions, scope, at / "deductions", Sort.NUMBER)
    weights = _weights(shape.weights or {}, scope, at / "weights")
    floor = figures.number(shape.floor, scope, at / "floor")
    within = figures.number(shape.within, scope, at / "within", 0)
    mark = figures.number(shape.pass_mark, scope, at / "pass")
    if per is None or subject is None or recorded is None or within is None or at.noted > before:
        return None
    return groups.Score(subject, recorded, base, deductions, weights, floor, within, mark, per)


def _base(text: str | None, scope: Scope, at: At) -> Ref | Decimal | None:
    """A field, or a figure."""
    if text is None or text in scope.parameters or not text.isidentifier():
        return figures.number(text, scope, at)
    return scope.ref(text, at, Sort.NUMBER)


def _weights(table: dict[str, str], scope: Scope, at: At) -> tuple[tuple[Ref, Decimal], ...]:
    found = []
    for name, text in table.items():
        ref, weight = scope.ref(name, (at / name).key, Sort.NUMBER), figures.number(text, scope, at / name)
        if ref is not None and weight is not None:
            found.append((ref, weight))
    return tuple(found)


def frequency(shape: shapes.FrequencyShape, scope: Scope, at: At) -> Check | None:
    """Events by exposure; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    exposure = scope.ref(shape.exposure, at / "exposure", Sort.NUMBER)
    base = figures.number(shape.base, scope, at / "base", 1)
    events = optional(shape.events, scope, at / "events", Sort.NUMBER)
    recorded = optional(shape.recorded, scope, at / "recorded", Sort.NUMBER)
    decimals = figures.whole(shape.decimals, scope, at / "decimals", 0, 6)
    at_most = figures.number(shape.at_most, scope, at / "at_most", 0)
    if per is None or exposure is None or base is None or decimals is None or at.noted > before:
        return None
    return groups.Frequency(exposure, base, events, recorded, decimals, at_most, per, shape.by == WHOLE)
