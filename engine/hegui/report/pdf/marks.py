"""Marks of a calendar of slots, drawn as vectors so that they stand in any print and need no glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import width
from hegui.report.pdf.look import GRADE_COLOURS, GREEN, GREY, LABEL, WHITE
from hegui.report.pdf.pen import draw
from hegui.words.findings import Grade

TALL = 11.0
"""Height of a row of marks, in points."""
_BAD = GRADE_COLOURS[Grade.MAJOR]
_UNKNOWN = HexColor("#8A93A0")


class Mark(StrEnum):
    """What is said of a slot."""

    CONFORMING = "conforming"
    NONCONFORMING = "nonconforming"
    PENDING = "pending"
    UNDETERMINED = "undetermined"
    UNLISTED = "unlisted"
    """It conforms, or there is no such slot: which of the two is not known."""
    NONE = "none"
    """There is no slot, or nothing is known of it."""


class Marks(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Marks side by side, each in the middle of its field."""

    def __init__(self, marks: Sequence[Mark], step: float) -> None:
        super().__init__()
        self.marks, self.step = marks, step

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Fixed size."""
        self.width, self.height = self.step * len(self.marks), TALL
        return self.width, self.height

    def draw(self) -> None:
        """Draw all of them."""
        for place, mark in enumerate(self.marks):
            draw_mark(self.canv, mark, (place + 0.5) * self.step, TALL / 2)


def draw_mark(canvas: Canvas, mark: Mark, x: float, y: float) -> None:
    """Draw one mark around a point."""
    canvas.setLineWidth(1.1)
    match mark:
        case Mark.CONFORMING:
            canvas.setStrokeColor(GREEN)
            canvas.lines([(x - 2.9, y - 0.2, x - 0.8, y - 2.5), (x - 0.8, y - 2.5, x + 3, y + 2.6)])
        case Mark.NONCONFORMING:
            canvas.setFillColor(_BAD)
            canvas.rect(x - 4.4, y - 4.4, 8.8, 8.8, stroke=0, fill=1)
            canvas.setStrokeColor(WHITE)
            canvas.lines([(x - 2.2, y - 2.2, x + 2.2, y + 2.2), (x - 2.2, y + 2.2, x + 2.2, y - 2.2)])
        case Mark.PENDING:
            canvas.setStrokeColor(GREY)
            canvas.circle(x, y, 3, stroke=1, fill=0)
        case Mark.UNDETERMINED:
            canvas.setFillColor(_UNKNOWN)
            canvas.rect(x - 4, y - 4, 8, 8, stroke=0, fill=1)
            canvas.setFillColor(WHITE)
            canvas.rect(x - 2.4, y - 0.6, 4.8, 1.2, stroke=0, fill=1)
        case Mark.UNLISTED:
            canvas.setFillColor(GREY)
            canvas.circle(x, y, 1.1, stroke=0, fill=1)
        case Mark.NONE:
            pass


class Heads(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Names of periods above a line of marks."""

    def __init__(self, names: Sequence[str], step: float) -> None:
        super().__init__()
        self.names, self.step = names, step

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Fixed size."""
        self.width, self.height = self.step * len(self.names), LABEL.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw each above its field."""
        for place, name in enumerate(self.names):
            draw(self.canv, name, (place + 0.5) * self.step, 2, replace(LABEL, align="centre"))


class Legend(Flowable):  # type: ignore[misc]  # reportlab has no types
    """What the marks mean."""

    def __init__(self, meanings: Sequence[tuple[Mark, str]]) -> None:
        super().__init__()
        self.meanings = meanings

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """One line."""
        self.width, self.height = available, TALL
        return self.width, self.height

    def draw(self) -> None:
        """Draw mark and meaning in turn."""
        x = 5.0
        for mark, meaning in self.meanings:
            draw_mark(self.canv, mark, x, TALL / 2)
            draw(self.canv, meaning, x + 9, 2.6, LABEL)
            x += width(meaning, LABEL.font, LABEL.size) + 28
