"""How the report looks: page measures, colours and text styles."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from hegui.report.pdf.fonts import BOLD, REGULAR
from hegui.words.findings import Grade

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 18 * mm
TOP = 24 * mm
BOTTOM = 20 * mm
WIDTH = PAGE_WIDTH - 2 * MARGIN
"""Width of the text, in points."""
FUZZ = 1e-6
"""Points that reportlab's frames take to be nothing; who takes more for nothing has what does not fit given back for ever."""

NAVY = HexColor("#17324D")
TEAL = HexColor("#1F7A8C")
GREEN = HexColor("#3B7A57")
INK = HexColor("#222B36")
GREY = HexColor("#5F6974")
PALE = HexColor("#BFD3E0")
RULE = HexColor("#CBD3DC")
SHADE = HexColor("#F1F5F8")
ZEBRA = HexColor("#F9FBFC")
WHITE = white
GRADE_COLOURS = {Grade.MAJOR: HexColor("#A61B1B"), Grade.MINOR: HexColor("#C4600F"), Grade.OBSERVATION: HexColor("#557591")}
"""Dark enough for white text and apart in greyscale print."""


@dataclass(frozen=True)
class Style:
    """How a piece of text is set."""

    font: str = REGULAR
    size: float = 9
    colour: Color = INK
    align: str = "left"
    """``left``, ``centre`` or ``right``."""
    spacing: float = 1.42
    """Distance of baselines as a multiple of the size."""
    before: float = 0
    """Space above, in points, between blocks of the page."""
    after: float = 0
    """Space below, in points, between blocks of the page."""

    @property
    def leading(self) -> float:
        """Distance of baselines in points."""
        return self.size * self.spacing


BODY = Style(size=9.5, spacing=1.6, after=5)
BODY_SECOND = replace(BODY, size=9, colour=GREY)
"""The English below the Chinese in a report of both languages."""
NOTE = Style(size=8, colour=GREY, after=4)
CELL = Style(size=8)
CELL_BOLD = replace(CELL, font=BOLD)
CELL_RIGHT = replace(CELL, align="right")
CELL_GREY = replace(CELL, colour=GREY, size=7.6)
CELL_LINK = replace(CELL_BOLD, colour=TEAL)
CODE = Style(size=7.2, colour=GREY)
HEAD = Style(font=BOLD, size=7.8, colour=WHITE)
HEAD_RIGHT = replace(HEAD, align="right")
LABEL = Style(size=7.5, colour=GREY, spacing=1.3)
VALUE = Style(size=8.8)
VALUE_BOLD = replace(VALUE, font=BOLD)
VALUE_SECOND = replace(VALUE, size=8, colour=GREY)
