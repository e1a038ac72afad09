"""Figures at a glance: tiles and a divided bar, drawn with the report's own fonts so that any name can be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import BOLD, REGULAR, width
from hegui.report.pdf.look import GREY, NAVY, SHADE, WIDTH, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import clean, lines

_TILE_NOTE = Style(size=6.3, colour=GREY, align="right")


@dataclass(frozen=True)
class Tile:
    """A figure with its name."""

    value: str
    name: str
    colour: Color = NAVY
    note: str = ""


class Chart(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawing of fixed size, as wide as the text unless told otherwise."""

    def __init__(self, height: float, wide: float = WIDTH) -> None:
        super().__init__()
        self.width, self.height = wide, height
        self.spaceAfter = 8

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Fixed size."""
        return self.width, self.height


class Tiles(Chart):
    """Figures side by side."""

    def __init__(self, tiles: Sequence[Tile]) -> None:
        super().__init__(60)
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
                draw(canvas, line, x + wide - 5, 11 - 7 * j, _TILE_NOTE)


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
