"""The register of nonconformities: every finding in one row, linked to its sheet and to its evidence."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_register as wr
from hegui.report.pdf.columns import Column, dates, numbers, table
from hegui.report.pdf.decisions import differences, withdrawn
from hegui.report.pdf.edition import SHEETS, Edition
from hegui.report.pdf.figures import NOTHING, filled, number
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, CELL_GREY, CELL_LINK, CELL_RIGHT, NOTE
from hegui.report.pdf.page import Pages
from hegui.report.pdf.remarks import remarks
from hegui.report.pdf.statement import grade_pill, overrun, ratio
from hegui.report.pdf.text import Words
from hegui.report.pdf.together import common_problems, good_practice
from hegui.words.findings import Finding


def register(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    return [
        *heading(pages, "4", w.REGISTER),
        *heading(pages, "4.1", w.ALL_FINDINGS), *_findings(edition),
        *heading(pages, "4.2", w.COMMON), *common_problems(edition),
        *heading(pages, "4.3", w.STRENGTHS), *good_practice(edition),
        *heading(pages, "4.4", w.DIFFERENCES), *differences(edition),
        *heading(pages, "4.5", w.WITHDRAWN), *withdrawn(edition),
    ]  # fmt: skip


def _findings(edition: Edition) -> list[Flowable]:
    findings = edition.record.findings
    if not findings:
        return [Words(edition.stacked(w.NO_FINDINGS), BODY)]
    columns = [numbers(edition.stacked(w.NUMBER), (finding.number for finding in findings))]
    columns += [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.GRADE, 19, False), (w.CLAUSE, 19, False), (w.STANDARD, 54, False), (w.UNIT, 25, False), (w.BREACHES, 27, True),
        (w.WORST_OVERRUN, 26, True),
    )]  # fmt: skip
    columns.append(dates(edition.stacked(w.FIRST_DUE)))
    notes = [Words(edition.stacked(wr.REGISTER_NOTE), NOTE)]
    if not all(finding.issued for finding in findings):
        notes.append(Words(edition.stacked(wr.DRAFT_NUMBERS), NOTE))
    if len(findings) > SHEETS:
        notes.append(Words(edition.stacked(filled(wr.BEYOND_SHEETS, all=number(len(findings)), sheets=SHEETS)), NOTE))
    return [*notes, table(columns, [_row(edition, finding) for finding in findings])]


def _row(edition: Edition, finding: Finding) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    standard = edition.standards[finding.standard]
    link, key, rows = edition.sheet(finding), edition.register(finding), edition.evidence(finding)
    due = min((action.due for action in finding.actions), default=None)
    return (
        Words(finding.number, CELL_LINK, link="" if link == key else link, key=key),
        grade_pill(edition, finding.grade),
        Words(edition.clause(standard)),
        (*edition.words(standard.title), *(Words(edition.said(mark, " / "), CELL_GREY, limit=200) for mark in remarks(edition, finding))),
        Words(edition.unit(finding.unit), limit=120),
        Words(ratio(edition, finding), CELL_RIGHT, link="" if rows == key else rows),
        Words(edition.stacked(overrun(finding)), CELL_RIGHT),
        Words(due.isoformat() if due else NOTHING, link=edition.plan(finding)),
    )
