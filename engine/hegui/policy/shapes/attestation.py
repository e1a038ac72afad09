"""The shapes of one entry of ``<handbook>/attestations.yaml``, and of one record of the job."""

from __future__ import annotations

from hegui.policy.shapes.base import Day, Figure, Name, Said, Shape, Slug, TextShape
from hegui.words.standards import Force


class AttestableShape(Shape):
    """A requirement that no log shows."""

    id: Slug
    clause: Said
    catalogue: Figure = ""
    title: TextShape
    force: Force
    statement: TextShape
    field: TextShape
    responsible: Name
    valid_for: Said
    note: TextShape | None = None


class AttestationShape(Shape):
    """A record that somebody attests it."""

    standard: Said
    clause: Said
    statement: Said
    evidence: Said
    signed_by: Said
    signed_on: Day
    valid_until: Day
    units: tuple[Said, ...] = ()
