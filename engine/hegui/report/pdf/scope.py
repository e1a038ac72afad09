"""Scope and method: what the audit rests on, what was checked and what was not, and whose figures were used."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_besides as wb
from hegui.report.pdf.census import logs
from hegui.report.pdf.cover import state
from hegui.report.pdf.criteria import criteria, judging
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, days, filled, moment
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, LABEL, SHADE, VALUE, WIDTH
from hegui.report.pdf.objections import objections, waivers
from hegui.report.pdf.open_points import figures, readings
from hegui.report.pdf.page import Pages
from hegui.report.pdf.tables import Cell, Row, Rows
from hegui.report.pdf.text import Words
from hegui.report.pdf.units import units
from hegui.report.pdf.unjudged import unjudged
from hegui.words.standards import Standard
from hegui.words.text import Text

_LABELS = WIDTH * 0.22


def scope(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    return [
        *heading(pages, "2", w.SCOPE),
        *heading(pages, "2.1", w.PARTICULARS), _particulars(edition), *edition.paragraphs(wa.METHOD),
        *heading(pages, "2.2", w.CRITERIA), *criteria(edition),
        *heading(pages, "2.3", w.STANDARDS, 130), *unjudged(edition),
        *heading(pages, "2.4", w.LOGS, 150), *logs(edition),
        *heading(pages, "2.5", w.FIGURES, 130), *figures(edition),
        *heading(pages, "2.6", w.READINGS), *readings(edition),
        *heading(pages, "2.7", w.WAIVERS), *waivers(edition),
        *heading(pages, "2.8", w.OBJECTIONS), *objections(edition),
        *heading(pages, "2.9", w.UNIT_LIST, 130), *units(edition),
        *heading(pages, "2.10", w.JUDGING), *judging(edition),
        *heading(pages, "2.11", w.WARNINGS), *_warnings(edition),
    ]  # fmt: skip


def _particulars(edition: Edition) -> Rows:
    record, job = edition.record, edition.record.job
    as_of = filled(wa.AS_OF_GIVEN if record.as_of_given else wa.AS_OF_DEFAULT, as_of=moment(record.as_of))
    listed = filled(wa.UNITS_DECLARED, n=len(job.units)) if job.units else wa.UNITS_FROM_DATA
    given = [
        (w.AUDIT_NAME, job.title or job.name),
        (w.ORGANISATION, job.organisation),
        (w.CLIENT, job.client),
        (w.AUDITED_UNIT, job.audited_unit),
        (w.AUDITORS, edition.listed(job.auditors)),
        (w.TIMEZONE, job.timezone),
    ]
    said = [
        *((label, Text(value or NOTHING, value or NOTHING)) for label, value in given),
        (w.WINDOW, days(record.since, record.until)),
        (w.AS_OF, as_of),
        (w.PROFILE, _profile(edition)),
        (w.UNITS, listed),
        (w.STATE, state(edition)),
    ]
    return Rows([
        Row((Cell((Words(edition.said(label), LABEL),), _LABELS, SHADE), Cell(edition.words(value, VALUE), WIDTH - _LABELS)))
        for label, value in said
    ])  # fmt: skip


def _profile(edition: Edition) -> Text:
    """The profile, and how much of its handbooks it leaves out."""
    record = edition.record
    if not record.profile.chooses:
        return record.profile.title
    standards = sum(isinstance(entry, Standard) for entry in record.left_out)
    return filled(wb.CHOOSES, title=record.profile.title, standards=standards, attestations=len(record.left_out) - standards)


def _warnings(edition: Edition) -> list[Flowable]:
    warnings = edition.record.warnings
    if not warnings:
        return [Words(edition.stacked(w.NONE), BODY)]
    return [words for warning in warnings for words in edition.words(Text(f"· {warning.zh}", f"· {warning.en}"), BODY)]
