"""Cells that hold something which is no value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unreadable:
    """Text that is no value."""

    raw: str = "??"


@dataclass(frozen=True)
class Stranger:
    """Text that is not in the code list."""

    raw: str = "other"


Flaw = Unreadable | Stranger
