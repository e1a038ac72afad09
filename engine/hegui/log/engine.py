"""The columnar engine: DuckDB in memory, locked down, spilling into a folder that is removed with it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.words.errors import Fault, UsageError
from hegui.words.places import Place

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend


@contextmanager
def open_engine(memory_limit: str | None = None, folders: Sequence[Path] = ()) -> Iterator[Backend]:
    """Give the DuckDB backend of Ibis for the time of one audit.

    It reads and writes files only in ``folders`` and in its own temporary folder, fetches nothing, and its configuration is locked.

    Args:
        memory_limit: Such as ``4GB``; what does not fit is spilled to disk. None: the engine's own default.
        folders: Folders with logs, and those that evidence is written to.

    Raises:
        UsageError: the memory limit is none.
    """
    import ibis

    with tempfile.TemporaryDirectory(prefix="hegui-", ignore_cleanup_errors=True) as scratch:
        engine = ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False, temp_directory=scratch)
        try:
            _lock(engine, memory_limit, [Path(scratch), *folders])
            yield engine
        finally:
            engine.disconnect()


def scratch_of(engine: Backend) -> Path:
    """The temporary folder of the engine; what is put there goes when the engine is closed."""
    row = engine.con.execute("SELECT current_setting('temp_directory')").fetchone()
    return Path(row[0])


def _lock(engine: Backend, memory_limit: str | None, folders: Sequence[Path]) -> None:
    import duckdb

    if memory_limit is not None:
        try:
            engine.con.execute("SET memory_limit = ?", [memory_limit])
        except duckdb.Error:
            raise UsageError(Fault(Place("--memory-limit"), f"{memory_limit!r} is no size", "write it like 4GB")) from None
    engine.con.execute("SET allowed_directories = ?", [sorted({str(folder.resolve()) for folder in folders})])
    for setting in ("enable_external_access = false", "lock_configuration = true"):
        engine.con.execute(f"SET {setting}")
