"""Headings, contents and places: what the outline, the contents and links lead to."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import CondPageBreak, Flowable

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD, REGULAR, width
from hegui.report.pdf.look import GREY, NAVY, RULE, TEAL, Style
from hegui.report.pdf.page import ENTRY, Pages, form_at
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import clean, lines, shortened
from hegui.words.text import Language, Text

_SECTION = Style(BOLD, 11.5, NAVY)
_SECTION_SECOND = Style(size=8.5, colour=GREY)
_ENTRY_HEAD = Style(BOLD, ENTRY.size, NAVY)


class Heading(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A heading: chapters (level 0) stand in the contents, all of them in the outline."""

    def __init__(self, pages: Pages, number: str, text: Text) -> None:
        super().__init__()
        self.pages, self.number, self.text = pages, number, text
        self.level = number.count(".")
        self.key = f"section-{number}"
        self.spaceBefore, self.spaceAfter = (16, 8) if self.level == 0 else (10, 5)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """One line; a section's title takes more where it is long, and its English a line of its own."""
        english = self.pages.edition.language is Language.EN
        line = f"{self.number}  {clean(self.text.en if english else self.text.zh)}"
        second = clean(self.text.en) if self.pages.edition.language is Language.BOTH and self.text.en != self.text.zh else ""
        self.width = available
        self.main = lines(line, _SECTION, available) if self.level else [line]
        self.second = lines(second, _SECTION_SECOND, available) if second else []
        beside = width(line, BOLD, _SECTION.size) + 8 + width(second, REGULAR, _SECTION_SECOND.size) <= available
        self.below = [] if beside else self.second
        self.height = 15.0 * len(self.main) + 12 * len(self.below) + 4 if self.level else 30.0
        return self.width, self.height

    def draw(self) -> None:
        """Draw, and note place and page."""
        canvas = self.canv
        canvas.bookmarkHorizontal(self.key, 0, self.height + 6)
        canvas.addOutlineEntry(f"{self.number}  {clean(self.pages.edition.said(self.text))}", self.key, self.level, closed=True)
        self.pages.places[self.key] = canvas.getPageNumber()
        if self.level:
            self._section(canvas)
        else:
            self._chapter(canvas)

    def _chapter(self, canvas: Canvas) -> None:
        canvas.setFillColor(TEAL)
        canvas.rect(0, 6, 3.2, 19, stroke=0, fill=1)
        draw(canvas, self.main[0], 11, 9.5, Style(BOLD, 16, NAVY))
        draw(canvas, "".join(self.second), self.width, 10, Style(size=9.5, colour=GREY, align="right"))
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.7)
        canvas.line(0, 0, self.width, 0)

    def _section(self, canvas: Canvas) -> None:
        y = self.height - 13
        for line in self.main:
            draw(canvas, line, 0, y, _SECTION)
            y -= 15
        if self.second and not self.below:
            draw(canvas, self.second[0], width(self.main[0], BOLD, _SECTION.size) + 8, y + 15.4, _SECTION_SECOND)
        for line in self.below:
            draw(canvas, line, 0, y + 2, _SECTION_SECOND)
            y -= 12


def heading(pages: Pages, number: str, text: Text, room: float = 110) -> list[Flowable]:
    """A heading that takes a new page where less than ``room`` points are left below it."""
    return [CondPageBreak(room), Heading(pages, number, text)]


class Contents(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The table of contents: lines to click on, page numbers filled in at the end."""

    def __init__(self, edition: Edition, entries: Sequence[tuple[str, Text]]) -> None:
        super().__init__()
        self.edition, self.entries = edition, entries

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Twenty points a line."""
        self.width, self.height = available, 20 * len(self.entries)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines."""
        canvas, y = self.canv, self.height - 14
        for number, text in self.entries:
            level = number.count(".")
            style = ENTRY if level else _ENTRY_HEAD
            x, main = 16.0 * level, text.en if self.edition.language is Language.EN else text.zh
            draw(canvas, f"{number}  {main}", x, y, style)
            x += width(f"{number}  {main}", style.font, style.size) + 6
            if self.edition.language is Language.BOTH:
                draw(canvas, text.en, x, y, _SECTION_SECOND)
                x += width(text.en, REGULAR, _SECTION_SECOND.size) + 6
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.5)
            canvas.setDash(0.6, 2.6)
            canvas.line(x, y + 1.5, self.width - 28, y + 1.5)
            canvas.setDash()
            form_at(canvas, f"place-section-{number}", self.width, y)
            canvas.linkRect("", f"section-{number}", (0, y - 5, self.width, y + 14), relative=1, thickness=0)
            y -= 20


class Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A place of no height that links and the outline lead to."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key, self.text = key, shortened(text, _SECTION_SECOND, 400)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Nothing to see."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        self.canv.bookmarkHorizontal(self.key, 0, 12)
        self.canv.addOutlineEntry(self.text, self.key, 1, closed=True)


class End(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The end of the report: now every page is known."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.pages = pages

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Nothing to see."""
        return 0, 0

    def draw(self) -> None:
        """Fill in the numbers."""
        self.pages.finish(self.canv)
