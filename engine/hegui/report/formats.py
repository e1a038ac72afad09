"""The one table of formats, and writing: to temporary names first, so that a failure leaves the previous report as it was."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hegui.words.errors import Fault, HeguiError, UsageError, nearest
from hegui.words.evidence_columns import schema
from hegui.words.places import Place
from hegui.words.record import Record
from hegui.words.text import Language

MANIFEST = "manifest.json"
PART = ".part"
"""Suffix of files that are not finished."""


class OutputError(HeguiError):
    """The report cannot be written."""


@dataclass(frozen=True)
class Rendering:
    """What is written, and what several formats need of it."""

    record: Record
    language: Language

    @cached_property
    def data(self) -> bytes:
        """The report for machines: a file of its own, and attached to the one for people."""
        from hegui.report.as_json import as_json

        return as_json(self.record)


@dataclass(frozen=True)
class Format:
    """One format of the report."""

    file: str
    """Name of its file in the report's folder."""
    title: str
    write: Callable[[Rendering, Path], None]


def _pdf(rendering: Rendering, path: Path) -> None:
    from hegui.report.pdf import as_pdf

    as_pdf(rendering.record, path, rendering.language, rendering.data)


def _json(rendering: Rendering, path: Path) -> None:
    path.write_bytes(rendering.data)


def _evidence(rendering: Rendering, path: Path) -> None:
    record = rendering.record
    if record.spool is None and not record.tallies:
        _write_empty(path)
        return
    if record.spool is None or not record.spool.exists():
        raise OutputError(Fault(Place(path.name), "the complete evidence was not kept while measuring"))
    shutil.copyfile(record.spool, path)


def _write_empty(path: Path) -> None:
    """The evidence of an audit in which nothing was measured: its columns, and no row."""
    import pyarrow.parquet as pq

    pq.write_table(schema().empty_table(), path)


FORMATS: Mapping[str, Format] = {
    "pdf": Format("report.pdf", "nonconformity report for signature", _pdf),
    "json": Format("report.json", "everything, for machines; schema hegui/report/1", _json),
    "evidence": Format("evidence.parquet", "every row behind the figures", _evidence),
}
"""Every format by its name on the command line; ``manifest.json`` is always written."""


def asked(formats: Sequence[str]) -> tuple[str, ...]:
    """The formats to write, all of them where none is named.

    Raises:
        UsageError: an unknown format.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError([Fault(Place("--format"), f"there is no format {name!r}", nearest(name, FORMATS)) for name in unknown])
    return tuple(name for name in FORMATS if not formats or name in formats)


def probe(folder: Path) -> None:
    """Make sure that the report's folder can be written, before anything is measured; nothing is left behind.

    Raises:
        OutputError: with the system's reason.
    """
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    file = folder / f".hegui{PART}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
        file.unlink()
    except OSError as error:
        raise OutputError(_unwritable(folder, error)) from None
    finally:
        for each in new:
            with contextlib.suppress(OSError):
                each.rmdir()


def write(record: Record, folder: Path, *, formats: Sequence[str] = (), language: Language = Language.ZH) -> tuple[Path, ...]:
    """Write the record in the formats asked for, and the manifest.

    Raises:
        UsageError: an unknown format.
        OutputError: the folder cannot be written; earlier files there stay as they were.
    """
    names = asked(formats)
    probe(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / FORMATS[name].file for name in names]
    parts = [path.with_name(path.name + PART) for path in (*paths, folder / MANIFEST)]
    rendering = Rendering(record, language)
    try:
        for name, part in zip(names, parts, strict=False):
            FORMATS[name].write(rendering, part)
        parts[-1].write_bytes(_manifest(record, parts[:-1]))
        for part in parts:
            part.replace(part.with_name(part.name.removesuffix(PART)))
    except OSError as error:
        raise OutputError(_unwritable(folder, error)) from None
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return (*paths, folder / MANIFEST)


def _manifest(record: Record, parts: Sequence[Path]) -> bytes:
    files = {}
    for part in parts:
        content = part.read_bytes()
        files[part.name.removesuffix(PART)] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest = {"schema": "hegui/manifest/1", "audit": record.job.name, "as_of": record.as_of.isoformat(), "files": files}
    return (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _unwritable(folder: Path, error: OSError) -> Fault:
    return Fault(Place(str(folder)), f"the report cannot be written here: {error.strerror or error}", "choose another folder with --out")
