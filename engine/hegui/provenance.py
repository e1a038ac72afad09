"""What an audit rests on: input files with their hashes, versions, and the key of the pseudonyms."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.words.bound import BoundLog
from hegui.words.jobs import Job
from hegui.words.record import InputFile

if TYPE_CHECKING:
    import pandas as pd

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
    given = ((role, Path(path)) for role, path in job.files)
    files += [InputFile(role, path.name, sha256(path)) for role, path in given if path.is_file()]
    return tuple(sorted(set(files), key=lambda file: (file.role, file.name, file.sha256)))


def mask_key(digests: Iterable[str], frames: Iterable[pd.DataFrame]) -> str:
    """Key of the pseudonyms of personal fields: from the environment, else drawn from the input bytes.

    A key drawn from the inputs is the same for the same inputs, so that reports stay byte-identical, and it cannot be had
    without holding the logs. A plain hash would not do: phone numbers can be enumerated.

    Args:
        digests: SHA-256 of the input files.
        frames: data frames given instead of files.
    """
    given = os.environ.get(MASK_KEY_VARIABLE)
    drawn = hashlib.blake2b(given.encode() if given else b"", digest_size=32, person=b"hegui mask key")
    if not given:
        for digest in digests:
            drawn.update(digest.encode())
        for frame in frames:
            import pandas as pd

            drawn.update(pd.util.hash_pandas_object(frame.astype("string"), index=False).to_numpy().tobytes())
    return drawn.hexdigest()
