"""Measurements of shares of the standards, put together as if one process had measured all of them."""

from __future__ import annotations

from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from hegui.measure.evidence_file import unwritable, write_evidence
from hegui.measure.ordering import rows_in_order, tallies_in_order
from hegui.words.measured import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from hegui.words.measured import Setting
    from hegui.words.standards import Standard


def together(parts: Sequence[Measurement], standards: Sequence[Standard], setting: Setting) -> Measurement:
    """The measurement of all standards; each was measured in one part."""
    if len(parts) == 1:
        return parts[0]
    statuses = {status.standard: status for part in parts for status in part.statuses}
    return Measurement(
        statuses=tuple(statuses[standard.id] for standard in standards),
        tallies=tallies_in_order(tally for part in parts for tally in part.tallies),
        evidence=rows_in_order((row for part in parts for row in part.evidence), standards),
        pending=rows_in_order((row for part in parts for row in part.pending), standards),
        undetermined=rows_in_order((row for part in parts for row in part.undetermined), standards),
        unused_waivers=tuple(waiver for waiver in setting.waivers if all(waiver in part.unused_waivers for part in parts)),
        unused_objections=tuple(one for one in setting.objections if all(one in part.unused_objections for part in parts)),
        spool=_spool([part.spool for part in parts if part.spool is not None], setting.spool),
    )


def _spool(paths: Sequence[Path], into: Path | None) -> Path | None:
    """One file of the evidence of all parts, by standard as each of them is.

    Raises:
        HeguiError: it cannot be written there.
    """
    if not paths or into is None:
        return None
    try:
        write_evidence(into, (batch for _, batch in merge(*map(_by_standard, paths), key=itemgetter(0))))
    except OSError as error:
        raise unwritable(into, error) from error
    for path in paths:
        path.unlink()
    return into


def _by_standard(path: Path) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The rows of a file, cut where another standard begins."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            runs = pc.run_end_encode(batch.column("standard"))
            begin = 0
            for standard, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
                yield standard, batch.slice(begin, end - begin)
                begin = end
