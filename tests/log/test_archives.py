"""Archives are unpacked, and hostile ones refused."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hegui.words.errors import LogError

Rows = Callable[..., list[tuple[Any, ...]]]


def test_gzip_and_zip(bind: Any, write: Any, rows: Rows, tmp_path: Path, sample: Any) -> None:
    name = write("a.csv", *sample.lines, encoding="gb18030")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / name, "out/三月.csv")
        archive.writestr("__MACOSX/._a", "litter")
        archive.writestr("out/四月.csv", f"{sample.header}\nC9,2026-04-01 00:00:00,重大,x")
    assert rows(bind("a.csv.gz"), "_key", "received_at") == sample.times
    log = bind("b.zip")
    assert [source.name for source in log.sources] == ["b.zip/out/三月.csv", "b.zip/out/四月.csv"]
    assert rows(log, "_source", "_row", "_key") == [(0, 1, "C1"), (0, 2, "C2"), (1, 1, "C9")]


def test_hostile_archives_are_refused(bind: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "up.zip", "w") as archive:
        archive.writestr("../../evil.csv", "x")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("a.csv", b"0" * (1100 << 20))
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(b"a,b\n" * 1000)[:30])
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 nothing")
    for name, what in (
        ("damaged.zip", "cannot be unpacked"),
        ("up.zip", "outside of it"),
        ("bomb.zip", "bomb"),
        ("empty.zip", "is none"),
        ("cut.csv.gz", "cannot be unpacked"),
    ):
        with pytest.raises(LogError, match=what):
            bind(name)


def test_archives_that_are_not_read(bind: Any, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"7z\xbc\xaf\x27\x1c rest")
    with pytest.raises(LogError, match="it is an archive of a kind that is not read; unpack it"):
        bind("a.csv")


def test_archives_within_archives(bind: Any, write: Any, tmp_path: Path, rows: Rows, sample: Any) -> None:
    name = write("a.csv", *sample.lines)
    once = gzip.compress((tmp_path / name).read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv.gz", once)
    assert rows(bind("a.zip"), "_key", "received_at") == sample.times
    (tmp_path / "deep.csv.gz").write_bytes(gzip.compress(gzip.compress(once)))
    with pytest.raises(LogError, match="archives within archives"):
        bind("deep.csv.gz")


def test_a_member_of_an_archive_is_named_with_it(bind: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("out/scan.pdf", "%PDF-1.4")
    with pytest.raises(LogError, match=r"a\.zip/out/scan\.pdf: it is a PDF"):
        bind("a.zip")
