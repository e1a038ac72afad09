"""Files as operators export them are read, whatever their encoding, delimiter and wrapping."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from hegui.words.bound import BoundLog
from hegui.words.errors import LogError
from hegui.words.jobs import LogSource
from hegui.words.vocabulary import Shape

Rows = Callable[..., list[tuple[Any, ...]]]
Faults = Callable[[BoundLog], dict[tuple[str, str], int]]
HEADER = "工单流水号,受理时间,投诉等级,投诉内容"
LINES = (HEADER, "C1,2026-03-01 09:15:30,一般,网络慢", "C2,2026-03-01 10:00:00,紧急,资费")
TIMES = [("C1", datetime(2026, 3, 1, 9, 15, 30)), ("C2", datetime(2026, 3, 1, 10))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_is_told(bind: Any, write: Any, rows: Rows, encoding: str, end: str) -> None:
    log = bind(write("a.csv", *LINES, encoding=encoding, end=end))
    assert rows(log, "_key", "received_at") == TIMES
    assert log.sources[0].rows == 2
    assert "comma" in log.sources[0].note


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(bind: Any, write: Any, rows: Rows, delimiter: str) -> None:
    log = bind(write("a.csv", *(line.replace(",", delimiter) for line in LINES)))
    assert rows(log, "_key", "received_at") == TIMES


def test_a_western_file_is_not_taken_for_chinese(bind: Any, write: Any, rows: Rows) -> None:
    log = bind(write("a.csv", "complaint_id,received_at,channel", "C1,2026-03-01 09:15:30,Café é", encoding="cp1252"))
    assert rows(log, "channel") == [("Café é",)]


def test_encoding_and_delimiter_can_be_forced(bind: Any, write: Any, rows: Rows) -> None:
    name = write("a.csv", *(line.replace(",", ";") for line in LINES), encoding="gb18030")
    assert rows(bind(name, encoding="gbk", delimiter="semicolon"), "_key", "received_at") == TIMES
    with pytest.raises(LogError, match="no encoding"):
        bind(name, encoding="klingon")
    with pytest.raises(LogError, match="no delimiter"):
        bind(name, delimiter="::")


def test_quoted_newlines_and_long_cells(bind: Any, write: Any, rows: Rows) -> None:
    long = "长" * 900_000
    name = write("a.csv", HEADER, 'C1,2026-03-01 09:15:30,一般,"第一行\n第二行，含""引号"""', f"C2,2026-03-01 10:00:00,紧急,{long}")
    assert rows(bind(name), "_row", "_key", "content") == [(1, "C1", '第一行\n第二行，含"引号"'), (2, "C2", long)]


def test_titles_above_the_header_of_a_csv(bind: Any, write: Any, rows: Rows) -> None:
    log = bind(write("a.csv", "投诉工单清单", "查询条件：2026年3月,,", *LINES))
    assert rows(log, "_row", "_key") == [(1, "C1"), (2, "C2")]
    assert log.sources[0].note.endswith("header in row 3")


def test_ragged_rows_are_counted(bind: Any, write: Any, rows: Rows, faults: Faults) -> None:
    name = write("a.csv", HEADER, "C1,2026-03-01 09:15:30", "C2,2026-03-01 10:00:00,紧急,资费,贵,了", "C3,2026-03-01 11:00:00,一般,x,,")
    log = bind(name)
    assert rows(log, "_row", "_key", "content") == [(1, "C1", None), (3, "C3", "x")]
    assert faults(log) == {("ragged_row", ""): 1, ("short_row", ""): 1, ("unit_missing", "branch_id"): 2}
    assert (log.account.read, log.account.used, log.account.set_aside) == (3, 2, {"ragged_row": 1})


