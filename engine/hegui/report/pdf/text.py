"""Text from anywhere, made harmless and broken into lines; markup is never parsed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf.fonts import code_point, glyph, unit_width, width
from hegui.report.pdf.look import CELL, FUZZ, Style
from hegui.report.pdf.pen import draw, draw_below

CELL_LIMIT = 400
"""Characters of one piece of data that are printed."""
TEXT_LIMIT = 6_000
"""Characters of one piece of text that are printed."""
_VISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories that are printed as code points: control, format (bidi, zero width), surrogates, private, unassigned, separators."""
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors choose among shapes of one character and say nothing themselves."""
_PLAIN = re.compile(r"[\n\x20-\x7e\u4e00-\u9fa5\uff01-\uff5e\u3001-\u3011]*")

_CURLY = re.compile("[^\n]*[‘’“”][^\n]*")
_CHINESE = re.compile("[\u3400-\u9fff]")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_OPEN = re.escape("([{<‘“〈《「『【〔〖（［｛￥＄")
_CLOSE = re.escape(")]}>%,.;:!?、。〃々〉》」』】〕〗〞！＂％＇），．：；？］｝～·…—–”’‰℃")
_WORD = r"0-9A-Za-z\u00c0-\u024f\u0370-\u04ff_@#$&+\-./:=~*'\"\\|^`"
_CHUNK = re.compile(rf"\n| +|[{_OPEN}]*(?:[{_WORD}]+|[^\n ])[{_CLOSE}]*")
"""What is not broken: a word or number, a Chinese character; opening marks stay with what follows, closing ones with what precedes."""
_BREAKABLE = frozenset("-./:_=&|,;?")


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """The text as it may be drawn: nothing invisible, nothing that turns the direction, at most ``limit`` characters and ``… +n``."""
    kept = text[:limit]
    tail = f"… +{len(text) - limit}" if len(text) > limit else ""
    if _PLAIN.fullmatch(kept):
        return kept + tail
    kept = _CURLY.sub(_straight, kept)
    kept = unicodedata.normalize("NFC", kept.replace("\r\n", "\n").replace("\t", "  "))
    return "".join(map(_shown, kept)) + tail


def _straight(line: re.Match[str]) -> str:
    """Curly quotes in a line without Chinese made straight: this font draws them as wide as a Chinese character."""
    return line[0] if _CHINESE.search(line[0]) else line[0].translate(_QUOTES)


def _shown(char: str) -> str:
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if char in _SELECTORS:
        return ""
    return code_point(char) if category in _VISIBLE else char


def lines(text: str, style: Style, available: float) -> list[str]:
    """Break a cleaned text into lines of at most ``available`` points."""
    return list(_broken(text, style.font, available / style.size))


@lru_cache(maxsize=4_096)  # labels and requirements stand on every sheet
def _broken(text: str, font: str, room: float) -> tuple[str, ...]:
    """Lines of at most ``room`` times the size of the font."""
    done: list[str] = []
    line, used = "", 0.0
    for chunk in _CHUNK.findall(text):
        if chunk == "\n":
            done.append(line.rstrip())
            line, used = "", 0.0
            continue
        wide = unit_width(chunk, font)
        if used + wide <= room or chunk.isspace():
            if line or not chunk.isspace():
                line, used = line + chunk, used + wide
            continue
        if line and (wide <= room or used > room / 2):
            done.append(line.rstrip())
            line, used = "", 0.0
        while wide > room - used:
            head, chunk = _cut(chunk, font, room - used)  # noqa: PLW2901 - the rest of the chunk is what is left to place
            done.append(line + head)
            line, used = "", 0.0
            wide = unit_width(chunk, font)
        line, used = line + chunk, used + wide
    done.append(line.rstrip())
    return tuple(done)


def shortened(text: str, style: Style, room: float) -> str:
    """A line that fits, with an ellipsis where it was too long."""
    kept = clean(text, 300).replace("\n", " ")
    if width(kept, style.font, style.size) <= room:
        return kept
    while kept and width(kept + "…", style.font, style.size) > room:
        kept = kept[:-1]
    return kept + "…"


def _cut(chunk: str, font: str, room: float) -> tuple[str, str]:
    """Cut a chunk that is longer than a line, after a hyphen or the like where one is near the end; at least one character."""
    used, end = 0.0, 0
    for end, char in enumerate(chunk):  # noqa: B007 - where the loop stopped is the result
        used += glyph(char, font)[0]
        if used > room:
            break
    end = max(end, 1)
    near = next((i for i in range(end, end * 2 // 3, -1) if chunk[i - 1] in _BREAKABLE), end)
    return chunk[:near], chunk[near:]


class Words(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A piece of plain text that wraps and splits; it can be a link, and a place that links lead to."""

    def __init__(self, text: str, style: Style = CELL, *, link: str = "", key: str = "", limit: int = TEXT_LIMIT) -> None:
        super().__init__()
        self.text = clean(text, limit)
        self.style, self.link, self.key = style, link, key
        self._lines: tuple[str, ...] = ()
        self._for = -1.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Break into lines for this width."""
        if self._for != available:
            self._lines, self._for = _broken(self.text, self.style.font, available / self.style.size), available
        self.width, self.height = available, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, available: float, height: float) -> list[Words]:
        """The lines that fit, and the rest; nothing where not one line fits."""
        self.wrap(available, height)
        fitting = int((height + FUZZ) // self.style.leading)
        if fitting <= 0:
            return []
        if fitting >= len(self._lines):
            return [self]
        return [self._piece(self._lines[:fitting], self.key), self._piece(self._lines[fitting:], "")]

    def _piece(self, part: tuple[str, ...], key: str) -> Words:
        piece = Words("", self.style, link=self.link, key=key)
        piece._lines, piece._for = part, self._for
        return piece

    def getSpaceBefore(self) -> float:  # noqa: N802 - reportlab's name
        """Space above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 - reportlab's name
        """Space below."""
        return self.style.after

    def draw(self) -> None:
        """Draw where the canvas stands."""
        self.draw_at(self.canv, 0, 0)

    def draw_at(self, canvas: Canvas, left: float, bottom: float) -> None:
        """Draw the lines, then lay link and place over them; ``drawOn`` does the same by way of saving and restoring the canvas's state."""
        style = self.style
        y = bottom + self.height - style.leading / 2 - style.size * 0.36
        if style.align == "left":
            if any(self._lines):
                draw_below(canvas, self._lines, left, y, style)
        else:
            x = left + (self.width if style.align == "right" else self.width / 2)
            for line in self._lines:
                draw(canvas, line, x, y, style)
                y -= style.leading
        if self.key:
            canvas.bookmarkHorizontal(self.key, left, bottom + self.height + 8)
        if self.link:
            wide = max(width(line, style.font, style.size) for line in self._lines)
            left += {"left": 0.0, "centre": (self.width - wide) / 2, "right": self.width - wide}[style.align]
            canvas.linkRect("", self.link, (left, bottom, left + wide, bottom + self.height), relative=1, thickness=0)
