"""Where handbooks, or clauses of one, ask for different things: conflicts and tensions, and how they are handled."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from hegui.words.places import NOWHERE, Place
from hegui.words.text import Text


class ConflictKind(StrEnum):
    """How far two clauses are apart."""

    CONFLICT = "conflict"
    """They give different verdicts on the same record."""
    TENSION = "tension"
    """They leave something open that has to be settled."""


@dataclass(frozen=True)
class Conflict:
    """Clauses that ask for different things, and what was settled."""

    id: str
    """Such as ``C01``."""
    kind: ConflictKind
    clauses: tuple[tuple[str, str], ...]
    """Handbook and number of each clause."""
    differs: Text
    handling: Text
    standards: tuple[str, ...] = ()
    """Ids of the standards concerned, or patterns of ids."""
    apart: Text | None = None
    """Why these standards share no ``limits_same``."""
    place: Place = NOWHERE

    @property
    def handbooks(self) -> tuple[str, ...]:
        """Handbooks concerned, each once."""
        return tuple(dict.fromkeys(handbook for handbook, _ in self.clauses))

    @property
    def inside(self) -> bool:
        """Whether it lies inside one handbook."""
        return len(self.handbooks) == 1

    def between(self, handbooks: Collection[str]) -> bool:
        """Whether it matters where these handbooks are in force: two of those concerned are, or the one that it lies in."""
        return sum(handbook in handbooks for handbook in self.handbooks) >= min(len(self.handbooks), 2)
