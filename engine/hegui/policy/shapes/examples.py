"""Shapes of the examples of a standard, in their two forms."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from hegui.policy.shapes.base import Cell, Day, Figure, Instant, Name, Shape


class ExamplesShape(Shape):
    """Rows with the verdict expected of each."""

    as_of: Instant
    columns: tuple[Name, ...] = Field(min_length=2)
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1)


class GivenShape(Shape):
    """Rows of one log."""

    columns: tuple[Name, ...] = Field(min_length=1)
    rows: tuple[tuple[Cell, ...], ...]
    covers: tuple[Day, Day] | None = None


class ExpectShape(Shape):
    """Every instance that is expected."""

    columns: tuple[Name, ...] = Field(min_length=2)
    rows: tuple[tuple[Cell, ...], ...]


class ScenarioShape(Shape):
    """Rows of several logs, and every instance that is expected of them."""

    as_of: Instant
    window: tuple[Day, Day] | None = None
    parameters: dict[Name, Figure] = Field(default_factory=dict)
    given: dict[Name, GivenShape] = Field(min_length=1)
    expect: ExpectShape


ROWS, GIVEN = "<rows>", "<given>"
"""Tags of the two forms; the brackets tell them from keys in the places that pydantic gives."""


def _form(value: Any) -> str:  # noqa: ANN401 - what stands in the file
    return GIVEN if (isinstance(value, dict) and {"given", "expect"} & value.keys()) or isinstance(value, ScenarioShape) else ROWS


ExampleShape = Annotated[Annotated[ExamplesShape, Tag(ROWS)] | Annotated[ScenarioShape, Tag(GIVEN)], Discriminator(_form)]
