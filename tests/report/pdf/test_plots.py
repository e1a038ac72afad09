"""What plots draw: bars, lines, limits and their names."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf.charts import Chart
from hegui.report.pdf.fonts import REGULAR, register
from hegui.report.pdf.pareto import Pareto
from hegui.report.pdf.plots import Against, Point, Trend, Value, round_up, share_top, step_of

LIMIT = Decimal(85)


def drawn(chart: Chart) -> tuple[str, bytes]:
    """The words of a chart, and its operators."""
    register()
    file = BytesIO()
    canvas = Canvas(file, invariant=1, initialFontName=REGULAR, pageCompression=0)
    chart.wrap(500, 500)
    chart.drawOn(canvas, 40, 300)
    canvas.save()
    page = PdfReader(file).pages[0]
    content = page.get_contents()
    assert content is not None
    return page.extract_text(), content.get_data()


@pytest.mark.parametrize(("n", "step", "top"), [(1, 1, 1), (6, 1, 6), (7, 2, 8), (245, 50, 250), (3_000, 500, 3_000), (61, 20, 80)])
def test_lines_stand_at_round_numbers(n: int, step: int, top: int) -> None:
    assert (step_of(n), round_up(n)) == (step, top)


def test_a_period_without_a_judgement_interrupts_the_line() -> None:
    whole = [Point(f"2026-{month:02}", 1, 10) for month in range(1, 5)]
    gap = [whole[0], Point("2026-02", 0, 0), *whole[2:]]
    lines = [drawn(Trend(points, "记录", ("不符合", "占比")))[1].count(b" l S") for points in (whole, gap)]
    assert lines[0] == lines[1] + 2


def test_not_every_period_is_named_where_there_are_many() -> None:
    text, _ = drawn(Trend([Point(f"P{n:03}", n % 3, 5) for n in range(200)], "记录", ("不符合", "占比")))
    assert "P000" in text
    assert 5 < text.count("P") < 60


def test_one_limit_is_a_line_across_with_its_name() -> None:
    text, operators = drawn(Against([Value("2026-01", Decimal("81.2"), LIMIT), Value("2026-02", None, LIMIT)], "规定值"))
    assert "规定值 85" in text
    assert "81.2" in text
    assert operators.count(b"[4 2] 0 d") == 1


def test_limits_of_their_own_are_marked_at_each_bar() -> None:
    values = [Value("2026-01", Decimal(2), Decimal(3)), Value("2026-02", Decimal(0), Decimal(1)), Value("2026-03", Decimal(4), None)]
    text, operators = drawn(Against(values, "规定值"))
    assert "规定值" not in text
    assert operators.count(b"[4 2] 0 d") == 2


def test_many_figures_are_drawn_without_numbers() -> None:
    text, _ = drawn(Against([Value(f"{n}", Decimal("77.7"), LIMIT) for n in range(36)], "规定值"))
    assert "77.7" not in text


def test_what_is_left_over_is_no_vital_few() -> None:
    text, operators = drawn(Pareto([("5.3", 4), ("5.1", 3)], ("其他", 9)))
    assert "其他" in text
    assert operators.count(b" re f") == 3


def test_the_line_counts_what_is_not_drawn() -> None:
    def ends(undrawn: int) -> float:
        _, operators = drawn(Pareto([("5.3", 4), ("5.1", 3)], undrawn=undrawn))
        return max(float(y) for y in re.findall(rb" ([0-9.]+) l S", operators.split(b" re f")[-1]))

    assert ends(7) < ends(0)


@pytest.mark.parametrize(("shares", "top"), [([], 5), ([0.0, 0.05], 5), ([0.051], 10), ([0.2], 25), ([0.5], 50), ([0.51, 1.0], 100)])
def test_the_axis_of_shares_ends_above_the_largest(shares: list[float], top: int) -> None:
    assert share_top(shares) == top


def test_names_of_bars_are_made_smaller_rather_than_broken() -> None:
    text, _ = drawn(Pareto([(f"001 {n}\nContinuous optimisation mechanism", n) for n in range(11, 1, -1)]))
    assert "optimisation" in text
    assert "mechanism" in text
