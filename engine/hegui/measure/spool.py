"""The complete evidence as one Parquet file: every row that does not simply conform, of every standard."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from operator import attrgetter
from typing import TYPE_CHECKING

from hegui.measure.complete import TOLD, Part, ordered, parts_of
from hegui.measure.evidence_file import ROW_GROUP, unwritable, write_evidence
from hegui.measure.kept import Kept, as_table, kept_whole
from hegui.measure.said import said
from hegui.words.evidence_columns import schema

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence
    from pathlib import Path

    import ibis.expr.types as ir
    import pyarrow as pa

    from hegui.measure.instancing import Listed
    from hegui.measure.judged import Judged
    from hegui.measure.telling import Told
    from hegui.words.measured import Setting

TOLD_CODES = frozenset(reason.code for reason in TOLD)
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
            raise unwritable(path, error) from error
        sound = told.without(broken)
        return _written(logs, sound, setting, path), sound


def _broken(logs: Sequence[Judged | Listed], told: Told, setting: Setting) -> dict[str, str]:
    """The standards whose evidence cannot even be read alone, to the message."""
    broken = {}
    for alone in (part.only(standard) for part in logs for standard in part.standards):
        try:
            for query in _queries(alone, told, setting):
                with alone.shelf.backend.con.sql(query).to_arrow_reader(ROW_GROUP) as reader:
                    for _ in reader:
                        pass
        except Exception as error:  # noqa: BLE001 - as above
            broken[alone.standards[0].id] = said(error)
    return broken


def _written(logs: Sequence[Judged | Listed], told: Told, setting: Setting, path: Path) -> Path | None:
    """One piece after the other into one file: sorted all at once, the evidence of a large log is several times the log.

    Where a write fails, the query that was being read is closed: nothing can be asked of the engine while one is open.
    """
    if all(standard.id in told.errors for measured in logs for standard in measured.standards):
        return None
    with closing(_batches(logs, told, setting)) as batches:
        return write_evidence(path, batches)


def _batches(logs: Sequence[Judged | Listed], told: Told, setting: Setting) -> Generator[pa.RecordBatch]:
    """The evidence in the order of the standards: rows that were kept, and those that have to be asked for."""
    counted = _counted(told)
    whole = kept_whole(told, counted)
    asked = counted - Counter({kept.standard: len(kept.rows) for kept in whole})
    parts = [part for measured in logs for part in _parts(measured, told, asked, setting)]
    backend = logs[0].shelf.backend
    for piece in _pieces(sorted([*parts, *whole], key=attrgetter("standard")), asked):
        if isinstance(piece, Kept):
            yield from as_table(piece.rows).to_batches(max_chunksize=ROW_GROUP)
            continue
        # Closed before the next one is opened: the engine has one open result at a time.
        with backend.con.sql(backend.compile(ordered(piece))).to_arrow_reader(ROW_GROUP) as reader:
            for batch in reader:
                yield batch.cast(schema())


def _parts(measured: Judged | Listed, told: Told, asked: Counter[str], setting: Setting) -> list[Part]:
    """What has to be asked for of a log."""
    wanted = any(asked[standard.id] for standard in measured.standards if standard.id not in told.errors)
    return parts_of(measured, told.errors, asked, setting) if wanted else []


def _pieces(parts: Sequence[Part | Kept], asked: Mapping[str, int]) -> Iterator[Kept | list[ir.Table]]:
    """Standards whose rows were kept, each alone; what is asked for in their order, together as long as it is few, and few rows."""
    group: list[ir.Table] = []
    rows = 0
    for part in parts:
        if group and (isinstance(part, Kept) or rows + asked[part.standard] > AT_ONCE or len(group) == TOGETHER):
            yield group
            group, rows = [], 0
        if isinstance(part, Kept):
            yield part
        else:
            group.append(part.table)
            rows += asked[part.standard]
    if group:
        yield group


def _counted(told: Told) -> Counter[str]:
    """How many rows there are to write of each standard."""
    counted: Counter[str] = Counter()
    for tally in told.tallies:
        counted[tally.standard] += sum(number for code, number in tally.counts.reasons.items() if code in TOLD_CODES)
    return counted


def _queries(alone: Judged | Listed, told: Told, setting: Setting) -> list[str]:
    """The evidence of one standard, as it is asked for."""
    parts = parts_of(alone, told.errors, _counted(told), setting)
    return [alone.shelf.backend.compile(ordered([part.table])) for part in parts]
