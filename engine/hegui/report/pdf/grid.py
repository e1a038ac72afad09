"""Grids on a sheet: columns as wide as what stands in them, so that a row of evidence takes one line where it can."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD, width
from hegui.report.pdf.look import GREY, INK, LABEL, SHADE, WIDTH, ZEBRA, Style
from hegui.report.pdf.tables import PAD, Cell, Row
from hegui.report.pdf.text import Words, clean
from hegui.words.text import Text

VALUE = Style(size=7.4, spacing=1.28)
STRONG = Style(BOLD, 7.4, spacing=1.28)
FAINT = Style(size=7.2, colour=GREY, spacing=1.31)
_TITLE = Style(BOLD, 8.2, INK)
_BESIDE = Style(size=7.4, colour=GREY, align="right")
_LEAST = 110.0
"""A column that has to be narrower than what stands in it need not be wider than this for the sake of a long word."""
_WORD = re.compile(r"[^\s\u2e80-\uffff]+|[\u2e80-\uffff]{1,2}")
"""What a line is not broken within; Chinese breaks anywhere, but a column of single characters is none."""
_LIMIT = 160
"""Characters of one value that are printed on a sheet."""


@dataclass(frozen=True)
class Track:
    """A column of a grid."""

    title: str
    texts: tuple[str, ...]
    """One for each row."""
    style: Style = VALUE
    limit: int = _LIMIT
    """Characters of one value that are printed."""

    @property
    def natural(self) -> float:
        """Width in which every row takes one line."""
        return self._widest(lambda text: text.split("\n"))

    @property
    def least(self) -> float:
        """Width in which no word and no number is broken, as far as a column may claim that."""
        return min(self._widest(_WORD.findall), _LEAST)

    def _widest(self, parts: Callable[[str], list[str]]) -> float:
        head = (width(part, LABEL.font, LABEL.size) for part in parts(self.title))
        body = (width(part, self.style.font, self.style.size) for text in self.texts for part in parts(clean(text, self.limit)))
        return max(*head, *body, 0.0) + 2 * PAD + 0.5


def fitted(tracks: Sequence[Track]) -> list[float] | None:
    """Widths that fill the page: what is left over is shared out, what is lacking taken where lines can be broken; None where it cannot."""
    natural, least = [track.natural for track in tracks], [track.least for track in tracks]
    whole, needed = sum(natural), sum(least)
    if whole <= WIDTH:
        return [wide * WIDTH / whole for wide in natural]
    if needed > WIDTH:
        return None
    given = (WIDTH - needed) / (whole - needed)
    return [low + (high - low) * given for low, high in zip(least, natural, strict=True)]


def grid(tracks: Sequence[Track], wide: Sequence[float]) -> list[Row]:
    """Head and rows."""
    head = Row(tuple(Cell((Words(track.title, LABEL),), w, ZEBRA) for track, w in zip(tracks, wide, strict=True)), together=True)
    rows = [
        Row(tuple(
            Cell((Words(track.texts[i], track.style, limit=track.limit),), w, ZEBRA if i % 2 else None)
            for track, w in zip(tracks, wide, strict=True)
        ))
        for i in range(len(tracks[0].texts))
    ]  # fmt: skip
    return [head, *rows]


def title(edition: Edition, text: Text, beside: Text | None = None, *, key: str = "") -> Row:
    """The title of a grid, with what is said of all its rows at the right."""
    name = Words(edition.said(text), _TITLE, key=key)
    if beside is None:
        return Row((Cell((name,), WIDTH, SHADE),), together=True)
    share = 0.34
    cells = (Cell((name,), WIDTH * share, SHADE), Cell((Words(edition.said(beside, " / "), _BESIDE),), WIDTH * (1 - share), SHADE))
    return Row(cells, together=True)


def note(text: str, style: Style = FAINT) -> Row:
    """A remark over the whole width, kept with what follows."""
    return Row((Cell((Words(text, style),), WIDTH),), together=True)
