"""Measurements of shares as one: what is written of them, and where nothing can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hegui.measure.evidence_file import write_evidence
from hegui.measure.together import together
from hegui.words.errors import HeguiError
from hegui.words.evidence_columns import COLUMNS, schema
from hegui.words.measured import Measurement, Setting

NOTHING = Measurement((), (), (), ())


def share(path: Path, *standards: str) -> Measurement:
    """A part whose evidence is two rows a standard."""
    rows = [dict.fromkeys(COLUMNS) | {"standard": standard, "row": row} for standard in standards for row in (1, 2)]
    return replace(NOTHING, spool=write_evidence(path, pa.Table.from_pylist(rows, schema()).to_batches(max_chunksize=3)))


def test_the_evidence_of_all_is_in_the_order_of_the_standards(tmp_path: Path) -> None:
    parts = [share(tmp_path / "0.parquet", "a", "c"), share(tmp_path / "1.parquet", "b", "d"), NOTHING]
    whole = together(parts, (), Setting(datetime(2026, 7, 1), spool=tmp_path / "whole.parquet"))
    assert whole.spool == tmp_path / "whole.parquet"
    rows = pq.read_table(whole.spool).select(["standard", "row"]).to_pylist()
    assert [(row["standard"], row["row"]) for row in rows] == [(standard, row) for standard in "abcd" for row in (1, 2)]
    assert list(tmp_path.iterdir()) == [whole.spool]


def test_no_evidence_is_no_file(tmp_path: Path) -> None:
    assert together([NOTHING, NOTHING], (), Setting(datetime(2026, 7, 1), spool=tmp_path / "whole.parquet")).spool is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told_of(tmp_path: Path) -> None:
    parts = [share(tmp_path / f"{name}.parquet", name) for name in "ab"]
    setting = Setting(datetime(2026, 7, 1), spool=tmp_path / "gone" / "evidence.parquet")
    with pytest.raises(HeguiError, match=r"^evidence.parquet: the evidence cannot be written: .*No such file"):
        together(parts, (), setting)
