"""Drawing lines of text: what was set once is only placed again, and nothing is said that is in force already."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf.fonts import drawable, glyph, width
from hegui.report.pdf.look import Style

_ORIGIN = "BT 1 0 0 1 0 0 Tm"
"""How reportlab begins a text object at (0, 0)."""
_SET: WeakKeyDictionary[Canvas, dict[tuple[tuple[str, ...], str, float, float], str]] = WeakKeyDictionary()
"""Lines that were set before, by document: four fifths of what stands on the sheets stands on all of them."""


def draw(canvas: Canvas, text: str, x: float, y: float, style: Style) -> None:
    """Draw one line with its baseline at ``y``; ``x`` is its left end, middle or right end as the style aligns it."""
    if style.align != "left":
        wide = width(text, style.font, style.size)
        x -= wide if style.align == "right" else wide / 2
    draw_below(canvas, (text,), x, y, style)


def draw_below(canvas: Canvas, texts: tuple[str, ...], x: float, y: float, style: Style) -> None:
    """Draw lines one below the other, all beginning at ``x``."""
    fill_with(canvas, style.colour)
    known = _SET.setdefault(canvas, {})
    key = (texts, style.font, style.size, style.leading)
    if key not in known:
        known[key] = _set(canvas, texts, style)
    canvas.drawText(_Placed(x, y, known[key]))


def fill_with(canvas: Canvas, colour: Color) -> None:
    """Set the colour that is filled with; most of a page has the colour of what was drawn before, which need not be said again."""
    if canvas._fillColorObj is not colour:  # noqa: SLF001 - only the canvas knows what is in force when a state has been restored
        canvas.setFillColor(colour)


@dataclass(frozen=True)
class _Placed:
    """A text object for ``Canvas.drawText``: lines that are set already, at a place of the page."""

    x: float
    y: float
    lines: str

    def getCode(self) -> str:  # noqa: N802 - reportlab's name
        """The operators."""
        return f"BT 1 0 0 1 {fp_str(self.x, self.y)} Tm{self.lines}"


def _set(canvas: Canvas, texts: tuple[str, ...], style: Style) -> str:
    """The operators that draw lines one below the other from where they are placed; the font is said only where it changes."""
    pen = canvas.beginText(0, 0)
    set_in = ""
    for text in texts:
        runs = _runs(text, style.font)
        for place, (font, run) in enumerate(runs, 1):
            if font != set_in:
                pen.setFont(font, style.size, style.leading)
                set_in = font
            (pen.textLine if place == len(runs) else pen.textOut)(run)
    code = str(pen.getCode())
    assert code.startswith(_ORIGIN)
    return code.removeprefix(_ORIGIN)


def _runs(text: str, font: str) -> list[tuple[str, str]]:
    """The text as one or more runs of one font each."""
    if drawable(font).issuperset(text):
        return [(font, text)]
    runs: list[tuple[str, list[str]]] = []
    for char in text:
        _, name, drawn = glyph(char, font)
        if not runs or runs[-1][0] != name:
            runs.append((name, []))
        runs[-1][1].append(drawn)
    return [(name, "".join(drawn)) for name, drawn in runs]
