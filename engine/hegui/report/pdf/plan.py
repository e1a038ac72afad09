"""The corrective-action plan: what is recommended, by whom, until when; first due first."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.columns import Column, dates, fitting, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled
from hegui.report.pdf.fonts import width
from hegui.report.pdf.heading import heading
from hegui.report.pdf.links import Links, Target
from hegui.report.pdf.look import BODY, CELL, CELL_BOLD, CELL_GREY, NOTE
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import grade_pill
from hegui.report.pdf.text import Words
from hegui.words.findings import Action, CommonProblem, Finding, Grade
from hegui.words.text import Language, Text

Parts = tuple[Flowable, ...]
Planned = tuple[Action, Finding | CommonProblem, str]
"""An action, what it is recommended on, and where that is told in full."""
_BESIDE = 124.0
"""A post no wider than this, in points, leaves room for numbers beside it."""
_TYPES = ("escalation", "correction", "corrective_action", "preventive_action", "verification")


def plan(pages: Pages) -> list[Flowable]:
    """The chapter: actions on findings, and those on common problems; one that several have to take stands once, with all of them."""
    edition, record = pages.edition, pages.edition.record
    story = heading(pages, "6", w.PLAN)
    actions: list[Planned] = [(action, finding, edition.sheet(finding)) for finding in record.findings for action in finding.actions]
    actions += [(action, problem, f"common-{place}") for place, problem in enumerate(record.common) for action in problem.actions]
    if not actions:
        return [*story, Words(edition.stacked(wf.NO_ACTIONS), BODY)]
    types = fitting(edition.stacked(wf.ACTION_TYPE), (edition.stacked(title) for title in wf.ACTION_TITLES.values()))
    rest = [Column(edition.stacked(text), share) for text, share in ((wf.ACTION, 60), (wf.TAKEN_BY, 72))]
    columns = [dates(edition.stacked(w.DUE)), Column(edition.stacked(w.GRADE), 19), types, *rest]
    seen: set[str] = set()
    rows = [_row(edition, list(alike), seen) for _, alike in groupby(sorted(actions, key=_order), _order)]
    return [*story, Words(edition.stacked(wf.PLAN_NOTE), NOTE), table(columns, rows)]


def _order(planned: Planned) -> tuple[str, int, str, bool]:
    """First due first, then by type and text; common problems for themselves."""
    action, about, _ = planned
    place = _TYPES.index(action.type) if action.type in _TYPES else len(_TYPES)
    return action.due.isoformat(), place, action.text.zh, isinstance(about, CommonProblem)


def _row(edition: Edition, alike: list[Planned], seen: set[str]) -> tuple[Flowable | Parts, ...]:
    action = alike[0][0]
    due = Text(action.due.isoformat(), action.due.isoformat())
    said = filled(wf.FROM, due=due) if action.type == "verification" else due
    new = [about for _, about, _ in alike if isinstance(about, Finding) and about.id not in seen]
    seen.update(finding.id for finding in new)
    return (
        (*(Target(edition.plan(finding)) for finding in new), Words(edition.stacked(said), CELL_BOLD)),
        _grades(edition, alike),
        Words(edition.stacked(wf.ACTION_TITLES.get(action.type, Text(action.type, action.type)))),
        edition.words(action.text),
        _taken_by(edition, alike),
    )


def _grades(edition: Edition, alike: list[Planned]) -> Parts:
    grades = {about.grade for _, about, _ in alike if isinstance(about, Finding)}
    pills = tuple(part for grade in Grade if grade in grades for part in grade_pill(edition, grade))
    return pills or (Words(edition.stacked(wf.COMMON), CELL_GREY),)


def _taken_by(edition: Edition, alike: list[Planned]) -> Parts:
    """Each post with the findings on which it has to act."""
    posts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for action, about, link in alike:
        units = (about.unit,) if isinstance(about, Finding) else about.units
        names = [name for name in map(edition.unit, units) if name not in action.owner.zh]
        number = about.number if isinstance(about, Finding) else _problem(edition, about)
        posts.setdefault((edition.stacked(action.owner), edition.listed(names)), []).append((number, link))
    parts: list[Flowable] = []
    for (post, of), links in posts.items():
        said = f"{post}（{of}）" if of and edition.language is Language.ZH else f"{post} ({of})" if of else post
        if width(said, CELL.font, CELL.size) <= _BESIDE:
            parts.append(Links([(said, ""), *links]))
        else:
            parts += [Words(said, limit=200), Links(links)]
    return tuple(parts)


def _problem(edition: Edition, problem: CommonProblem) -> str:
    """Which common problem it is: the requirement that several units breach; of one unit how many."""
    if problem.kind == "standards":
        return edition.said(filled(wf.COMMON_UNIT, n=len(problem.standards)), " / ")
    first = edition.said(edition.standards[problem.standards[0]].title, " / ")
    return edition.said(filled(wf.COMMON_REQUIREMENT, first=first, n=len(problem.standards)), " / ") if problem.standards[1:] else first
