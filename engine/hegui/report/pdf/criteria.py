"""The criteria of the audit: handbooks, whose figures were used, how open clauses were read, how grades are given."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.adopted import adoption, named, version_of
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.conflicts import conflicts
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled, number, per_cent, span
from hegui.report.pdf.look import BODY, CELL_GREY, CELL_RIGHT, CODE, NOTE
from hegui.report.pdf.text import CELL_LIMIT, Words
from hegui.words.standards import Handbook
from hegui.words.text import Text


def criteria(edition: Edition) -> list[Flowable]:
    """The handbooks in force, and where they are at odds."""
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
            Words(edition.stacked(version_of(handbook)), limit=CELL_LIMIT),
            (*edition.words(adoption(handbook)), *_bound(edition, handbook)),
            Words(number(len(handbook.clauses)), CELL_RIGHT),
            Words(number(of[handbook.slug]), CELL_RIGHT),
        )
        for handbook in handbooks
    ]), *conflicts(edition)]  # fmt: skip


def _bound(edition: Edition, handbook: Handbook) -> tuple[Words, ...]:
    """The units that the handbook binds, where it does not bind all."""
    if handbook.adoption is None or not handbook.adoption.units:
        return ()
    units = edition.listed(edition.unit(unit) for unit in handbook.adoption.units)
    return edition.words(filled(wa.BINDS, units=units), CELL_GREY)


def judging(edition: Edition) -> list[Flowable]:
    """The rules that turn breaches into graded findings, and their thresholds."""
    rules = edition.record.rules
    if not rules:
        return [Words(edition.stacked(w.NONE), BODY)]
    columns = [Column(edition.stacked(text), share) for text, share in ((wa.STRATUM, 22), (wa.RULE, 88), (wa.CODE, 70))]
    rows = [
        (
            Words(edition.stacked(wa.STRATA.get(rule.stratum, Text(rule.stratum, rule.stratum)))),
            edition.words(rule.title),
            Words(rule.id, CODE),
        )
        for rule in rules
    ]
    return [table(columns, rows), *_thresholds(edition)]


def _thresholds(edition: Edition) -> list[Flowable]:
    """The figures of the profile that the rules compare with."""
    said = [_threshold(name, value) for name, value in sorted(edition.record.profile.parameters.items())]
    if not said:
        return []
    values = Text("；".join(text.zh for text in said), "; ".join(text.en for text in said))
    return [Words(edition.stacked(filled(wa.THRESHOLDS, values=values)), NOTE)]


def _threshold(name: str, value: int) -> Text:
    if name.endswith("_bp"):
        figure = Text(per_cent(value), per_cent(value))
    else:
        figure = span(value) if name.endswith("_seconds") else Text(number(value), number(value))
    title = wa.THRESHOLD_TITLES.get(name, Text(name, name.replace("_", " ")))
    return Text(f"{title.zh} {figure.zh}", f"{title.en} {figure.en}")
