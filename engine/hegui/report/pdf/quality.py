"""Data quality: where every row went, what was wrong in the data, and which column was taken for which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlab.platypus.flowables import CondPageBreak, Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled, number
from hegui.report.pdf.heading import heading
from hegui.report.pdf.how_read import how_read
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, CELL_RIGHT, CODE, NOTE
from hegui.report.pdf.page import Pages
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.bound import BoundColumn, BoundLog, DataFault
from hegui.words.text import Text
from hegui.words.verdicts import REASONS, Verdict

_LABEL = replace(CELL_BOLD, after=3)


def quality(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    story = heading(pages, "8", w.QUALITY)
    logs = edition.record.logs
    if not logs:
        return [*story, Words(edition.stacked(wd.NO_LOGS), BODY)]
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.LOG, 40, False), (wa.READ, 18, True), (wa.USED, 18, True),
        (wd.SET_ASIDE, 44, False), (wd.VOID, 36, False), (wd.BALANCE, 20, False),
    )]  # fmt: skip
    story += [
        Words(edition.stacked(wd.ACCOUNT_NOTE), NOTE),
        table(columns, [_account(edition, log) for log in logs]),
        *_undetermined(edition),
    ]
    for place, log in enumerate(logs, 1):
        story += heading(pages, f"8.{place}", log.log.title, 130)
        story += [*_faults(edition, log), *_bindings(edition, log)]
    return story


def _account(edition: Edition, log: BoundLog) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    account = log.account
    off = account.read - account.used - sum(account.set_aside.values()) - sum(account.void.values())
    return (
        edition.words(log.log.title, CELL_BOLD),
        Words(number(account.read), CELL_RIGHT),
        Words(number(account.used), CELL_RIGHT),
        _by_reason(edition, account.set_aside, {fault.code: fault.title for fault in log.faults}),
        _by_reason(edition, account.void, wd.VOID_REASONS),
        Words(edition.stacked(filled(wd.UNBALANCED, n=number(off)) if off else wd.BALANCED)),
    )


def _by_reason(edition: Edition, counts: Mapping[str, int], titles: Mapping[str, Text]) -> tuple[Words, ...]:
    said = [(edition.said(titles.get(reason, Text(reason, reason)), " / "), n) for reason, n in counts.items()]
    return tuple(Words(f"{reason}: {number(n)}", limit=CELL_LIMIT) for reason, n in said) or (Words("0"),)


def _undetermined(edition: Edition) -> list[Flowable]:
    """Reasons by how many standards they concern: instances of different standards are never added up."""
    found: Counter[str] = Counter()
    for counts in edition.record.by_standard.values():
        found.update({code for code in counts.reasons if REASONS[code].verdict is Verdict.UNDETERMINED})
    if not found:
        return []
    ranked = [(REASONS[code].title, n) for code, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    reasons = Text("、".join(f"{t.zh} {number(n)}" for t, n in ranked), ", ".join(f"{t.en} {number(n)}" for t, n in ranked))
    return [Words(edition.stacked(filled(wd.UNDETERMINED_NOTE, reasons=reasons)), NOTE)]


def _faults(edition: Edition, log: BoundLog) -> list[Flowable]:
    if not log.faults:
        return [Words(edition.stacked(wd.NO_FAULTS), BODY)]
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (wd.FAULT, 52, False), (w.FIELD, 34, False), (w.COUNT, 16, True), (wd.SAMPLES, 78, False),
    )]  # fmt: skip
    return [table(columns, [_fault(edition, log, fault) for fault in log.faults])]


def _fault(edition: Edition, log: BoundLog, fault: DataFault) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    samples = [
        Words(f"{source} #{row}: {text}" if text else f"{source} #{row}", CELL_GREY, limit=160)
        for source, row, text in fault.samples
    ]  # fmt: skip
    field = edition.words(edition.field(log.log.name, fault.field)) if fault.field else (Words(NOTHING),)
    return (
        edition.words(fault.title),
        field,
        Words(number(fault.count), CELL_RIGHT),
        tuple(samples) or Words(NOTHING),
    )


def _bindings(edition: Edition, log: BoundLog) -> list[Flowable]:
    """Fields that were taken from a column of another name, or of one that means different things, in a table; the others by name."""
    named = [column for column in log.columns if column.by == "name" and not column.ask]
    columns = [Column(edition.stacked(text), share) for text, share in ((w.FIELD, 48), (wd.CODE, 44), (wd.HEADER, 44), (wd.BY, 44))]
    rows = [
        (
            Words(edition.said(edition.field(log.log.name, column.field))),
            Words(column.field, CODE),
            Words(column.header or NOTHING, limit=CELL_LIMIT),
            Words(_by(edition, column.by, ask=column.ask)),
        )
        for column in log.columns
        if column not in named
    ]
    how = [(source.name, how_read(source.note)) for source in log.sources if source.note]
    notes = Text("；".join(f"{name}：{said.zh}" for name, said in how), "; ".join(f"{name}: {said.en}" for name, said in how))
    story: list[Flowable] = [CondPageBreak(100), Words(edition.said(wd.BINDINGS), _LABEL)]
    story += [Words(edition.stacked(filled(wd.HOW_READ, notes=notes)), NOTE)] if how else []
    story += [Words(edition.stacked(_named(edition, log, named)), NOTE)] if named else []
    story += [table(columns, rows)] if rows else []
    unbound = ", ".join(log.unbound)
    return [*story, Words(edition.stacked(filled(wd.UNBOUND, headers=unbound)), NOTE)] if unbound else story


def _named(edition: Edition, log: BoundLog, columns: Sequence[BoundColumn]) -> Text:
    titles = [edition.field(log.log.name, column.field) for column in columns]
    fields = Text("、".join(title.zh for title in titles), ", ".join(title.en for title in titles))
    return filled(wd.SAME_NAME, n=number(len(titles)), fields=fields)


def _by(edition: Edition, by: str, *, ask: bool) -> str:
    said = wd.BINDING_KINDS.get(by, Text(by, by))
    return edition.said(Text(f"{said.zh}（{wd.CONFIRM.zh}）", f"{said.en} ({wd.CONFIRM.en})") if ask else said, " / ")
