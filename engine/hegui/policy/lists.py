"""Reading a file that holds a list of entries of one shape."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from hegui.policy.faults import At, Faults
from hegui.policy.reading import read_document
from hegui.policy.shapes.base import Shape
from hegui.policy.wording import fitted

S = TypeVar("S", bound=Shape)


def read_list(shape: type[S], path: Path, begins: str, faults: Faults) -> list[tuple[S, At]]:
    """The entries that fit, each with its place; whatever is wrong is noted.

    Args:
        shape: of one entry.
        path: the file.
        begins: how an entry begins, for the remedy where the file is no list.
        faults: where faults are noted.
    """
    document = read_document(path, path.as_posix(), faults)
    if document is None or document.data is None:
        return []
    at = At(document, faults)
    if not isinstance(document.data, list):
        at.wrong("expected a list", f"begin each entry with '{begins}'")
        return []
    entries = ((fitted(shape, item, at / index), at / index) for index, item in enumerate(document.data))
    return [(entry, there) for entry, there in entries if entry is not None]
