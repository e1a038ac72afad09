"""Shapes of the checks on a case by itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from hegui.policy.shapes.base import LIST, MAPPING, TEXT, Figure, Said, Shape, form
from hegui.policy.shapes.periods import PerShape


class PickShape(Shape):
    """``{earliest: [..]}`` or ``{all: [..]}``."""

    earliest: tuple[Said, ...] | None = Field(default=None, min_length=2)
    all: tuple[Said, ...] | None = Field(default=None, min_length=2)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.earliest is None) == (self.all is None):
            message = "give either 'earliest' or 'all'"
            raise ValueError(message)
        return self


MomentShape = Annotated[Annotated[Said, Tag(TEXT)] | Annotated[PickShape, Tag(MAPPING)], Discriminator(form)]


class LimitTableShape(Shape):
    """A limit that depends on a field."""

    by: Said
    table: dict[Said, Figure] = Field(min_length=1)


TABLE = "<table>"


def _limit_form(value: Any) -> str:  # noqa: ANN401 - what stands in the file
    return TABLE if isinstance(value, dict) and ("by" in value or "table" in value) else form(value)


class RecordedLimitShape(Shape):
    """A limit that stands in the row."""

    field: Said | None = None
    unit: Literal["seconds", "minutes", "hours"] | None = None
    due: Said | None = None
    otherwise: Figure | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.field is None) == (self.due is None) or (self.field is None) != (self.unit is None):
            message = "a limit in the row is 'field' with its 'unit', or 'due'"
            raise ValueError(message)
        return self


class DeadlineShape(Shape):
    """``to`` no later than ``from`` + limit."""

    start: MomentShape = Field(alias="from")
    end: MomentShape = Field(alias="to")
    within: Annotated[
        Annotated[Figure, Tag(TEXT)] | Annotated[LimitTableShape, Tag(TABLE)] | Annotated[RecordedLimitShape, Tag(MAPPING)],
        Discriminator(_limit_form),
    ]
    not_before: Figure | None = None
    each: bool = False
    pausing: bool = False


class DueOnShape(Shape):
    """Done by a point of the calendar."""

    done: Said
    of: Said
    per: PerShape
    day: Figure
    month: Figure = "last"


class FilledShape(Shape):
    """A field that has to hold certain items."""

    field: Said
    covers: tuple[Said, ...] = Field(min_length=1)


class PresenceShape(Shape):
    """Fields are filled once ``after`` is reached."""

    fields: tuple[Annotated[Annotated[Said, Tag(TEXT)] | Annotated[FilledShape, Tag(MAPPING)], Discriminator(form)], ...] = Field(
        min_length=1
    )
    after: Said | None = None


class SequenceShape(Shape):
    """Stages in order; a list among them is a set whose order is free."""

    stages: tuple[Annotated[Annotated[Said, Tag(TEXT)] | Annotated[tuple[Said, ...], Tag(LIST)], Discriminator(form)], ...] = Field(
        min_length=2
    )
    optional: tuple[Said, ...] = ()


class SameShape(Shape):
    """The fields hold one value."""

    fields: tuple[Said, ...] = Field(min_length=2)
    unless: Said | None = None


class DifferentShape(Shape):
    """The fields hold different values."""

    fields: tuple[Said, ...] = Field(min_length=2)


class AllowedShape(Shape):
    """The value is one of a list, or of the list that another field selects."""

    field: Said
    values: tuple[Figure, ...] | None = Field(default=None, min_length=1)
    by: Said | None = None
    table: dict[Said, tuple[Figure, ...]] | None = Field(default=None, min_length=1)
    open: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.values is None) == (self.table is None) or (self.by is None) != (self.table is None):
            message = "give either 'values', or 'by' with 'table'"
            raise ValueError(message)
        return self


class ConditionShape(Shape):
    """An expression holds."""

    that: Said


class CountShape(Shape):
    """So many events of a milestone."""

    of: Said
    at_least: Figure | None = None
    at_most: Figure | None = None
    until: Said | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.at_least is None and self.at_most is None:
            message = "give 'at_least', 'at_most' or both"
            raise ValueError(message)
        return self
