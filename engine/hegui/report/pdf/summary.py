"""The executive summary: conclusion, figures, where the findings are, and what falls due next."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from reportlab.platypus.flowables import Flowable, KeepTogether, Spacer

from hegui.report.clauses import CHECKED
from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_summary as ws
from hegui.report.pdf.charts import Bar, Tile, Tiles
from hegui.report.pdf.conclusion import PairState, grades, pairs, sentences
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import counted, filled, number
from hegui.report.pdf.heading import Heading, heading
from hegui.report.pdf.heatmap import HeatMap
from hegui.report.pdf.look import BODY, GRADE_COLOURS, GREEN, GREY, NAVY, NOTE, PALE, RULE, TEAL
from hegui.report.pdf.outlook import due_next, worst
from hegui.report.pdf.page import Pages
from hegui.report.pdf.pareto import Pareto
from hegui.report.pdf.text import Words
from hegui.report.pdf.trend import trend
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.verdicts import VERDICT_TITLES, Verdict

_BARS = 10
_DWARFING = 4
"""A bar this many times as tall as the tallest leaves nothing to compare."""
_UNITS = 14
_CHAPTERS = 10


def summary(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    story: list[Flowable] = [*heading(pages, "1", w.SUMMARY), *edition.paragraphs(*sentences(edition)), Spacer(1, 4)]
    story += [_findings(edition), _pairs(edition), _results(edition)]
    numbers = (f"1.{place}" for place in count(1))
    if edition.record.findings:
        note = Words(edition.stacked(ws.CHAPTER_NOTE), NOTE)
        story.append(KeepTogether([Heading(pages, next(numbers), ws.BY_CLAUSE), *_by_clause(edition)]))
        story.append(KeepTogether([Heading(pages, next(numbers), ws.BY_CHAPTER), note, _by_chapter(edition)]))
    else:
        story += [*heading(pages, next(numbers), ws.BY_CLAUSE), Words(edition.stacked(w.NO_FINDINGS), BODY)]
    story += [*heading(pages, next(numbers), ws.TREND, 190), *trend(edition)]
    if edition.record.findings:
        story += [*heading(pages, next(numbers), ws.WORST, 190), Words(edition.stacked(ws.WORST_NOTE), NOTE), worst(edition)]
    return [*story, *heading(pages, next(numbers), ws.DUE_NEXT, 150), *due_next(edition)]


def _findings(edition: Edition) -> Tiles:
    by_grade = grades(edition)
    checked = sum(clause.status in CHECKED for clause in edition.coverage)
    records = sum(finding.kind is FindingKind.INCONCLUSIVE for finding in edition.record.findings)
    of_records = edition.stacked(filled(ws.TILE_RECORDS, n=number(records))) if records else ""
    return Tiles([
        Tile(number(len(edition.record.findings)), edition.stacked(ws.TILE_FINDINGS), note=of_records),
        *(Tile(number(by_grade[grade]), edition.stacked(w.GRADE_TITLES_CAPITAL[grade]), GRADE_COLOURS[grade]) for grade in Grade),
        Tile(f"{checked} / {len(edition.coverage)}", edition.stacked(ws.TILE_CLAUSES), TEAL),
    ])  # fmt: skip


def _pairs(edition: Edition) -> Tiles:
    states = pairs(edition)
    tolerated, waived = states[PairState.TOLERATED], states[PairState.WAIVED]
    within = edition.stacked(filled(ws.TILE_TOLERATED, n=tolerated)) if tolerated else ""
    beside = edition.stacked(filled(ws.TILE_WAIVED, n=waived)) if waived else ""
    return Tiles([
        Tile(number(states.total()), edition.stacked(ws.TILE_PAIRS), NAVY, beside),
        Tile(number(states[PairState.BREACHED]), edition.stacked(ws.TILE_BREACHED), GRADE_COLOURS[Grade.MAJOR]),
        Tile(number(states[PairState.CONFORMING] + tolerated), edition.stacked(ws.TILE_CONFORMING), GREEN, within),
        Tile(number(states[PairState.PENDING]), edition.stacked(ws.TILE_PENDING), GREY),
        Tile(number(states[PairState.UNDETERMINED]), edition.stacked(ws.TILE_UNDETERMINED), GREY),
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
    return Bar(shares, edition.said(filled(ws.RESULTS, n=number(states.total())), " / "))


def _by_clause(edition: Edition) -> list[Flowable]:
    """The clauses with most findings; what the others have together would dwarf them where it is much more, and is said in a line."""
    of = Counter(
        (edition.standards[finding.standard].handbook, edition.standards[finding.standard].clause) for finding in edition.record.findings
    )
    ranked = sorted(of.items(), key=lambda item: (-item[1], item[0]))
    items = []
    for (slug, clause), n in ranked[:_BARS]:
        handbook = edition.handbooks[slug]
        known = handbook.clause(clause)
        items.append((f"{handbook.catalogue} {clause}\n{edition.said(known.title) if known else ''}", n))
    rest = sum(n for _, n in ranked[_BARS:])
    if rest <= _DWARFING * max(n for _, n in items):
        return [Pareto(items, (edition.said(ws.OTHERS), rest) if rest else None)]
    said = filled(ws.NOT_DRAWN, findings=counted(rest, "finding"), clauses=counted(len(ranked) - _BARS, "other clause"))
    return [Pareto(items, undrawn=rest), Words(edition.stacked(said), NOTE)]


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
        rows.append(
            (edition.said(filled(ws.OTHER_UNITS, n=len(units) - _UNITS, units=counted(len(units) - _UNITS, "other unit"))), units[_UNITS:])
        )
    values = [[sum(cells[unit, chapter] for unit in of) for chapter in chapters] for _, of in rows]
    if other:
        columns.append(edition.said(ws.OTHERS))
        values = [[*row, sum(cells[unit, chapter] for unit in of for chapter in other)] for row, (_, of) in zip(values, rows, strict=True)]
    return HeatMap([name for name, _ in rows], columns, values, edition.said(ws.TOTAL))


def _chapter(edition: Edition, finding: Finding) -> str:
    """Chapter of a clause with the handbook's number: ``002 5`` of 5.3, ``003 IM-2`` of IM-2(2)1."""
    return re.split(r"[.(]", edition.clause(edition.standards[finding.standard]))[0]


def _ranked(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda name: (-counted[name], name))
