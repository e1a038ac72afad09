"""Going on past unknown keys: each read as the key that was probably meant, or left out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from hegui.policy.document import Data, Step

Unknown = tuple[Sequence[Step], Iterable[str]]
"""Path to a key that is unknown, and the keys that its mapping may have."""


def mended(data: Data, unknown: Sequence[Unknown]) -> Iterator[Data]:
    """The data with unknown keys read as the nearest known ones, so that what they hold is not missed; then without them."""
    meant, without = deepcopy(data), deepcopy(data)
    for path, known in unknown:
        close = difflib.get_close_matches(str(path[-1]), sorted(set(known)), n=1)
        _rename(meant, path, close[0] if close else None)
        _rename(without, path, None)
    yield from (meant, without)


def _rename(data: Data, path: Sequence[Step], name: str | None) -> None:
    """Give a key another name; it is left out where it gets none, or one that is taken."""
    for step in path[:-1]:
        # An index may stand for the only entry, written without its list.
        if isinstance(data, list) and isinstance(step, int):
            data = data[step]
        elif isinstance(data, dict) and step in data:
            data = data[str(step)]
    if isinstance(data, dict) and path[-1] in data:
        value = data.pop(str(path[-1]))
        if name is not None:
            data.setdefault(name, value)
