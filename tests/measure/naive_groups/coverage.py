"""Coverage: which items there are, and which there may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hegui.words import groups as g

from .audits import Audit, Row
from .members import counts


def coverage(check: g.Coverage, members: Sequence[Row], audit: Audit) -> str:
    """Which items there are, and which there may be."""
    blanks, listed = 0, False
    surely: set[Any] = set()
    maybe: set[Any] = set()
    for row in members:
        held = row.get(check.field.name)
        blanks += held is None
        listed = listed or check.field.name == "items"
        items = set(held) if isinstance(held, list) else {held} - {None}
        maybe |= items
        surely |= items if counts(check, row, audit) else set()
    needed = check.at_least or len(check.items)
    if len(set(check.items) & surely) >= needed:
        return "conforming"
    wanting = needed - len(set(check.items) & maybe)
    fills = blanks * len(check.items) if listed else blanks
    return "unknown_members" if wanting <= fills else "items_missing"
