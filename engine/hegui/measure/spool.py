"""The complete evidence as one Parquet file: every row that does not simply conform, of every standard."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

from hegui.measure.complete import TOLD, Part, ordered, parts_of
from hegui.measure.said import said
from hegui.words.errors import Fault, HeguiError
from hegui.words.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

    from hegui.measure.instancing import Listed
    from hegui.measure.judged import Judged
    from hegui.measure.telling import Told
    from hegui.words.measured import Setting

ROW_GROUP = 122_880
AT_ONCE = 1_000_000
"""Rows that are sorted at once; the texts of so many take some hundred megabytes."""
TOGETHER = 24
"""Standards in one query at most: the engine plans a union of hundreds in minutes, and of a few dozen at once."""


def spool(logs: Sequence[Judged | Listed], told: Told, setting: Setting) -> tuple[Path | None, Told]:
    """Write the evidence of all logs to ``setting.spool``; None where there is none to write, or nowhere to write it.

    Args:
        logs: the cases of logs, and their slots and groups, with their verdicts.
        told: how often each reason was counted; what was never counted is not looked for.
        setting: where it is written, and whose names are masked.

    Columns: standard, unit, period, key, source, row, verdict, reason, anchor, due, overrun_seconds, observed (a JSON object as text).
    The same rows give the same bytes.

    Returns:
        the file, and what is told once standards whose evidence cannot be written are set apart.

    Raises:
        HeguiError: nothing at all can be written there.
    """
    path = setting.spool
    if path is None:
        return None, told
    try:
        return _written(logs, told, setting, path), told
    except Exception as error:
        broken = _broken(logs, told, setting)
        if not broken:
            raise HeguiError(Fault(Place(path.name), f"the evidence cannot be written: {said(error)}")) from error
        sound = told.without(broken)
        return _written(logs, sound, setting, path), sound


def _broken(logs: Sequence[Judged | Listed], told: Told, setting: Setting) -> dict[str, str]:
    """The standards whose evidence cannot even be read alone, to the message."""
    broken = {}
    for alone in (part.only(standard) for part in logs for standard in part.standards):
        try:
            for query in _queries([alone], told, setting):
                for _ in alone.shelf.backend.con.sql(query).to_arrow_reader(ROW_GROUP):
                    pass
        except Exception as error:  # noqa: BLE001 - as above
            broken[alone.standards[0].id] = said(error)
    return broken


def _written(logs: Sequence[Judged | Listed], told: Told, setting: Setting, path: Path) -> Path | None:
    queries = _queries(logs, told, setting)
    if not queries:
        return None
    backend = logs[0].shelf.backend
    if len(queries) == 1:
        target = str(path).replace("'", "''")
        backend.con.execute(f"COPY ({queries[0]}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")
    else:
        _append(backend, queries, path)
    return path


def _queries(logs: Sequence[Judged | Listed], told: Told, setting: Setting) -> list[str]:
    """The evidence in its order, in one query or several."""
    counted: Counter[str] = Counter()
    for tally in told.tallies:
        counted[tally.standard] += sum(tally.counts.reasons.get(reason.code, 0) for reason in TOLD)
    parts = [part for measured in logs for part in parts_of(measured, told.errors, counted, setting)]
    groups = _groups(sorted(parts, key=lambda part: part.standard), counted)
    return [logs[0].shelf.backend.compile(ordered(group)) for group in groups]


def _append(backend: Backend, queries: Sequence[str], target: Path) -> None:
    """Write one query after the other into one file: sorted all at once, the evidence of a large log is several times the log."""
    import pyarrow.parquet as pq

    with ExitStack() as stack:
        writer: pq.ParquetWriter | None = None
        for query in queries:
            batches = backend.con.sql(query).to_arrow_reader(ROW_GROUP)
            writer = writer or stack.enter_context(pq.ParquetWriter(target, batches.schema, compression="zstd"))
            for batch in batches:
                writer.write_batch(batch)


def _groups(parts: Sequence[Part], counted: Mapping[str, int]) -> Iterator[list[ir.Table]]:
    """Parts in their order, together as long as they are few, and few rows."""
    group: list[ir.Table] = []
    rows = 0
    for standard, part in parts:
        if group and (rows + counted[standard] > AT_ONCE or len(group) == TOGETHER):
            yield group
            group, rows = [], 0
        group.append(part)
        rows += counted[standard]
    if group:
        yield group
