"""The evidence file: its bytes depend on its rows, and on nothing else."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegui.measure import evidence_file
from hegui.measure.evidence_file import write_evidence
from hegui.words.evidence_columns import COLUMNS, NUMBERS, TIMES, schema


def table(rows: int) -> pa.Table:
    columns = {name: [f"{name} {row % 7}" for row in range(rows)] for name in COLUMNS if name not in NUMBERS | TIMES}
    columns |= {name: [row * 1000 for row in range(rows)] for name in NUMBERS | TIMES}  # type: ignore[misc]
    return pa.table({name: pa.array(columns[name]).cast(schema().field(name).type) for name in COLUMNS}, schema=schema())


@settings(max_examples=30)
@given(st.lists(st.integers(0, 40), max_size=8))
def test_pieces_do_not_show(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    whole = table(sum(sizes))
    folder = tmp_path_factory.mktemp("evidence")
    begins = [sum(sizes[:place]) for place in range(len(sizes))]
    pieces = [batch for begin, size in zip(begins, sizes, strict=True) for batch in whole.slice(begin, size).to_batches()]
    one = write_evidence(folder / "one.parquet", whole.to_batches())
    many = write_evidence(folder / "many.parquet", pieces)
    assert one.read_bytes() == many.read_bytes()
    assert pq.read_table(many) == whole


def test_row_groups_are_of_one_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_file, "ROW_GROUP", 100)
    path = write_evidence(tmp_path / "e.parquet", table(250).to_batches(max_chunksize=30))
    groups = pq.ParquetFile(path).metadata
    assert [groups.row_group(place).num_rows for place in range(groups.num_row_groups)] == [100, 100, 50]
