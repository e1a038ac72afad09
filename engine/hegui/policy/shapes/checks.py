"""The shape of ``check:``, one model for each kind."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from hegui.policy.shapes import cases, groups, related, slots
from hegui.policy.shapes.base import Shape


class CheckShape(Shape):
    """Exactly one kind of check."""

    deadline: cases.DeadlineShape | None = None
    due_on: cases.DueOnShape | None = None
    presence: cases.PresenceShape | None = None
    sequence: cases.SequenceShape | None = None
    same: cases.SameShape | None = None
    different: cases.DifferentShape | None = None
    allowed: cases.AllowedShape | None = None
    condition: cases.ConditionShape | None = None
    count: cases.CountShape | None = None
    row_count: related.RowCountShape | None = None
    follow_up: related.FollowUpShape | None = None
    requires: related.RequiresShape | None = None
    triggers: related.TriggersShape | None = None
    pattern: related.PatternShape | None = None
    cadence: slots.CadenceShape | None = None
    ratio: groups.RatioShape | None = None
    average: groups.AverageShape | None = None
    percentile: groups.PercentileShape | None = None
    sampling: groups.SamplingShape | None = None
    score: groups.ScoreShape | None = None
    frequency: groups.FrequencyShape | None = None
    trend: groups.TrendShape | None = None
    coverage: groups.CoverageShape | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1 or self.kind is None:
            message = f"a check is of exactly one kind; kinds are {', '.join(type(self).model_fields)}"
            raise ValueError(message)
        return self

    @property
    def kind(self) -> Shape | None:
        """The one kind that is given."""
        return next((kind for name in self.model_fields_set if (kind := getattr(self, name)) is not None), None)
