"""What was left out of the count and why: waivers given beforehand, objections upheld afterwards."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled, number
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, CODE, NOTE
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.profiles import Objection, Waiver


def waivers(edition: Edition) -> list[Flowable]:
    """Breaches that were allowed beforehand, and whether they were needed."""
    declared = edition.record.job.waivers
    if not declared:
        return [Words(edition.stacked(w.NONE), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.STANDARD, 48), (w.UNIT, 28), (wa.WAIVED_KEYS, 32), (wa.BECAUSE, 42), (wa.APPROVED_BY, 22), (wa.VALID, 32),
    )]  # fmt: skip
    return [table(columns, [_waiver(edition, waiver) for waiver in declared])]


def _waiver(edition: Edition, waiver: Waiver) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    standard = edition.standards.get(waiver.standard)
    about: tuple[Words, ...] = edition.words(standard.title) if standard else ()
    valid = filled(wa.VALID_SPAN, effective=waiver.effective.isoformat(), expires=waiver.expires.isoformat())
    unused = (Words(edition.stacked(wa.UNUSED)),) if waiver in edition.record.unused_waivers else ()
    return (
        (*about, Words(waiver.standard, CODE)),
        Words(edition.unit(waiver.unit) if waiver.unit else edition.stacked(wa.ALL_UNITS), limit=120),
        Words(", ".join(waiver.keys) or edition.stacked(wa.ALL_KEYS), limit=CELL_LIMIT),
        Words(waiver.reason, limit=CELL_LIMIT),
        Words(waiver.approved_by, limit=120),
        (Words(edition.stacked(valid)), *unused),
    )


def objections(edition: Edition) -> list[Flowable]:
    """Objections of units: those upheld, whose rows are out of the count, apart from those dismissed."""
    declared = edition.record.job.objections
    if not declared:
        return [Words(edition.stacked(w.NONE), BODY)]
    story: list[Flowable] = []
    for upheld, note in ((True, wa.UPHELD_NOTE), (False, wa.DISMISSED_NOTE)):
        chosen = [objection for objection in declared if objection.upheld is upheld]
        if chosen:
            story += [Words(edition.stacked(filled(note, n=number(len(chosen)))), NOTE), _table(edition, chosen)]
    return story


def _table(edition: Edition, chosen: list[Objection]) -> Flowable:
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.RECORD, 36), (w.STANDARD, 44), (wa.CATEGORY, 22), (wa.BECAUSE, 34), (wa.PROOF, 30), (wa.DECIDED, 24),
    )]  # fmt: skip
    return table(columns, [_objection(edition, objection) for objection in chosen])


def _objection(edition: Edition, objection: Objection) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    standard = edition.standards.get(objection.standard or "")
    about = edition.words(standard.title) if standard else (Words(objection.standard or edition.stacked(wa.ALL_STANDARDS)),)
    unused = objection.upheld and objection in edition.record.unused_objections
    return (
        (Words(objection.key, CELL_BOLD, limit=CELL_LIMIT), *edition.words(edition.log(objection.log), CELL_GREY)),
        (*about, *([Words(edition.stacked(wa.NO_BREACH))] if unused else [])),
        Words(objection.category, limit=120),
        Words(objection.reason, limit=CELL_LIMIT),
        Words(objection.evidence, limit=CELL_LIMIT),
        (Words(objection.decided_by, limit=120), Words(objection.decided_on.isoformat())),
    )
