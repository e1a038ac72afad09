"""Shapes of calendar periods and days within them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from hegui.policy.shapes.base import MAPPING, TEXT, Figure, Shape, form


class BillingWindowShape(Shape):
    """The last days of a month and the first of the next."""

    last_days: Figure
    first_days: Figure


class PointShape(Shape):
    """A day within a period of months."""

    day: Figure
    month: Figure = "last"


PerShape = Annotated[Annotated[Figure, Tag(TEXT)] | Annotated[BillingWindowShape, Tag(MAPPING)], Discriminator(form)]
"""A period: its name, the name of a parameter, or a billing window."""

By = Literal["unit", "organisation"]
"""Whether each unit is looked at by itself, or the organisation as a whole."""
