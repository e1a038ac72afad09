"""The shape of ``calendars/<name>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hegui.policy.shapes.base import Day, Said, Shape, Slug

Stretch = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
"""Such as ``09:00-12:00``."""


class CalendarShape(Shape):
    """Working hours, and days that differ from the country's public holidays."""

    calendar: Slug
    country: Literal["CN"] | None = None
    hours: dict[Said, Annotated[tuple[Stretch, ...], Field(min_length=1)]]
    extra_days_off: tuple[Day, ...] = ()
    extra_working_days: tuple[Day, ...] = ()
    years: tuple[Annotated[int, Field(ge=1950, le=2099)], ...] = ()
