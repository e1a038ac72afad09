"""Workbooks as persons make them: titles, merged cells, footers, several sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hegui.words.bound import BoundLog
from hegui.words.errors import LogError

Rows = Callable[..., list[tuple[Any, ...]]]
Faults = Callable[[BoundLog], dict[tuple[str, str], int]]


def test_a_workbook_as_a_person_made_it(bind: Any, tmp_path: Path, rows: Rows, faults: Faults, workbook: Any) -> None:
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


def test_a_header_over_two_rows(bind: Any, tmp_path: Path, rows: Rows, sample: Any, workbook: Any) -> None:
    cells: list[list[Any]] = [
        ["工单流水号", "时间", None, "地市"],
        [None, "受理时间", "办结时间", None],
        ["C1", "2026-03-01 09:15:30", "2026-03-01 10:00:00", "南昌"],
    ]
    workbook(tmp_path / "a.xlsx", ("Sheet1", cells, ["A1:A2", "B1:C1", "D1:D2"]))
    assert rows(bind("a.xlsx"), "_row", "_key", "received_at", "handled_at") == [(3, "C1", sample.times[0][1], sample.times[1][1])]


def test_the_sheet_can_be_chosen(bind: Any, tmp_path: Path, rows: Rows, workbook: Any, sample: Any) -> None:
    header = sample.header.split(",")
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
