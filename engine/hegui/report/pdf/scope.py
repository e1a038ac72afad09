"""Scope and method: what the audit rests on, what was checked and what was not, and whose figures were used."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf.criteria import criteria, figures, judging, readings, waivers
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, days, filled, moment, number
from hegui.report.pdf.heading import heading
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_RIGHT, CODE, LABEL, NOTE, SHADE, VALUE, WIDTH
from hegui.report.pdf.page import Pages
from hegui.report.pdf.tables import Cell, Column, Row, Rows, table
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.bound import BoundLog
from hegui.words.measured import StandardStatus, Status
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
        *heading(pages, "2.3", w.STANDARDS, 130), *_standards(edition),
        *heading(pages, "2.4", w.LOGS, 150), *_logs(edition),
        *heading(pages, "2.5", w.FIGURES, 130), *figures(edition),
        *heading(pages, "2.6", w.READINGS), *readings(edition),
        *heading(pages, "2.7", w.WAIVERS), *waivers(edition),
        *heading(pages, "2.8", w.JUDGING), *judging(edition),
        *heading(pages, "2.9", w.WARNINGS), *_warnings(edition),
    ]  # fmt: skip


def _particulars(edition: Edition) -> Rows:
    record, job = edition.record, edition.record.job
    as_of = filled(wa.AS_OF_GIVEN if record.as_of_given else wa.AS_OF_DEFAULT, as_of=moment(record.as_of))
    units = filled(wa.UNITS_DECLARED, n=len(job.units)) if job.units else wa.UNITS_FROM_DATA
    given = [
        (w.AUDIT_NAME, job.name),
        (w.ORGANISATION, job.organisation),
        (w.CLIENT, job.client),
        (w.AUDITED_UNIT, job.audited_unit),
        (w.AUDITORS, ", ".join(job.auditors)),
        (w.TIMEZONE, job.timezone),
    ]
    said = [
        *((label, Text(value or NOTHING, value or NOTHING)) for label, value in given),
        (w.WINDOW, days(record.since, record.until)),
        (w.AS_OF, as_of),
        (w.PROFILE, Text(f"{record.profile.title.zh} ({record.profile.name})", f"{record.profile.title.en} ({record.profile.name})")),
        (w.UNITS, units),
        (w.STATE, w.STATE_DRAFT),
    ]
    return Rows([
        Row((Cell((Words(edition.said(label), LABEL),), _LABELS, SHADE), Cell(edition.words(value, VALUE), WIDTH - _LABELS)))
        for label, value in said
    ])  # fmt: skip


def why(edition: Edition, status: StandardStatus) -> Text:
    """Why a standard was not judged, in both languages where the record tells; else as the engine said it."""
    standard = edition.standards[status.standard]
    if status.status is Status.ERROR:
        return filled(wa.FAILED, why=status.why)
    if status.status is Status.NOT_EVALUATED:
        return wa.NOTHING_IN_SCOPE
    log = edition.logs.get(standard.log)
    if log is None:
        return filled(wa.NO_LOG, log=edition.record.log_titles.get(standard.log, Text(standard.log, standard.log)))
    missing = _missing(standard, log)
    if not missing:
        return Text(status.why, status.why)
    titles = [edition.field(standard.log, name) for name in missing]
    return filled(wa.NO_FIELD, fields=Text("、".join(t.zh for t in titles), ", ".join(t.en for t in titles)))


def _missing(standard: Standard, log: BoundLog) -> list[str]:
    names = dict.fromkeys(ref.name for ref in standard.refs())
    return [name for name in names if name != "case" and name not in log.bound]


def _standards(edition: Edition) -> list[Flowable]:
    record = edition.record
    counted = Counter(status.status for status in record.statuses.values())
    unjudged = [record.statuses[s.id] for s in record.standards if record.statuses[s.id].status is not Status.JUDGED]
    if not unjudged:
        return [Words(edition.stacked(filled(wa.ALL_JUDGED, all=number(len(record.standards)))), BODY)]
    said = filled(
        wa.STANDARDS_COUNTED,
        all=number(len(record.standards)),
        judged=number(counted[Status.JUDGED]),
        idle=number(counted[Status.NOT_EVALUATED]),
        unchecked=number(counted[Status.NOT_CHECKED]),
        errors=number(counted[Status.ERROR]),
    )
    columns = [Column(edition.stacked(text), share) for text, share in ((w.CLAUSE, 18), (w.STANDARD, 74), (wa.STATUS, 26), (wa.WHY, 60))]
    rows = [
        (
            Words(edition.clause(edition.standards[status.standard]), CELL_BOLD),
            (*edition.words(edition.standards[status.standard].title), Words(status.standard, CODE)),
            Words(edition.stacked(wa.STATUS_TITLES[status.status])),
            edition.words(why(edition, status)),
        )
        for status in unjudged
    ]
    return [Words(edition.stacked(said), NOTE), table(columns, rows)]


def _logs(edition: Edition) -> list[Flowable]:
    logs = edition.record.logs
    if not logs:
        return [Words(edition.stacked(wa.NO_LOGS), BODY)]
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.LOG, 28, False), (wa.FILES, 62, False), (wa.COVERS, 34, False), (wa.EXTENT, 22, False),
        (wa.READ, 18, True), (wa.CONTROL, 28, False),
    )]  # fmt: skip
    sentences = [wa.CENSUS_SENTENCE] if any(log.extent.full for log in logs) else []
    sentences += [wa.SAMPLE_SENTENCE] if any(not log.extent.full for log in logs) else []
    return [*edition.paragraphs(*sentences), table(columns, [_log(edition, log) for log in logs])]


def _log(edition: Edition, log: BoundLog) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    origin = {name: log.origin.get(name) or NOTHING for name in ("system", "extracted_by", "extracted_at", "filter")}
    covers = Text(NOTHING, NOTHING)
    if log.covers is not None:
        covers = filled(wa.COVERS_DECLARED if log.covers_declared else wa.COVERS_SEEN, span=days(*log.covers))
    files = [Words(source.name, limit=CELL_LIMIT) for source in log.sources]
    if any(log.origin.values()):
        files.append(Words(edition.stacked(filled(wa.ORIGIN, **origin)), CODE, limit=CELL_LIMIT))
    return (
        edition.words(log.log.title, CELL_BOLD),
        tuple(files) or Words(NOTHING),
        Words(edition.stacked(covers)),
        Words(edition.stacked(_extent(log)), limit=CELL_LIMIT),
        Words(number(log.account.read), CELL_RIGHT),
        Words(edition.stacked(_control(log))),
    )


def _extent(log: BoundLog) -> Text:
    extent = log.extent
    if extent.full:
        return wa.CENSUS
    size, population = (NOTHING if n is None else number(n) for n in (extent.size, extent.population))
    return filled(wa.SAMPLE, method=extent.method or NOTHING, size=size, population=population)


def _control(log: BoundLog) -> Text:
    total, read = log.control_total, log.account.read
    if total is None:
        return wa.CONTROL_NONE
    return filled(wa.CONTROL_EQUAL if total == read else wa.CONTROL_DIFFERS, total=number(total), read=number(read))


def _warnings(edition: Edition) -> list[Flowable]:
    warnings = edition.record.warnings
    if not warnings:
        return [Words(edition.stacked(w.NONE), BODY)]
    return [words for warning in warnings for words in edition.words(Text(f"· {warning.zh}", f"· {warning.en}"), BODY)]
