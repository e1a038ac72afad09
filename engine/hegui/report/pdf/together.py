"""What several findings say together: common problems, and the units in which others could look for good practice."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_register as wr
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import counted, filled, number
from hegui.report.pdf.links import Links
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, CELL_RIGHT, NOTE
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.findings import CommonProblem, Strength
from hegui.words.text import Language, Text

_LINKED = 24
"""Findings of a common problem that are named."""


def common_problems(edition: Edition) -> list[Flowable]:
    """Systemic conclusions with the findings they rest on and what is recommended (共性问题)."""
    problems = edition.record.common
    if not problems:
        return [Words(edition.stacked(wr.NO_COMMON), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (wr.KIND, 30), (wr.CONCERNS, 66), (wr.FINDINGS, 40), (wr.BECAUSE, 44),
    )]  # fmt: skip
    rows = [_problem(edition, problem, f"common-{place}") for place, problem in enumerate(problems)]
    return [Words(edition.stacked(wr.COMMON_NOTE), NOTE), table(columns, rows)]


def _problem(edition: Edition, problem: CommonProblem, key: str) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    kind = wr.COMMON_KINDS.get(problem.kind, Text(problem.kind, problem.kind))
    links = [(edition.findings[id_].number, edition.sheet(edition.findings[id_])) for id_ in problem.findings if id_ in edition.findings]
    more = len(links) - _LINKED
    return (
        edition.words(kind, CELL_BOLD, key=key),
        _concerns(edition, problem),
        Links([*links[:_LINKED], (f"… +{more}", "")] if more > 0 else links),
        edition.words(problem.because.title),
    )


def _concerns(edition: Edition, problem: CommonProblem) -> tuple[Flowable, ...]:
    titles = [edition.standards[id_].title for id_ in problem.standards if id_ in edition.standards]
    units = [edition.unit(unit) for unit in problem.units]
    asked: list[Flowable] = [words for title in titles for words in edition.words(title)]
    said = (
        Text(units[0], units[0])
        if len(units) == 1
        else filled(wr.UNITS_CONCERNED, n=counted(len(units), "unit"), units=Text("、".join(units), ", ".join(units)))
    )
    answering = [Words(edition.said(said, " / "), CELL_GREY, limit=CELL_LIMIT)]
    return (*answering, *asked) if problem.kind == "standards" else (*asked, *answering)


def good_practice(edition: Edition) -> list[Flowable]:
    """Units without a breach of what others breach (亮点)."""
    strengths = edition.record.strengths
    if not strengths:
        return [Words(edition.stacked(wr.NO_STRENGTHS), BODY)]
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.CLAUSE, 18, False), (w.STANDARD, 58, False), (wr.KEPT_BY, 84, False), (wr.OTHERS_BREACH, 26, True),
    )]  # fmt: skip
    of: dict[str, list[Strength]] = {}
    for strength in strengths:
        of.setdefault(strength.standard, []).append(strength)
    return [Words(edition.stacked(wr.STRENGTH_NOTE), NOTE), table(columns, [_kept(edition, id_, kept) for id_, kept in of.items()])]


def _kept(edition: Edition, id_: str, kept: list[Strength]) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    """A requirement with the units that keep it."""
    standard = edition.standards[id_]
    units = Text(
        "、".join(f"{edition.unit(each.unit)}（{number(each.judged)}）" for each in kept),
        edition.listed(f"{edition.unit(each.unit)} ({number(each.judged)})" for each in kept),
    )
    return (
        Words(edition.clause(standard), CELL_BOLD),
        edition.words(standard.title),
        Words(edition.said(units, "\n") if edition.language is not Language.BOTH else units.zh),
        Words(number(max(each.others for each in kept)), CELL_RIGHT),
    )
