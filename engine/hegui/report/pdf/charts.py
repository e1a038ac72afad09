"""Vector charts, drawn with the report's own fonts so that any unit or clause name can be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import BOLD, REGULAR, width
from hegui.report.pdf.look import GREY, INK, NAVY, RULE, SHADE, TEAL, WHITE, WIDTH, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import clean, lines, shortened

_TICK = Style(size=7, colour=GREY)
_NAME = Style(size=7, colour=INK, align="centre")
_VALUE = Style(BOLD, 7.5, INK, "centre")
_TILE_NOTE = Style(size=6.3, colour=GREY, align="right")
_LINE = HexColor("#C4600F")
_FEW = HexColor("#A9C5CC")
_COOL, _HOT = HexColor("#E6F0F2"), HexColor("#0F5C73")
_FAINT = HexColor("#AEB7C0")


@dataclass(frozen=True)
class Tile:
    """A figure with its name."""

    value: str
    name: str
    colour: Color = NAVY
    note: str = ""


class Chart(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawing as wide as the text."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.width, self.height = WIDTH, height
        self.spaceAfter = 8

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Fixed size."""
        return self.width, self.height


class Tiles(Chart):
    """Figures side by side."""

    def __init__(self, tiles: Sequence[Tile]) -> None:
        super().__init__(56)
        self.tiles = tiles

    def draw(self) -> None:
        """Draw each in its box."""
        canvas, gap = self.canv, 7
        wide = (self.width - gap * (len(self.tiles) - 1)) / len(self.tiles)
        for i, tile in enumerate(self.tiles):
            x = i * (wide + gap)
            canvas.setFillColor(SHADE)
            canvas.rect(x, 0, wide, self.height, stroke=0, fill=1)
            canvas.setFillColor(tile.colour)
            canvas.rect(x, 0, 3, self.height, stroke=0, fill=1)
            size = min(19.0, 19 * (wide - 16) / max(1, width(tile.value, BOLD, 19)))
            draw(canvas, tile.value, x + 10, self.height - 24, Style(BOLD, size, tile.colour))
            for j, line in enumerate(lines(clean(tile.name), Style(size=7.6), wide - 14)[:2]):
                draw(canvas, line, x + 10, self.height - 37 - 9 * j, Style(size=7.6))
            for j, line in enumerate(tile.note.split("\n")):
                draw(canvas, line, x + wide - 5, self.height - 15 - 8 * j, _TILE_NOTE)


class Bar(Chart):
    """One bar divided into shares, with a legend."""

    def __init__(self, shares: Sequence[tuple[str, int, Color]], title: str) -> None:
        super().__init__(42)
        self.shares, self.title = shares, title

    def draw(self) -> None:
        """Draw the bar, then the legend."""
        canvas, whole = self.canv, sum(n for _, n, _ in self.shares) or 1
        draw(canvas, self.title, 0, 33, Style(size=7.6, colour=GREY))
        x = 0.0
        for _, n, colour in self.shares:
            wide = self.width * n / whole
            canvas.setFillColor(colour)
            canvas.rect(x, 16, wide, 11, stroke=0, fill=1)
            x += wide
        self._legend(canvas)

    def _legend(self, canvas: Canvas) -> None:
        texts = [f"{name} {n:,}" for name, n, _ in self.shares]
        taken = sum(width(text, REGULAR, 7.5) + 11 for text in texts)
        gap = min(16.0, (self.width - taken) / max(1, len(texts) - 1))
        x = 0.0
        for text, (_, _, colour) in zip(texts, self.shares, strict=True):
            canvas.setFillColor(colour)
            canvas.rect(x, 3, 7, 7, stroke=0, fill=1)
            draw(canvas, text, x + 11, 3.5, Style(size=7.5))
            x += width(text, REGULAR, 7.5) + 11 + gap


