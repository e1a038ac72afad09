"""Pages: running head and foot, watermark, headings, and page numbers that are known only at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import TimeStamp
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable
from reportlab.platypus.frames import Frame

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD, REGULAR, width
from hegui.report.pdf.look import (
    BOTTOM, GREY, INK, MARGIN, NAVY, PAGE_HEIGHT, PAGE_WIDTH, RULE, TEAL, TOP, WIDTH, Style,
)  # fmt: skip
from hegui.report.pdf.text import clean, draw
from hegui.report.pdf.wording import DRAFT, DRAFT_NOTE, PAGE_OF, REPORT, SUBJECT
from hegui.words.text import Language, Text

_RUNNING = Style(size=8, colour=GREY)
_MARK = Style(BOLD, 104, Color(NAVY.red, NAVY.green, NAVY.blue, alpha=0.055), "centre")
_ENTRY = Style(size=10, colour=INK)
_ENTRY_HEAD = Style(BOLD, 10, NAVY)
_ENTRY_SECOND = Style(size=8.5, colour=GREY)


class Pages(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """The document: a cover, then pages with head and foot; every byte follows from the record."""

    def __init__(self, path: Path, edition: Edition, cover: Callable[[Canvas], None]) -> None:
        job = edition.record.job
        super().__init__(
            str(path), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, initialFontName=REGULAR, displayDocTitle=1,
            lang="en-GB" if edition.language is Language.EN else "zh-CN",
            title=clean(title(edition)), author=clean(", ".join(job.auditors) or job.organisation or "hegui"),
            subject=edition.said(SUBJECT, " / "), creator=f"hegui {edition.record.versions.get('hegui', '')}".strip(),
            keywords=clean(job.document_no), producer="reportlab",
        )  # fmt: skip
        self.edition = edition
        self.places: dict[str, int] = {}
        whole = Frame(0, 0, PAGE_WIDTH, PAGE_HEIGHT, 0, 0, 0, 0)
        text = Frame(MARGIN, BOTTOM, WIDTH, PAGE_HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates([
            PageTemplate("cover", [whole], onPage=lambda canvas, _: cover(canvas), onPageEnd=lambda canvas, _: _watermark(canvas, edition)),
            PageTemplate("text", [text], onPage=lambda canvas, _: self._running(canvas), onPageEnd=lambda canvas, _: _watermark(canvas, edition)),
        ])  # fmt: skip

    def _makeCanvas(self, *args: object, **kw: object) -> Canvas:  # noqa: N802 - reportlab's name
        """Date and identity of the file come from the record, not from the clock or the environment."""
        canvas = super()._makeCanvas(*args, **kw)
        canvas._doc._timeStamp = _stamp(self.edition.record.as_of)
        canvas._doc.signature = hashlib.md5(self.title.encode(), usedforsecurity=False)
        canvas.showOutline()
        return canvas

    def _running(self, canvas: Canvas) -> None:
        edition, right = self.edition, PAGE_WIDTH - MARGIN
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, PAGE_HEIGHT - 16 * 72 / 25.4, right, PAGE_HEIGHT - 16 * 72 / 25.4)
        canvas.line(MARGIN, BOTTOM - 17, right, BOTTOM - 17)
        number = shortened(edition.record.job.document_no, _RUNNING, WIDTH / 3)
        draw(canvas, number, right, PAGE_HEIGHT - 40, replace(_RUNNING, align="right"))
        draw(canvas, shortened(title(edition), _RUNNING, WIDTH - width(number, REGULAR, 8) - 20), MARGIN, PAGE_HEIGHT - 40, _RUNNING)
        draw(canvas, edition.said(DRAFT_NOTE, " / "), MARGIN, BOTTOM - 29, replace(_RUNNING, size=7.2))
        _form_at(canvas, f"page-{canvas.getPageNumber()}", right, BOTTOM - 29)

    def finish(self, canvas: Canvas) -> None:
        """Define what was referred to before it was known: the number of pages, and the pages of the contents."""
        last = canvas.getPageNumber()
        for page in range(2, last + 1):
            text = self.edition.said(Text(PAGE_OF.zh.format(page, last), PAGE_OF.en.format(page, last)), " / ")
            _form(canvas, f"page-{page}", text, _RUNNING)
        for key, page in self.places.items():
            _form(canvas, f"place-{key}", str(page), _ENTRY)


def title(edition: Edition) -> str:
    """Title of the report as the job gives it, else the usual one."""
    return edition.record.job.title or edition.said(REPORT, " / ")


def shortened(text: str, style: Style, room: float) -> str:
    """A line that fits, with an ellipsis where it was too long."""
    kept = clean(text, 300).replace("\n", " ")
    if width(kept, style.font, style.size) <= room:
        return kept
    while kept and width(kept + "…", style.font, style.size) > room:
        kept = kept[:-1]
    return kept + "…"


class Heading(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A heading: chapters (level 0) stand in the contents, all of them in the outline."""

    def __init__(self, pages: Pages, number: str, text: Text) -> None:
        super().__init__()
        self.pages, self.number, self.text = pages, number, text
        self.level = number.count(".")
        self.key = f"section-{number}"
        self.spaceBefore, self.spaceAfter = (0, 8) if self.level == 0 else (10, 5)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """One line."""
        self.width, self.height = available, 30 if self.level == 0 else 19
        return self.width, self.height

    def draw(self) -> None:
        """Draw, and note place and page."""
        canvas, edition = self.canv, self.pages.edition
        canvas.bookmarkHorizontal(self.key, 0, self.height + 6)
        canvas.addOutlineEntry(f"{self.number}  {edition.said(self.text)}", self.key, self.level, closed=True)
        self.pages.places[self.key] = canvas.getPageNumber()
        main = self.text.en if edition.language is Language.EN else self.text.zh
        line = f"{self.number}  {main}"
        second = self.text.en if edition.language is Language.BOTH else ""
        if self.level:
            draw(canvas, line, 0, 5, Style(BOLD, 11.5, NAVY))
            draw(canvas, second, width(line, BOLD, 11.5) + 8, 5.4, Style(size=8.5, colour=GREY))
            return
        canvas.setFillColor(TEAL)
        canvas.rect(0, 6, 3.2, 19, stroke=0, fill=1)
        draw(canvas, line, 11, 9.5, Style(BOLD, 16, NAVY))
        draw(canvas, second, self.width, 10, Style(size=9.5, colour=GREY, align="right"))
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.7)
        canvas.line(0, 0, self.width, 0)


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
            style = _ENTRY if level else _ENTRY_HEAD
            x, main = 16.0 * level, text.en if self.edition.language is Language.EN else text.zh
            draw(canvas, f"{number}  {main}", x, y, style)
            x += width(f"{number}  {main}", style.font, style.size) + 6
            if self.edition.language is Language.BOTH:
                draw(canvas, text.en, x, y, _ENTRY_SECOND)
                x += width(text.en, REGULAR, _ENTRY_SECOND.size) + 6
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.5)
            canvas.setDash(0.6, 2.6)
            canvas.line(x, y + 1.5, self.width - 28, y + 1.5)
            canvas.setDash()
            _form_at(canvas, f"place-section-{number}", self.width, y)
            canvas.linkRect("", f"section-{number}", (0, y - 5, self.width, y + 14), relative=1, thickness=0)
            y -= 20


class Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A place of no height that links and the outline lead to."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key, self.text = key, shortened(text, _RUNNING, 400)

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


def _stamp(moment: datetime) -> TimeStamp:
    stamp = TimeStamp(invariant=1)
    stamp.t = int(moment.replace(tzinfo=timezone.utc).timestamp())
    stamp.lt = moment.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return stamp


def _watermark(canvas: Canvas, edition: Edition) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(52)
    draw(canvas, edition.said(DRAFT), 0, -40, _MARK)
    canvas.restoreState()


def _form(canvas: Canvas, name: str, text: str, style: Style) -> None:
    """Define a form with a line of text that ends at its origin."""
    wide = width(text, style.font, style.size)
    canvas.beginForm(name, -wide, -4, 0, 12)
    draw(canvas, text, 0, 0, replace(style, align="right"))
    canvas.endForm()


def _form_at(canvas: Canvas, name: str, x: float, y: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(name)
    canvas.restoreState()
