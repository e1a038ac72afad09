"""The register of nonconformities: every finding in one row, linked to its sheet."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.edition import SHEETS, Edition
from hegui.report.pdf.figures import NOTHING, filled, number
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, CELL_LINK, CELL_RIGHT, NOTE
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import grade_pill, overrun, ratio
from hegui.report.pdf.tables import Column, table
from hegui.report.pdf.text import Words
from hegui.words.findings import Finding, FindingKind


def register(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    findings = edition.record.findings
    story = heading(pages, "3", w.REGISTER)
    if not findings:
        return [*story, Words(edition.stacked(w.NO_FINDINGS), BODY)]
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.NUMBER, 18, False), (w.GRADE, 18, False), (w.CLAUSE, 18, False), (w.STANDARD, 36, False), (w.UNIT, 23, False),
        (w.BREACHES, 25, True), (w.WORST_OVERRUN, 25, True), (w.DUE, 21, False),
    )]  # fmt: skip
    notes = [Words(edition.stacked(wf.REGISTER_NOTE), NOTE)]
    if len(findings) > SHEETS:
        notes.append(Words(edition.stacked(filled(wf.BEYOND_SHEETS, all=number(len(findings)), sheets=SHEETS)), NOTE))
    return [*story, *notes, table(columns, [_row(edition, finding) for finding in findings])]


def _row(edition: Edition, finding: Finding) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    standard = edition.standards[finding.standard]
    link = edition.sheet(finding)
    key = edition.register(finding)
    about = edition.words(standard.title)
    if finding.kind is FindingKind.INCONCLUSIVE:
        about = (*about, Words(edition.said(w.KIND_TITLES[finding.kind], " / "), NOTE))
    due = min((action.due for action in finding.actions), default=None)
    return (
        Words(finding.number, CELL_LINK, link="" if link == key else link, key=key),
        grade_pill(edition, finding.grade),
        Words(edition.clause(standard)),
        about,
        Words(edition.unit(finding.unit), limit=120),
        Words(ratio(finding), CELL_RIGHT),
        Words(edition.stacked(overrun(finding)), CELL_RIGHT),
        Words(due.isoformat() if due else NOTHING, link=edition.plan(finding)),
    )
