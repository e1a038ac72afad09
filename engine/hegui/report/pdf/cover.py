"""The cover: what was audited, against what, for whom, and the boxes of those who will sign."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf import wording as w
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, counted, days, filled, moment
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.look import (
    GREY,
    INK,
    LABEL,
    MARGIN,
    NAVY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PALE,
    RULE,
    TEAL,
    VALUE_BOLD,
    WHITE,
    WIDTH,
    Style,
)
from hegui.report.pdf.pen import draw
from hegui.report.pdf.tables import Cell, Row, Rows
from hegui.report.pdf.text import Words, clean, lines, shortened
from hegui.words.standards import Handbook
from hegui.words.text import Language, Text

_BAND = 90 * mm
_LABELS = 44 * mm
_BOXES = 58 * mm
"""Height above the foot of the page where the signature boxes end."""
_TITLE = Style(BOLD, 26, WHITE, spacing=1.32)
_LABEL = Style(size=8.5, colour=GREY)
_LIMIT = 160
"""Characters of one particular on the cover."""


def draw_cover(canvas: Canvas, edition: Edition) -> None:
    """Draw the cover page."""
    _band(canvas, edition)
    bottom, top = _BOXES + 8, PAGE_HEIGHT - _BAND - 16
    for shown in range(len(edition.record.handbooks), -1, -1):
        form = _particulars(edition, shown)
        _, tall = form.wrap(WIDTH, 1e6)
        if tall <= top - bottom or not shown:
            form.drawOn(canvas, MARGIN, top - tall)
            break
    _boxes(canvas, edition)
    for i, line in enumerate(lines(edition.stacked(w.COVER_NOTE), Style(size=7.5), WIDTH)):
        draw(canvas, line, MARGIN, 17 * mm - 10 * i, Style(size=7.5, colour=GREY))


def _band(canvas: Canvas, edition: Edition) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(0, PAGE_HEIGHT - _BAND, PAGE_WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFillColor(TEAL)
    canvas.rect(0, PAGE_HEIGHT - _BAND - 6, PAGE_WIDTH, 6, stroke=0, fill=1)
    job, right = edition.record.job, PAGE_WIDTH - MARGIN
    draw(canvas, shortened(job.organisation, Style(BOLD, 11), WIDTH * 0.6), MARGIN, PAGE_HEIGHT - 24 * mm, Style(BOLD, 11, WHITE))
    draw(canvas, edition.said(w.DRAFT), right, PAGE_HEIGHT - 24 * mm, Style(BOLD, 11, WHITE, "right"))
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, PAGE_HEIGHT - 28 * mm, right, PAGE_HEIGHT - 28 * mm)
    main = job.title or (w.REPORT.en if edition.language is Language.EN else w.REPORT.zh)
    y = PAGE_HEIGHT - 48 * mm
    for line in lines(clean(main, 90), _TITLE, WIDTH)[:3]:
        draw(canvas, line, MARGIN, y, _TITLE)
        y -= _TITLE.leading
    below = edition.said(w.REPORT, " · ") if job.title else w.REPORT.en if edition.language is Language.BOTH else ""
    draw(canvas, below, MARGIN, y + 8, Style(size=11.5, colour=PALE))
    line = f"{edition.said(w.AS_OF)}  {moment(edition.record.as_of)}"
    draw(canvas, line, MARGIN, PAGE_HEIGHT - _BAND + 9 * mm, Style(size=10.5, colour=WHITE))
    if job.show_personal:
        draw(canvas, edition.said(w.PERSONAL_SHOWN, " / "), MARGIN, PAGE_HEIGHT - _BAND + 16 * mm, Style(BOLD, 9.5, WHITE))


def _particulars(edition: Edition, handbooks: int) -> Rows:
    record, job = edition.record, edition.record.job
    criteria = [edition.words(criterion(handbook), VALUE_BOLD)[0] for handbook in record.handbooks[:handbooks]]
    if edition.language is Language.BOTH:
        criteria = [part for handbook in record.handbooks[:handbooks] for part in edition.words(criterion(handbook))]
    if handbooks < len(record.handbooks):
        criteria.append(Words(edition.said(filled(w.MORE, n=len(record.handbooks) - handbooks)), VALUE_BOLD))
    rows = [
        (w.DOCUMENT_NO, (_given(job.document_no),)),
        (w.CLIENT, (_given(job.client),)),
        (w.AUDITED_UNIT, (_given(job.audited_unit),)),
        (w.COVER_SCOPE, edition.words(scope_line(edition), VALUE_BOLD)),
        (w.WINDOW, (Words(edition.said(days(record.since, record.until), " / "), VALUE_BOLD),)),
        (w.CRITERIA, tuple(criteria) or (_given(""),)),
        (w.AUDITORS, (_given(", ".join(job.auditors)),)),
    ]
    return Rows([
        Row((Cell((Words(edition.said(label), _LABEL),), _LABELS), Cell(value, WIDTH - _LABELS)), least=20) for label, value in rows
    ])  # fmt: skip


def _given(text: str) -> Words:
    return Words(text or NOTHING, VALUE_BOLD, limit=_LIMIT)


def scope_line(edition: Edition) -> Text:
    """Which logs and how many standards, in one line."""
    record = edition.record
    logs = list(edition.logs.values())
    names = Text("、".join(log.log.title.zh for log in logs), ", ".join(log.log.title.en for log in logs)) if logs else w.NO_LOGS
    return filled(
        w.SCOPE_LINE,
        logs=names,
        standards=Text(f"{len(record.standards)} 项标准", counted(len(record.standards), "standard").en),
        handbooks=Text(f"{len(record.handbooks)} 部手册", counted(len(record.handbooks), "handbook").en),
    )


def criterion(handbook: Handbook) -> Text:
    """A handbook with version and adoption, in one line."""
    title, version = named(handbook), filled(w.VERSION, version=handbook.version or NOTHING)
    said = adoption(handbook)
    return Text(
        f"{title.zh}{version.zh}；{said.zh}",
        f"{title.en}, {version.en}; {said.en}",
    )


def named(handbook: Handbook) -> Text:
    """A handbook by number and title."""
    return Text(f"{handbook.catalogue}《{handbook.title.zh}》", f"{handbook.catalogue} {handbook.title.en}")


def adoption(handbook: Handbook) -> Text:
    """By what the handbook was put into force, or that nothing says so."""
    adopted = handbook.adoption
    if adopted is None:
        return w.NOT_ADOPTED
    said = filled(
        w.ADOPTED,
        document=adopted.document_no,
        issuer=adopted.issuer,
        approved=adopted.approved.isoformat(),
        since=adopted.effective_from.isoformat(),
    )
    if adopted.effective_until is None:
        return said
    until = filled(w.ADOPTED_UNTIL, until=adopted.effective_until.isoformat())
    return Text(said.zh + until.zh, said.en + until.en)


def _boxes(canvas: Canvas, edition: Edition) -> None:
    boxes = (w.PREPARED, w.REVIEWED, w.APPROVED, w.RECEIVED)
    wide, bottom = WIDTH / len(boxes), 26 * mm
    for i, box in enumerate(boxes):
        x = MARGIN + i * wide
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.7)
        canvas.rect(x, bottom, wide, _BOXES - bottom, stroke=1, fill=0)
        draw(canvas, edition.said(box), x + 6, _BOXES - 13, Style(BOLD, 8.5, INK))
        draw(canvas, edition.said(w.UNSIGNED), x + wide / 2, bottom + 47, Style(size=7, colour=GREY, align="centre"))
        draw(canvas, edition.said(w.SIGNATURE), x + 6, bottom + 20, LABEL)
        draw(canvas, edition.said(w.DATE), x + 6, bottom + 7, LABEL)
