"""How figures are written."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.report.pdf.figures import counted, days, due, filled, left, moment, number, per_cent, share, span
from hegui.report.pdf.how_read import how_read
from hegui.words.text import Text


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (59, "59 秒", "59 s"),
        (3_600, "1 小时", "1 h"),
        (93_600, "1 天 2 小时", "1 d 2 h"),
        (93_661, "1 天 2 小时", "1 d 2 h"),
        (86_460, "1 天", "1 d"),
        (-7_260, "2 小时 1 分钟", "2 h 1 min"),
        (86_400 * 1_200, "1,200 天", "1,200 d"),
    ],
)
def test_span(seconds: int, zh: str, en: str) -> None:
    assert span(seconds) == Text(zh, en)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 5, "0.00%"), (1, 50_000, "< 0.01%"), (1, 3, "33.33%"), (49_999, 50_000, "99.99%"), (2, 2, "100.00%"), (0, 0, "—")],
)
def test_share_is_whole_only_when_it_is(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


@given(st.integers(min_value=1, max_value=10**9), st.data())
def test_share_never_hides_a_breach_nor_a_conforming_one(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(min_value=0, max_value=whole))
    assert (share(part, whole) == "0.00%") == (part == 0)
    assert (share(part, whole) == "100.00%") == (part == whole)


def test_moments_show_seconds_only_where_there_are_any() -> None:
    assert moment(datetime(2026, 3, 1, 9, 30)) == "2026-03-01 09:30"
    assert moment(datetime(2026, 3, 1, 9, 30, 5)) == "2026-03-01 09:30:05"
    assert moment(None) == "—"


def test_days_are_said_inclusively() -> None:
    assert days(date(2026, 1, 1), date(2026, 4, 1)) == Text("2026-01-01 至 2026-03-31", "2026-01-01 to 2026-03-31")
    assert days(None, date(2026, 4, 1)).en == "the beginning of the data to 2026-03-31"
    assert days(date(2026, 1, 1), None).zh == "2026-01-01 至 数据截止"
    assert days(None, None).en.startswith("not restricted")


def test_numbers_and_nouns() -> None:
    assert number(1_234_567) == "1,234,567"
    assert per_cent(123) == "1.23%"
    assert counted(1, "log") == Text("1", "1 log")
    assert counted(2, "log").en == "2 logs"
    assert counted(2, "entry", "entries").en == "2 entries"


def test_values_are_never_read_as_templates() -> None:
    assert filled(Text("{a}项", "{a} items"), a="{b} %s") == Text("{b} %s项", "{b} %s items")


def test_a_last_moment_is_its_day() -> None:
    assert due(datetime(2026, 4, 30, 23, 59, 59)) == "2026-04-30"
    assert due(datetime(2026, 4, 30, 23, 59, 59, 999_999)) == "2026-04-30"
    assert due(datetime(2026, 4, 30, 9, 30)) == "2026-04-30 09:30"
    assert due(None) == "—"
    assert left(datetime(2026, 4, 30, 23, 59, 59), datetime(2026, 4, 1)) == Text("30 天", "30 d")
    assert left(datetime(2026, 4, 1, 9, 30), datetime(2026, 4, 1)).en == "9 h 30 min"


@pytest.mark.parametrize(
    ("note", "zh"),
    [
        ("GB18030, comma, header in row 3", "GB18030，逗号分隔，表头在第 3 行"),
        ("UTF-8, tab", "UTF-8，制表符分隔"),
        ("UTF-8, ^", "UTF-8，以“^”分隔"),
        ("sheet '故障, 工单', header in row 4", "工作表“故障, 工单”，表头在第 4 行"),
        ("read from Parquet", "read from Parquet"),
    ],
)
def test_how_a_file_was_read_is_said_in_both_languages(note: str, zh: str) -> None:
    assert how_read(note) == Text(zh, note)
