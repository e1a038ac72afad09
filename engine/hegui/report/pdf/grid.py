"""Grids on a sheet: columns as wide as what stands in them, so that a row of evidence takes one line where it can."""

from __future__ import annotations

from collections.abc import Sequence
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
_LEAST = 56.0
"""A column that is narrower than what stands in it is at least so wide."""
_LIMIT = 160
"""Characters of one value that are printed on a sheet."""


@dataclass(frozen=True)
class Track:
    """A column of a grid."""

    title: str
    texts: tuple[str, ...]
    """One for each row."""
    style: Style = VALUE

    @property
    def natural(self) -> float:
        """Width in which every row takes one line."""
        head = max(width(line, LABEL.font, LABEL.size) for line in self.title.split("\n"))
        lines = (line for text in self.texts for line in clean(text, _LIMIT).split("\n"))
        return max(head, *(width(line, self.style.font, self.style.size) for line in lines)) + 2 * PAD + 0.5


def fitted(tracks: Sequence[Track]) -> list[float] | None:
    """Widths that fill the page: what is left over is shared out, what is lacking is taken from the widest; None where that is too much."""
    natural = [track.natural for track in tracks]
    whole = sum(natural)
    if whole <= WIDTH:
        return [wide * WIDTH / whole for wide in natural]
    room, rest, cap = WIDTH, sorted(natural), WIDTH
    while rest and rest[0] <= (cap := room / len(rest)):
        room -= rest.pop(0)
    return None if cap < _LEAST else [min(wide, cap) for wide in natural]


def grid(tracks: Sequence[Track], wide: Sequence[float]) -> list[Row]:
    """Head and rows."""
    head = Row(tuple(Cell((Words(track.title, LABEL),), w, ZEBRA) for track, w in zip(tracks, wide, strict=True)), together=True)
    rows = [
        Row(tuple(
            Cell((Words(track.texts[i], track.style, limit=_LIMIT),), w, ZEBRA if i % 2 else None)
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
