"""Pages: running head and foot, watermark, and page numbers that are known only at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import TimeStamp
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.frames import Frame

from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD, REGULAR, width
from hegui.report.pdf.look import (
    BOTTOM,
    GREY,
    INK,
    MARGIN,
    NAVY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    TOP,
    WIDTH,
    Style,
)
from hegui.report.pdf.pen import draw
from hegui.report.pdf.text import clean, shortened
from hegui.report.pdf.wording import CONFIRMED_NOTE, DRAFT, DRAFT_NOTE, PAGE_OF, REPORT, SUBJECT
from hegui.words.text import Language, Text

_RUNNING = Style(size=8, colour=GREY)
_MARK = Style(BOLD, 104, Color(NAVY.red, NAVY.green, NAVY.blue, alpha=0.055), "centre")
ENTRY = Style(size=10, colour=INK)


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

        def marked(canvas: Canvas, _: object) -> None:
            if not edition.record.confirmed:
                _watermark(canvas, edition)

        self.addPageTemplates([
            PageTemplate("cover", [whole], onPage=lambda canvas, _: cover(canvas), onPageEnd=marked),
            PageTemplate("text", [text], onPage=lambda canvas, _: self._running(canvas), onPageEnd=marked),
        ])  # fmt: skip

    def _makeCanvas(self, *args: object, **kw: object) -> Canvas:  # noqa: N802 - reportlab's name
        """Date and identity of the file come from the record, not from the clock or the environment."""
        canvas = super()._makeCanvas(*args, **kw)
        file = canvas._doc  # noqa: SLF001 - there is no other way
        file._timeStamp = _stamp(self.edition.record.as_of)  # noqa: SLF001
        file.signature = hashlib.md5(self.title.encode(), usedforsecurity=False)
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
        draw(
            canvas,
            edition.said(CONFIRMED_NOTE if edition.record.confirmed else DRAFT_NOTE, " / "),
            MARGIN,
            BOTTOM - 29,
            replace(_RUNNING, size=7.2),
        )
        form_at(canvas, f"page-{canvas.getPageNumber()}", right, BOTTOM - 29)

    def finish(self, canvas: Canvas) -> None:
        """Define what was referred to before it was known: the number of pages, and the pages of the contents."""
        last = canvas.getPageNumber()
        for page in range(2, last + 1):
            text = self.edition.said(Text(PAGE_OF.zh.format(page, last), PAGE_OF.en.format(page, last)), " / ")
            _form(canvas, f"page-{page}", text, _RUNNING)
        for key, page in self.places.items():
            _form(canvas, f"place-{key}", str(page), ENTRY)


def title(edition: Edition) -> str:
    """Title of the report as the job gives it, else the usual one."""
    return edition.record.job.title or edition.said(REPORT, " / ")


def _stamp(moment: datetime) -> TimeStamp:
    stamp = TimeStamp(invariant=1)
    stamp.t = int(moment.replace(tzinfo=UTC).timestamp())
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


def form_at(canvas: Canvas, name: str, x: float, y: float) -> None:
    """Draw a form that may be defined later."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.doForm(name)
    canvas.restoreState()
