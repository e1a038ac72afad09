"""The PDF report from cover to provenance, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreak, Spacer

from hegui.report.as_json import as_json
from hegui.report.pdf import wording as w
from hegui.report.pdf.attached import attach
from hegui.report.pdf.cover import draw_cover
from hegui.report.pdf.coverage import coverage_matrix
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.fonts import BOLD, register
from hegui.report.pdf.heading import Contents, End
from hegui.report.pdf.last_audit import last_audit
from hegui.report.pdf.look import NAVY, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.plan import plan
from hegui.report.pdf.provenance import provenance
from hegui.report.pdf.quality import quality
from hegui.report.pdf.register import register as register_of_findings
from hegui.report.pdf.scope import scope
from hegui.report.pdf.sheet import sheets
from hegui.report.pdf.summary import summary
from hegui.report.pdf.text import Words
from hegui.words.record import Record
from hegui.words.text import Language, Text

_ENTRIES: tuple[tuple[str, Text], ...] = (
    ("1", w.SUMMARY), ("2", w.SCOPE),
    ("2.1", w.PARTICULARS), ("2.2", w.CRITERIA), ("2.3", w.STANDARDS), ("2.4", w.LOGS), ("2.5", w.FIGURES), ("2.6", w.READINGS),
    ("2.7", w.WAIVERS), ("2.8", w.OBJECTIONS), ("2.9", w.UNIT_LIST), ("2.10", w.JUDGING), ("2.11", w.WARNINGS),
    ("3", w.LAST_AUDIT), ("4", w.REGISTER),
    ("4.1", w.ALL_FINDINGS), ("4.2", w.COMMON), ("4.3", w.STRENGTHS), ("4.4", w.DIFFERENCES), ("4.5", w.WITHDRAWN),
    ("5", w.SHEETS_TITLE), ("6", w.PLAN), ("7", w.COVERAGE), ("8", w.QUALITY), ("9", w.PROVENANCE),
)  # fmt: skip

_SHORT = 260.0
"""Points that have to be left on a page for a chapter to begin on it that may follow a short one, or be short."""


def write_document(record: Record, path: Path, language: Language, data: bytes | None = None) -> None:
    """Write the report, with the record as JSON attached; the same record gives the same bytes."""
    register()
    edition = Edition(record, language)
    attached = as_json(record) if data is None else data

    def cover(canvas: Canvas) -> None:
        draw_cover(canvas, edition)
        attach(canvas, attached)

    pages = Pages(path, edition, cover)
    with _binary_streams():
        pages.build(_story(pages))


def _story(pages: Pages) -> list[Flowable]:
    edition = pages.edition
    chapters = (summary, scope, last_audit, register_of_findings, sheets, plan, coverage_matrix, quality, provenance)
    story: list[Flowable] = [NextPageTemplate("text"), PageBreak()]
    story += [Words(edition.said(w.CONTENTS), Style(BOLD, 16, NAVY)), Spacer(1, 10), Contents(edition, _ENTRIES)]
    for chapter in chapters:
        story += [CondPageBreak(_SHORT) if chapter in {last_audit, register_of_findings} else PageBreak(), *chapter(pages)]
    return [*story, End(pages)]


@contextmanager
def _binary_streams() -> Iterator[None]:
    """Without ASCII armour the file is a fifth smaller; reportlab knows this as a global setting only."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before
