"""The shape of ``calendars/<name>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hegui.policy.shapes.base import Day, Said, Shape, Slug, Stretch


class CalendarShape(Shape):
    """Working hours, and days that differ from the country's public holidays."""

    calendar: Slug
    country: Literal["CN"] | None = None
    hours: dict[Said, Annotated[tuple[Stretch, ...], Field(min_length=1)]]
    extra_days_off: tuple[Day, ...] = ()
    extra_working_days: tuple[Day, ...] = ()
    years: tuple[Annotated[int, Field(ge=1950, le=2099)], ...] = ()
