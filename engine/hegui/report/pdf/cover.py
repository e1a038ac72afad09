"""The cover: what was audited, against what, for whom; boxes for those who sign once an auditor has confirmed what was found."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from hegui.report.pdf import wording as w
from hegui.report.pdf.adopted import criterion
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, counted, days, filled, moment
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.look import (
    GRADE_COLOURS,
    GREY,
    INK,
    LABEL,
    MARGIN,
    NAVY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PALE,
    RULE,
    SHADE,
    TEAL,
    VALUE_BOLD,
    WHITE,
    WIDTH,
    Style,
)
from hegui.report.pdf.pen import draw
from hegui.report.pdf.tables import Cell, Row, Rows
from hegui.report.pdf.text import Words, clean, lines, shortened
from hegui.words.findings import Grade
from hegui.words.text import Language, Text

_BAND = 90 * mm
_LABELS = 44 * mm
_BOXES = 58 * mm
"""Height above the foot of the page where the signature boxes end."""
_TITLE_SIZES = (26.0, 22.0, 18.0, 15.0, 12.0, 9.5)
_TITLE_ROOM = 36 * mm
_LABEL = Style(size=8.5, colour=GREY)
_NOTE = 46 * mm
"""The same where a note stands in their place."""
_STATE = Style(size=9, colour=INK, spacing=1.5)
_LIMIT = 300
"""Characters of one particular on the cover."""


def draw_cover(canvas: Canvas, edition: Edition) -> None:
    """Draw the cover page."""
    _band(canvas, edition)
    bottom, top = (_BOXES if edition.record.confirmed else _NOTE) + 8, PAGE_HEIGHT - _BAND - 16
    for shown in range(len(edition.record.handbooks), -1, -1):
        form = _particulars(edition, shown)
        _, tall = form.wrap(WIDTH, 1e6)
        if tall <= top - bottom or not shown:
            form.drawOn(canvas, MARGIN, top - tall)
            break
    if edition.record.confirmed:
        _boxes(canvas, edition)
    else:
        _unsigned(canvas, edition)
    for i, line in enumerate(lines(edition.stacked(w.COVER_NOTE), Style(size=7.5), WIDTH)):
        draw(canvas, line, MARGIN, 17 * mm - 10 * i, Style(size=7.5, colour=GREY))


def _band(canvas: Canvas, edition: Edition) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(0, PAGE_HEIGHT - _BAND, PAGE_WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFillColor(TEAL)
    canvas.rect(0, PAGE_HEIGHT - _BAND - 6, PAGE_WIDTH, 6, stroke=0, fill=1)
    job, right = edition.record.job, PAGE_WIDTH - MARGIN
    draw(canvas, shortened(job.organisation, Style(BOLD, 11), WIDTH * 0.6), MARGIN, PAGE_HEIGHT - 24 * mm, Style(BOLD, 11, WHITE))
    if not edition.record.confirmed:
        draw(canvas, edition.said(w.DRAFT), right, PAGE_HEIGHT - 24 * mm, Style(BOLD, 11, WHITE, "right"))
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, PAGE_HEIGHT - 28 * mm, right, PAGE_HEIGHT - 28 * mm)
    _title(canvas, edition)
    line = f"{edition.said(w.AS_OF)}  {moment(edition.record.as_of)}"
    draw(canvas, line, MARGIN, PAGE_HEIGHT - _BAND + 9 * mm, Style(size=10.5, colour=WHITE))
    if job.show_personal:
        draw(canvas, edition.said(w.PERSONAL_SHOWN, " / "), MARGIN, PAGE_HEIGHT - _BAND + 16 * mm, Style(BOLD, 9.5, WHITE))


def _title(canvas: Canvas, edition: Edition) -> None:
    """The title in the largest size in which all of it fits the band."""
    job = edition.record.job
    main = clean(job.title or (w.REPORT.en if edition.language is Language.EN else w.REPORT.zh), _LIMIT)
    below = edition.said(w.REPORT, " · ") if job.title else w.REPORT.en if edition.language is Language.BOTH else ""
    for size in _TITLE_SIZES:
        style = Style(BOLD, size, WHITE, spacing=1.32)
        broken = lines(main, style, WIDTH)
        if len(broken) * style.leading <= _TITLE_ROOM:
            break
    y = PAGE_HEIGHT - 36 * mm - style.leading
    for line in broken:
        draw(canvas, line, MARGIN, y, style)
        y -= style.leading
    draw(canvas, below, MARGIN, y + style.leading - 18, Style(size=11.5, colour=PALE))


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
        (w.AUDITORS, (_given(edition.listed(job.auditors)),)),
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


def _boxes(canvas: Canvas, edition: Edition) -> None:
    boxes = (w.PREPARED, w.REVIEWED, w.APPROVED, w.RECEIVED)
    wide, bottom = WIDTH / len(boxes), 26 * mm
    for i, box in enumerate(boxes):
        x = MARGIN + i * wide
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.7)
        canvas.rect(x, bottom, wide, _BOXES - bottom, stroke=1, fill=0)
        draw(canvas, edition.said(box), x + 6, _BOXES - 13, Style(BOLD, 8.5, INK))
        draw(canvas, edition.said(w.SIGNATURE), x + 6, bottom + 20, LABEL)
        draw(canvas, edition.said(w.DATE), x + 6, bottom + 7, LABEL)


def _unsigned(canvas: Canvas, edition: Edition) -> None:
    """In the place of the boxes: why nobody can sign yet."""
    said = lines(edition.stacked(state(edition)), _STATE, WIDTH - 24)
    bottom, tall = 26 * mm, _STATE.leading * len(said) + 16
    canvas.setFillColor(SHADE)
    canvas.rect(MARGIN, bottom, WIDTH, tall, stroke=0, fill=1)
    canvas.setFillColor(GRADE_COLOURS[Grade.MINOR])
    canvas.rect(MARGIN, bottom, 3, tall, stroke=0, fill=1)
    for i, line in enumerate(said):
        draw(canvas, line, MARGIN + 14, bottom + tall - 18 - i * _STATE.leading, _STATE)


def state(edition: Edition) -> Text:
    """Whether the report is a draft, and how many findings were decided upon and answered."""
    if edition.record.confirmed:
        return w.STATE_CONFIRMED
    decisions = [finding.determination for finding in edition.record.findings if finding.determination is not None]
    return filled(
        w.STATE_DRAFT,
        all=len(edition.record.findings),
        decided=len(decisions),
        answered=sum(decision.answer is not None for decision in decisions),
    )