def test_ragged_rows_in_chinese_encoding(bind: Any, write: Any, rows: Rows) -> None:
    log = bind(write("a.csv", HEADER, "C1,2026-03-01 09:15:30,一般", 'C2,2026-03-01 10:00:00,紧急,"两\n行"', encoding="gb18030"))
    assert rows(log, "_row", "severity_tier", "content") == [(1, "general", None), (2, "urgent", "两\n行")]


def test_bytes_that_cannot_be_decoded_are_counted(bind: Any, tmp_path: Path, rows: Rows, faults: Faults) -> None:
    (tmp_path / "a.csv").write_bytes("\n".join(LINES).encode() + b"\nC3,2026-03-01 11:00:00,\xff,x\n")
    log = bind("a.csv")
    assert [key for (key,) in rows(log, "_key")] == ["C1", "C2", "C3"]
    assert faults(log)["undecodable", ""] == 1


def test_gzip_and_zip(bind: Any, write: Any, rows: Rows, tmp_path: Path) -> None:
    name = write("a.csv", *LINES, encoding="gb18030")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / name, "out/三月.csv")
        archive.writestr("__MACOSX/._a", "litter")
        archive.writestr("out/四月.csv", f"{HEADER}\nC9,2026-04-01 00:00:00,重大,x")
    assert rows(bind("a.csv.gz"), "_key", "received_at") == TIMES
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


def test_files_that_are_not_there(bind: Any, write: Any, tmp_path: Path) -> None:
    write("exports/march.csv", *LINES)
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


def test_archives_that_are_not_read(bind: Any, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"7z\xbc\xaf\x27\x1c rest")
    with pytest.raises(LogError, match="it is an archive of a kind that is not read; unpack it"):
        bind("a.csv")


def test_office_documents_are_told_by_what_is_in_them(bind: Any, tmp_path: Path, rows: Rows) -> None:
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
    workbook(tmp_path / "export.csv", ("Sheet1", [HEADER.split(","), ["C1", "2026-03-01 09:15:30", "一般", "x"]], []))
    assert rows(bind("export.csv"), "_key", "received_at") == TIMES[:1]
    with zipfile.ZipFile(tmp_path / "cut.csv", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(LogError, match="not a workbook"):
        bind("cut.csv")


def test_text_with_odd_characters_is_still_text(bind: Any, tmp_path: Path, rows: Rows) -> None:
    content = "\n".join((*LINES, "C3,2026-03-01 11:00:00,一般,a\x00b\x01\x1b[31m")).encode()
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


def test_archives_within_archives(bind: Any, write: Any, tmp_path: Path, rows: Rows) -> None:
    name = write("a.csv", *LINES)
    once = gzip.compress((tmp_path / name).read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv.gz", once)
    assert rows(bind("a.zip"), "_key", "received_at") == TIMES
    (tmp_path / "deep.csv.gz").write_bytes(gzip.compress(gzip.compress(once)))
    with pytest.raises(LogError, match="archives within archives"):
        bind("deep.csv.gz")


def test_numbers_and_durations_that_come_typed(bind_all: Any, rows: Rows) -> None:
    frame = pd.DataFrame(
        {
            "complaint_id": ["C1"],
            "received_at": [datetime(9999, 12, 31)],
            "repeat_count": [3.0],
            "talk_s": [pd.Timedelta(minutes=2)],
            "severity_tier": [1],
        }
    )
    log = bind_all(LogSource(frame=frame, codes={"severity_tier": {"1": "urgent"}}), as_of=datetime(2026, 1, 1)).logs[0]
    assert rows(log, "received_at", "repeat_count", "talk_s", "severity_tier") == [(None, 3, 120, "urgent")]


def test_names_with_brackets_and_globs(bind: Any, write: Any, rows: Rows) -> None:
    write("r1.csv", HEADER, "WRONG,2026-03-01 09:15:30,一般,x")
    write("r[1].csv", HEADER, "RIGHT,2026-03-01 09:15:30,一般,x")
    assert rows(bind("r[1].csv"), "_key") == [("RIGHT",)]
    assert rows(bind("r*.csv"), "_source", "_key") == [(0, "WRONG"), (1, "RIGHT")]
    assert [source.name for source in bind("r*.csv").sources] == ["r1.csv", "r[1].csv"]


def test_parquet_is_left_where_it_is(bind: Any, rows: Rows, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"complaint_id": ["C1", "C2"], "received_at": [datetime(2026, 3, 1, 9), datetime(2026, 3, 2, 9)], "branch_id": ["N", "J"]}
    )
    frame.to_parquet(tmp_path / "r[1].parquet")
    log = bind("r[1].parquet")
    assert rows(log, "_row", "_key", "_unit", "received_at") == [
        (1, "C1", "N", datetime(2026, 3, 1, 9)),
        (2, "C2", "J", datetime(2026, 3, 2, 9)),
    ]
    assert "read_parquet" in log.table.get_backend().con.execute("SELECT string_agg(sql) FROM duckdb_views()").fetchone()[0]
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "r[1].parquet").read_bytes()[:100])
    with pytest.raises(LogError, match="not a Parquet file"):
        bind("cut.parquet")


