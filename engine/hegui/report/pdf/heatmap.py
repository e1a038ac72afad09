"""The heat map: how many findings, by unit and chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf.charts import Chart
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.look import GREY, INK, NAVY, RULE, WHITE, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import shortened

_VALUE = Style(BOLD, 7.5, INK, "centre")
_OVER = Style(size=6.5, colour=GREY, align="centre")
_COOL, _HOT = HexColor("#E6F0F2"), HexColor("#0F5C73")
_FAINT = HexColor("#AEB7C0")


class HeatMap(Chart):
    """How many, by row and column: the more, the darker."""

    ROW = 18.0
    HEAD = 28.0

    def __init__(self, rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[int]], total: str) -> None:
        super().__init__(self.HEAD + self.ROW * (len(rows) + 1) + 4)
        self.rows, self.columns, self.values, self.total = rows, columns, values, total

    def draw(self) -> None:
        """Draw heads, then row by row, then the sums."""
        canvas, names, sums = self.canv, 128.0, 34.0
        wide = min((self.width - names - sums) / len(self.columns), 62)
        end = names + wide * len(self.columns) + sums
        for j, name in enumerate(self.columns):
            first, _, second = name.partition(" ")
            draw(canvas, first if second else "", names + (j + 0.5) * wide, self.height - 11, _OVER)
            draw(canvas, shortened(second or first, _VALUE, wide), names + (j + 0.5) * wide, self.height - 21, replace(_VALUE, colour=NAVY))
        most = max(max(row) for row in self.values)
        for i, (name, row) in enumerate(zip(self.rows, self.values, strict=True)):
            y = self.height - self.HEAD - self.ROW * (i + 1)
            draw(canvas, shortened(name, Style(size=8), names - 6), 0, y + 5.5, Style(size=8))
            for j, n in enumerate(row):
                _square(canvas, names + j * wide, y, wide, self.ROW, n, most)
            draw(canvas, str(sum(row)), end, y + 5.5, Style(BOLD, 8, NAVY, "right"))
        y = self.height - self.HEAD - self.ROW * (len(self.rows) + 1)
        draw(canvas, self.total, 0, y + 5.5, Style(BOLD, 8, NAVY))
        for j in range(len(self.columns)):
            draw(canvas, str(sum(row[j] for row in self.values)), names + (j + 0.5) * wide, y + 5.5, replace(_VALUE, colour=NAVY))
        draw(canvas, str(sum(map(sum, self.values))), end, y + 5.5, Style(BOLD, 8, NAVY, "right"))


def _square(canvas: Canvas, x: float, y: float, wide: float, tall: float, n: int, most: int) -> None:
    heat = (n / most) ** 0.75 if n else 0
    canvas.setFillColor(_mixed(_COOL, _HOT, heat) if n else WHITE)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    canvas.rect(x + 0.8, y + 0.8, wide - 1.6, tall - 1.6, stroke=0 if n else 1, fill=1)
    colour = (WHITE if heat > 0.45 else INK) if n else _FAINT
    draw(canvas, str(n) if n else "–", x + wide / 2, y + tall / 2 - 2.7, Style(size=7.5, colour=colour, align="centre"))


def _mixed(one: Color, other: Color, share: float) -> Color:
    return Color(*(a + (b - a) * share for a, b in zip(one.rgb(), other.rgb(), strict=True)))
