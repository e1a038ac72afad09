"""Several links in a row, such as the findings of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import width
from hegui.report.pdf.look import CELL, CELL_LINK, FUZZ, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import clean, lines

_GAP = 7.0
Placed = tuple[str, str, float, int]
"""A word or a piece of one, where it leads, its left edge and its line."""


class Links(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Words to click on, side by side, over as many lines as it takes; a word without a place is only printed."""

    def __init__(self, items: Sequence[tuple[str, str]], style: Style = CELL_LINK) -> None:
        super().__init__()
        self.style, self.plain = style, replace(style, font=CELL.font, colour=CELL.colour)
        self.items = [(clean(text), link, self._width(clean(text), link)) for text, link in items]
        self.placed: list[Placed] = []
        self._for = -1.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Place the words; what is wider than a line is broken and stands on lines of its own."""
        if self._for != available:
            self.placed, self._for = self._places(available), available
        self.width, self.height = available, (1 + max((line for *_, line in self.placed), default=0)) * self.style.leading
        return self.width, self.height

    def _places(self, available: float) -> list[Placed]:
        placed: list[Placed] = []
        x, line = 0.0, 0
        for text, link, wide in self.items:
            if x and x + wide > available:
                x, line = 0.0, line + 1
            parts = [text] if wide <= available else lines(text, self._style(link), available)
            placed += [(part, link, x, line + place) for place, part in enumerate(parts)]
            x, line = x + (available if parts[1:] else wide) + _GAP, line + len(parts) - 1
        return placed

    def split(self, available: float, height: float) -> list[Links]:
        """The lines that fit, and the rest; nothing where not one line fits."""
        _, tall = self.wrap(available, height)
        fitting = int((height + FUZZ) // self.style.leading)
        if fitting <= 0:
            return []
        if tall <= height + FUZZ:
            return [self]
        lower = [(text, link, x, line - fitting) for text, link, x, line in self.placed if line >= fitting]
        return [self._piece([place for place in self.placed if place[3] < fitting]), self._piece(lower)]

    def _piece(self, placed: list[Placed]) -> Links:
        piece = Links((), self.style)
        piece.placed, piece._for = placed, self._for
        return piece

    def draw(self) -> None:
        """Draw the words and lay their links over them."""
        for text, link, x, line in self.placed:
            top = self.height - line * self.style.leading
            draw(self.canv, text, x, top - self.style.leading / 2 - self.style.size * 0.36, self._style(link))
            if link:
                self.canv.linkRect("", link, (x, top - self.style.leading, x + self._width(text, link), top), relative=1, thickness=0)

    def _style(self, link: str) -> Style:
        return self.style if link else self.plain

    def _width(self, text: str, link: str) -> float:
        style = self._style(link)
        wide: float = width(text, style.font, style.size)
        return wide


class Target(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A place of no height that links lead to."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Nothing to see."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        if self.key:
            self.canv.bookmarkHorizontal(self.key, 0, 12)