class Pareto(Chart):
    """Bars in falling order, with the line of their sum."""

    def __init__(self, items: Sequence[tuple[str, int]]) -> None:
        room = (WIDTH - 60) / len(items) - 4
        self.names = [_few(name, _NAME, room, 8) for name, _ in items]
        self.low = 16.0 + 9 * max(map(len, self.names))
        super().__init__(self.low + 140)
        self.items = items

    def draw(self) -> None:
        """Draw axes, bars and the line."""
        canvas, left, right, low, high = self.canv, 30.0, self.width - 30, self.low, self.height - 14
        top = _round_up(max(n for _, n in self.items))
        _axes(canvas, (left, right, low, high), top)
        whole, wide, points, sum_ = sum(n for _, n in self.items), (right - left) / len(self.items), [], 0
        for i, (_, n) in enumerate(self.items):
            x, tall = left + i * wide, (high - low) * n / top
            canvas.setFillColor(TEAL if sum_ < 0.8 * whole else _FEW)
            bar = min(wide * 0.66, 48)
            canvas.rect(x + (wide - bar) / 2, low, bar, tall, stroke=0, fill=1)
            sum_ += n
            points.append((x + wide / 2, low + (high - low) * sum_ / whole))
            for j, line in enumerate(self.names[i]):
                draw(canvas, line, x + wide / 2, low - 11 - 9 * j, _NAME)
            draw(canvas, str(n), x + wide / 2, low + 4, replace(_VALUE, colour=INK if sum_ - n >= 0.8 * whole else WHITE))
        _polyline(canvas, points)
        canvas.setStrokeColor(GREY)
        canvas.line(left, low, right, low)


def _axes(canvas: Canvas, box: tuple[float, float, float, float], top: int) -> None:
    left, right, low, high = box
    canvas.setLineWidth(0.4)
    step = max(1, top // 5)
    for n in range(0, top + 1, step):
        y = low + (high - low) * n / top
        canvas.setStrokeColor(RULE)
        canvas.line(left, y, right, y)
        draw(canvas, str(n), left - 5, y - 2.5, replace(_TICK, align="right"))
    for share in (0, 20, 40, 60, 80, 100):
        draw(canvas, f"{share}%", right + 5, low + (high - low) * share / 100 - 2.5, _TICK)


def _polyline(canvas: Canvas, points: Sequence[tuple[float, float]]) -> None:
    canvas.setStrokeColor(_LINE)
    canvas.setLineWidth(1.2)
    for (x, y), (next_x, next_y) in pairwise(points):
        canvas.line(x, y, next_x, next_y)
    canvas.setFillColor(WHITE)
    for x, y in points:
        canvas.circle(x, y, 2, stroke=1, fill=1)


def _round_up(n: int) -> int:
    """The next number that five steps divide; small ones stay."""
    return n if n <= 5 else -(-n // 5) * 5


class HeatMap(Chart):
    """How many, by row and column: the more, the darker."""

    ROW = 18.0
    HEAD = 20.0

    def __init__(self, rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[int]], total: str) -> None:
        super().__init__(self.HEAD + self.ROW * (len(rows) + 1) + 4)
        self.rows, self.columns, self.values, self.total = rows, columns, values, total

    def draw(self) -> None:
        """Draw heads, then row by row, then the sums."""
        canvas, names, sums = self.canv, 128.0, 34.0
        wide = min((self.width - names - sums) / len(self.columns), 62)
        end = names + wide * len(self.columns) + sums
        for j, name in enumerate(self.columns):
            draw(canvas, name, names + (j + 0.5) * wide, self.height - 13, replace(_VALUE, colour=NAVY))
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


def _few(text: str, style: Style, room: float, most: int) -> list[str]:
    """At most so many lines of a name, the last with an ellipsis where there were more."""
    all_ = lines(clean(text, 120), style, room)
    return all_ if len(all_) <= most else [*all_[: most - 1], all_[most - 1][:-1] + "…"]
