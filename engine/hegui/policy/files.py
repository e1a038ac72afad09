"""Which files a folder of policies holds, and of what kind each is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hegui.policy.faults import Faults
from hegui.policy.reading import beside
from hegui.words.places import Place


class Kind(StrEnum):
    """Kinds of policy file."""

    VOCABULARY = "vocabulary"
    HANDBOOK = "handbook"
    STANDARDS = "standards"
    ATTESTATIONS = "attestations"
    CONFLICTS = "conflicts"
    JUDGEMENT = "judgement"
    CALENDAR = "calendar"
    PROFILE = "profile"


FOLDERS = {
    "vocabulary": Kind.VOCABULARY,
    "conflicts": Kind.CONFLICTS,
    "judgement": Kind.JUDGEMENT,
    "calendars": Kind.CALENDAR,
    "profiles": Kind.PROFILE,
}
"""Folders whose files are of one kind; every other folder is a handbook."""
NAMES = {"handbook.yaml": Kind.HANDBOOK, "attestations.yaml": Kind.ATTESTATIONS}
"""Files in the folder of a handbook that hold no standards."""


@dataclass(frozen=True)
class Root:
    """A folder of policies."""

    path: Path
    label: str
    """How places begin that lie in it."""


State = tuple[tuple[Path, str | None], ...]
"""Files with their digests; None where one cannot be read."""


@dataclass(frozen=True)
class PolicyFile:
    """A file of a folder of policies."""

    path: Path
    place: str
    """As faults name it."""
    name: str
    """As the record names it: relative, whatever way the folder was given."""
    kind: Kind
    folder: str
    """Folder it lies in: the handbook of a file of standards."""


def shipped() -> Root:
    """The policies that come with the package: beside it once installed, in a checkout beside ``engine/``."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "policies"
    return Root(installed if installed.is_dir() else package.parents[1] / "policies", "policies")


def policy_files(root: Root, faults: Faults) -> Iterator[PolicyFile]:
    """Every policy file of a folder in a settled order; what lies there and would not be read is noted, and so is that nothing does."""
    if not root.path.is_dir():
        faults.add(Place(root.label), *_no_folder(root.path))
        return
    paths = [path for path in sorted(root.path.rglob("*")) if _is_policy(path, root)]
    if not paths:
        faults.add(Place(root.label), "the folder holds no policy file", f"put {'/, '.join(FOLDERS)}/ or folders of handbooks into it")
    for path in paths:
        parts = path.relative_to(root.path).parts
        place = "/".join((root.label.rstrip("/"), *parts))
        if path.suffix == ".yml":
            faults.add(Place(place), "the file is not read", "name it .yaml")
        elif len(parts) != 2:
            faults.add(
                Place(place),
                "the file is not read",
                f"put it into {'/, '.join(FOLDERS)}/ or the folder of a handbook",
            )
        else:
            folder, file = parts
            kind = FOLDERS.get(folder) or NAMES.get(file, Kind.STANDARDS)
            yield PolicyFile(path, place, f"{root.path.resolve().name}/{folder}/{file}", kind, folder)


def state(root: Root) -> State:
    """Every policy file with the SHA-256 of what it holds: as long as it is the same, there is nothing to be read again."""
    return tuple((path, _sha256(path)) for path in sorted(root.path.rglob("*")) if _is_policy(path, root))


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _is_policy(path: Path, root: Root) -> bool:
    """Whether a path is a YAML file that is not hidden."""
    hidden = any(part.startswith((".", "_")) for part in path.relative_to(root.path).parts)
    return path.suffix in {".yaml", ".yml"} and not hidden and not path.is_dir()


def _no_folder(path: Path) -> tuple[str, str]:
    """What is wrong with a folder of policies that is none, and which was probably meant."""
    if path.exists():
        return "it is a file, not a folder of policies", "name the folder in which vocabulary/, profiles/ or folders of handbooks lie"
    return "there is no such folder of policies", beside(path, Path.is_dir)
