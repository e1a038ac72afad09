"""The shape of ``profiles/<name>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hegui.policy.shapes.base import Figure, Name, Said, Shape, Slug, TextShape
from hegui.words.findings import Grade

Period = Literal["day", "week", "month", "quarter", "half_year", "year"]


class OverrideShape(Shape):
    """A figure of a standard that the profile changes."""

    standard: Said
    parameter: Name
    value: Figure
    reason: Said


class ProfileShape(Shape):
    """Which handbooks are in force, thresholds, and how units are found."""

    profile: Slug
    title: TextShape
    extends: Slug | None = None
    handbooks: tuple[Said, ...] | None = None
    standards: Annotated[tuple[Said, ...], Field(min_length=1)] | None = None
    logs: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    units: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    period: Period | None = None
    parameters: dict[Name, int] = Field(default_factory=dict)
    overrides: tuple[OverrideShape, ...] = ()
    owners: dict[Name, TextShape] = Field(default_factory=dict)
    due_working_days: dict[Grade, Annotated[int, Field(ge=1, le=3660)]] = Field(default_factory=dict)
    calendar: Slug | None = None
