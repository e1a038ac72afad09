"""Figures of a unit by period against their limit, for findings on groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from hegui.report.pdf import wording_facts as wf
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled
from hegui.report.pdf.grid import note, title
from hegui.report.pdf.look import WIDTH
from hegui.report.pdf.period_names import period_name
from hegui.report.pdf.plots import Against, Value
from hegui.report.pdf.tables import PAD, Cell, Row
from hegui.words.findings import Finding
from hegui.words.groups import Group
from hegui.words.groups import Trend as TrendCheck
from hegui.words.measured import EvidenceRow
from hegui.words.periods import Period
from hegui.words.text import Language, Text
from hegui.words.verdicts import Verdict

_DRAWN = ("share", "value", "recomputed", "drawn")
"""Figures that stand against a limit; the first that a row has is drawn."""
_LIMITS = ("limit", "needed")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_NEVER = datetime(1, 1, 1)
_LISTED = 36
"""Periods that are drawn or named, the latest."""


def unit_figures(edition: Edition, finding: Finding) -> list[Row]:
    """The plot, and the periods that conform; the figures themselves stand in the evidence."""
    rows = sorted(finding.evidence, key=lambda row: (row.anchor or _NEVER, row.key))
    values = _series(edition, finding, rows) or _against(edition, rows)
    story = []
    if values:
        plot = Against(values[-_LISTED:], edition.said(wf.LIMIT), WIDTH - 2 * PAD)
        story += [title(edition, wf.FIGURES), Row((Cell((plot,), WIDTH),))]
    conforming = _conforming(edition, finding)
    if conforming:
        said = Text("、".join(name.zh for name in conforming[-_LISTED:]), ", ".join(name.en for name in conforming[-_LISTED:]))
        story.append(note(edition.said(filled(wf.CONFORMING_PERIODS, periods=said), " / ")))
    return story


def _against(edition: Edition, rows: Sequence[EvidenceRow]) -> list[Value]:
    """The figure of each row with its limit; nothing where no row has both."""
    values = [
        Value(_period(edition, row), _figure(row, _DRAWN), _figure(row, _LIMITS), row.verdict == Verdict.NONCONFORMING) for row in rows
    ]
    return values if any(value.value is not None and value.limit is not None for value in values) else []


def _series(edition: Edition, finding: Finding, rows: Sequence[EvidenceRow]) -> list[Value]:
    """The figures that the rows of a trend look back upon, their own among them; red are those of periods in breach."""
    check = edition.standards[finding.standard].check
    if not isinstance(check, TrendCheck):
        return []
    figures: dict[int, Decimal | None] = {}
    breaches: set[int] = set()
    for row in rows:
        said, end = dict(row.observed).get("series"), check.per.number_at(row.anchor.date()) if row.anchor else None
        if said and end is not None:
            values = [_decimal(figure) for figure in said.split(", ")]
            figures.update(zip(range(end + 1 - len(values), end + 1), values, strict=True))
            breaches |= {end} if row.verdict == Verdict.NONCONFORMING else set()
    return [Value(_name(edition, check.per.label(at)), figure, None, at in breaches) for at, figure in sorted(figures.items())]


def _name(edition: Edition, label: str) -> str:
    return label if edition.language is Language.BOTH else edition.period(label)


def _period(edition: Edition, row: EvidenceRow) -> str:
    period = _name(edition, row.period)
    return period if row.key in {row.unit, ""} else f"{period} {edition.about(row)}"


def _figure(row: EvidenceRow, names: tuple[str, ...]) -> Decimal | None:
    """The first of these figures that the row has as a number."""
    observed = dict(row.observed)
    for name in names:
        figure = _decimal(observed.get(name) or "")
        if figure is not None:
            return figure
    return None


def _decimal(said: str) -> Decimal | None:
    match = _NUMBER.match(said)
    return Decimal(match[0]) if match else None


def _conforming(edition: Edition, finding: Finding) -> list[Text]:
    """Periods in which all that was judged conforms, called as the standard counts them."""
    check, report = edition.standards[finding.standard].check, Period.parse(edition.record.profile.period)
    assert isinstance(check, Group)
    return [
        period_name(_own(check.per, report.bounds(tally.number)) or tally.period)
        for tally in edition.record.tallies
        if (tally.standard, tally.unit) == (finding.standard, finding.unit) and tally.number is not None
        if tally.counts.judged and tally.counts.judged == tally.counts.of(Verdict.CONFORMING)
    ]


def _own(per: Period, bounds: tuple[date, date]) -> str:
    """The standard's own period that begins within the bounds; empty where several do."""
    first, after = bounds
    days = (first + timedelta(days=n) for n in range((after - first).days))
    numbers = {number for day in days if (number := per.number_at(day)) is not None and first <= per.bounds(number)[0] < after}
    return per.label(numbers.pop()) if len(numbers) == 1 else ""
