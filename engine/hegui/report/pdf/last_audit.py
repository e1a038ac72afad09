"""What became of the findings of the last audit."""

from __future__ import annotations

from collections import Counter

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_register as wr
from hegui.report.pdf.columns import Column, numbers, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, counted, filled, moment
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import CELL_BOLD, CELL_GREY, CELL_LINK, GRADE_COLOURS, GREEN, GREY, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import grade_pill
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.findings import Became, FollowedUp, Grade, PastAudit, PastFinding
from hegui.words.text import Text

_COLOURS: dict[Became, Color] = {Became.CLOSED: GREEN, Became.RECURRED: GRADE_COLOURS[Grade.MAJOR], Became.NOT_CHECKED: GREY}


def last_audit(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    story = heading(pages, "3", w.LAST_AUDIT)
    past = edition.record.job.last_audit
    if past is None:
        return [*story, *edition.paragraphs(wr.NO_LAST_AUDIT)]
    story += edition.paragraphs(_named(edition, past))
    followed = edition.record.followed_up
    if not followed:
        return story
    columns = [numbers(edition.stacked(w.NUMBER), (each.past.number for each in followed))]
    columns += [Column(edition.stacked(text), share) for text, share in (
        (wr.THEN, 20), (w.CLAUSE, 20), (w.STANDARD, 52), (w.UNIT, 28),
    )]  # fmt: skip
    columns.append(numbers(edition.stacked(wr.BECAME), (each.now for each in followed)))
    return [*story, table(columns, [_row(edition, each) for each in followed])]


def _named(edition: Edition, past: PastAudit) -> Text:
    of = Counter(each.became for each in edition.record.followed_up)
    counts = [(wr.BECAME_TITLES[became], of[became]) for became in Became if of[became]]
    return filled(
        wr.LAST_AUDIT_NAMED if counts else wr.LAST_AUDIT_NONE,
        title=past.title or past.name,
        document=past.document_no or NOTHING,
        as_of=moment(past.as_of),
        all=counted(len(edition.record.followed_up), "finding"),
        counts=Text("，".join(f"{title.zh} {n} 项" for title, n in counts), ", ".join(f"{n} {title.en}" for title, n in counts)),
    )


def _row(edition: Edition, each: FollowedUp) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    past = each.past
    said = filled(wr.BECAME_NOTES[each.became], now=each.now or NOTHING)
    link = edition.numbered(each.now)
    became = [
        *(Words(text, Style(BOLD, 8, _COLOURS[each.became])) for text in edition.stacked(wr.BECAME_TITLES[each.became]).split("\n")),
        *(Words(text, CELL_LINK if link else CELL_GREY, link=link) for text in edition.stacked(said).split("\n")),
    ]
    if past.closed_effective:
        became += edition.words(wr.CLOSED_EFFECTIVE, CELL_GREY)
    return (
        Words(past.number, CELL_BOLD, limit=CELL_LIMIT),
        grade_pill(edition, past.grade),
        Words(_clause(edition, past), limit=CELL_LIMIT),
        edition.words(past.title),
        Words(edition.unit(past.unit), limit=120),
        tuple(became),
    )


def _clause(edition: Edition, past: PastFinding) -> str:
    """The clause with the handbook's number where the handbook is still in force."""
    slug, _, clause = past.clause.partition(" ")
    handbook = edition.handbooks.get(slug)
    return f"{handbook.catalogue} {clause}" if handbook else past.clause