def test_json_lines(bind: Any, write: Any, rows: Rows, faults: Faults) -> None:
    name = write(
        "a.jsonl",
        '{"complaint_id": "C1", "received_at": "2026-03-01T09:15:30", "scope": ["语音", "其他"], "repeat_count": 2}',
        '{"complaint_id": "C2", "received_at": "2026-03-01 10:00:00", "confirmed": true}',
        "not json",
        "[1]",
    )
    log = bind(name)
    assert rows(log, "_row", "_key", "received_at") == [(1, *TIMES[0]), (2, *TIMES[1])]
    assert rows(log, "scope", "repeat_count", "confirmed") == [(["voice", "其他"], 2, None), (None, None, True)]
    assert (log.account.read, log.account.set_aside, faults(log)["broken_line", ""]) == (4, {"broken_line": 2}, 2)
    with pytest.raises(LogError, match="no line is a JSON object"):
        bind(write("b.jsonl", "[1]"))


def test_data_frames(bind_all: Any, rows: Rows) -> None:
    frame = pd.DataFrame(
        {
            "complaint_id": [1, 2],
            "received_at": pd.to_datetime(["2026-03-01 01:15:30", "2026-03-01 02:00:00"]).tz_localize("UTC"),
            "confirmed": [True, None],
            "amount": [1.5, float("nan")],
            "channel": ["电话", 7],
        }
    )
    log = bind_all(LogSource(frame=frame)).logs[0]
    assert rows(log, "_row", "_key", "received_at") == [(1, "1", TIMES[0][1]), (2, "2", TIMES[1][1])]
    assert [(c, float(a) if a else a, h) for c, a, h in rows(log, "confirmed", "amount", "channel")] == [
        (True, 1.5, "电话"),
        (None, None, "7"),
    ]
    assert (log.sources[0].name, log.sources[0].sha256) == ("<frame>", "")
    with pytest.raises(LogError, match="no columns"):
        bind_all(LogSource(frame=pd.DataFrame(), log="complaint"))


def workbook(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]], Sequence[str]]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, cells, merged in sheets:
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)


