"""The executive summary: conclusion, figures, where the findings are, and what falls due next."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from reportlab.platypus.flowables import Flowable, KeepTogether, Spacer

from hegui.report.clauses import ClauseStatus
from hegui.report.pdf import wording as w
from hegui.report.pdf.charts import Bar, HeatMap, Pareto, Tile, Tiles
from hegui.report.pdf.conclusion import PairState, grades, pairs, sentences
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled, moment, number, span
from hegui.report.pdf.heading import Heading, heading
from hegui.report.pdf.look import BODY, CELL, CELL_BOLD, CELL_LINK, CELL_RIGHT, GRADE_COLOURS, GREEN, GREY, NAVY, NOTE, PALE, RULE, TEAL
from hegui.report.pdf.page import Pages
from hegui.report.pdf.statement import grade_pill, overrun, ratio
from hegui.report.pdf.tables import Column, Rows, table
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.findings import Finding, Grade
from hegui.words.verdicts import VERDICT_TITLES, Verdict

_BARS = 10
_UNITS = 14
_CHAPTERS = 10
_WORST = 5
_DUE = 10
_NEVER = datetime(9999, 1, 1)


def summary(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    story: list[Flowable] = [*heading(pages, "1", w.SUMMARY), *edition.paragraphs(*sentences(edition)), Spacer(1, 4)]
    story += [_findings(edition), _pairs(edition), _results(edition)]
    if edition.record.findings:
        story.append(KeepTogether([Heading(pages, "1.1", w.BY_CLAUSE), Pareto(_by_clause(edition))]))
        story.append(KeepTogether([Heading(pages, "1.2", w.BY_CHAPTER), _by_chapter(edition)]))
        story += [*heading(pages, "1.3", w.WORST), worst(edition)]
    else:
        story += [*heading(pages, "1.1", w.BY_CLAUSE), Words(edition.stacked(w.NO_FINDINGS), BODY)]
    number_ = "1.4" if edition.record.findings else "1.2"
    return [*story, *heading(pages, number_, w.DUE_NEXT, 150), *_due_next(edition)]


def _findings(edition: Edition) -> Tiles:
    by_grade = grades(edition)
    unchecked = {ClauseStatus.NOT_CHECKED, ClauseStatus.NOT_ENCODED, ClauseStatus.NOT_CHECKABLE, ClauseStatus.ERROR}
    checked = sum(clause.status not in unchecked for clause in edition.coverage)
    return Tiles([
        Tile(number(len(edition.record.findings)), edition.stacked(w.TILE_FINDINGS)),
        *(Tile(number(by_grade[grade]), edition.stacked(w.GRADE_TITLES_CAPITAL[grade]), GRADE_COLOURS[grade]) for grade in Grade),
        Tile(f"{checked} / {len(edition.coverage)}", edition.stacked(w.TILE_CLAUSES), TEAL),
    ])  # fmt: skip


def _pairs(edition: Edition) -> Tiles:
    states = pairs(edition)
    tolerated, waived = states[PairState.TOLERATED], states[PairState.WAIVED]
    within = edition.stacked(filled(w.TILE_TOLERATED, n=tolerated)) if tolerated else ""
    beside = edition.stacked(filled(w.TILE_WAIVED, n=waived)) if waived else ""
    return Tiles([
        Tile(number(states.total()), edition.stacked(w.TILE_PAIRS), NAVY, beside),
        Tile(number(states[PairState.BREACHED]), edition.stacked(w.TILE_BREACHED), GRADE_COLOURS[Grade.MAJOR]),
        Tile(number(states[PairState.CONFORMING] + tolerated), edition.stacked(w.TILE_CONFORMING), GREEN, within),
        Tile(number(states[PairState.PENDING]), edition.stacked(w.TILE_PENDING), GREY),
        Tile(number(states[PairState.UNDETERMINED]), edition.stacked(w.TILE_UNDETERMINED), GREY),
    ])  # fmt: skip


def _results(edition: Edition) -> Bar:
    states = pairs(edition)
    parts = [
        (Verdict.CONFORMING, states[PairState.CONFORMING] + states[PairState.TOLERATED], GREEN),
        (Verdict.NONCONFORMING, states[PairState.BREACHED], GRADE_COLOURS[Grade.MAJOR]),
        (Verdict.PENDING, states[PairState.PENDING], PALE),
        (Verdict.UNDETERMINED, states[PairState.UNDETERMINED], GREY),
        (Verdict.WAIVED, states[PairState.WAIVED], RULE),
    ]
    shares = [(edition.said(VERDICT_TITLES[verdict]), n, colour) for verdict, n, colour in parts]
    return Bar(shares, edition.said(filled(w.RESULTS, n=number(states.total())), " / "))


def _by_clause(edition: Edition) -> list[tuple[str, int]]:
    counted = Counter(
        (edition.standards[finding.standard].handbook, edition.standards[finding.standard].clause) for finding in edition.record.findings
    )
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    items = []
    for (slug, clause), n in ranked[:_BARS]:
        handbook = edition.handbooks[slug]
        known = handbook.clause(clause)
        items.append((f"{handbook.catalogue} {clause}\n{edition.said(known.title) if known else ''}", n))
    rest = sum(n for _, n in ranked[_BARS:])
    return [*items, (edition.said(w.OTHERS), rest)] if rest else items


def _by_chapter(edition: Edition) -> HeatMap:
    cells: Counter[tuple[str, str]] = Counter()
    for finding in edition.record.findings:
        cells[finding.unit, _chapter(edition, finding)] += 1
    units = _ranked(Counter(finding.unit for finding in edition.record.findings))
    chapters = sorted(_ranked(Counter(_chapter(edition, finding) for finding in edition.record.findings))[:_CHAPTERS])
    columns = list(chapters)
    other = {chapter for _, chapter in cells} - set(chapters)
    rows = [(edition.unit(unit), [unit]) for unit in units[:_UNITS]]
    if units[_UNITS:]:
        rows.append((edition.said(filled(w.OTHER_UNITS, n=len(units) - _UNITS)), units[_UNITS:]))
    values = [[sum(cells[unit, chapter] for unit in of) for chapter in chapters] for _, of in rows]
    if other:
        columns.append(edition.said(w.OTHERS))
        values = [[*row, sum(cells[unit, chapter] for unit in of for chapter in other)] for row, (_, of) in zip(values, rows, strict=True)]
    return HeatMap([name for name, _ in rows], columns, values, edition.said(w.TOTAL))


def _chapter(edition: Edition, finding: Finding) -> str:
    return edition.clause(edition.standards[finding.standard]).split(".")[0]


def _ranked(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda name: (-counted[name], name))


def worst(edition: Edition) -> Rows:
    """The gravest findings, within a grade those with the highest rate."""
    grades_ = list(Grade)
    ranked = sorted(
        edition.record.findings, key=lambda f: (grades_.index(f.grade), -f.rate_bp, -f.counts.of(Verdict.NONCONFORMING), f.number)
    )
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.NUMBER, 22, False), (w.GRADE, 19, False), (w.CLAUSE, 16, False), (w.UNIT, 31, False), (w.STANDARD, 44, False),
        (w.BREACHES, 24, True), (w.WORST_OVERRUN, 26, True),
    )]  # fmt: skip
    return table(columns, [
        (
            Words(finding.number, CELL_LINK, link=edition.sheet(finding)),
            grade_pill(edition, finding.grade),
            Words(edition.clause(edition.standards[finding.standard])),
            Words(edition.unit(finding.unit), limit=80),
            edition.words(edition.standards[finding.standard].title),
            Words(ratio(finding), CELL_RIGHT),
            Words(edition.stacked(overrun(finding)), CELL_RIGHT),
        )
        for finding in ranked[:_WORST]
    ])  # fmt: skip


def _due_next(edition: Edition) -> list[Flowable]:
    record = edition.record
    ranked = sorted(record.pending, key=lambda row: (row.due or _NEVER, row.standard, row.unit, row.key))[:_DUE]
    if not ranked:
        return [Words(edition.stacked(w.NO_PENDING), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.DUE, 33), (w.LEFT, 25), (w.RECORD, 30), (w.STANDARD, 38), (w.UNIT, 22), (w.SOURCE, 26),
    )]  # fmt: skip
    rows = [
        (
            Words(moment(row.due), CELL_BOLD),
            Words(NOTHING if row.due is None else edition.stacked(span(int((row.due - record.as_of).total_seconds())))),
            Words(row.key, limit=CELL_LIMIT),
            edition.words(edition.standards[row.standard].title),
            Words(edition.unit(row.unit), limit=80),
            Words(f"{row.source} #{row.row}" if row.source else NOTHING, CELL, limit=CELL_LIMIT),
        )
        for row in ranked
    ]
    return [Words(edition.stacked(w.PENDING_NOTE), NOTE), table(columns, rows)]
