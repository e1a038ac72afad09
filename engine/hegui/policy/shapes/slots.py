"""Shapes of the checks on slots, and of rosters."""

from __future__ import annotations

from pydantic import Field

from hegui.policy.shapes.base import Figure, Name, Said, Shape
from hegui.policy.shapes.periods import PerShape, PointShape


class RosterShape(Shape):
    """Entities of another log, with the time they are on it."""

    log: Name
    entity: Said
    since: Said = Field(alias="from")
    until: Said | None = None
    where: Said | None = None


class StandsShape(Shape):
    """A stretch of time over which a row stands."""

    since: Said = Field(alias="from")
    until: Said | None = None


class CadenceShape(Shape):
    """Each entity has so many rows in each period."""

    per: PerShape
    at_least: Figure = "1"
    entity: Said = "unit"
    on: Said | None = None
    done: Said | None = None
    roster: RosterShape | None = None
    at_least_days: Figure | None = None
    working_days_only: bool = False
    by: PointShape | None = None
    grace: Figure | None = None
    stands: StandsShape | None = None
