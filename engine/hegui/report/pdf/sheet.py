"""The nonconformity sheet: the auditor's part filled in, the unit's and the verifier's parts to write in."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus.flowables import Flowable, PageBreak

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.cover import adoption, named
from hegui.report.pdf.edition import SHEETS, Edition
from hegui.report.pdf.evidence import evidence, rows_to_verify
from hegui.report.pdf.figures import NOTHING, days, filled, moment
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.form import Form
from hegui.report.pdf.heading import Mark, heading
from hegui.report.pdf.look import (
    CODE,
    GRADE_COLOURS,
    NAVY,
    NOTE,
    TEAL,
    VALUE,
    VALUE_BOLD,
    VALUE_SECOND,
    WHITE,
    WIDTH,
    Style,
)
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import periods, statement
from hegui.report.pdf.tables import Cell, Pill, Row, Rows
from hegui.report.pdf.text import Words
from hegui.report.requirement import required, scope
from hegui.words.findings import Finding
from hegui.words.text import Text

_BAND = Style(BOLD, 12.5, WHITE)
_LINK = Style(size=7.6, colour=TEAL)


def sheets(pages: Pages) -> list[Flowable]:
    """The chapter: a sheet for each finding, gravest first, each on pages of its own."""
    edition = pages.edition
    findings = edition.record.findings
    story = heading(pages, "4", w.SHEETS_TITLE)
    if not findings:
        return [*story, Words(edition.stacked(w.NO_FINDINGS), Style(size=9.5))]
    for place, finding in enumerate(findings[:SHEETS]):
        if place:
            story.append(PageBreak())
        name = f"{finding.number}  {edition.clause(edition.standards[finding.standard])}  {edition.unit(finding.unit)}"
        story += [Mark(edition.sheet(finding), name), sheet(edition, finding)]
    return story


def sheet(edition: Edition, finding: Finding) -> Rows:
    """One sheet; its head is repeated where it runs over the page, and what is filled in by hand stands on one page."""
    form = Form(edition)
    head = Row((
        Cell((Words(edition.said(wf.SHEET, " · "), _BAND),), WIDTH * 0.62, NAVY),
        Cell((Words(finding.number, Style(BOLD, 12.5, WHITE, "right")),), WIDTH * 0.38, NAVY),
    ))  # fmt: skip
    rows = [
        *_identity(form, finding),
        *_facts(form, finding),
        *evidence(edition, finding),
        *rows_to_verify(edition, finding),
        *_recommended(form, finding),
        form.room(wf.SIGNED, 34),
        *(replace(row, together=True) for row in (*_unit_part(form), *_verifier_part(form, finding))),
    ]
    return Rows(rows, [head])


def _identity(form: Form, finding: Finding) -> list[Row]:
    edition, record = form.edition, form.edition.record
    unit, standard = edition.unit_details(finding.unit), edition.standards[finding.standard]
    handbook = edition.handbooks[standard.handbook]
    clause = handbook.clause(standard.clause)
    auditors = ", ".join(record.job.auditors) or NOTHING
    document = (
        Words(edition.said(filled(w.VERSION, version=handbook.version or NOTHING), " / "), VALUE_SECOND),
        *(Words(text, VALUE_SECOND) for text in edition.stacked(adoption(handbook)).split("\n")),
    )
    return [
        form.part(wf.AUDITOR_PART),
        form.pair((wf.AUDITED_UNIT, (_said(edition.unit(finding.unit), VALUE_BOLD),)), (wf.DEPARTMENT, (_said(unit.department),))),
        form.pair((wf.HEAD, (_said(unit.head),)), (wf.AUDITOR, (_said(auditors),))),
        form.pair(
            (wf.WINDOW, (Words(edition.stacked(days(record.since, record.until)), VALUE),)),
            (wf.AUDIT_DATE, (Words(moment(record.as_of), VALUE),)),
        ),
        form.pair(
            (wf.CRITERION, (*edition.words(named(handbook), VALUE), *document)),
            (wf.CLAUSE, (Words(f"{standard.clause}", VALUE_BOLD), *(edition.words(clause.title, VALUE) if clause else ()))),
        ),
    ]  # fmt: skip


def _facts(form: Form, finding: Finding) -> list[Row]:
    edition = form.edition
    standard = edition.standards[finding.standard]
    log = edition.logs[standard.log].log if standard.log in edition.logs else None
    applies = scope(standard, log)
    asked = [*edition.words(standard.title, VALUE_BOLD), *edition.words(required(standard, log), VALUE)]
    if applies is not None:
        asked += edition.words(filled(wf.APPLIES, scope=applies), VALUE_SECOND)
    asked.append(Words(" · ".join(filter(None, (standard.catalogue, standard.id))), CODE))
    rules = [Words(f"{edition.said(link.title, ' / ')} ({link.rule})", VALUE_SECOND) for link in finding.because] or [_said(finding.rule)]
    fact: list[Flowable] = [*edition.words(statement(edition, finding), VALUE)]
    by_period = periods(finding)
    if by_period:
        fact.append(Words(edition.stacked(by_period), VALUE_SECOND))
    if finding.also:
        titles = [edition.standards[id_].title if id_ in edition.standards else Text(id_, id_) for id_ in finding.also]
        also = Text("；".join(title.zh for title in titles), "; ".join(title.en for title in titles))
        fact.append(Words(edition.stacked(filled(wf.ALSO, standards=also)), VALUE_SECOND))
    return [
        form.field(wf.REQUIREMENT, *asked),
        form.pair(
            (wf.KIND, (Words(edition.stacked(w.KIND_TITLES[finding.kind]), VALUE),)),
            (wf.GRADE, (Pill(edition.said(w.GRADE_TITLES_CAPITAL[finding.grade]), GRADE_COLOURS[finding.grade], 8),)),
        ),
        form.field(wf.RULE, *rules),
        form.field(wf.FACT, *fact),
    ]


def _recommended(form: Form, finding: Finding) -> list[Row]:
    edition, rows = form.edition, []
    for action in finding.actions:
        title = wf.ACTION_TITLES.get(action.type, Text(action.type, action.type))
        label = Text(f"{wf.RECOMMENDED.zh}{title.zh}", f"{wf.RECOMMENDED.en} {title.en.lower()}")
        due = filled(wf.DUE_BY, owner=action.owner, due=action.due.isoformat())
        rows.append(form.field(label, *edition.words(action.text, VALUE), Words(edition.said(due, " / "), VALUE_SECOND)))
    standard = edition.standards[finding.standard]
    start = filled(wf.CAUSE_START, cause=wf.CAUSES.get(standard.cause, Text(standard.cause, standard.cause)))
    links = [Words("→ " + edition.said(wf.LINKS, " / "), _LINK, link=edition.register(finding))]
    if edition.plan(finding):
        links.append(Words("→ " + edition.said(wf.LINK_PLAN, " / "), _LINK, link=edition.plan(finding)))
    rows.append(Row((Cell((Words(edition.stacked(start), NOTE),), WIDTH * 0.6), Cell(tuple(links), WIDTH * 0.4)), together=True))
    return rows


def _unit_part(form: Form) -> list[Row]:
    edition = form.edition
    boxes = (Words(edition.said(wf.ACKNOWLEDGED, " "), VALUE), Words(edition.said(wf.OBJECTED, " "), VALUE))
    return [
        form.part(wf.UNIT_PART, NAVY),
        form.room(wf.ACKNOWLEDGEMENT, 52, *boxes),
        form.room(wf.CAUSE, 58),
        form.room(wf.CORRECTION, 44),
        form.room(wf.EXTENT, 44),
        form.room(wf.CORRECTIVE, 58),
        form.rooms(wf.OWNER, wf.DATE_DONE, 26),
        form.room(wf.SIGNED, 34),
    ]


def _verifier_part(form: Form, finding: Finding) -> list[Row]:
    edition = form.edition
    planned = [action.text for action in finding.actions if action.type == "verification"]
    proposed = planned[0] if planned else edition.standards[finding.standard].remedy.verification
    return [
        form.part(wf.VERIFIER_PART, NAVY),
        form.room(wf.METHOD, 30),
        form.rooms(wf.SAMPLE, wf.DATA_PERIOD, 28),
        form.field(wf.PROPOSED, *edition.words(proposed, VALUE)),
        form.room(wf.VERDICT, 26, *(Words(text, VALUE) for text in edition.stacked(wf.VERDICTS).split("\n"))),
        form.room(wf.CLOSING, 26, *(Words(text, VALUE) for text in edition.stacked(wf.CLOSED).split("\n"))),
        form.room(wf.SIGNED, 34),
    ]


def _said(text: str, style: Style = VALUE) -> Words:
    return Words(text or NOTHING, style, limit=300)
