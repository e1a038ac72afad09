"""The unit's and the verifier's parts of a sheet: room to write in; only an answer that was given is printed."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.figures import NOTHING, filled
from hegui.report.pdf.form import Form
from hegui.report.pdf.look import NAVY, VALUE, VALUE_SECOND
from hegui.report.pdf.tables import Row
from hegui.report.pdf.text import Words
from hegui.words.findings import Answer, Finding
from hegui.words.text import Text

_BOX, _TICKED = "□", "■"


def unit_part(form: Form, finding: Finding) -> list[Row]:
    """What the audited unit states."""
    rows = [
        form.part(wf.UNIT_PART, NAVY),
        form.room(wf.ACKNOWLEDGEMENT, 40, *_answer(form, finding)),
        form.room(wf.CAUSE, 44),
        form.room(wf.CORRECTION, 34),
        form.room(wf.EXTENT, 34),
        form.room(wf.CORRECTIVE, 44),
        form.fields((wf.OWNER, ()), (wf.DATE_DONE, ()), least=22),
        form.room(wf.SIGNED, 26),
    ]
    return [replace(row, together=True) for row in rows]


def _answer(form: Form, finding: Finding) -> list[Flowable]:
    decided = finding.determination
    answer = decided.answer if decided is not None else None
    boxes: list[Flowable] = [
        Words(form.edition.said(filled(text, box=_TICKED if answer is ticked else _BOX), " / "), VALUE)
        for ticked, text in ((Answer.ACCEPTED, wf.ACKNOWLEDGED), (Answer.DISPUTED, wf.OBJECTED))
    ]
    if decided is None or answer is None:
        return boxes
    on = decided.answered_on.isoformat() if decided.answered_on else NOTHING
    by = filled(wf.ANSWERED_BY, by=decided.answered_by or NOTHING, on=on)
    said = [Words(decided.statement, VALUE, limit=600)] if decided.statement else []
    return [*boxes, *said, Words(form.edition.said(by, " / "), VALUE_SECOND, limit=200)]


def verifier_part(form: Form, finding: Finding) -> list[Row]:
    """What the verifier states; the criterion is proposed."""
    edition = form.edition
    planned = [action.text for action in finding.actions if action.type == "verification"]
    proposed = planned[0] if planned else edition.standards[finding.standard].remedy.verification
    rows = [
        form.part(wf.VERIFIER_PART, NAVY),
        form.fields((wf.METHOD, ()), (wf.SAMPLE, ()), (wf.DATA_PERIOD, ()), least=26),
        form.field(wf.PROPOSED, *edition.words(proposed, VALUE)),
        form.fields((wf.VERDICT, _lines(form, wf.VERDICTS)), (wf.CLOSING, _lines(form, wf.CLOSED)), least=24, shares=(0.6, 0.4)),
        form.room(wf.SIGNED, 26),
    ]
    return [replace(row, together=True) for row in rows]


def _lines(form: Form, text: Text) -> list[Flowable]:
    return [Words(line, VALUE) for line in form.edition.stacked(text).split("\n")]