def test_a_workbook_as_a_person_made_it(bind: Any, tmp_path: Path, rows: Rows, faults: Faults) -> None:
    cells: list[list[Any]] = [
        ["三月投诉工单", None, None, None],
        ["查询条件：2026-03", None, None, None],
        ["工单流水号", "受理时间", "地市", "金额"],
        ["C1", datetime(2026, 3, 1, 9, 15, 30), "南昌", "1,234.5"],
        ["C2", 46082.41666666667, None, 7],
        [None, None, None, None],
        [202603000000000001, "2026年3月1日 9时30分", "九江", 0],
        ["合计", None, None, 1241.5],
        ["导出时间：2026-04-01", None, None, None],
    ]
    workbook(tmp_path / "a.xlsx", ("说明", [["本表由系统导出"]], []), ("三月", cells, ["A1:D1", "C4:C5"]))
    log = bind("a.xlsx")
    assert [(row, key, at, unit) for row, key, at, unit in rows(log, "_row", "_key", "received_at", "_unit")] == [
        (4, "C1", datetime(2026, 3, 1, 9, 15, 30), "南昌"),
        (5, "C2", datetime(2026, 3, 1, 10), "南昌"),
        (7, "2.02603e+17", datetime(2026, 3, 1, 9, 30), "九江"),
    ]
    assert log.sources[0].note == "sheet '三月', header in row 3"
    assert (log.account.read, log.account.set_aside) == (5, {"footer": 2})
    assert faults(log)["rounded_key", "complaint_id"] == 1


def test_a_header_over_two_rows(bind: Any, tmp_path: Path, rows: Rows) -> None:
    cells: list[list[Any]] = [
        ["工单流水号", "时间", None, "地市"],
        [None, "受理时间", "办结时间", None],
        ["C1", "2026-03-01 09:15:30", "2026-03-01 10:00:00", "南昌"],
    ]
    workbook(tmp_path / "a.xlsx", ("Sheet1", cells, ["A1:A2", "B1:C1", "D1:D2"]))
    assert rows(bind("a.xlsx"), "_row", "_key", "received_at", "handled_at") == [(3, "C1", TIMES[0][1], TIMES[1][1])]


def test_the_sheet_can_be_chosen(bind: Any, tmp_path: Path, rows: Rows) -> None:
    header = HEADER.split(",")
    one, two = ["C1", "2026-03-01 09:15:30", "一般", "x"], ["C2", "2026-03-01 10:00:00", "一般", "x"]
    nothing: list[list[Any]] = []
    workbook(tmp_path / "a.xlsx", ("三月", [header, one], []), ("四月", [header, two], []), ("空", nothing, []))
    assert rows(bind("a.xlsx"), "_key") == [("C1",)]
    assert rows(bind("a.xlsx", sheet="四月"), "_key") == [("C2",)]
    with pytest.raises(LogError, match="there is no sheet '五月'"):
        bind("a.xlsx", sheet="五月")
    with pytest.raises(LogError, match="no sheet has any rows"):
        bind("a.xlsx", sheet="空")
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(LogError, match="not a workbook"):
        bind("bad.xlsx")


def test_several_files_of_one_log_make_one_table(bind_all: Any, write: Any, tmp_path: Path, rows: Rows) -> None:
    march = LogSource(files=(write("m.csv", *LINES),), base=tmp_path, log="complaint")
    april = LogSource(
        files=(write("a.csv", "受理时间,工单号,是否解决", "2026-04-01 00:00:00,C9,是", encoding="gb18030"),), base=tmp_path, log="complaint"
    )
    (log,) = bind_all(march, april).logs
    assert rows(log, "_source", "_key", "severity_tier", "confirmed") == [
        (0, "C1", "general", None),
        (0, "C2", "urgent", None),
        (1, "C9", None, True),
    ]
    assert log.shape is Shape.WIDE


def test_all_faults_of_all_files_are_told_at_once(bind_all: Any, write: Any, tmp_path: Path) -> None:
    with pytest.raises(LogError) as caught:
        bind_all(
            LogSource(files=("none.csv",), base=tmp_path),
            LogSource(files=(write("a.csv", "x,y", "1,2"),), base=tmp_path),
            LogSource(files=(write("b.csv", *LINES),), base=tmp_path, log="complain"),
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


def test_a_member_of_an_archive_is_named_with_it(bind: Any, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("out/scan.pdf", "%PDF-1.4")
    with pytest.raises(LogError, match=r"a\.zip/out/scan\.pdf: it is a PDF"):
        bind("a.zip")
