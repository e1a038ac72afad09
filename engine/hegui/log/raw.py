"""A log as it was read, before it is bound: a relation of the engine with the headers of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hegui.words.bound import SourceFile


@dataclass(frozen=True)
class Column:
    """A column as the file has it."""

    header: str
    """As written in the file; empty where it has none."""
    sql: str
    """Quoted name in the relation."""
    type: str = "VARCHAR"
    """The engine's type."""

    @property
    def is_text(self) -> bool:
        """Whether its cells come as text."""
        return self.type == "VARCHAR"


@dataclass(frozen=True)
class Mishap:
    """Something found while reading or binding that becomes a fault of the log."""

    code: str
    field: str
    count: int
    samples: tuple[tuple[int, str], ...] = ()
    """Row and text."""


@dataclass(frozen=True)
class Raw:
    """One file, sheet or frame in the engine."""

    relation: str
    """A table or a table function, for ``FROM``."""
    row: str
    """SQL of the row number that a person sees."""
    columns: tuple[Column, ...]
    source: SourceFile
    stored: bool = True
    """Whether the cells stand in a table of the engine; otherwise the file is read again by every query."""
    loose: bool = True
    """Whether footers, totals and blank rows are to be expected: sheets and delimited text."""
    set_aside: Mapping[str, int] = field(default_factory=dict)
    """Rows that could not be read into the relation, by reason; counted in ``source.rows``."""
    mishaps: tuple[Mishap, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers in order."""
        return tuple(column.header for column in self.columns)
