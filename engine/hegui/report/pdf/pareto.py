"""The Pareto of findings: bars in falling order, with the line of their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor

from hegui.report.pdf.charts import Chart
from hegui.report.pdf.fonts import BOLD, width
from hegui.report.pdf.look import GREY, INK, TEAL, WHITE, WIDTH, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.plots import axes, polyline, round_up
from hegui.report.pdf.text import clean, lines

_NAME = Style(size=7, colour=INK, align="centre")
_VALUE = Style(BOLD, 7.5, INK, "centre")
_SMALLEST = 5.2
_FEW = HexColor("#A9C5CC")
_WORD = re.compile(r"[A-Za-z]+")


class Pareto(Chart):
    """Bars in falling order, with the line of their sum."""

    def __init__(self, items: Sequence[tuple[str, int]], rest: tuple[str, int] | None = None, undrawn: int = 0) -> None:
        items = [*items, rest] if rest else items
        room = (WIDTH - 60) / len(items) - 4
        self.style = _fitting([name for name, _ in items], room)
        self.names = [_few(name, self.style, room, 8) for name, _ in items]
        self.low = 16.0 + 9 * max(map(len, self.names))
        super().__init__(self.low + 140)
        self.above = bool(undrawn)
        self.items, self.vital, self.whole = items, len(items) - bool(rest), undrawn + sum(n for _, n in items)

    def draw(self) -> None:
        """Draw axes, bars and the line."""
        canvas, left, right, low, high = self.canv, 30.0, self.width - 30, self.low, self.height - 14
        top = round_up(max(n for _, n in self.items))
        axes(canvas, (left, right, low, high), top)
        whole, wide, points, sum_ = self.whole, (right - left) / len(self.items), [], 0
        for i, (_, n) in enumerate(self.items):
            x, tall = left + i * wide, (high - low) * n / top
            vital = sum_ < 0.8 * whole and i < self.vital
            canvas.setFillColor(TEAL if vital else _FEW)
            bar = min(wide * 0.66, 48)
            canvas.rect(x + (wide - bar) / 2, low, bar, tall, stroke=0, fill=1)
            sum_ += n
            points.append((x + wide / 2, low + (high - low) * sum_ / whole))
            for j, line in enumerate(self.names[i]):
                draw(canvas, line, x + wide / 2, low - 11 - 9 * j, self.style)
            draw(canvas, str(n), x + wide / 2, low + (tall - 11 if self.above else 4), replace(_VALUE, colour=WHITE if vital else INK))
        polyline(canvas, points)
        canvas.setStrokeColor(GREY)
        canvas.line(left, low, right, low)


def _fitting(names: Sequence[str], room: float) -> Style:
    """The style of names, smaller where a word would have to be broken."""
    widest = max((width(word, _NAME.font, _NAME.size) for name in names for word in _WORD.findall(name)), default=0.0)
    return replace(_NAME, size=max(_SMALLEST, min(_NAME.size, 0.98 * _NAME.size * room / widest))) if widest else _NAME


def _few(text: str, style: Style, room: float, most: int) -> list[str]:
    """At most so many lines of a name, the last with an ellipsis where there were more."""
    all_ = lines(clean(text, 120), style, room)
    return all_ if len(all_) <= most else [*all_[: most - 1], all_[most - 1][:-1] + "…"]
