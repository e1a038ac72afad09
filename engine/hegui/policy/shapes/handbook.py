"""The shape of ``<handbook>/handbook.yaml``."""

from __future__ import annotations

from pydantic import Field

from hegui.policy.shapes.base import Day, Figure, Said, Shape, Slug, TextShape
from hegui.words.standards import Checkable


class ClauseShape(Shape):
    """A clause, checkable or not."""

    number: Said
    title: TextShape
    summary: TextShape
    checkable: Checkable
    why_not: TextShape | None = None


class AdoptionShape(Shape):
    """By what and for whom the handbook was put into force."""

    document_no: Said
    issuer: Said
    approved: Day
    effective_from: Day
    effective_until: Day | None = None
    units: tuple[Said, ...] = ()


class HandbookShape(Shape):
    """A handbook with all its clauses."""

    handbook: Slug
    catalogue: Figure
    title: TextShape
    version: Figure
    source: TextShape
    adoption: AdoptionShape | None = None
    clauses: tuple[ClauseShape, ...] = Field(min_length=1)
