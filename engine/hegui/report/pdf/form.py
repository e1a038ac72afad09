"""Forms: labels with their values, and room to write in that grows with the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.look import FUZZ, LABEL, SHADE, TEAL, WHITE, WIDTH, Style
from hegui.report.pdf.tables import Cell, Row, Rows
from hegui.report.pdf.text import Words
from hegui.words.text import Text

Value = Sequence[Flowable]
_LABELS = {1: 0.16, 2: 0.16, 3: 0.12}
"""Share of the width that a label takes, by how many fields stand in a row."""
_PART = Style(BOLD, 9, WHITE)


@dataclass(frozen=True)
class Form:
    """Rows of a form, labels shaded."""

    edition: Edition

    def part(self, text: Text, colour: Color = TEAL) -> Row:
        """The title of a part."""
        return Row((Cell((Words(self.edition.said(text, " · "), _PART),), WIDTH, colour),), together=True)

    def fields(self, *fields: tuple[Text, Value], least: float = 0, shares: Sequence[float] = ()) -> Row:
        """One to three labels with their values side by side; without a value there is room to write in."""
        label = _LABELS[len(fields)] * WIDTH
        cells: list[Cell] = []
        for (text, said), share in zip(fields, shares or [1 / len(fields)] * len(fields), strict=True):
            cells += [self._label(text, label), Cell(tuple(said) or (Words(""),), WIDTH * share - label)]
        return Row(tuple(cells), least=least, boxed=True)

    def field(self, label: Text, *value: Flowable) -> Row:
        """One label with its value over the whole width."""
        return self.fields((label, value))

    def room(self, label: Text, height: float, *value: Flowable) -> Row:
        """A label with room to write in."""
        return self.fields((label, value), least=height)

    def _label(self, text: Text, wide: float) -> Cell:
        return Cell((Words(self.edition.stacked(text), LABEL),), wide, SHADE)


class Blank(Rows):
    """The parts of a form that are filled in by hand: on one page, and as roomy as that page allows."""

    MOST = 2.4
    """A row grows to at most so many times its least height."""

    def __init__(self, rows: Sequence[Row], head: Sequence[Row]) -> None:
        super().__init__(rows)
        self.plain, self.above = rows, head

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Share out what the page has left; the head is repeated where the form begins a page."""
        self.head = self.above if self._at_top else ()
        natural = sum(row.height for row in (*self.head, *self.plain))
        growing = sum(row.least for row in self.plain)
        share = min(max(0.0, height - natural - 1) / growing, self.MOST - 1) if growing else 0.0
        self.rows = [replace(row, least=row.height + share * row.least) if row.least else row for row in self.plain]
        return super().wrap(width, height)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Only where it fits no page at all is it broken."""
        if not self._at_top or sum(row.height for row in (*self.above, *self.plain)) <= height + FUZZ:
            return []
        whole = Rows(self.plain, self.above)
        whole._frame = self._frame  # noqa: SLF001 - reportlab hands the frame to its flowables like this
        return whole.split(width, height)

    @property
    def _at_top(self) -> bool:
        return bool(getattr(getattr(self, "_frame", None), "_atTop", False))
