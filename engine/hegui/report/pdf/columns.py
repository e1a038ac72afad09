"""Tables by columns: shares of the width, a repeated head, every other row shaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.fonts import width as text_width
from hegui.report.pdf.look import CELL_LINK, HEAD, HEAD_RIGHT, NAVY, WHITE, WIDTH, ZEBRA, Style
from hegui.report.pdf.pen import draw
from hegui.report.pdf.tables import PAD, Cell, Row, Rows
from hegui.report.pdf.text import Words

_MOST = 0.26
"""Share of the width that numbers of findings take at most."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    share: float = 0
    """Of what columns of a fixed width leave; the shares of all columns are scaled to fill it."""
    right: bool = False
    points: float = 0
    """A fixed width, for what must not be broken: numbers of findings, dates."""


def widths(columns: Sequence[Column]) -> list[float]:
    """Widths of the columns in points; together the width of the text."""
    whole, left = sum(column.share for column in columns), WIDTH - sum(column.points for column in columns)
    return [column.points or left * column.share / whole for column in columns]


def numbers(title: str, of: Iterable[str]) -> Column:
    """A column of numbers of findings, in which none is broken unless it is very long."""
    widest = max((text_width(number, BOLD, CELL_LINK.size) for number in (title, *of)), default=0.0)
    return Column(title, points=min(widest + 2 * PAD + 1, WIDTH * _MOST))


def fitting(title: str, texts: Iterable[str]) -> Column:
    """A column in which no word of these is broken."""
    words = (word for text in (title, *texts) for word in text.split())
    return Column(title, points=max(text_width(word, BOLD, CELL_LINK.size) for word in words) + 2 * PAD + 1)


def dates(title: str) -> Column:
    """A column of dates, in which none is broken."""
    return Column(title, points=text_width("2026-12-31", BOLD, CELL_LINK.size) + 2 * PAD + 1)


def table(columns: Sequence[Column], rows: Sequence[Sequence[Flowable | tuple[Flowable, ...]]], *, fill: Color = NAVY) -> Rows:
    """A table with a repeated head; a cell is one flowable, or several one above the other."""
    wide = widths(columns)
    head = Row(tuple(Cell((Words(c.title, HEAD_RIGHT if c.right else HEAD),), w, fill) for c, w in zip(columns, wide, strict=True)))
    body = [
        Row(tuple(Cell(_parts(cell), w, ZEBRA if i % 2 else None) for cell, w in zip(row, wide, strict=True))) for i, row in enumerate(rows)
    ]
    return Rows(body, [head])


def _parts(cell: Flowable | tuple[Flowable, ...]) -> tuple[Flowable, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


class Pill(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A word in a coloured lozenge."""

    def __init__(self, text: str, colour: Color, size: float = 7.2) -> None:
        super().__init__()
        self.text, self.colour, self.size = text, colour, size

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Shrinks rather than leave its cell."""
        wide = text_width(self.text, BOLD, self.size) + 9
        self.scale = min(1.0, available / wide)
        self.width, self.height = wide * self.scale, self.size + 6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lozenge and the word in its middle."""
        size = self.size * self.scale
        self.canv.setFillColor(self.colour)
        self.canv.roundRect(0, 1, self.width, self.height - 2, 2.2, stroke=0, fill=1)
        draw(self.canv, self.text, self.width / 2, self.height / 2 - size * 0.36, Style(BOLD, size, WHITE, "centre"))
