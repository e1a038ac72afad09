"""The corrective-action plan: what is recommended, by whom, until when; first due first."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_LINK, NOTE
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import grade_pill
from hegui.report.pdf.tables import Column, table
from hegui.report.pdf.text import Words
from hegui.words.findings import Action, Finding
from hegui.words.text import Text


def plan(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    story = heading(pages, "5", w.PLAN)
    actions = [(action, finding) for finding in edition.record.findings for action in finding.actions]
    actions.sort(key=lambda pair: pair[0].due)
    if not actions:
        return [*story, Words(edition.stacked(wf.NO_ACTIONS), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.DUE, 21), (w.NUMBER, 18), (w.GRADE, 19), (wf.ACTION_TYPE, 19), (wf.ACTION, 50), (w.UNIT, 27), (w.OWNER, 22),
    )]  # fmt: skip
    rows, seen = [], set()
    for action, finding in actions:
        rows.append(_row(edition, action, finding, key="" if finding.id in seen else edition.plan(finding)))
        seen.add(finding.id)
    return [*story, Words(edition.stacked(wf.PLAN_NOTE), NOTE), table(columns, rows)]


def _row(edition: Edition, action: Action, finding: Finding, key: str) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    return (
        Words(action.due.isoformat(), CELL_BOLD, key=key),
        Words(finding.number, CELL_LINK, link=edition.sheet(finding)),
        grade_pill(edition, finding.grade),
        Words(edition.stacked(wf.ACTION_TITLES.get(action.type, Text(action.type, action.type)))),
        edition.words(action.text),
        Words(edition.unit(finding.unit), limit=120),
        Words(edition.stacked(action.owner), limit=120),
    )
