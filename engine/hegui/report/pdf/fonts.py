"""The embedded fonts: which font draws a character, how wide it is, and what stands for one that no font has."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts

REGULAR = "hegui"
BOLD = "hegui-bold"
_RARE = "hegui-rare"
_RARE_BOLD = "hegui-rare-bold"
_FOLDER = Path(__file__).parent / "fonts"
_FILES = {
    REGULAR: "sub-gbkA-Regular.ttf",
    BOLD: "sub-gbkA-Bold.ttf",
    _RARE: "supp-Regular.ttf",
    _RARE_BOLD: "supp-Bold.ttf",
}
_FALLBACK = {REGULAR: (REGULAR, _RARE), BOLD: (BOLD, _RARE_BOLD)}
_BLOCK = 100
"""Most entries of one ``beginbfchar`` block, by the CMap specification."""


@cache
def register() -> None:
    """Make the fonts known to reportlab; costs a tenth of a second, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(_FOLDER / file)))
    # reportlab 5.1 writes code points beyond U+FFFF as five hex digits where PDF wants UTF-16, so that copied text is wrong.
    ttfonts.makeToUnicodeCMap = _to_unicode


@lru_cache(maxsize=65_536)
def glyph(char: str, font: str) -> tuple[float, str, str]:
    """Width (of size 1), font and text that draw ``char``; a character that no font has is drawn as ``[U+XXXX]``."""
    register()
    code = ord(char)
    for name in _FALLBACK[font]:
        face = pdfmetrics.getFont(name).face
        if code in face.charToGlyph:
            return face.charWidths.get(code, face.defaultWidth) / 1000, name, char
    stand_in = code_point(char)
    return sum(glyph(c, font)[0] for c in stand_in), font, stand_in


@cache
def drawable(font: str) -> frozenset[str]:
    """The characters that a font draws itself."""
    register()
    return frozenset(map(chr, pdfmetrics.getFont(font).face.charToGlyph))


def width(text: str, font: str, size: float) -> float:
    """Width of a line of text in points."""
    return unit_width(text, font) * size


@lru_cache(maxsize=65_536)  # a report of Chinese text has few words that are not repeated
def unit_width(text: str, font: str) -> float:
    """Width of a text of size 1."""
    return sum(glyph(char, font)[0] for char in text)


def code_point(char: str) -> str:
    """How a character that cannot be drawn as itself is printed."""
    return f"[U+{ord(char):04X}]"


def _to_unicode(font: str, subset: list[int]) -> str:
    """The ToUnicode map of a font subset, with UTF-16 beyond the basic plane."""
    rows = [f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for index, code in enumerate(subset)]
    blocks = []
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
        f"/CMapName /{font} def", "/CMapType 2 def",
        "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
        *blocks,
        "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
    ])  # fmt: skip
