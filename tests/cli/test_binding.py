"""``hegui logs inspect``: what was bound to what, for a person who has to confirm it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hegui.policy import load_policies
from hegui.words.errors import Exit

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""

ROW = ("TS1", "东城", "一般", "2026-03-01 09:00", "x")


def test_bindings_are_shown(hegui: Act, complaints: Act) -> None:
    ran = hegui("logs", "inspect", complaints())
    assert ran.code == Exit.CLEAN
    assert ran.lines[:2] == ["complaint: Complaint tickets / 投诉工单, wide", "  complaints.csv: 4 rows, UTF-8, comma"]
    assert any(line.split() == ["severity_tier", "投诉等级", "name", "enum", "please", "confirm"] for line in ran.lines)
    assert "rows         4 read, 4 used" in ran.lines


def test_what_is_lacking_is_what_standards_read(hegui: Act, complaints: Act) -> None:
    ran = hegui("logs", "inspect", complaints())
    _, _, lacking = ran.out.partition("not in file  ")
    readers = sum(standard.log == "complaint" and "closed_at" in map(str, standard.refs()) for standard in load_policies().standards)
    assert readers > 2
    assert f"closed_at (read by {readers})" in lacking
    assert "business_line" not in ran.out
    assert " more" in lacking
    assert max(map(len, ran.lines)) <= 80


def test_what_could_not_be_read_is_shown_with_its_place(hegui: Act, write: Act) -> None:
    header = ["工单流水号", "归属地市", "投诉等级", "受理时间", "反馈时间", "\x1b[2J备注"]
    log = write(Path("log.csv"), [(*ROW, "b"), (*ROW, "b"), ("", "东城", "P9级", "2026-03-01 09:00", "\x1b]0;title\x07", "c")], header)
    ran = hegui("logs", "inspect", log)
    assert ran.code == Exit.CLEAN
    assert "not bound    [U+001B][2J备注" in ran.lines
    assert "1 duplicate_row" in ran.out
    assert "log.csv row 3" in ran.out
    assert "\x1b" not in ran.out


def test_the_kind_can_be_named(hegui: Act, complaints: Act) -> None:
    ran = hegui("logs", "inspect", complaints(), "--log", "fault")
    assert ran.code == Exit.CLEAN
    assert ran.lines[0].startswith("fault: ")


def test_a_log_without_rows_can_be_looked_at(hegui: Act, complaints: Act) -> None:
    ran = hegui("logs", "inspect", complaints(rows=0))
    assert ran.code == Exit.CLEAN
    assert "rows         0 read, 0 used" in ran.lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone.csv"], "gone.csv: there is no such file"),
        (["complaints.csv", "--log", "complain"], "--log: there is no log 'complain'; did you mean 'complaint'?"),
        (["other.csv"], "other.csv: no log knows any of its columns: a, b"),
    ],
)
def test_what_is_wrong_is_said(hegui: Act, complaints: Act, words: list[str], said: str) -> None:
    complaints()
    Path("other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = hegui("logs", "inspect", *words)
    assert (ran.code, ran.out) == (Exit.UNUSABLE, "")
    assert said in ran.err
