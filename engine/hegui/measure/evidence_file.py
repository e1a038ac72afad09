"""The file of the complete evidence: the same rows give the same bytes, however they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.said import said
from hegui.words.errors import Fault, HeguiError
from hegui.words.evidence_columns import schema
from hegui.words.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

ROW_GROUP = 122_880


def write_evidence(path: Path, batches: Iterable[pa.RecordBatch]) -> Path:
    """Write rows as Parquet, in row groups of one size whatever pieces they come in."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema(), compression="zstd") as writer:
        for group in _row_groups(batches):
            writer.write_table(group)
    return path


def unwritable(path: Path, error: Exception) -> HeguiError:
    """What is said where the evidence cannot be written there."""
    return HeguiError(Fault(Place(path.name), f"the evidence cannot be written: {said(error)}"))


def _row_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows in tables of one size each, but for the last."""
    import pyarrow as pa

    waiting = schema().empty_table()
    for batch in batches:
        waiting = pa.concat_tables([waiting, pa.Table.from_batches([batch], schema())])
        while waiting.num_rows >= ROW_GROUP:
            yield waiting.slice(0, ROW_GROUP).combine_chunks()
            waiting = waiting.slice(ROW_GROUP)
    if waiting.num_rows:
        yield waiting.combine_chunks()
