"""A YAML file once it is read: its data, and where in the file each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hegui.words.places import Place

Data = str | list["Data"] | dict[str, "Data"] | None
"""What a file holds; every scalar is text as written, None where nothing is."""

Step = str | int
"""A key of a mapping or an index of a list."""


@dataclass(slots=True)
class Spot:
    """Where one part of a file stands."""

    line: int
    """From 1."""
    column: int
    """From 1."""
    shift: int | None = None
    """How far after ``column`` the text of a scalar begins; None where it runs over several lines or is no scalar."""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each key of a mapping."""
    below: dict[Step, Spot] = field(default_factory=dict)
    """Parts of a mapping or a list."""


@dataclass(frozen=True)
class Document:
    """A file of policies, or a job file."""

    name: str
    """As faults name it."""
    data: Data
    spot: Spot
    sha256: str

    def place(self, path: tuple[Step, ...] = (), *, key: bool = False, offset: int = 0) -> Place:
        """Place of what ``path`` leads to; steps that are not there are passed over, so that a missing key is reported at its mapping.

        Args:
            path: keys and indices from the top of the file.
            key: whether the last key is meant, not its value.
            offset: characters into the text of a scalar.
        """
        spot, keys = self.spot, dict[str, tuple[int, int]]()
        for step in path:
            if step in spot.below:
                spot, keys = spot.below[step], spot.keys
        if key and path and path[-1] in keys:
            return Place(self.name, *keys[str(path[-1])])
        shift = 0 if spot.shift is None or not offset else spot.shift + offset
        return Place(self.name, spot.line, spot.column + shift)

    @property
    def top(self) -> Mapping[str, Data]:
        """The mapping at the top; empty where the top is something else."""
        return self.data if isinstance(self.data, dict) else {}
