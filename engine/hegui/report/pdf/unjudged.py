"""Standards that were not judged, and why: unknown is never good, and never silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_besides as wb
from hegui.report.pdf.attestations import states
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled, number
from hegui.report.pdf.look import BODY, CELL_BOLD, CODE, NOTE
from hegui.report.pdf.text import Words
from hegui.words.expressions import Ref
from hegui.words.kinds import others
from hegui.words.measured import StandardStatus, Status
from hegui.words.standards import Standard
from hegui.words.text import Text


def unjudged(edition: Edition) -> list[Flowable]:
    """How many standards were judged, and a table of the others."""
    record = edition.record
    counted = Counter(status.status for status in record.statuses.values())
    left = [record.statuses[s.id] for s in record.standards if record.statuses[s.id].status is not Status.JUDGED]
    if not left:
        return [Words(edition.stacked(filled(wa.ALL_JUDGED, all=number(len(record.standards)))), BODY), *_attested(edition)]
    said = filled(
        wa.STANDARDS_COUNTED,
        all=number(len(record.standards)),
        judged=number(counted[Status.JUDGED]),
        idle=number(counted[Status.NOT_EVALUATED]),
        unchecked=number(counted[Status.NOT_CHECKED]),
        errors=number(counted[Status.ERROR]),
    )
    columns = [Column(edition.stacked(text), share) for text, share in ((w.CLAUSE, 18), (w.STANDARD, 74), (wa.STATUS, 26), (wa.WHY, 60))]
    return [Words(edition.stacked(said), NOTE), table(columns, [_row(edition, status) for status in left]), *_attested(edition)]


def _attested(edition: Edition) -> list[Flowable]:
    """That there is more to the handbooks than logs show."""
    entries = {each.asked.id for each in edition.record.attestations}
    if not entries:
        return []
    return [Words(edition.stacked(filled(wb.ATTESTED_BESIDES, n=number(len(entries)), counts=states(edition))), BODY)]


def _row(edition: Edition, status: StandardStatus) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    standard = edition.standards[status.standard]
    return (
        Words(edition.clause(standard), CELL_BOLD),
        (*edition.words(standard.title), Words(status.standard, CODE)),
        Words(edition.stacked(wa.STATUS_TITLES[status.status])),
        edition.words(why(edition, status)),
    )


def why(edition: Edition, status: StandardStatus) -> Text:
    """Why a standard was not judged, in both languages where the record tells; else as the engine said it."""
    standard = edition.standards[status.standard]
    if status.status is Status.ERROR:
        return filled(wa.FAILED, why=status.why)
    if status.status is Status.NOT_EVALUATED:
        return wa.NOTHING_IN_SCOPE
    if standard.unset:
        return filled(wa.NOT_SET, names=_joined(standard.parameters[name].called for name in standard.unset))
    unknown = [log for log, _ in _read(standard) if log not in edition.logs]
    if unknown:
        return filled(wa.NO_LOG, log=_joined(edition.log(log) for log in dict.fromkeys(unknown)))
    missing = [edition.field(log, name) for log, refs in _read(standard) for name in _missing(edition, log, refs)]
    return filled(wa.NO_FIELD, fields=_joined(missing)) if missing else Text(status.why, status.why)


def _read(standard: Standard) -> Iterator[tuple[str, Iterable[Ref]]]:
    """Every log that a standard reads, with the names it reads there."""
    yield standard.log, standard.refs()
    yield from others(standard.check)


def _missing(edition: Edition, log: str, refs: Iterable[Ref]) -> list[str]:
    names = dict.fromkeys(ref.name for ref in refs)
    return [name for name in names if name != "case" and name not in edition.logs[log].bound]


def _joined(texts: Iterable[Text]) -> Text:
    all_ = list(texts)
    return Text("、".join(text.zh for text in all_), ", ".join(text.en for text in all_))
