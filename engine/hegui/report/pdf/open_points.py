"""What the handbooks leave open: whose figures were used, and how clauses were read."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled
from hegui.report.pdf.look import BODY, CELL_BOLD, NOTE
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.report.requirement import limit
from hegui.words.durations import Limit
from hegui.words.figure_titles import FIGURE_TITLES
from hegui.words.measured import Status
from hegui.words.periods import Period
from hegui.words.standards import Parameter, Source, Standard
from hegui.words.text import Text


def figures(edition: Edition) -> list[Flowable]:
    """Figures that the handbook does not give, and tolerances that the profile sets."""
    rows = [
        _figure(edition, standard, parameter)
        for standard in _judged(edition)
        for parameter in standard.parameters.values()
        if parameter.source is not Source.HANDBOOK
    ]
    profile = edition.words(wa.SOURCES[Source.PROFILE])
    rows += [
        _row(edition, edition.standards[o.standard], FIGURE_TITLES[o.parameter], f"{o.value}%", profile, Words(o.reason, limit=CELL_LIMIT))
        for o in edition.record.profile.overrides
        if o.parameter in {"tolerance", "max_unknown"} and o.standard in edition.standards
    ]
    if not rows:
        return [Words(edition.stacked(wa.NO_FIGURES), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.CLAUSE, 19), (w.STANDARD, 50), (wa.FIGURE, 30), (wa.VALUE, 22), (wa.FROM, 28), (wa.BECAUSE, 46),
    )]  # fmt: skip
    return [Words(edition.stacked(wa.OVERRIDES_NOTE), NOTE), table(columns, rows)]


def _figure(edition: Edition, standard: Standard, parameter: Parameter) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    value = edition.stacked(value_of(parameter))
    because: tuple[Words, ...] = (Words(parameter.reason, limit=CELL_LIMIT),) if parameter.reason else ()
    if parameter.note is not None:
        note = filled(wa.DEFAULT_NOTE, note=parameter.note) if parameter.source is Source.PROFILE else parameter.note
        because = (*because, *edition.words(note))
    return _row(edition, standard, parameter.called, value, edition.words(wa.SOURCES[parameter.source]), because or Words(NOTHING))


def value_of(parameter: Parameter) -> Text:
    """The figure in words: a length of time, a period of the calendar, or a number."""
    value = parameter.value
    if value is None:
        return wa.UNSET
    if isinstance(value, Limit):
        return limit(value)
    try:
        period = Period.parse(str(value))
    except ValueError:
        return Text(str(value), str(value))
    return Text(period.in_chinese(), str(period))


def _row(
    edition: Edition,
    standard: Standard,
    title: Text,
    value: str,
    source: tuple[Words, ...],
    because: Flowable | tuple[Flowable, ...],
) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    return (
        Words(edition.clause(standard), CELL_BOLD),
        edition.words(standard.title),
        Words(edition.stacked(title)),
        Words(value, CELL_BOLD),
        source,
        because,
    )


def readings(edition: Edition) -> list[Flowable]:
    """How standards read clauses that leave something open."""
    noted = [(standard, standard.note) for standard in _judged(edition) if standard.note is not None]
    if not noted:
        return [Words(edition.stacked(w.NONE), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in ((w.CLAUSE, 18), (w.STANDARD, 60), (wa.READING, 100))]
    rows = [(Words(edition.clause(standard), CELL_BOLD), edition.words(standard.title), edition.words(note)) for standard, note in noted]
    return [Words(edition.stacked(wa.READINGS_NOTE), NOTE), table(columns, rows)]


def _judged(edition: Edition) -> list[Standard]:
    """Standards on which the report says anything; the others are named in section 2.3."""
    return [standard for standard in edition.record.standards if edition.record.statuses[standard.id].status is Status.JUDGED]
