"""How breaches moved from period to period: cases, slots and figures of units each for themselves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording_summary as ws
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled
from hegui.report.pdf.look import BODY, NOTE
from hegui.report.pdf.plots import Point, Trend
from hegui.report.pdf.text import Words
from hegui.words.kinds import Scope
from hegui.words.periods import Period
from hegui.words.standards import Standard
from hegui.words.text import Text
from hegui.words.verdicts import Verdict

_LEFT_OUT = 6
"""Partial periods that are named."""


def trend(edition: Edition) -> list[Flowable]:
    """A plot for each scope that has two whole periods of the report."""
    per = Period.parse(edition.record.profile.period)
    by_scope, partial = _counted(edition, per)
    legend, named = (edition.said(ws.TREND_BARS), edition.said(ws.TREND_LINE)), Text(per.in_chinese(), str(per))
    plots: list[Flowable] = []
    for scope in Scope:
        points = _points(per, by_scope[scope])
        if len(points) > 1:
            plots.append(Trend(points, edition.said(filled(ws.TREND_TITLE, what=ws.TREND_NAMES[scope], period=named), " / "), legend))
    if not plots:
        return [Words(edition.stacked(ws.NO_TREND), BODY)]
    notes = [Words(edition.stacked(ws.TREND_NOTE), NOTE)]
    if partial:
        left = [(ws.TREND_NAMES[scope], _listed(edition, partial[scope])) for scope in Scope if partial[scope]]
        periods = Text("；".join(f"{name.zh} {of}" for name, of in left), "; ".join(f"{name.en} {of}" for name, of in left))
        notes.append(Words(edition.stacked(filled(ws.TREND_LEFT_OUT, periods=periods)), NOTE))
    return [*notes, *plots]


def _listed(edition: Edition, periods: set[str]) -> str:
    return edition.listed(sorted(periods)[:_LEFT_OUT]) + (" …" if len(periods) > _LEFT_OUT else "")


def _counted(edition: Edition, per: Period) -> tuple[dict[Scope, dict[int, tuple[int, int]]], dict[Scope, set[str]]]:
    """Breaches and judged by scope and number of the period; and the names of periods that are not whole."""
    by_scope: dict[Scope, dict[int, tuple[int, int]]] = defaultdict(dict)
    partial: dict[Scope, set[str]] = defaultdict(set)
    for tally in edition.record.tallies:
        standard = edition.standards[tally.standard]
        if tally.number is None or not tally.counts.in_scope:
            continue
        if not _whole(edition, standard, per.bounds(tally.number)):
            partial[standard.scope].add(tally.period)
            continue
        counts = by_scope[standard.scope]
        breaches, judged = counts.get(tally.number, (0, 0))
        counts[tally.number] = breaches + tally.counts.of(Verdict.NONCONFORMING), judged + tally.counts.judged
    return by_scope, partial


def _whole(edition: Edition, standard: Standard, bounds: tuple[date, date]) -> bool:
    """Whether a period lies wholly in the window, before as-of, and in what the log is declared to cover."""
    record, log = edition.record, edition.logs.get(standard.log)
    start, end = bounds
    spans = [(record.since or date.min, min(record.until or date.max, record.as_of.date()))]
    if log is not None and log.covers is not None and log.covers_declared:
        spans.append(log.covers)
    return all(first <= start and end <= after for first, after in spans)


def _points(per: Period, counts: dict[int, tuple[int, int]]) -> list[Point]:
    """The periods from first to last, also those without anything."""
    if not counts:
        return []
    return [Point(per.label(number), *counts.get(number, (0, 0))) for number in range(min(counts), max(counts) + 1)]
