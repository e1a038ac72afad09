"""Shapes of the checks that look at another log, or at several events of a case in relation."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from hegui.policy.shapes.base import Figure, Name, Said, Shape


class RelatedShape(Shape):
    """The rows of another log that belong to a case."""

    log: Name
    match: dict[Said, Said] = Field(min_length=1)
    where: Said | None = None
    at: Said | None = None


class RowCountShape(Shape):
    """So many rows of another log for a case."""

    of: RelatedShape
    at_least: Figure | None = None
    at_most: Figure | None = None
    until: Said | None = None
    distinct_days: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.at_least is None and self.at_most is None:
            message = "give 'at_least', 'at_most' or both"
            raise ValueError(message)
        return self


class FollowUpShape(RelatedShape):
    """Rows of another log come in time after a milestone."""

    after: Said
    within: Figure | None = None
    every: Figure | None = None
    until: Said | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.within is None and self.every is None:
            message = "give 'within', 'every' or both"
            raise ValueError(message)
        return self


class TriggersShape(RelatedShape):
    """If this holds of the case, then that follows in another log."""

    when: Said
    after: Said | None = None
    within: Figure


class RequiresShape(RelatedShape):
    """A row of another log comes before a milestone."""

    before: Said
    within: Figure | None = None


class PatternShape(Shape):
    """Events of a case in a relation that must not occur."""

    when: Said
    unless: Said | None = None
