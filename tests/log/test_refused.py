"""Files that are no logs are told by what is in them, and all faults at once."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hegui.words.errors import LogError
from hegui.words.jobs import LogSource

Rows = Callable[..., list[tuple[Any, ...]]]


def test_files_that_are_not_there(bind: Any, write: Any, tmp_path: Path, sample: Any) -> None:
    write("exports/march.csv", *sample.lines)
    write("empty.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    write("blank.csv", "", "  ", "")
    write("page.xls", "<html><table></table></html>")
    write("no.parquet", "a,b")
    (tmp_path / "link.csv").symlink_to(tmp_path / "exports/march.csv")
    for name, what in (
        ("exports/marsh.csv", "did you mean 'march.csv'"),
        ("exports", "it is a folder"),
        ("empty.csv", "the file is empty"),
        ("blank.csv", "the file is empty"),
        ("page.xls", "web page"),
        ("no.parquet", "is none"),
        ("link.csv", "links are not followed"),
        ("*.none", "no such file"),
    ):
        with pytest.raises(LogError, match=what):
            bind(name)
    with pytest.raises(LogError, match="names no file"):
        bind()


BINARY = {
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "it is a picture"),
    "photo.csv": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), "it is a picture"),
    "photo.xlsx": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "it is a picture"),
    "page.csv": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "it is a PDF"),
    "letter.csv": (b"{\\rtf1\\ansi a,b}", "it is a document of an office program"),
    "base.csv": (b"SQLite format 3\x00", "it is a database"),
    "program.csv": (b"MZ" + bytes(range(256)) * 40, "it is a binary file"),
    "noise.jsonl.csv": (b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200)), "it is a binary file"),
}


@pytest.mark.parametrize("name", BINARY)
def test_binary_files_are_no_logs(bind: Any, tmp_path: Path, name: str) -> None:
    content, what = BINARY[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LogError) as caught:
        bind(name)
    assert [str(fault) for fault in caught.value.faults] == [f"{name}: {what}; export it as CSV or XLSX"]
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    with pytest.raises(LogError, match=what):
        bind("a.csv.gz")


def test_office_documents_are_told_by_what_is_in_them(bind: Any, tmp_path: Path, rows: Rows, sample: Any, workbook: Any) -> None:
    for name, members in (
        ("letter.csv", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}),
        ("letter.docx", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}),
        ("open.csv", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<text/>"}),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        with pytest.raises(LogError, match="it is a document of an office program; export it as CSV or XLSX"):
            bind(name)
    workbook(tmp_path / "export.csv", ("Sheet1", [sample.header.split(","), ["C1", "2026-03-01 09:15:30", "一般", "x"]], []))
    assert rows(bind("export.csv"), "_key", "received_at") == sample.times[:1]
    with zipfile.ZipFile(tmp_path / "cut.csv", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(LogError, match="not a workbook"):
        bind("cut.csv")


def test_text_with_odd_characters_is_still_text(bind: Any, tmp_path: Path, rows: Rows, sample: Any) -> None:
    content = "\n".join((*sample.lines, "C3,2026-03-01 11:00:00,一般,a\x00b\x01\x1b[31m")).encode()
    (tmp_path / "a.csv").write_bytes(content + b"\n")
    assert rows(bind("a.csv"), "_key", "content")[-1] == ("C3", "a\x00b\x01\x1b[31m")
    chinese = "\n".join(("工单流水号,受理时间", *(f"单{chr(0x4E00 + n)},2026-03-01 09:15:30" for n in range(256)))) + "\n"
    (tmp_path / "b.csv").write_bytes(chinese.encode("utf-16-le"))
    assert len(rows(bind("b.csv"), "_key")) == 256


def test_headers_in_messages_are_few_and_short(bind: Any, write: Any) -> None:
    with pytest.raises(LogError) as caught:
        bind(write("a.csv", ",".join(["x" * 1000, *(f"h{n}" for n in range(1, 30))]), "1"))
    (fault,) = caught.value.faults
    first = "x" * 40 + "… +960 characters"
    shown = ", ".join([first, *(f"h{n}" for n in range(1, 12))])
    assert fault.what == f"no log knows any of its columns: {shown}, … and 18 more"
    assert fault.remedy == "name the log, and the columns, in the job file; --log NAME=FILE names the log alone"
    with pytest.raises(LogError) as caught:
        bind("a.csv", log="complaint", columns={"received_at": "y" * 40})
    assert max(len(str(fault)) for fault in caught.value.faults) < 300


def test_all_faults_of_all_files_are_told_at_once(bind_all: Any, write: Any, tmp_path: Path, sample: Any) -> None:
    with pytest.raises(LogError) as caught:
        bind_all(
            LogSource(files=("none.csv",), base=tmp_path),
            LogSource(files=(write("a.csv", "x,y", "1,2"),), base=tmp_path),
            LogSource(files=(write("b.csv", *sample.lines),), base=tmp_path, log="complain"),
        )
    assert [str(fault.place) for fault in caught.value.faults] == ["", "a.csv", "none.csv"]
    assert "did you mean 'complaint'?" in str(caught.value)


def test_all_faults_of_one_source_are_told_at_once(bind: Any, write: Any, tmp_path: Path) -> None:
    write("a.csv", "x,y", "1,2")
    write("b.csv", "u,v", "1,2")
    (tmp_path / "c.csv").write_bytes(b"%PDF-1.4")
    (tmp_path / "d.csv").write_bytes(b"")
    with pytest.raises(LogError) as caught:
        bind("nope.csv", "gone.csv", "*.none", "[ab].csv", "c.csv", "d.csv")
    assert [(str(fault.place), fault.what.split(":")[0]) for fault in caught.value.faults] == [
        ("*.none", "there is no such file"),
        ("a.csv", "no log knows any of its columns"),
        ("b.csv", "no log knows any of its columns"),
        ("c.csv", "it is a PDF"),
        ("d.csv", "the file is empty"),
        ("gone.csv", "there is no such file"),
        ("nope.csv", "there is no such file"),
    ]
