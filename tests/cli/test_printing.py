"""Printing: harmless, folded, aligned by what a terminal shows and not by characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hegui.cli.printing import STAGES, capped, progress, say, say_folded, say_list, say_table, visible

HOSTILE = "\x1b[31mred\x07 \u202ereversed\u2028\x00\n::error::"


@given(st.text())
def test_nothing_that_is_printed_can_steer_a_terminal(text: str) -> None:
    assert visible(text).isprintable()
    assert visible(visible(text)) == visible(text)


def test_a_line_stays_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE)
    say(HOSTILE, err=True)
    told = capsys.readouterr()
    assert told.out == told.err == "[U+001B][31mred[U+0007] [U+202E]reversed[U+2028][U+0000][U+000A]::error::\n"


def test_a_long_text_says_how_much_is_missing() -> None:
    assert capped("abc", 3) == "abc"
    assert capped("a" * 2_003, 3) == "aaa… +2,000 characters"


@pytest.mark.parametrize("text", ["words of a sentence " * 12, "没有空格的中文句子" * 20, "x" * 300, "", HOSTILE * 9])
def test_folding_keeps_to_the_width(capsys: pytest.CaptureFixture[str], text: str) -> None:
    say_folded(f"{'name':<10}{text}", 10)
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("name")
    assert all(line.startswith(" " * 10) for line in others)
    assert max(map(cell_len, [first, *others])) <= 80


def test_folding_in_a_very_narrow_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    say_folded("name      some words that go on", 10)
    assert capsys.readouterr().out.splitlines() == ["name      some words that go", "          on"]


def test_lists_fold_between_items_only(capsys: pytest.CaptureFixture[str]) -> None:
    items = [f"字段_{n}=2026-03-01 09:00" for n in range(9)]
    say_list("  verdict  ", items)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert " ".join(line.strip() for line in lines) == "verdict  " + ", ".join(items)
    say_list("  verdict  ", ["x" * 100, "y"])
    assert capsys.readouterr().out.splitlines() == [f"  verdict  {'x' * 100},", f"{' ' * 11}y"]


def test_tables_are_aligned_and_have_no_trailing_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    say_table(["unit", "rate"], [("海渚分公司", "10.00 %"), (HOSTILE, "1.00 %"), ("u" * 500, "")], right=(1,))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["unit", "rate"]
    assert max(map(cell_len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert "+300" in "".join(lines)


def test_progress_on_a_terminal_is_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress() as stage:
        for name in STAGES:
            stage(name)
    told = capsys.readouterr()
    assert told.out == ""
    assert "━" in told.err


def test_progress_elsewhere_is_a_line_a_stage(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as stage:
        stage("logs")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "hegui: logs …\n")
