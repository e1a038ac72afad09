"""From the shape of a conflict to the conflict."""

from __future__ import annotations

from hegui.policy.shapes.base import text_or_none
from hegui.policy.shapes.conflict import ConflictShape
from hegui.words.conflicts import Conflict
from hegui.words.places import Place


def conflict(shape: ConflictShape, place: Place) -> Conflict:
    """Build a conflict; whether clauses and standards exist is seen once all files are read."""
    return Conflict(
        id=shape.id,
        kind=shape.kind,
        clauses=tuple((each.handbook, each.clause) for each in shape.clauses),
        differs=shape.differs.text(),
        handling=shape.handling.text(),
        standards=shape.standards,
        apart=text_or_none(shape.apart),
        place=place,
    )
