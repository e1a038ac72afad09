"""Several links in a row, such as the findings of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import width
from hegui.report.pdf.look import CELL, CELL_LINK, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import clean, lines

_GAP = 7.0


class Links(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Words to click on, side by side, over as many lines as it takes; a word without a place is only printed."""

    def __init__(self, items: Sequence[tuple[str, str]], style: Style = CELL_LINK) -> None:
        super().__init__()
        self.style, self.plain = style, replace(style, font=CELL.font, colour=CELL.colour)
        self.items = [(clean(text), link, self._width(clean(text), link)) for text, link in items]

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Place the words; what is wider than a line is broken and stands on lines of its own."""
        self.placed: list[tuple[str, str, float, int]] = []
        x, line = 0.0, 0
        for text, link, wide in self.items:
            if x and x + wide > available:
                x, line = 0.0, line + 1
            parts = [text] if wide <= available else lines(text, self._style(link), available)
            self.placed += [(part, link, x, line + place) for place, part in enumerate(parts)]
            x, line = x + (available if parts[1:] else wide) + _GAP, line + len(parts) - 1
        self.width, self.height = available, (line + 1) * self.style.leading
        return self.width, self.height

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
