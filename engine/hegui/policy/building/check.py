"""From the shape of a check to the check, one builder for each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hegui.policy.building import groups, related, scores, slots, timing, values
from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.policy.shapes.checks import CheckShape
from hegui.words.kinds import Check


def check(shape: CheckShape, scope: Scope, at: At) -> Check | None:
    """Build a check; None where it cannot be built, with the reason noted."""
    kind = next(iter(shape.model_fields_set))
    return BUILDERS[kind](getattr(shape, kind), scope, at / kind)


BUILDERS: dict[str, Callable[[Any, Scope, At], Check | None]] = {
    "deadline": timing.deadline,
    "due_on": timing.due_on,
    "presence": values.presence,
    "sequence": timing.sequence,
    "same": values.same,
    "different": values.different,
    "allowed": values.allowed,
    "condition": values.holds,
    "count": timing.count,
    "row_count": related.row_count,
    "follow_up": related.follow_up,
    "requires": related.requires,
    "triggers": related.triggers,
    "pattern": related.pattern,
    "cadence": slots.cadence,
    "ratio": groups.ratio,
    "average": groups.average,
    "percentile": groups.percentile,
    "sampling": groups.sampling,
    "score": scores.score,
    "frequency": scores.frequency,
    "trend": groups.trend,
    "coverage": groups.coverage,
}
"""Every kind of check and what builds it."""
