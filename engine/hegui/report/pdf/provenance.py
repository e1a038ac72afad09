"""Provenance: every input with its hash, every parameter and version, and how to repeat the audit."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, moment
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, CELL_BOLD, CODE, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.tables import Rows
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.text import Text

_COMMAND = Style(size=9, after=5)


def provenance(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition, record = pages.edition, pages.edition.record
    return [
        *heading(pages, "9", w.PROVENANCE),
        *heading(pages, "9.1", w.INPUTS), _inputs(edition),
        *heading(pages, "9.2", w.PARAMETERS), _parameters(edition),
        *heading(pages, "9.3", w.VERSIONS), _named(edition, wd.PACKAGE, dict(record.versions)),
        *heading(pages, "9.4", w.REPEAT), Words(record.command or NOTHING, _COMMAND), *edition.paragraphs(wd.REPEAT_STEPS),
    ]  # fmt: skip


def _inputs(edition: Edition) -> Flowable:
    inputs = edition.record.inputs
    if not inputs:
        return Words(edition.stacked(w.NONE), BODY)
    columns = [Column(edition.stacked(text), share) for text, share in ((wd.ROLE, 20), (wd.FILE, 52), (Text("SHA-256", "SHA-256"), 108))]
    rows = [
        (
            Words(edition.stacked(wd.ROLES.get(file.role, Text(file.role, file.role)))),
            Words(file.name, limit=CELL_LIMIT),
            Words(file.sha256, CODE),
        )
        for file in inputs
    ]
    return table(columns, rows)


def _parameters(edition: Edition) -> Rows:
    record, job = edition.record, edition.record.job
    said = {
        "profile": record.profile.name,
        "as_of": moment(record.as_of),
        "as_of_given": _yes_no(edition, given=record.as_of_given),
        "from": record.since.isoformat() if record.since else NOTHING,
        "until": record.until.isoformat() if record.until else NOTHING,
        "timezone": job.timezone,
        "period": record.profile.period,
        "calendar": record.profile.calendar,
        "show_personal": _yes_no(edition, given=job.show_personal),
        **{name: str(value) for name, value in sorted(record.profile.parameters.items())},
    }
    titles = {**wd.RUN_TITLES, **wa.THRESHOLD_TITLES}
    columns = [Column(edition.stacked(text), share) for text, share in ((wd.PARAMETER, 76), (wa.CODE, 52), (wa.VALUE, 52))]
    return table(columns, [
        (edition.words(titles.get(name, Text(name, name)), CELL_BOLD), Words(name, CODE), Words(value, limit=CELL_LIMIT))
        for name, value in said.items()
    ])  # fmt: skip


def _yes_no(edition: Edition, *, given: bool) -> str:
    return edition.said(w.YES_NO[str(given).lower()], " / ")


def _named(edition: Edition, title: Text, values: dict[str, str]) -> Rows:
    columns = [Column(edition.stacked(title), 60), Column(edition.stacked(wa.VALUE), 120)]
    return table(columns, [(Words(name, CELL_BOLD), Words(value, limit=CELL_LIMIT)) for name, value in values.items()])
