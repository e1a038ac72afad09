"""Cleaning and breaking of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.report.pdf.fonts import BOLD, REGULAR, glyph, width
from hegui.report.pdf.look import CELL, Style
from hegui.report.pdf.text import Words, clean, lines, shortened

anything = st.text(alphabet=st.characters(codec=None), max_size=200)


@given(anything)
def test_nothing_invisible_is_left(text: str) -> None:
    kept = clean(text)
    assert not [char for char in kept if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}]


@given(anything, st.floats(min_value=60, max_value=300))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    kept = clean(text)
    broken = lines(kept, CELL, room)
    assert "".join("".join(broken).split()) == "".join(kept.split())
    assert all(width(line, REGULAR, CELL.size) <= room + 0.01 or len(line) == 1 for line in broken)


@given(anything)
def test_every_character_is_drawn_by_a_font_that_has_it(text: str) -> None:
    for char in clean(text).replace("\n", ""):
        for font in (REGULAR, BOLD):
            _, name, drawn = glyph(char, font)
            assert drawn == char or drawn == f"[U+{ord(char):04X}]"
            assert all(glyph(c, font)[1] == name for c in drawn)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\tc", "a\nb  c"),
        ("e\u0301", "é"),
        ("\u3000北京", " 北京"),
        ("葛\U000e0100", "葛"),
        ("\u202eabc", "[U+202E]abc"),
        ("the handbook’s “limit”", 'the handbook\'s "limit"'),
        ("手册的“时限”", "手册的“时限”"),
        ("中“文”\n“English”", '中“文”\n"English"'),
        ("", ""),
    ],
)
def test_clean(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_long_text_is_capped_and_says_by_how_much() -> None:
    assert clean("x" * 450, 400) == "x" * 400 + "… +50"


def test_closing_marks_do_not_begin_a_line() -> None:
    style = Style(size=10)
    assert lines("一二三四，五六七", style, 42) == ["一二三", "四，五六", "七"]
    assert lines("一二三（四）五", style, 42) == ["一二三", "（四）五"]


def test_words_stay_whole_and_long_tokens_break_after_a_hyphen() -> None:
    style = Style(size=10)
    assert lines("alpha beta", style, 40) == ["alpha", "beta"]
    assert lines("service-guide.5.3.urgent-feedback", style, 80)[0][-1] in "-."


def test_a_shortened_line_fits() -> None:
    style = Style(size=10)
    assert shortened("short", style, 100) == "short"
    cut = shortened("一个很长的名字" * 9, style, 100)
    assert cut.endswith("…")
    assert width(cut, REGULAR, 10) <= 100


def test_words_split_at_lines() -> None:
    words = Words("一二三四五六七八九十", Style(size=10), key="here")
    assert words.split(32, 5) == []
    upper, lower = words.split(32, 30)
    assert (upper.key, lower.key) == ("here", "")
    assert upper.wrap(32, 100)[1] + lower.wrap(32, 100)[1] == pytest.approx(words.wrap(32, 100)[1])
    assert words.split(32, 1_000) == [words]
