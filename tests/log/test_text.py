"""Text as operators export it is read, whatever its encoding, delimiter and wrapping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hegui.words.bound import BoundLog
from hegui.words.errors import LogError
from hegui.words.jobs import LogSource
from hegui.words.vocabulary import Shape

Rows = Callable[..., list[tuple[Any, ...]]]
Faults = Callable[[BoundLog], dict[tuple[str, str], int]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_is_told(bind: Any, write: Any, rows: Rows, encoding: str, end: str, sample: Any) -> None:
    log = bind(write("a.csv", *sample.lines, encoding=encoding, end=end))
    assert rows(log, "_key", "received_at") == sample.times
    assert log.sources[0].rows == 2
    assert "comma" in log.sources[0].note


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(bind: Any, write: Any, rows: Rows, delimiter: str, sample: Any) -> None:
    log = bind(write("a.csv", *(line.replace(",", delimiter) for line in sample.lines)))
    assert rows(log, "_key", "received_at") == sample.times


def test_a_western_file_is_not_taken_for_chinese(bind: Any, write: Any, rows: Rows) -> None:
    log = bind(write("a.csv", "complaint_id,received_at,channel", "C1,2026-03-01 09:15:30,Café é", encoding="cp1252"))
    assert rows(log, "channel") == [("Café é",)]


def test_encoding_and_delimiter_can_be_forced(bind: Any, write: Any, rows: Rows, sample: Any) -> None:
    name = write("a.csv", *(line.replace(",", ";") for line in sample.lines), encoding="gb18030")
    assert rows(bind(name, encoding="gbk", delimiter="semicolon"), "_key", "received_at") == sample.times
    with pytest.raises(LogError, match="no encoding"):
        bind(name, encoding="klingon")
    with pytest.raises(LogError, match="no delimiter"):
        bind(name, delimiter="::")


def test_quoted_newlines_and_long_cells(bind: Any, write: Any, rows: Rows, sample: Any) -> None:
    long = "长" * 900_000
    name = write("a.csv", sample.header, 'C1,2026-03-01 09:15:30,一般,"第一行\n第二行，含""引号"""', f"C2,2026-03-01 10:00:00,紧急,{long}")
    assert rows(bind(name), "_row", "_key", "content") == [(1, "C1", '第一行\n第二行，含"引号"'), (2, "C2", long)]


def test_titles_above_the_header_of_a_csv(bind: Any, write: Any, rows: Rows, sample: Any) -> None:
    log = bind(write("a.csv", "投诉工单清单", "查询条件：2026年3月,,", *sample.lines))
    assert rows(log, "_row", "_key") == [(1, "C1"), (2, "C2")]
    assert log.sources[0].note.endswith("header in row 3")


def test_ragged_rows_are_counted(bind: Any, write: Any, rows: Rows, faults: Faults, sample: Any) -> None:
    name = write(
        "a.csv", sample.header, "C1,2026-03-01 09:15:30", "C2,2026-03-01 10:00:00,紧急,资费,贵,了", "C3,2026-03-01 11:00:00,一般,x,,"
    )
    log = bind(name)
    assert rows(log, "_row", "_key", "content") == [(1, "C1", None), (3, "C3", "x")]
    assert faults(log) == {("ragged_row", ""): 1, ("short_row", ""): 1, ("unit_missing", "branch_id"): 2}
    assert (log.account.read, log.account.used, log.account.set_aside) == (3, 2, {"ragged_row": 1})


def test_ragged_rows_in_chinese_encoding(bind: Any, write: Any, rows: Rows, sample: Any) -> None:
    log = bind(write("a.csv", sample.header, "C1,2026-03-01 09:15:30,一般", 'C2,2026-03-01 10:00:00,紧急,"两\n行"', encoding="gb18030"))
    assert rows(log, "_row", "severity_tier", "content") == [(1, "general", None), (2, "urgent", "两\n行")]


def test_bytes_that_cannot_be_decoded_are_counted(bind: Any, tmp_path: Path, rows: Rows, faults: Faults, sample: Any) -> None:
    (tmp_path / "a.csv").write_bytes("\n".join(sample.lines).encode() + b"\nC3,2026-03-01 11:00:00,\xff,x\n")
    log = bind("a.csv")
    assert [key for (key,) in rows(log, "_key")] == ["C1", "C2", "C3"]
    assert faults(log)["undecodable", ""] == 1


def test_names_with_brackets_and_globs(bind: Any, write: Any, rows: Rows, sample: Any) -> None:
    write("r1.csv", sample.header, "WRONG,2026-03-01 09:15:30,一般,x")
    write("r[1].csv", sample.header, "RIGHT,2026-03-01 09:15:30,一般,x")
    assert rows(bind("r[1].csv"), "_key") == [("RIGHT",)]
    assert rows(bind("r*.csv"), "_source", "_key") == [(0, "WRONG"), (1, "RIGHT")]
    assert [source.name for source in bind("r*.csv").sources] == ["r1.csv", "r[1].csv"]


def test_several_files_of_one_log_make_one_table(bind_all: Any, write: Any, tmp_path: Path, rows: Rows, sample: Any) -> None:
    march = LogSource(files=(write("m.csv", *sample.lines),), base=tmp_path, log="complaint")
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
