"""What an audit rests on: input files with their hashes, versions, and the key of the pseudonyms."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from hegui.words.bound import BoundLog
from hegui.words.jobs import Job
from hegui.words.record import InputFile

PACKAGES = ("hegui", "durable-rules", "duckdb", "ibis-framework", "pandas", "pyarrow", "reportlab")
MASK_KEY_VARIABLE = "HEGUI_MASK_KEY"
BLOCK = 1 << 20


def sha256(path: Path) -> str:
    """SHA-256 of a file, read as a stream."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def versions() -> Mapping[str, str]:
    """Versions of what can change a verdict or a byte of the report."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in PACKAGES}}


def input_files(job: Job, policies: Iterable[tuple[str, str]], logs: Iterable[BoundLog]) -> tuple[InputFile, ...]:
    """Every file the audit rests on, by role and name, without doubles."""
    files = [InputFile("policy", name, digest) for name, digest in policies]
    files += [InputFile("log", source.name, source.sha256) for log in logs for source in log.sources if source.sha256]
    files += [InputFile("job", path.name, sha256(path)) for path in map(Path, job.files) if path.is_file()]
    return tuple(sorted(set(files), key=lambda file: (file.role, file.name, file.sha256)))


def mask_key(job: Job) -> str:
    """Key of the pseudonyms of personal fields: from the environment, else drawn from the input bytes.

    A key drawn from the bytes themselves is the same for the same inputs, so that reports stay byte-identical,
    and nobody can rebuild the pseudonyms without holding the logs. A published hash alone would not do: phone numbers can be enumerated.
    """
    given = os.environ.get(MASK_KEY_VARIABLE)
    if given:
        return hashlib.blake2b(given.encode(), digest_size=32).hexdigest()
    digest = hashlib.blake2b(digest_size=32, person=b"hegui mask key")
    for source in job.logs:
        for pattern in source.files:
            for path in sorted(_matches(source.base, pattern)):
                with path.open("rb") as file:
                    while block := file.read(BLOCK):
                        digest.update(block)
        if source.frame is not None:
            digest.update(source.frame.to_csv(index=False).encode())
    return digest.hexdigest()


def _matches(base: Path, pattern: str) -> list[Path]:
    exact = base / pattern
    if exact.is_file():
        return [exact]
    if exact.is_absolute() and not pattern.startswith("*"):
        folder, name = exact.parent, exact.name
        return [path for path in folder.glob(name) if path.is_file()] if folder.is_dir() else []
    return [path for path in base.glob(pattern) if path.is_file()]
