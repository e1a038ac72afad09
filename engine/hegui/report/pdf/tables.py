"""Tables and forms that run over pages: rows of cells, a repeated head, tall rows split at their lines; linear in the number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.look import FUZZ, RULE, WIDTH
from hegui.report.pdf.pen import fill_with
from hegui.report.pdf.text import Words

PAD = 5.0
"""Space left and right of a cell's content, in points."""
GAP = 3.2
"""Space above and below it."""
_WHOLE = 150.0
"""A row no taller than this moves to the next page rather than being split."""
_SCRAP = 40.0
"""Less room than this is left empty rather than filled with the beginning of a row."""


@dataclass(frozen=True)
class Cell:
    """A cell: flowables one above the other."""

    parts: tuple[Flowable, ...]
    width: float
    """In points, padding included."""
    fill: Color | None = None

    @cached_property
    def height(self) -> float:
        """Height of the content with its padding."""
        content: float = sum(part.wrap(self.width - 2 * PAD, 1e6)[1] for part in self.parts)
        return content + 2 * GAP

    def split(self, height: float) -> tuple[Cell, Cell]:
        """What fits into ``height``, and the rest."""
        room = height - 2 * GAP
        top: list[Flowable] = []
        rest = list(self.parts)
        while rest:
            tall = rest[0].wrap(self.width - 2 * PAD, 1e6)[1]
            if tall > room + FUZZ:
                pieces = rest[0].split(self.width - 2 * PAD, room)
                if len(pieces) == 2:
                    top.append(pieces[0])
                    rest[0] = pieces[1]
                break
            room -= tall
            top.append(rest.pop(0))
        return replace(self, parts=tuple(top)), replace(self, parts=tuple(rest))

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the content into the box whose upper left corner is (x, top)."""
        top -= GAP
        for part in self.parts:
            top -= part.wrap(self.width - 2 * PAD, 1e6)[1]
            if isinstance(part, Words):
                part.draw_at(canvas, x + PAD, top)
            else:
                part.drawOn(canvas, x + PAD, top)


@dataclass(frozen=True)
class Row:
    """A row of cells."""

    cells: tuple[Cell, ...]
    least: float = 0
    """Least height in points: room to write in."""
    together: bool = False
    """Stays on one page with the row that follows."""
    boxed: bool = False
    """Lines between its cells, as in a form."""

    @cached_property
    def height(self) -> float:
        """Height of the tallest cell."""
        return max(self.least, *(cell.height for cell in self.cells))

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return self.least > 0 or any(cell.parts for cell in self.cells)

    def split(self, height: float) -> tuple[Row, Row]:
        """What fits into ``height``, and the rest."""
        pairs = [cell.split(height) for cell in self.cells]
        upper, lower = zip(*pairs, strict=True)
        return replace(self, cells=upper, least=0), replace(self, cells=lower, least=max(0, self.least - height))


class Rows(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Rows down the page; the head is repeated at the top of every further page."""

    def __init__(self, rows: Sequence[Row], head: Sequence[Row] = (), *, after: float = 6) -> None:
        super().__init__()
        self.rows, self.head = rows, head
        self.spaceAfter = after

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """Measure rows until the room is used up; more is not needed to know that it must be split."""
        self.width = WIDTH
        used = sum(row.height for row in self.head)
        for row in self.rows:
            used += row.height
            if used > height:
                break
        self.height = used
        return self.width, used

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit, and the rest."""
        room = height - sum(row.height for row in self.head)
        fitting = 0
        while fitting < len(self.rows) and self.rows[fitting].height <= room + FUZZ:
            room -= self.rows[fitting].height
            fitting += 1
        if fitting == len(self.rows):
            return [self]
        at_top = getattr(getattr(self, "_frame", None), "_atTop", False)
        if (self.rows[fitting].height > _WHOLE and room > _SCRAP) or (fitting == 0 and at_top):
            upper, lower = self.rows[fitting].split(room)
            if upper.filled or (fitting == 0 and at_top):
                return self._parts([*self.rows[:fitting], upper], [lower, *self.rows[fitting + 1 :]])
        kept = fitting
        while kept and self.rows[kept - 1].together:
            kept -= 1
        if at_top and not kept:
            kept = fitting
        return self._parts(self.rows[:kept], self.rows[kept:]) if kept else []

    def _parts(self, upper: Sequence[Row], lower: Sequence[Row]) -> list[Flowable]:
        return [Rows(upper, self.head, after=self.spaceAfter), Rows(lower, self.head, after=self.spaceAfter)]

    def draw(self) -> None:
        """Draw from the top."""
        canvas = self.canv
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        rows = (*self.head, *self.rows)
        y, rules = self.height, []
        for row in rows:
            y -= row.height
            rules += _draw_ground(canvas, row, y)
        canvas.lines(rules)
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, WIDTH, self.height, stroke=1, fill=0)
        y = self.height
        for row in rows:
            _draw_contents(canvas, row, y)
            y -= row.height


def _draw_ground(canvas: Canvas, row: Row, y: float) -> list[tuple[float, float, float, float]]:
    """Shades of a row; its lines are given back, for the shades of the next row would cover them.

    Contents come after the shades of all rows: between shade and shade the colour would change twice a cell.
    """
    x = 0.0
    uprights = []
    for cell in row.cells:
        if x and row.boxed:
            uprights.append((x, y, x, y + row.height))
        if cell.fill is not None:
            fill_with(canvas, cell.fill)
            canvas.rect(x, y, cell.width, row.height, stroke=0, fill=1)
        x += cell.width
    return [(0, y, x, y), *uprights]


def _draw_contents(canvas: Canvas, row: Row, top: float) -> None:
    x = 0.0
    for cell in row.cells:
        cell.draw(canvas, x, top)
        x += cell.width
