"""The nonconformity sheets: the auditor's part filled in, the unit's and the verifier's parts to write in."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable, PageBreak

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.auditor_part import facts, identity, recommended, signature
from hegui.report.pdf.blank_parts import unit_part, verifier_part
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.evidence import evidence, rows_to_verify
from hegui.report.pdf.fonts import BOLD, width
from hegui.report.pdf.form import Blank, Form
from hegui.report.pdf.heading import Mark, heading
from hegui.report.pdf.look import BODY, NAVY, PALE, WHITE, WIDTH, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.slots import calendar
from hegui.report.pdf.tables import PAD, Cell, Row, Rows
from hegui.report.pdf.text import Words
from hegui.report.pdf.unit_figures import unit_figures
from hegui.words.findings import Finding, Grade
from hegui.words.kinds import Scope

_BAND = Style(BOLD, 11.5, WHITE)
_STATE = Style(size=8, colour=PALE, align="right", spacing=2.05)
_NUMBER = Style(BOLD, 11.5, WHITE, "right")


def sheets(pages: Pages) -> list[Flowable]:
    """The chapter: a sheet for each finding, or for the gravest where they are many, each on pages of its own."""
    edition = pages.edition
    findings = edition.record.findings
    story = heading(pages, "5", w.SHEETS_TITLE)
    if not findings:
        return [*story, Words(edition.stacked(w.NO_FINDINGS), BODY)]
    for place, finding in enumerate(finding for finding in findings if finding.id in edition.sheeted):
        if place:
            story.append(PageBreak())
        name = f"{finding.number}  {edition.clause(edition.standards[finding.standard])}  {edition.unit(finding.unit)}"
        story += [Mark(edition.sheet(finding), name), *sheet(edition, finding)]
    return story


def sheet(edition: Edition, finding: Finding) -> tuple[Rows, Blank]:
    """One sheet; its head is repeated where it runs over the page, and what is filled in by hand stands on one page."""
    form = Form(edition)
    state = edition.said(wf.ISSUED if finding.issued else wf.NOT_ISSUED, " / ")
    name = wf.SHEET_OBSERVATION if finding.grade is Grade.OBSERVATION else wf.SHEET
    numbered = min(width(finding.number, BOLD, _NUMBER.size) + 2 * PAD + 1, WIDTH * 0.45)
    head = Row((
        Cell((Words(edition.said(name, " · "), _BAND),), WIDTH * 0.8 - numbered, NAVY),
        Cell((Words(state, _STATE),), WIDTH * 0.2, NAVY),
        Cell((Words(finding.number, _NUMBER),), numbered, NAVY),
    ))  # fmt: skip
    rows = [
        *identity(form, finding),
        *facts(form, finding),
        *_pictured(edition, finding),
        *evidence(edition, finding),
        *rows_to_verify(edition, finding),
        *recommended(form, finding),
        signature(form, finding),
    ]
    return Rows(rows, [head], after=0), Blank([*unit_part(form, finding), *verifier_part(form, finding)], [head])


def _pictured(edition: Edition, finding: Finding) -> list[Row]:
    """What shows slots and figures of a unit at a glance."""
    scope = edition.standards[finding.standard].scope
    if scope is Scope.SLOT:
        return calendar(edition, finding)
    return unit_figures(edition, finding) if scope is Scope.GROUP else []
