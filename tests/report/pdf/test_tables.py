"""Rows over pages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus.flowables import Spacer

from hegui.report.pdf.columns import Column, Pill, dates, numbers, table, widths
from hegui.report.pdf.look import CELL_BOLD, FUZZ, NAVY, WIDTH
from hegui.report.pdf.tables import PAD, Cell, Row, Rows
from hegui.report.pdf.text import Words, lines


class Frame:
    """What a frame tells its flowables."""

    def __init__(self, *, at_top: bool) -> None:
        self._atTop = at_top


def row(text: str, *, together: bool = False, least: float = 0) -> Row:
    return Row((Cell((Words(text),), WIDTH),), together=together, least=least)


def pages(rows: Rows, height: float) -> list[Rows]:
    """The rows split over pages of that height."""
    done: list[Rows] = []
    rest = rows
    while True:
        rest._frame = Frame(at_top=True)
        if rest.wrap(WIDTH, height)[1] <= height + FUZZ:
            return [*done, rest]
        upper, rest = rest.split(WIDTH, height)
        assert upper.wrap(WIDTH, height)[1] <= height + FUZZ
        done.append(upper)


def shown(rows: Rows) -> str:
    return "".join("".join(part._lines) for each in rows.rows for cell in each.cells for part in cell.parts)


@given(st.lists(st.integers(min_value=1, max_value=900), min_size=1, max_size=30), st.integers(min_value=80, max_value=700))
def test_every_line_is_on_some_page_in_order(lengths: list[int], height: int) -> None:
    texts = [f"{n}:" + "字" * length for n, length in enumerate(lengths)]
    split = pages(Rows([row(text) for text in texts], [row("head")]), height)
    assert "".join(map(shown, split)) == "".join(texts)


def test_head_is_repeated() -> None:
    head = [row("head")]
    split = pages(Rows([row(str(n)) for n in range(100)], head), 200)
    assert len(split) > 5
    assert all(part.head is head for part in split)


def test_short_rows_are_not_split() -> None:
    split = pages(Rows([row("字" * 200) for _ in range(20)]), 220)
    assert sum(len(part.rows) for part in split) == 20


def test_rows_that_belong_together_stay_together() -> None:
    rows = [row("a"), row("title", together=True), row("head", together=True), row("b"), row("c")]
    tall = [each.height for each in rows]
    room = sum(tall[:3]) + 1
    parts = Rows(rows).split(WIDTH, room)
    assert [len(part.rows) for part in parts] == [1, 4]
    assert Rows(rows[1:]).split(WIDTH, sum(tall[1:3]) + 1) == []


def test_what_belongs_together_but_fits_no_page_is_broken() -> None:
    rows = Rows([row(str(n), together=True) for n in range(50)])
    assert len(pages(rows, 200)) > 3


def test_room_to_write_in_is_kept() -> None:
    assert row("", least=60).height == 60
    upper, lower = row("", least=60).split(40)
    assert lower.least == 20
    assert upper.least == 0


def test_nothing_fits_nothing_is_taken() -> None:
    assert Rows([row("字" * 100)]).split(WIDTH, 3) == []


@pytest.mark.parametrize("lacking", [-1e-9, 0, 1e-9, 1e-7, 1e-5, 0.005, 0.02])
def test_rows_that_almost_fit(lacking: float) -> None:
    rows = [row(str(n)) for n in range(20)]
    room = sum(each.height for each in rows[:10]) - lacking
    assert [len(part.rows) for part in Rows(rows).split(WIDTH, room)] == ([10, 10] if lacking <= FUZZ else [9, 11])
    whole = Rows(rows[:10])
    fits = whole.wrap(WIDTH, room)[1] <= room + FUZZ
    assert fits == (whole.split(WIDTH, room) == [whole])


def test_all_fits_is_one_part() -> None:
    rows = Rows([row("a")])
    assert rows.split(WIDTH, 500) == [rows]


def test_widths_fill_the_page() -> None:
    assert sum(widths([Column("a", 1), Column("b", 2), Column("c", 4)])) == pytest.approx(WIDTH)


def test_table_rows_are_striped() -> None:
    made = table([Column("a", 1), Column("n", 1, right=True)], [(Words(str(n)), (Words("x"), Words("y"))) for n in range(4)])
    fills = [each.cells[0].fill for each in made.rows]
    assert all(one != other for one, other in pairwise(fills))
    assert made.head[0].cells[0].fill == NAVY


def test_a_pill_shrinks_into_its_cell() -> None:
    pill = Pill("一般不符合 minor nonconformity", NAVY)
    assert pill.wrap(30, 100)[0] <= 30.01
    assert pill.wrap(500, 100)[0] < 200


def test_columns_of_numbers_and_dates_are_never_broken() -> None:
    number = numbers("No.", ["SFSJ-2026-B01-005", "D-1"])
    wide = widths([number, Column("a", 3), Column("b", 1, right=True), dates("Due")])
    assert sum(wide) == pytest.approx(WIDTH)
    assert wide[1] == pytest.approx(3 * wide[2])
    assert len(lines("SFSJ-2026-B01-005", CELL_BOLD, wide[0] - 2 * PAD)) == 1
    assert len(lines("2026-12-31", CELL_BOLD, wide[3] - 2 * PAD)) == 1
    assert numbers("No.", ["X" * 200]).points < WIDTH / 3


def test_a_row_of_which_nothing_fits_moves_on_whole() -> None:
    tall = Row((Cell((Spacer(1, 300),), WIDTH),))
    assert Rows([tall], [row("head")]).split(WIDTH, 120) == []
    upper, lower = Rows([row("a"), tall], [row("head")]).split(WIDTH, 120)
    assert ([len(part.rows) for part in (upper, lower)], lower.rows[0]) == ([1, 1], tall)
