"""The shape of one entry of ``conflicts/*.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hegui.policy.shapes.base import Said, Shape, TextShape
from hegui.words.conflicts import ConflictKind

ID = r"^[A-Z][A-Za-z0-9-]*$"


class ConflictClauseShape(Shape):
    """One of the clauses."""

    handbook: Said
    clause: Said


class ConflictShape(Shape):
    """Clauses that ask for different things, and what was settled."""

    id: Annotated[str, StringConstraints(pattern=ID)]
    kind: ConflictKind
    clauses: tuple[ConflictClauseShape, ...] = Field(min_length=1)
    differs: TextShape
    handling: TextShape
    standards: tuple[Said, ...] = ()
    apart: TextShape | None = None
