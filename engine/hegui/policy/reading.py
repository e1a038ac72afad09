"""Reading YAML into text, lists and mappings with a place for each part, within limits that hostile files cannot pass."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import yaml

from hegui.policy.document import Document
from hegui.policy.faults import Faults
from hegui.policy.tree import StoppedError, Tree, position
from hegui.words.errors import Fault, nearest
from hegui.words.places import Place

MAX_BYTES = 2_000_000


def read_document(path: Path, name: str, faults: Faults) -> Document | None:
    """Read one file; None where it cannot be read, with the reason in ``faults``."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        remedy = beside(path, _is_yaml) if isinstance(error, FileNotFoundError) else ""
        faults.add(Place(name), f"cannot be read: {getattr(error, 'strerror', error)}", remedy)
        return None
    if len(content) > MAX_BYTES:
        faults.add(Place(name), f"the file has more than {MAX_BYTES:,} bytes", "split it")
        return None
    return read_bytes(content, name, faults)


def read_bytes(content: bytes, name: str, faults: Faults) -> Document | None:
    """Read the content of a file; None where it cannot be read, with the reason in ``faults``."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add(Place(name, line), "the file is not UTF-8", "save it as UTF-8")
        return None
    tree = Tree(name, faults)
    try:
        tree.read(text)
    except StoppedError as stop:
        faults.wrong.append(stop.fault)
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        faults.add(Place(name, line), f"the file holds a character that text does not have (code {error.character})", "remove it")
        return None
    except yaml.MarkedYAMLError as error:
        faults.wrong.append(_syntax_fault(error, text, name))
        return None
    return Document(name, tree.data, tree.spot, hashlib.sha256(content).hexdigest())


def beside(path: Path, wanted: Callable[[Path], bool]) -> str:
    """Which neighbour of a path that is not there was probably meant, as a remedy clause."""
    if not path.parent.is_dir():
        return f"there is no folder {path.parent.as_posix()!r}"
    with suppress(OSError):
        return nearest(path.name, (neighbour.name for neighbour in path.parent.iterdir() if wanted(neighbour)))
    return ""


def _is_yaml(path: Path) -> bool:
    return path.suffix in {".yaml", ".yml"}


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, name: str) -> Fault:
    place = Place(name, *position(error.problem_mark or error.context_mark))
    lines = text.splitlines()
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    if "\t" in line[: place.column]:
        return Fault(place, "a tab stands where YAML wants spaces", "indent with spaces")
    what = ", ".join(part for part in (error.context, error.problem) if part)
    return Fault(place, f"not YAML: {what}")
