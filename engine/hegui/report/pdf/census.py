"""Logs: census or sample, control totals, and what a sample says about the whole."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.intervals import wilson
from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, days, filled, number, per_cent, share
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_RIGHT, CODE, NOTE
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.bound import BoundLog
from hegui.words.kinds import Scope
from hegui.words.standards import Standard
from hegui.words.text import Text
from hegui.words.verdicts import Verdict


def logs(edition: Edition) -> list[Flowable]:
    """What each log stands for."""
    given = edition.record.logs
    if not given:
        return [Words(edition.stacked(wd.NO_LOGS), BODY)]
    columns = [Column(edition.stacked(text), share_, right) for text, share_, right in (
        (w.LOG, 28, False), (wa.FILES, 62, False), (wa.COVERS, 34, False), (wa.EXTENT, 22, False),
        (wa.READ, 18, True), (wa.CONTROL, 28, False),
    )]  # fmt: skip
    sentences = [wa.CENSUS_SENTENCE] if any(log.extent.full for log in given) else []
    sentences += [wa.SAMPLE_SENTENCE] if any(not log.extent.full for log in given) else []
    return [
        *edition.paragraphs(*sentences),
        table(columns, [_log(edition, log) for log in given]),
        *_intervals(edition),
    ]


def interval(part: int, whole: int) -> str:
    """The 95 % interval of a share, as printed."""
    ends = wilson(part, whole)
    return NOTHING if ends is None else f"{per_cent(ends[0])} – {per_cent(ends[1])}"


def sampled(edition: Edition, standard: Standard) -> bool:
    """Whether the standard was checked on a sample."""
    log = edition.logs.get(standard.log)
    return log is not None and not log.extent.full


def _intervals(edition: Edition) -> list[Flowable]:
    """The shares found in samples, each with its interval; a slot or a figure of a unit is no row that was drawn."""
    rows = [
        _interval(edition, standard)
        for standard in edition.record.standards
        if sampled(edition, standard) and standard.scope is Scope.CASE and standard.id in edition.record.by_standard
    ]
    if not rows:
        return []
    columns = [Column(edition.stacked(text), share_, right) for text, share_, right in (
        (w.CLAUSE, 18, False), (w.STANDARD, 70, False), (w.BREACHES, 32, True), (wa.SHARE, 22, True), (wa.INTERVAL, 38, True),
    )]  # fmt: skip
    return [Words(edition.stacked(wa.INTERVAL_NOTE), NOTE), table(columns, rows)]


def _interval(edition: Edition, standard: Standard) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    counts = edition.record.counts(standard.id)
    breaches, judged = counts.of(Verdict.NONCONFORMING), counts.judged
    return (
        Words(edition.clause(standard), CELL_BOLD),
        edition.words(standard.title),
        Words(f"{number(breaches)} / {number(judged)}", CELL_RIGHT),
        Words(share(breaches, judged), CELL_RIGHT),
        Words(interval(breaches, judged), CELL_RIGHT),
    )


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
