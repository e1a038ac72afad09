"""Writing: one table of formats, all or nothing, and clear words when it cannot be done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from hegui.report.formats import FORMATS, MANIFEST, OutputError, write
from hegui.words.errors import Exit, UsageError
from hegui.words.record import Record


def test_an_unknown_format_is_refused_with_the_nearest(record: Record, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'json'") as caught:
        write(record, tmp_path / "out", formats=("jsno",))
    assert caught.value.exit is Exit.USAGE
    assert not (tmp_path / "out").exists()


def test_only_what_is_asked_is_written_and_the_manifest(record: Record, tmp_path: Path) -> None:
    paths = write(record, tmp_path, formats=("json",))
    assert [path.name for path in paths] == ["report.json", MANIFEST]
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "report.json"]


def test_the_manifest_has_the_hashes(record: Record, tmp_path: Path) -> None:
    write(record, tmp_path, formats=("json",))
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["files"]["report.json"]["sha256"] == hashlib.sha256((tmp_path / "report.json").read_bytes()).hexdigest()


def test_the_evidence_is_copied(record: Record, tmp_path: Path) -> None:
    spool = tmp_path / "spool.parquet"
    spool.write_bytes(b"evidence")
    write(replace(record, spool=spool), tmp_path / "out", formats=("evidence",))
    assert (tmp_path / "out" / "evidence.parquet").read_bytes() == b"evidence"


def test_a_failure_leaves_the_previous_report(record: Record, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("previous", encoding="utf-8")
    with pytest.raises(OutputError, match="was not kept"):
        write(replace(record, spool=None), tmp_path, formats=("json", "evidence"))
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "previous"


def test_a_folder_that_cannot_be_made_is_said(record: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="choose another folder with --out"):
        write(record, tmp_path / "file" / "below", formats=("json",))


def test_a_target_that_cannot_be_replaced_is_said(record: Record, tmp_path: Path) -> None:
    (tmp_path / "report.json").mkdir()
    with pytest.raises(OutputError, match="cannot be written here"):
        write(record, tmp_path, formats=("json",))
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_every_format_has_a_file_of_its_own() -> None:
    files = [each.file for each in FORMATS.values()]
    assert len(set(files)) == len(files)
