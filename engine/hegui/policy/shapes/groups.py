"""Shapes of the checks on groups."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from hegui.policy.shapes.base import Figure, Said, Shape
from hegui.policy.shapes.periods import By, PerShape
from hegui.policy.shapes.slots import RosterShape, StandsShape


class GroupShape(Shape):
    """What all groups have: a period, and whose rows belong together."""

    per: PerShape = "month"
    by: By = "unit"


class LimitedShape(GroupShape):
    """A figure with a lower limit, an upper one, or both."""

    at_least: Figure | None = None
    at_most: Figure | None = None
    min_sample: Figure = "1"

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.at_least is None and self.at_most is None:
            message = "give 'at_least', 'at_most' or both"
            raise ValueError(message)
        return self


class RatioShape(LimitedShape):
    """A share of members, or a quotient of sums."""

    of: Said | None = None
    among: Said | None = None
    numerator: Said | None = Field(default=None, alias="sum")
    denominator: Said | None = Field(default=None, alias="over")

    @model_validator(mode="after")
    def _one(self) -> Self:
        shares, sums = self.of is not None, self.numerator is not None and self.denominator is not None
        mixed = (self.numerator is not None) != (self.denominator is not None) or (sums and self.among is not None)
        if shares == sums or mixed:
            message = "give either 'of' (and 'among'), or 'sum' with 'over'"
            raise ValueError(message)
        return self


class AverageShape(LimitedShape):
    """A mean."""

    of: Said
    among: Said | None = None


class PercentileShape(AverageShape):
    """A nearest-rank percentile."""

    percent: Figure


class SamplingShape(GroupShape):
    """Distinct things drawn from a population."""

    drawn: Said
    population: RosterShape
    at_least: Figure
    at_least_one: bool = True


class ScoreShape(Shape):
    """A scorecard computed again."""

    subject: tuple[Said, ...] = Field(min_length=1)
    recorded: Said
    base: Figure | None = None
    deductions: Said | None = None
    weights: dict[Said, Figure] | None = Field(default=None, min_length=1)
    floor: Figure | None = None
    within: Figure = "0"
    pass_mark: Figure | None = Field(default=None, alias="pass")
    per: PerShape = "month"

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.base is None) == (self.weights is None) or (self.deductions is not None and self.base is None):
            message = "give either 'base' (and 'deductions'), or 'weights'"
            raise ValueError(message)
        return self


class FrequencyShape(GroupShape):
    """Events by exposure."""

    exposure: Said
    base: Figure
    events: Said | None = None
    recorded: Said | None = None
    decimals: Figure = "2"
    at_most: Figure | None = None

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.recorded is None and self.at_most is None:
            message = "give 'recorded', 'at_most' or both"
            raise ValueError(message)
        return self


class TrendShape(GroupShape):
    """A figure that gets worse."""

    worse: Literal["rising", "falling"]
    periods: Figure
    of: Said | None = None
    over: Said | None = None
    average: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.of is None and (self.over is not None or self.average):
            message = "'over' and 'average' go with 'of'"
            raise ValueError(message)
        if self.over is not None and self.average:
            message = "give either 'over' or 'average'"
            raise ValueError(message)
        return self


class CoverageShape(GroupShape):
    """All named items occur."""

    field: Said
    items: tuple[Said, ...] = Field(min_length=1)
    at_least: Figure | None = None
    entity: Said | None = None
    roster: RosterShape | None = None
    stands: StandsShape | None = None
