"""Lines that are set once and placed often."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf.fonts import REGULAR, register
from hegui.report.pdf.look import INK, NAVY, Style
from hegui.report.pdf.pen import draw, draw_below, fill_with

STYLE = Style(size=10, colour=INK)
RARE = "\U00020087"
DRAWN = """
import sys
if sys.argv[2] == "slow":
    sys.modules["_rl_accel"] = None
from reportlab.lib import rl_accel
from reportlab.pdfgen.canvas import Canvas
from hegui.report.pdf.fonts import REGULAR, register
from hegui.report.pdf.look import TEAL, Style
from hegui.report.pdf.pen import draw_below
assert rl_accel.fp_str.__module__.startswith("reportlab") == (sys.argv[2] == "slow")
register()
canvas = Canvas(sys.argv[1], invariant=1, initialFontName=REGULAR)
for n in range(200):
    draw_below(canvas, ("投诉 (a) \\\\ 24.5%", f"line {n}"), 30 + n / 7, 800 - n * 3.7, Style(size=7 + n / 13, colour=TEAL))
    canvas.rect(n / 3, n / 9, 1e-7 * n, 123.456789, stroke=0, fill=1)
canvas.save()
"""


@pytest.fixture
def canvas() -> Canvas:
    register()
    return Canvas(BytesIO(), invariant=1, initialFontName=REGULAR, pageCompression=0)


def text_of(canvas: Canvas) -> str:
    file = canvas._filename
    canvas.save()
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def test_a_line_stands_wherever_it_is_drawn(canvas: Canvas) -> None:
    for y in (700, 500):
        draw(canvas, "受理 24 h", 50, y, STYLE)
    canvas.showPage()
    draw(canvas, "受理 24 h", 80, 300, STYLE)
    assert text_of(canvas).count("受理 24 h") == 3


def test_lines_stand_one_below_the_other(canvas: Canvas) -> None:
    draw_below(canvas, ("first", "", "third"), 50, 700, STYLE)
    assert [line for line in text_of(canvas).split("\n") if line.strip()] == ["first", "third"]


def test_a_character_of_the_rare_font_stands_in_its_place(canvas: Canvas) -> None:
    draw(canvas, f"a{RARE}a{RARE}", 50, 700, STYLE)
    assert f"a{RARE}a{RARE}" in text_of(canvas).replace("\n", "")


def test_a_colour_is_said_only_where_it_changes(canvas: Canvas) -> None:
    def said() -> int:
        return sum(operators.count(" rg") for operators in canvas._code)

    before = said()
    for _ in range(5):
        draw(canvas, "x", 50, 700, STYLE)
    assert said() == before + 1
    canvas.saveState()
    fill_with(canvas, NAVY)
    canvas.restoreState()
    fill_with(canvas, INK)
    assert said() == before + 2
    fill_with(canvas, NAVY)
    assert said() == before + 3


def test_documents_do_not_share_what_was_set() -> None:
    register()
    drawn = []
    for first in ("一二三", "四五六"):
        one = Canvas(BytesIO(), invariant=1, initialFontName=REGULAR)
        draw(one, first, 50, 700, STYLE)
        draw(one, "甲乙丙", 50, 600, STYLE)
        drawn.append(text_of(one))
    assert all("甲乙丙" in text for text in drawn)


def test_the_accelerator_changes_no_byte(tmp_path: Path) -> None:
    for way in ("fast", "slow"):
        subprocess.run([sys.executable, "-c", DRAWN, str(tmp_path / way), way], check=True)
    assert (tmp_path / "fast").read_bytes() == (tmp_path / "slow").read_bytes()
