"""Cells become typed values; what cannot be read is told from what is missing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.log.texts import fold, header_seconds, month, number, seconds, unguarded

Rows = Callable[..., list[tuple[Any, ...]]]


def column(bind: Any, write: Any, rows: Rows, name: str, *cells: str, **told: Any) -> list[Any]:
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    log = bind(write("a.csv", f"complaint_id,received_at,{name}", *(f"C{i},2026-03-01,{cell}" for i, cell in enumerate(quoted))), **told)
    field = next(c.field for c in log.columns if c.field not in {"complaint_id", "received_at"})
    columns = (field, f"{field}__state") if field in log.flawed else (field,)
    return [found if len(found) > 1 else found[0] for found in rows(log, *columns)]


def test_identifiers(bind: Any, write: Any, rows: Rows) -> None:
    cells = [" A1 ", '="0012"', "Ａ１２", "B\t", "\u3000北\u3000", "—", "/", "无", "?"]
    assert column(bind, write, rows, "channel", *cells) == ["A1", "0012", "A12", "B", "北", None, None, None, None]


def test_marks_of_full_width_say_that_nothing_is_there(bind: Any, write: Any, rows: Rows) -> None:
    assert column(bind, write, rows, "channel", "A1", "Ｎ／Ａ", "－", "？") == ["A1", None, None, None]


def test_in_free_text_none_is_an_answer(bind: Any, write: Any, rows: Rows) -> None:
    assert column(bind, write, rows, "solution", "无", "/", "-", " 已回访，ＯＫ ", "") == ["无", "/", None, "已回访，ＯＫ", None]


def test_codes(bind: Any, write: Any, rows: Rows) -> None:
    cells = ["一般", " 普通 ", "URGENT", "特急", "", "重大"]
    ok = ("general", "ok")
    assert column(bind, write, rows, "投诉等级", *cells) == [
        ok,
        ok,
        ("urgent", "ok"),
        (None, "unknown_code"),
        (None, "missing"),
        ("major", "ok"),
    ]
    told = column(bind, write, rows, "投诉等级", *cells, codes={"severity_tier": {"特急": "urgent", "一般": "major"}})
    assert told == ["major", "general", "urgent", "urgent", None, "major"]


def test_many_codes_are_looked_up(bind: Any, write: Any, rows: Rows) -> None:
    codes = {f"城市{i}": "general" if i % 2 else "urgent" for i in range(150)}
    assert column(bind, write, rows, "投诉等级", *codes, codes={"severity_tier": codes}) == list(codes.values())


def test_booleans(bind: Any, write: Any, rows: Rows) -> None:
    cells = ["是", "否", "有", "无", "1", "0", "Y", "n", "TRUE", "√", "×", "合格", "不合格", "", "大概"]
    values = [True, False, True, False, True, False, True, False, True, True, False, True, False]
    expected = [(value, "ok") for value in values] + [(None, "missing"), (None, "unreadable")]
    assert column(bind, write, rows, "confirmed", *cells) == expected
    assert column(bind, write, rows, "confirmed", "解决了", codes={"confirmed": {"解决了": "true"}}) == [True]


def test_numbers(bind: Any, write: Any, rows: Rows) -> None:
    cells = ["1.5", "1,234,567.25", "１２", "￥20", "3元", "1,2", "85%", "-7", "", "1e3"]
    found = column(bind, write, rows, "amount", *cells)
    values = [Decimal(v) for v in ("1.5", "1234567.25", "12", "20", "3")] + [None, None, Decimal(-7), None, Decimal(1000)]
    assert [value for value, _ in found] == values
    assert [state for _, state in found] == ["ok"] * 5 + ["unreadable"] * 2 + ["ok", "missing", "ok"]
    assert column(bind, write, rows, "repeat_count", "3", "3.0", "3次") == [3, 3, 3]
    assert column(bind, write, rows, "repeat_count", "3", "3.5") == [(3, "ok"), (None, "unreadable")]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (
            "talk_s",
            ["3600", "01:30:00", "26:15:00", "1天2小时3分", "90分钟", "1.5小时", "2 min", ""],
            [3600, 5400, 94500, 93780, 5400, 5400, 120, None],
        ),
        ("处理时长(分)", ["60", "1小时", "1,200"], [3600, 3600, 72000]),
        ("处理时长（小时）", ["1.5"], [5400]),
    ],
)
def test_durations(bind: Any, write: Any, rows: Rows, header: str, cells: list[str], expected: list[int | None]) -> None:
    assert column(bind, write, rows, header, *cells) == expected


def test_negative_durations_are_counted(bind: Any, write: Any) -> None:
    log = bind(write("a.csv", "complaint_id,received_at,talk_s", "C1,2026-03-01,-5", "C2,2026-03-01,x"))
    assert {(f.code, f.count, f.samples[0][2]) for f in log.faults if f.field == "talk_s"} == {
        ("negative_duration", 1, "-5"),
        ("unreadable_duration", 1, "x"),
    }


def test_lists_and_months(bind: Any, write: Any, rows: Rows) -> None:
    assert column(bind, write, rows, "scope", "语音、数据", "语音；其他 | VOICE", "", "[]") == [
        ["voice", "data"],
        ["voice", "其他", "voice"],
        None,
        [],
    ]
    assert column(bind, write, rows, "cycle", "2026-03", "202603", "2026年3月", "2026/3/1", "-") == ["2026-03"] * 4 + [None]
    assert column(bind, write, rows, "cycle", "三月") == [(None, "unreadable")]


@given(st.integers(0, 10**7))
def test_a_duration_is_read_as_it_is_written(value: int) -> None:
    hours, minutes, rest = value // 3600, value // 60 % 60, value % 60
    assert seconds(f"{hours}:{minutes:02}:{rest:02}") == value
    assert seconds(f"{value // 86400}天{hours % 24}小时{minutes}分{rest}秒") == value


@given(st.decimals(-(10**11), 10**11, places=2))
def test_a_number_is_read_as_it_is_written(value: Decimal) -> None:
    assert number(f"{value:,}") == value
    assert number(f"{value}") == value


@given(st.text())
def test_blanks_at_the_ends_do_not_matter(text: str) -> None:
    assert fold(text) == fold(f" {text}\t")
    assert unguarded(text) == unguarded(unguarded(text)) or text.count('="') > 1


def test_what_is_none() -> None:
    assert (
        number("abc"),
        number("1.2.3"),
        number(str(10**12)),
        seconds("1:99:00"),
        seconds("abc"),
        month("2026-13"),
        month("1800-01"),
    ) == (None,) * 7
    assert (header_seconds("耗时(天)"), header_seconds("耗时"), header_seconds("wait (minutes)"), header_seconds("wait (hours)")) == (
        86400,
        1,
        60,
        3600,
    )
