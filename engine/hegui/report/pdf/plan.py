"""The corrective-action plan: what is recommended, by whom, until when; first due first."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_LINK, NOTE, TEAL, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import grade_pill
from hegui.report.pdf.tables import Column, table
from hegui.report.pdf.text import Words
from hegui.words.findings import Action, CommonProblem, Finding
from hegui.words.text import Text

Row = tuple[Flowable | tuple[Flowable, ...], ...]
_LINK = Style(size=7.4, colour=TEAL)


def plan(pages: Pages) -> list[Flowable]:
    """The chapter: actions on findings, and those on common problems."""
    edition = pages.edition
    story = heading(pages, "6", w.PLAN)
    actions: list[tuple[Action, Finding | CommonProblem, int]] = [
        (action, finding, place) for place, finding in enumerate(edition.record.findings) for action in finding.actions
    ]
    actions += [(action, problem, place) for place, problem in enumerate(edition.record.common) for action in problem.actions]
    actions.sort(key=lambda item: item[0].due)
    if not actions:
        return [*story, Words(edition.stacked(wf.NO_ACTIONS), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.DUE, 21), (w.NUMBER, 22), (w.GRADE, 21), (wf.ACTION_TYPE, 18), (wf.ACTION, 50), (w.UNIT, 26), (w.OWNER, 22),
    )]  # fmt: skip
    rows, seen = [], set()
    for action, about, place in actions:
        if isinstance(about, Finding):
            rows.append(_on_finding(edition, action, about, key="" if about.id in seen else edition.plan(about)))
            seen.add(about.id)
        else:
            rows.append(_on_problem(edition, action, about, f"common-{place}"))
    return [*story, Words(edition.stacked(wf.PLAN_NOTE), NOTE), table(columns, rows)]


def _on_finding(edition: Edition, action: Action, finding: Finding, key: str) -> Row:
    evidence = edition.evidence(finding)
    see = (Words(edition.stacked(wf.SEE_EVIDENCE), _LINK, link=evidence),) if evidence != edition.sheet(finding) else ()
    return (
        Words(action.due.isoformat(), CELL_BOLD, key=key),
        (Words(finding.number, CELL_LINK, link=edition.sheet(finding)), *see),
        grade_pill(edition, finding.grade),
        _type(edition, action),
        edition.words(action.text),
        Words(edition.unit(finding.unit), limit=120),
        Words(edition.stacked(action.owner), limit=120),
    )


def _on_problem(edition: Edition, action: Action, problem: CommonProblem, link: str) -> Row:
    units = [edition.unit(unit) for unit in problem.units]
    return (
        Words(action.due.isoformat(), CELL_BOLD),
        Words(edition.stacked(wf.COMMON), CELL_LINK, link=link),
        Words(NOTHING),
        _type(edition, action),
        edition.words(action.text),
        Words("\n".join(units), limit=200),
        Words(edition.stacked(action.owner), limit=120),
    )


def _type(edition: Edition, action: Action) -> Words:
    return Words(edition.stacked(wf.ACTION_TITLES.get(action.type, Text(action.type, action.type))))
