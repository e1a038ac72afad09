"""What no log shows: requirements that persons attest, each with its state on the day of the audit and the record behind it."""

from __future__ import annotations

from collections import Counter

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_besides as wb
from hegui.report.pdf.columns import Column, dates, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled, number
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import CELL_BOLD, CELL_GREY, CODE, GRADE_COLOURS, INK, NOTE, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.attestations import AttestationState, Attested
from hegui.words.findings import Grade
from hegui.words.text import Text

_COLOURS: dict[AttestationState, Color] = {
    AttestationState.ATTESTED: INK,
    AttestationState.LAPSED: GRADE_COLOURS[Grade.MINOR],
    AttestationState.MISSING: GRADE_COLOURS[Grade.MINOR],
}
"""Not the green of what was checked: nothing was."""


def attestations(pages: Pages, place: str) -> list[Flowable]:
    """The section; nothing where nothing is to be attested."""
    edition = pages.edition
    given = edition.record.attestations
    if not given:
        return []
    columns = [
        Column(edition.stacked(w.CLAUSE), 22),
        Column(edition.stacked(wb.ATTESTED_REQUIREMENT), 62),
        Column(edition.stacked(wb.ATTESTATION_STATE), 22),
        Column(edition.stacked(wb.ATTESTATION_RECORD), 52),
        dates(edition.stacked(wb.VALID_UNTIL)),
    ]
    note = filled(wb.ATTESTATIONS_NOTE, counts=states(edition))
    return [
        *heading(pages, place, wb.ATTESTATIONS, 150),
        Words(edition.stacked(note), NOTE),
        table(columns, [_row(edition, each) for each in given]),
    ]


def states(edition: Edition) -> Text:
    """How many are in which state."""
    of = Counter(each.state for each in edition.record.attestations)
    said = [(wb.ATTESTATION_STATES[state], number(of[state])) for state in AttestationState]
    return Text("，".join(f"{t.zh} {n}" for t, n in said), ", ".join(f"{t.en} {n}" for t, n in said))


def stated(each: Attested) -> Text:
    """One of them in a line, as clauses are accounted for."""
    state, record = wb.ATTESTATION_STATES[each.state], each.record
    if record is None or each.state is AttestationState.MISSING:
        return filled(wb.STATED, title=each.asked.title, state=state)
    return filled(wb.STATED_UNTIL, title=each.asked.title, state=state, until=record.valid_until.isoformat())


def _row(edition: Edition, each: Attested) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    asked, record = each.asked, each.record
    return (
        Words(f"{edition.handbooks[asked.handbook].catalogue} {asked.clause}", CELL_BOLD),
        (*edition.words(asked.title), *edition.words(filled(wb.LACKING, field=asked.field), CELL_GREY), Words(asked.id, CODE)),
        (Words(edition.stacked(wb.ATTESTATION_STATES[each.state]), Style(BOLD, 7.8, _COLOURS[each.state])), *_units(edition, each)),
        _record(edition, each),
        Words(record.valid_until.isoformat() if record else NOTHING),
    )


def _units(edition: Edition, each: Attested) -> tuple[Words, ...]:
    """The units that it is about, where these are not all."""
    if not each.units:
        apart = any(other.units for other in edition.record.attestations if other.asked == each.asked)
        return edition.words(wb.OTHER_UNITS, CELL_GREY) if apart else ()
    return (Words(edition.listed(edition.unit(unit) for unit in each.units), CELL_GREY, limit=CELL_LIMIT),)


def _record(edition: Edition, each: Attested) -> tuple[Words, ...]:
    """What is attested, where the proof is, who signed and when."""
    record = each.record
    if record is None:
        return (Words(NOTHING),)
    signed = filled(wb.SIGNED, by=record.signed_by, on=record.signed_on.isoformat())
    later = edition.words(wb.SIGNED_LATER, CELL_GREY) if each.state is AttestationState.MISSING else ()
    return (
        Words(record.statement, limit=CELL_LIMIT),
        Words(edition.stacked(filled(wb.PROOF, evidence=record.evidence)), limit=CELL_LIMIT),
        Words(edition.stacked(signed), limit=CELL_LIMIT),
        *later,
    )
