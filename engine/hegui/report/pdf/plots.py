"""Plots on axes: the Pareto of findings, a trend by period, and figures against their limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf.charts import Chart
from hegui.report.pdf.fonts import BOLD, REGULAR, width
from hegui.report.pdf.look import GRADE_COLOURS, GREY, INK, RULE, TEAL, WHITE, WIDTH, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import shortened
from hegui.words.findings import Grade

Box = tuple[float, float, float, float]
"""Left, right, low and high edge of a plot."""
_TICK = Style(size=7, colour=GREY)
_NAME = Style(size=7, colour=INK, align="centre")
_VALUE = Style(BOLD, 7.5, INK, "centre")
_SMALL = Style(BOLD, 6.6, INK, "centre")
_LINE = HexColor("#C4600F")
_FEW = HexColor("#A9C5CC")
_LIMIT = GRADE_COLOURS[Grade.MAJOR]


@dataclass(frozen=True)
class Point:
    """A period of a trend."""

    period: str
    breaches: int
    judged: int


class Trend(Chart):
    """Breaches by period as bars, and their share of those judged as a line."""

    def __init__(self, points: Sequence[Point], title: str, legend: tuple[str, str], wide: float = WIDTH) -> None:
        super().__init__(128, wide)
        self.points, self.title, self.legend = points, title, legend

    def draw(self) -> None:
        """Draw title and legend, axes, bars and the line; a period in which nothing was judged interrupts it."""
        canvas, box = self.canv, (26.0, self.width - 30, 22.0, self.height - 30)
        left, right, low, high = box
        self._legend(canvas)
        top = round_up(max(1, *(point.breaches for point in self.points)))
        per_cent = share_top([point.breaches / point.judged for point in self.points if point.judged])
        axes(canvas, box, top, per_cent)
        wide, lines_ = (right - left) / len(self.points), list[list[tuple[float, float]]]([[]])
        canvas.setFillColor(TEAL)
        for i, point in enumerate(self.points):
            bar, x = min(wide * 0.62, 30), left + (i + 0.5) * wide
            canvas.rect(x - bar / 2, low, bar, (high - low) * point.breaches / top, stroke=0, fill=1)
            if point.judged:
                lines_[-1].append((x, low + (high - low) * point.breaches / point.judged * 100 / per_cent))
            else:
                lines_.append([])
        for line in lines_:
            polyline(canvas, line, 1.6 if len(self.points) <= 40 else 0)
        _periods(canvas, [point.period for point in self.points], box)

    def _legend(self, canvas: Canvas) -> None:
        y = self.height - 9
        bars, line = self.legend
        x = self.width - 30 - width(bars, REGULAR, 7) - width(line, REGULAR, 7) - 42
        draw(canvas, shortened(self.title, _VALUE, x - 8), 0, y, replace(_VALUE, align="left"))
        canvas.setFillColor(TEAL)
        canvas.rect(x, y - 1, 8, 7, stroke=0, fill=1)
        draw(canvas, bars, x + 12, y, _TICK)
        x += width(bars, REGULAR, 7) + 22
        polyline(canvas, [(x, y + 2.5), (x + 14, y + 2.5)], 1.6)
        draw(canvas, line, x + 18, y, _TICK)


@dataclass(frozen=True)
class Value:
    """A figure of a period with its limit, and whether it breaches it; None: there is no figure to draw."""

    period: str
    value: Decimal | None
    limit: Decimal | None
    breach: bool = True


class Against(Chart):
    """Figures by period as bars, against the limit as a line, or each against a limit of its own."""

    def __init__(self, values: Sequence[Value], name: str, wide: float = WIDTH) -> None:
        super().__init__(104, wide)
        self.values, self.name = values, name
        self.limits = {value.limit for value in values} - {None}

    def draw(self) -> None:
        """Draw the axis, the bars with their figures, and the limits across."""
        box = (8.0, self.width - 92, 18.0, self.height - 16)
        left, right, low, high = box
        shown = [figure for each in self.values for figure in (each.value, each.limit) if figure is not None]
        top = float(max(shown)) * 1.08 or 1.0
        wide = (right - left) / len(self.values)
        for i, each in enumerate(self.values):
            self._bar(each, left + (i + 0.5) * wide, low, wide, (high - low) / top)
        _periods(self.canv, [each.period for each in self.values], box)
        if len(self.limits) == 1:
            (limit,) = self.limits
            self._limit(limit, left, right, low + (high - low) * float(limit or 0) / top)

    def _bar(self, each: Value, x: float, low: float, wide: float, scale: float) -> None:
        canvas, bar = self.canv, min(wide * 0.55, 34)
        if each.value is not None:
            tall = max(float(each.value), 0.0) * scale
            canvas.setFillColor(_LIMIT if each.breach else _FEW)
            canvas.rect(x - bar / 2, low, bar, tall, stroke=0, fill=1)
            if wide > 24:
                inside = tall > 14
                style = replace(_SMALL, colour=WHITE) if inside and each.breach else _SMALL
                draw(canvas, f"{each.value:f}"[:9], x, low + tall - 9 if inside else low + tall + 3, style)
        if each.limit is not None and len(self.limits) > 1:
            y = low + float(each.limit) * scale
            self._dashed(x - bar * 0.8, x + bar * 0.8, y)

    def _limit(self, limit: Decimal | None, left: float, right: float, y: float) -> None:
        self._dashed(left, right, y)
        draw(self.canv, f"{self.name} {limit:f}", right + 5, y - 2.5, Style(size=7, colour=INK))

    def _dashed(self, left: float, right: float, y: float) -> None:
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(0.9)
        self.canv.setDash(4, 2)
        self.canv.line(left, y, right, y)
        self.canv.setDash()


def _periods(canvas: Canvas, names: Sequence[str], box: Box) -> None:
    """Names of periods below the axis, as many as there is room for."""
    left, right, low, _ = box
    wide = (right - left) / len(names)
    step = max(1, -int(-(max(width(name, REGULAR, 7) for name in names) + 6) // wide))
    for i in range(0, len(names), step):
        draw(canvas, names[i], left + (i + 0.5) * wide, low - 11, replace(_TICK, align="centre"))
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.6)
    canvas.line(left, low, right, low)


def share_top(shares: Sequence[float]) -> int:
    """Where the axis of shares ends: the first of a few round figures that is not below them."""
    most = max(shares, default=0.0) * 100
    return next(top for top in (5, 10, 25, 50, 100) if most <= top)


def axes(canvas: Canvas, box: Box, top: int, per_cent: int = 100) -> None:
    """Lines and numbers from nothing to ``top`` at the left, to ``per_cent`` at the right."""
    left, right, low, high = box
    canvas.setLineWidth(0.4)
    for n in range(0, top + 1, step_of(top)):
        y = low + (high - low) * n / top
        canvas.setStrokeColor(RULE)
        canvas.line(left, y, right, y)
        draw(canvas, str(n), left - 5, y - 2.5, replace(_TICK, align="right"))
    for n in range(6):
        draw(canvas, f"{per_cent * n // 5}%", right + 5, low + (high - low) * n / 5 - 2.5, _TICK)


def polyline(canvas: Canvas, points: Sequence[tuple[float, float]], radius: float = 2) -> None:
    """A line through points, with a ring at each where the radius is not 0."""
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(1.2)
    for (x, y), (next_x, next_y) in pairwise(points):
        canvas.line(x, y, next_x, next_y)
    canvas.setFillColor(WHITE)
    for x, y in points if radius else ():
        canvas.circle(x, y, radius, stroke=1, fill=1)


def step_of(n: int) -> int:
    """Distance of the lines: 1, 2 or 5 times a power of ten, at most six of them up to ``n``."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * 6 >= n:
                return step
        size *= 10


def round_up(n: int) -> int:
    """The line at or above ``n``."""
    step = step_of(n)
    return -(-n // step) * step
