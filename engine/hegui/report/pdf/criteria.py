"""The criteria of the audit: handbooks, whose figures were used, how open clauses were read, how grades are given."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.adopted import adoption, named
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled, number
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, CELL_RIGHT, CODE, NOTE
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.report.requirement import limit
from hegui.words.durations import Limit
from hegui.words.standards import Handbook, Parameter, Source, Standard
from hegui.words.text import Text


def criteria(edition: Edition) -> list[Flowable]:
    """The handbooks in force."""
    handbooks = edition.record.handbooks
    if not handbooks:
        return [Words(edition.stacked(wd.NO_HANDBOOKS), BODY)]
    of = Counter(standard.handbook for standard in edition.record.standards)
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (w.HANDBOOK, 64, False), (wa.VERSION, 24, False), (wa.ADOPTION, 52, False), (wa.CLAUSES, 17, True), (wa.STANDARDS, 21, True),
    )]  # fmt: skip
    return [table(columns, [
        (
            edition.words(named(handbook)),
            Words(handbook.version or NOTHING, limit=CELL_LIMIT),
            (*edition.words(adoption(handbook)), *_bound(edition, handbook)),
            Words(number(len(handbook.clauses)), CELL_RIGHT),
            Words(number(of[handbook.slug]), CELL_RIGHT),
        )
        for handbook in handbooks
    ])]  # fmt: skip


def _bound(edition: Edition, handbook: Handbook) -> tuple[Words, ...]:
    """The units that the handbook binds, where it does not bind all."""
    if handbook.adoption is None or not handbook.adoption.units:
        return ()
    units = ", ".join(edition.unit(unit) for unit in handbook.adoption.units)
    return edition.words(filled(wa.BINDS, units=units), CELL_GREY)


def figures(edition: Edition) -> list[Flowable]:
    """Figures that the handbook does not give, and tolerances that the profile sets."""
    rows = [
        _figure(edition, standard, parameter)
        for standard in edition.record.standards
        for parameter in standard.parameters.values()
        if parameter.source is not Source.HANDBOOK
    ]
    profile = edition.words(wa.SOURCES[Source.PROFILE])
    rows += [
        _row(edition, edition.standards[o.standard], o.parameter, f"{o.value}%", profile, Words(o.reason, limit=CELL_LIMIT))
        for o in edition.record.profile.overrides
        if o.parameter in {"tolerance", "max_unknown"} and o.standard in edition.standards
    ]
    if not rows:
        return [Words(edition.stacked(wa.NO_FIGURES), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in (
        (w.CLAUSE, 17), (w.STANDARD, 56), (wa.FIGURE, 20), (wa.VALUE, 22), (wa.FROM, 30), (wa.BECAUSE, 46),
    )]  # fmt: skip
    return [Words(edition.stacked(wa.OVERRIDES_NOTE), NOTE), table(columns, rows)]


def _figure(edition: Edition, standard: Standard, parameter: Parameter) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    value = edition.stacked(limit(parameter.value)) if isinstance(parameter.value, Limit) else str(parameter.value)
    if parameter.value is None:
        value = edition.stacked(wa.UNSET)
    because: tuple[Words, ...] = (Words(parameter.reason, limit=CELL_LIMIT),) if parameter.reason else ()
    if parameter.note is not None:
        because = (*because, *edition.words(parameter.note))
    return _row(edition, standard, parameter.name, value, edition.words(wa.SOURCES[parameter.source]), because or Words(NOTHING))


def _row(
    edition: Edition,
    standard: Standard,
    name: str,
    value: str,
    source: tuple[Words, ...],
    because: Flowable | tuple[Flowable, ...],
) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    return (
        Words(edition.clause(standard), CELL_BOLD),
        edition.words(standard.title),
        Words(name, CODE),
        Words(value, CELL_BOLD),
        source,
        because,
    )


def readings(edition: Edition) -> list[Flowable]:
    """How standards read clauses that leave something open."""
    noted = [(standard, standard.note) for standard in edition.record.standards if standard.note is not None]
    if not noted:
        return [Words(edition.stacked(w.NONE), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in ((w.CLAUSE, 18), (w.STANDARD, 60), (wa.READING, 100))]
    return [table(columns, [
        (Words(edition.clause(standard), CELL_BOLD), edition.words(standard.title), edition.words(note)) for standard, note in noted
    ])]  # fmt: skip


def judging(edition: Edition) -> list[Flowable]:
    """The rules that turn breaches into graded findings, and their thresholds."""
    rules = edition.record.rules
    if not rules:
        return [Words(edition.stacked(w.NONE), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in ((wa.STRATUM, 26), (wa.RULE, 110), (w.NUMBER, 44))]
    rows = [
        (
            Words(edition.stacked(wa.STRATA.get(rule.stratum, Text(rule.stratum, rule.stratum)))),
            edition.words(rule.title),
            Words(rule.id, CODE),
        )
        for rule in rules
    ]
    thresholds = edition.record.profile.parameters
    listed = ", ".join(f"{name} = {value}" for name, value in sorted(thresholds.items()))
    note = [Words(edition.stacked(filled(wa.THRESHOLDS, values=listed)), NOTE)] if thresholds else []
    return [table(columns, rows), *note]
