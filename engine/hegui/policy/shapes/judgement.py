"""The shape of one rule of ``judgement/*.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Discriminator, Field, Tag

from hegui.policy.shapes.base import MAPPING, TEXT, Figure, Name, Said, Shape, Slug, TextShape, form

Stratum = Literal["nonconformity", "counts", "grade", "systemic", "escalation", "actions"]
STRATA = get_args(Stratum)


class CountShape(Shape):
    """How many distinct values there are over facts of a kind, by group."""

    of: Name
    where: Said | None = None
    distinct: Name
    by: tuple[Name, ...] = ()
    at_least: Figure


WhenShape = Annotated[
    Annotated[Said | None, Tag(TEXT)] | Annotated[CountShape, Tag(MAPPING)],
    Discriminator(form),
]


class RuleShape(Shape):
    """Facts of a kind that satisfy a condition, or a count over facts, give a conclusion."""

    id: Slug
    title: TextShape
    stratum: Stratum
    when: dict[Name, WhenShape] = Field(min_length=1, max_length=1)
    then: dict[Name, dict[Name, Figure] | None] = Field(min_length=1, max_length=1)
