"""The calendar of a finding on slots: which object did what is asked in which period, and every gap by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording_facts as wf
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled, number
from hegui.report.pdf.fonts import width
from hegui.report.pdf.grid import FAINT, STRONG, VALUE, note, title
from hegui.report.pdf.known_slots import Calendar
from hegui.report.pdf.look import LABEL, WIDTH, ZEBRA
from hegui.report.pdf.marks import Heads, Legend, Mark, Marks
from hegui.report.pdf.period_names import period_name
from hegui.report.pdf.statement import ROWS
from hegui.report.pdf.tables import PAD, Cell, Row
from hegui.report.pdf.text import Words, shortened
from hegui.words.findings import Finding
from hegui.words.measured import Counts
from hegui.words.periods import Period
from hegui.words.slots import Cadence
from hegui.words.text import Language, Text
from hegui.words.verdicts import Verdict

_NAMES = 0.22
"""Share of the width that names of objects take."""
_OBJECTS = 30
"""Objects that are drawn."""
_LINES = 60
"""Lines of marks that are drawn."""
_TOLD = {Mark.NONCONFORMING, Mark.UNDETERMINED}
_GAPS = {Verdict.NONCONFORMING, Verdict.UNDETERMINED}


def calendar(edition: Edition, finding: Finding) -> list[Row]:
    """The calendar under a head of its own, then the gaps by name."""
    known = _known(edition, finding)
    if not known.marks:
        return []
    gaps = Counter(row.key for row in known.rows if row.verdict in _GAPS)
    entities = sorted(gaps or {row.key for row in known.rows}, key=lambda entity: (-gaps[entity], entity))
    names = {row.key: edition.about(row) for row in known.rows}
    seen = {mark for entity in entities for at in known.periods if (mark := known.mark(entity, at)) is not Mark.NONE}
    bands = [band for band in _bands(edition, known) if any(known.marks.get((entity, at)) in _TOLD for entity in entities for at in band)]
    rows = [title(edition, wf.CALENDAR), Row((Cell((Legend(_legend(edition, seen)),), WIDTH),), together=True)]
    rows.append(note(edition.stacked(_remark(finding))))
    drawn, fitting = entities[:_OBJECTS], max(1, _LINES // min(len(entities), _OBJECTS))
    for band in bands[:fitting]:
        rows += _drawn(edition, known, band, [(entity, names[entity]) for entity in drawn])
    for text, more in ((wf.MORE_OBJECTS, len(entities) - len(drawn)), (wf.MORE_BANDS, len(bands) - fitting)):
        if more > 0:
            rows.append(note(edition.said(filled(text, n=number(more)), " / ")))
    return [*rows, *(_by_name(edition, known, names) if finding.evidence_total > ROWS else ())]


def _known(edition: Edition, finding: Finding) -> Calendar:
    record, about = edition.record, (finding.standard, finding.unit)
    others = (row for row in (*record.pending, *record.undetermined) if (row.standard, row.unit) == about)
    counts: dict[int, Counts] = defaultdict(Counts)
    for tally in record.tallies:
        if (tally.standard, tally.unit) == about and tally.number is not None:
            counts[tally.number] += tally.counts
    listed = {(row.key, row.period): row for row in (*others, *finding.evidence)}
    standard = edition.standards[finding.standard]
    assert isinstance(standard.check, Cadence)
    log = edition.logs.get(standard.log)
    first = log.covers[0] if log is not None and log.covers is not None else date.min
    return Calendar(standard.check.per, tuple(listed.values()), counts, Period.parse(record.profile.period), (first, record.as_of.date()))


def _bands(edition: Edition, known: Calendar) -> list[list[int]]:
    """The periods in stretches as long as a line: days by month, others as many as fit."""
    periods = known.periods
    if known.per.unit == "day":
        return [list(days) for _, days in groupby(periods, key=lambda at: known.per.label(at)[:7])]
    fitting = max(1, int(_room() // _step(edition, known, periods)))
    return [list(periods[first : first + fitting]) for first in range(0, len(periods), fitting)]


def _room() -> float:
    room: float = WIDTH * (1 - _NAMES) - 2 * PAD
    return room


def _step(edition: Edition, known: Calendar, band: Iterable[int]) -> float:
    if known.per.unit == "day":
        return _room() / 31
    widest: float = max(width(_head(edition, known, at), LABEL.font, LABEL.size) for at in band)
    return widest + 9


def _drawn(edition: Edition, known: Calendar, band: Sequence[int], entities: Sequence[tuple[str, str]]) -> Iterator[Row]:
    """A line of periods, then a line of marks for each object."""
    step, daily = _step(edition, known, band), known.per.unit == "day"
    first = known.per.label(band[0])[:7] if daily else edition.stacked(wf.OBJECT)
    heads = Heads([_head(edition, known, at) for at in band], step)
    yield _line((Words(first, LABEL),), heads, fill=True)
    for entity, name in entities:
        yield _line(
            (Words(shortened(name, VALUE, WIDTH * _NAMES - 2 * PAD), VALUE),),
            Marks([known.mark(entity, at) for at in band], step),
            fill=False,
        )


def _head(edition: Edition, known: Calendar, at: int) -> str:
    """What stands above a field: of days the day of the month, else the period."""
    label = known.per.label(at)
    return label[8:] if known.per.unit == "day" else edition.said(period_name(label)) if edition.language is not Language.BOTH else label


def _line(name: tuple[Flowable, ...], beside: Flowable, *, fill: bool) -> Row:
    ground = ZEBRA if fill else None
    return Row((Cell(name, WIDTH * _NAMES, ground), Cell((beside,), WIDTH * (1 - _NAMES), ground)), together=fill)


def _legend(edition: Edition, seen: Collection[Mark]) -> list[tuple[Mark, str]]:
    return [(Mark(name), edition.said(text, " / ")) for name, text in wf.MARKS.items() if Mark(name) in seen]


def _remark(finding: Finding) -> Text:
    if finding.evidence_total <= len(finding.evidence):
        return wf.CALENDAR_NOTE
    return filled(wf.CALENDAR_CAPPED, total=number(finding.evidence_total), shown=number(len(finding.evidence)))


def _by_name(edition: Edition, known: Calendar, names: dict[str, str]) -> list[Row]:
    """Every gap that is known, neighbouring periods as one stretch; where all stand in the evidence they are not said twice."""
    by_entity: dict[str, list[int]] = defaultdict(list)
    for row in known.rows:
        if row.verdict == Verdict.NONCONFORMING and row.anchor is not None:
            by_entity[row.key].append(known.number(row))
    said = [f"{names[entity]}: {', '.join(_stretches(edition, known.per, numbers))}" for entity, numbers in sorted(by_entity.items())]
    return [note(edition.said(wf.MISSING), STRONG), Row((Cell(tuple(Words(line, FAINT) for line in said), WIDTH),))]


def _stretches(edition: Edition, per: Period, numbers: Iterable[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        of = [at for _, at in run]
        first, last = (edition.period(per.label(at)) for at in (of[0], of[-1]))
        yield first if len(of) == 1 else f"{first} – {last}"
