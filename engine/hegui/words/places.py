"""A place in a file that a person can jump to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands; lines and columns count from 1, 0 means "the file as a whole"."""

    file: str
    """Path as the user gave it, or relative to the policies folder."""
    line: int = 0
    """Line, from 1."""
    column: int = 0
    """Column, from 1."""

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


NOWHERE = Place("")
"""The place of what was not read from a file."""
