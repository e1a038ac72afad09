"""Finding the files of a log: globs expanded by ourselves, archives opened, nothing read that was not meant."""

from __future__ import annotations

import contextlib
import glob
import gzip
import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from hegui.log.signatures import DOCUMENT, PACKING_ERRORS, foreign, is_workbook
from hegui.words.errors import Fault, LogError, nearest
from hegui.words.jobs import LogSource
from hegui.words.places import Place

T = TypeVar("T")

CHUNK = 1 << 20
MAX_MEMBERS = 1_000
MAX_UNPACKED = 64 << 30
"""Bytes that an archive may unpack to."""
MAX_RATIO = 1_000
"""Unpacked size to packed size beyond which an archive is taken for a bomb; logs pack 5 to 50 times."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""


class Kind(StrEnum):
    """What a file is, by its first bytes and its ending."""

    DELIMITED = "delimited"
    SHEETS = "sheets"
    PARQUET = "parquet"
    JSON_LINES = "json lines"
    GZIP = "gzip"
    ZIP = "zip"


@dataclass(frozen=True)
class Input:
    """A file to read: as the user named it, and where its bytes are."""

    name: str
    """Relative to the job; members of an archive stand behind it: ``export.zip/march.csv``."""
    path: Path
    sha256: str
    """Of the file that the user named."""
    kind: Kind

    @property
    def place(self) -> Place:
        """The file, as the place of a fault."""
        return Place(self.name)


def inputs(source: LogSource, scratch: Path, faults: list[Fault]) -> Iterator[Input]:
    """The files of a source in order of their names, archives unpacked into ``scratch``.

    What is missing, empty, a folder, a link, no log by its first bytes, or no archive that can be trusted is noted in ``faults``.
    """
    for pattern in source.files:
        try:
            paths = _matches(source.base, pattern)
        except LogError as error:
            faults += error.faults
            continue
        for path in paths:
            name = _relative(path, source.base)
            try:
                _check(path, name)
                yield from _opened(Input(name, path, digest(path), kind_of(path, name)), scratch)
            except LogError as error:
                faults += error.faults


def digests(sources: Iterable[LogSource]) -> tuple[str, ...]:
    """SHA-256 of every file of the sources, sorted; what cannot be read is left for binding to report."""
    return tuple(sorted(set(_of_each(sources, digest))))


def sizes(sources: Iterable[LogSource]) -> tuple[int, ...]:
    """Bytes of every file of the sources; what cannot be read is left for binding to report."""
    return tuple(_of_each(sources, lambda path: path.stat().st_size))


def _of_each(sources: Iterable[LogSource], told: Callable[[Path], T]) -> Iterator[T]:
    for pattern, base in ((pattern, source.base) for source in sources for pattern in source.files):
        with contextlib.suppress(LogError, OSError):
            yield from [told(path) for path in _matches(base, pattern)]


def digest(path: Path) -> str:
    """SHA-256 of a file, read as a stream, once for as long as it stays as it is."""
    found = path.stat()
    return _digest(path.absolute(), found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=MAX_MEMBERS)
def _digest(path: Path, _size: int, _changed: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def kind_of(path: Path, name: str) -> Kind:
    """What a file is.

    Raises:
        LogError: it is none that holds a log, or not what its ending says.
    """
    with path.open("rb") as stream:
        head = stream.read(512)
    ending = PurePosixPath(name).suffix.lower()
    no_log = foreign(head)
    if no_log is not None:
        raise LogError(Fault(Place(name), *no_log))
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith(b"PK\x03\x04"):
        return Kind.SHEETS if ending in {".xlsx", ".xlsm", ".xlsb", ".ods", ".et"} else _zipped(path, name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Kind.SHEETS
    if ending in {".jsonl", ".ndjson"}:
        return Kind.JSON_LINES
    if ending in {".parquet", ".xlsx", ".ods", ".zip", ".gz"}:
        raise LogError(Fault(Place(name), f"it ends in {ending} but is none", "export it again, or give it its right ending"))
    if head.lstrip()[:1] == b"<":
        raise LogError(Fault(Place(name), "it is a web page or XML, whatever its name says", "open it and save it as XLSX or CSV"))
    return Kind.DELIMITED


def _zipped(path: Path, name: str) -> Kind:
    """What a zip file is: workbooks and documents of office programs are zip files too."""
    workbook = is_workbook(path)
    if workbook is False:
        raise LogError(Fault(Place(name), *DOCUMENT))
    return Kind.SHEETS if workbook else Kind.ZIP


def _matches(base: Path, pattern: str) -> list[Path]:
    """A file of exactly that name, else what the glob finds: ``r[1].csv`` is a file before it is a pattern."""
    exact = base / pattern
    if exact.exists() or exact.is_symlink():
        return [exact]
    found = sorted(Path(path) for path in glob.glob(str(exact), recursive=True) if not Path(path).is_dir())  # noqa: PTH207 - absolute patterns
    if not found:
        folder = exact.parent
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        raise LogError(Fault(Place(pattern), "there is no such file", nearest(exact.name, names)))
    return found


def _relative(path: Path, base: Path) -> str:
    """How a report names the file: relative to the job, never absolute."""
    if path.is_relative_to(base):
        return path.relative_to(base).as_posix()
    full, root = path.absolute(), base.absolute()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path.name


def _check(path: Path, name: str) -> None:
    if path.is_symlink():
        raise LogError(Fault(Place(name), "it is a link, and links are not followed", "name the file that it points to"))
    if path.is_dir():
        raise LogError(Fault(Place(name), "it is a folder", f"name its files, such as {name}/*.csv"))
    if not os.access(path, os.R_OK):
        raise LogError(Fault(Place(name), "it cannot be read", "check its permissions"))
    if path.stat().st_size == 0:
        raise LogError(Fault(Place(name), "the file is empty"))


def _opened(found: Input, scratch: Path, depth: int = 0) -> Iterator[Input]:
    """The file itself, or what is in it if it is an archive."""
    unpack: Callable[[Input, Path], Iterator[Input]] | None = {Kind.GZIP: _gunzip, Kind.ZIP: _unzip}.get(found.kind)
    if unpack is None:
        yield found
        return
    if depth == 2:
        raise LogError(Fault(found.place, "archives within archives", "unpack them"))
    try:
        for inner in unpack(found, scratch):
            yield from _opened(inner, scratch, depth + 1)
    except PACKING_ERRORS as error:
        raise LogError(Fault(found.place, f"the archive cannot be unpacked ({error})", "unpack it yourself, or export it again")) from None


def _gunzip(found: Input, scratch: Path) -> Iterator[Input]:
    target = _fresh(scratch)
    inner = found.name.removesuffix(".gz")
    with gzip.GzipFile(found.path) as stream:
        _copy(stream, target, max(found.path.stat().st_size, CHUNK) * MAX_RATIO, found)
    yield Input(found.name, target, found.sha256, kind_of(target, inner))


def _unzip(found: Input, scratch: Path) -> Iterator[Input]:
    with zipfile.ZipFile(found.path) as archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir() and not _is_litter(m.filename)), key=lambda m: m.filename)
        if not members or len(members) > MAX_MEMBERS:
            raise LogError(Fault(found.place, f"the archive holds {len(members)} files", f"between 1 and {MAX_MEMBERS} are read"))
        for member in members:
            path = PurePosixPath(member.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or (member.external_attr >> 16) & 0o170000 == 0o120000:
                raise LogError(Fault(found.place, f"the archive holds {member.filename!r}, which leads outside of it", "do not trust it"))
            target = _fresh(scratch)
            with archive.open(member) as stream:
                _copy(stream, target, max(member.compress_size, CHUNK) * MAX_RATIO, found)
            if target.stat().st_size:
                inner = f"{found.name}/{path}"
                yield Input(inner, target, found.sha256, kind_of(target, inner))


def _is_litter(member: str) -> bool:
    """What Mac and Windows put into archives besides the files."""
    return member.startswith("__MACOSX/") or PurePosixPath(member).name in {".DS_Store", "Thumbs.db"}


def _copy(stream: Readable, target: Path, limit: int, found: Input) -> None:
    """Unpack as a stream; the sizes that an archive states are not believed."""
    written = 0
    with target.open("wb") as out:
        while chunk := stream.read(CHUNK):
            written += len(chunk)
            if written > min(limit, MAX_UNPACKED):
                raise LogError(
                    Fault(
                        found.place, "the archive unpacks to far more than it holds, as a bomb would", "unpack it yourself if you trust it"
                    )
                )
            out.write(chunk)


def _fresh(scratch: Path) -> Path:
    """A name in the folder that is not taken."""
    return next(path for number in count() if not (path := scratch / f"input-{number}").exists())
