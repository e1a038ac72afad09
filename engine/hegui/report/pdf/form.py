"""Forms: labels with their values, and room to write in."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.look import LABEL, SHADE, TEAL, WHITE, WIDTH, Style
from hegui.report.pdf.tables import Cell, Row
from hegui.report.pdf.text import Words
from hegui.words.text import Text

_LABEL = WIDTH * 0.16
_HALF = WIDTH / 2 - _LABEL
_PART = Style(BOLD, 9, WHITE)


@dataclass(frozen=True)
class Form:
    """Rows of a form, labels shaded."""

    edition: Edition

    def part(self, text: Text, colour: Color = TEAL) -> Row:
        """The title of a part."""
        return Row((Cell((Words(self.edition.said(text, " · "), _PART),), WIDTH, colour),), together=True)

    def field(self, label: Text, *value: Flowable) -> Row:
        """One label with its value over the whole width."""
        return Row((self._label(label), Cell(value, WIDTH - _LABEL)), boxed=True)

    def pair(self, left: tuple[Text, tuple[Flowable, ...]], right: tuple[Text, tuple[Flowable, ...]]) -> Row:
        """Two labels with their values side by side."""
        cells = [cell for label, value in (left, right) for cell in (self._label(label), Cell(value, _HALF))]
        return Row(tuple(cells), boxed=True)

    def room(self, label: Text, height: float, *value: Flowable) -> Row:
        """A label with room to write in."""
        return Row((self._label(label), Cell(value or (Words(""),), WIDTH - _LABEL)), least=height, boxed=True)

    def rooms(self, left: Text, right: Text, height: float) -> Row:
        """Two labels side by side with room to write in."""
        cells = [cell for label in (left, right) for cell in (self._label(label), Cell((Words(""),), _HALF))]
        return Row(tuple(cells), least=height, boxed=True)

    def _label(self, text: Text) -> Cell:
        return Cell((Words(self.edition.stacked(text), LABEL),), _LABEL, SHADE)
