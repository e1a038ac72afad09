"""The auditor's part of a sheet: who, against what, the fact, how grave and by which rule, and what is recommended."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.adopted import adoption, named, version_of
from hegui.report.pdf.columns import Pill
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, days, filled, moment, number
from hegui.report.pdf.form import Form
from hegui.report.pdf.links import Links
from hegui.report.pdf.look import CODE, GRADE_COLOURS, LABEL, NOTE, SHADE, TEAL, VALUE, VALUE_BOLD, VALUE_SECOND, WIDTH, Style
from hegui.report.pdf.open_points import value_of
from hegui.report.pdf.remarks import consequences, decision_of, regraded
from hegui.report.pdf.statement import periods, statement
from hegui.report.pdf.tables import Cell, Row
from hegui.report.pdf.text import Words
from hegui.report.requirement import required, scope
from hegui.words.findings import Action, Finding, FindingKind
from hegui.words.groups import Average, Percentile, Ratio, Trend
from hegui.words.standards import Source
from hegui.words.text import Text

_LINK = Style(size=7.6, colour=TEAL)
_ACHIEVED = (Ratio, Average, Percentile, Trend)
_REACH = 16
"""Findings in other units that are named."""


def identity(form: Form, finding: Finding) -> list[Row]:
    """The unit, the auditor, the window, and the criterion with its clause."""
    edition, record = form.edition, form.edition.record
    unit, standard = edition.unit_details(finding.unit), edition.standards[finding.standard]
    handbook = edition.handbooks[standard.handbook]
    clause = handbook.clause(standard.clause)
    version = filled(w.VERSION, version=version_of(handbook))
    adopted = adoption(handbook)
    document = Text(f"{version.zh}；{adopted.zh}", f"{version.en}; {adopted.en}")
    return [
        form.part(wf.AUDITOR_PART),
        form.fields(
            (wf.AUDITED_UNIT, (_said(edition.unit(finding.unit), VALUE_BOLD),)),
            (wf.DEPARTMENT, (_said(unit.department),)),
            (wf.HEAD, (_said(unit.head),)),
        ),
        form.fields(
            (wf.WINDOW, (Words(edition.stacked(days(record.since, record.until)), VALUE),)),
            (wf.AUDIT_DATE, (Words(moment(record.as_of), VALUE),)),
            (wf.AUDITOR, (_said(edition.listed(record.job.auditors)),)),
        ),
        form.fields(
            (wf.CRITERION, (*edition.words(named(handbook), VALUE), *edition.words(document, VALUE_SECOND))),
            (wf.CLAUSE, (Words(standard.clause, VALUE_BOLD), *(edition.words(clause.title, VALUE) if clause else ()))),
            shares=(0.62, 0.38),
        ),
    ]


def facts(form: Form, finding: Finding) -> list[Row]:
    """Requirement, kind, grade with its rules, decision, the statement of fact, and how far it reaches."""
    edition = form.edition
    titles = dict.fromkeys(link.title for link in finding.because)
    rules = [Words(edition.said(title, " / "), VALUE_SECOND) for title in titles]
    fact: list[Flowable] = [*edition.words(statement(edition, finding), VALUE)]
    by_period = periods(edition, finding)
    if by_period:
        fact.append(Words(edition.stacked(by_period), VALUE_SECOND))
    return [
        form.field(wf.REQUIREMENT, *_asked(edition, finding)),
        form.fields(
            (wf.KIND, _kind(edition, finding)),
            (wf.GRADE, (Pill(edition.said(w.GRADE_TITLES_CAPITAL[finding.grade]), GRADE_COLOURS[finding.grade], 8),)),
            shares=(0.56, 0.44),
        ),
        form.fields((wf.RULE, rules or (_said(finding.rule),)), (wf.DECISION, _decision(edition, finding))),
        form.field(wf.FACT, *fact),
        form.field(wf.REACH, *_reach(edition, finding)),
    ]


def _asked(edition: Edition, finding: Finding) -> list[Flowable]:
    standard = edition.standards[finding.standard]
    log = edition.logs[standard.log].log if standard.log in edition.logs else None
    applies, sentence = scope(standard, log), required(standard, log, edition.vocabulary)
    asked: list[Flowable] = [*edition.words(standard.title, VALUE_BOLD), *edition.words(sentence, VALUE)]
    if applies is not None:
        asked += edition.words(filled(wf.APPLIES, scope=applies), VALUE_SECOND)
    profiled = [(p.called, value_of(p)) for p in standard.parameters.values() if p.source is Source.PROFILE]
    if profiled:
        zh, en = "；".join(f"{t.zh} {v.zh}" for t, v in profiled), "; ".join(f"{t.en} {v.en}" for t, v in profiled)
        asked += edition.words(filled(wf.PROFILED, figures=Text(zh, en)), VALUE_SECOND)
    return [*asked, Words(" · ".join(filter(None, (standard.catalogue, standard.id))), CODE)]


def _kind(edition: Edition, finding: Finding) -> tuple[Words, ...]:
    """What a unit achieves is an effect, anything else whether things are done as laid down; an auditor may tick otherwise."""
    if finding.kind is FindingKind.INCONCLUSIVE:
        return edition.words(w.KIND_TITLES[finding.kind], VALUE)
    chosen = "effect" if isinstance(edition.standards[finding.standard].check, _ACHIEVED) else "implementation"
    ticked = [("■" if name == chosen else "□", text) for name, text in wf.KINDS.items()]
    return edition.words(Text("  ".join(f"{box} {t.zh}" for box, t in ticked), "  ".join(f"{box} {t.en}" for box, t in ticked)), VALUE)


def _decision(edition: Edition, finding: Finding) -> list[Flowable]:
    """The decision with its reason, then what the rules say of the finding besides its grade."""
    said = [Words(edition.said(mark, " / "), VALUE_SECOND, limit=300) for mark in (*regraded(finding), *consequences(finding))]
    decided = finding.determination
    if decided is None:
        return [Words(edition.stacked(wf.WAITING), VALUE_SECOND), *said]
    decision = Words(edition.said(decision_of(decided), " / "), VALUE, limit=300)
    return [decision, *([Words(decided.reason, VALUE, limit=300)] if decided.reason else []), *said]


def _reach(edition: Edition, finding: Finding) -> list[Flowable]:
    """Other units in breach of the same requirement, and other standards under it in this unit."""
    same = edition.standards[finding.standard].same
    elsewhere = [
        other
        for other in edition.record.findings
        if other.unit != finding.unit and other.kind is FindingKind.NONCONFORMITY and edition.standards[other.standard].same == same
    ]
    said: list[Flowable] = [Words(edition.stacked(wf.REACH_NONE), VALUE_SECOND)]
    if elsewhere:
        units = len({other.unit for other in elsewhere})
        n = Text(number(units), f"{number(units)} other unit{'s are' if units > 1 else ' is'}")
        said = [Words(edition.stacked(filled(wf.REACH_UNITS, n=n)), VALUE_SECOND)]
        links = [(other.number, edition.sheet(other)) for other in elsewhere[:_REACH]]
        more = len(elsewhere) - _REACH
        said.append(Links([*links, (f"… +{more}", "")] if more > 0 else links))
    if finding.also:
        titles = [edition.standards[id_].title if id_ in edition.standards else Text(id_, id_) for id_ in finding.also]
        also = Text("；".join(title.zh for title in titles), "; ".join(title.en for title in titles))
        said.append(Words(edition.stacked(filled(wf.ALSO, standards=also)), VALUE_SECOND))
    return said


def recommended(form: Form, finding: Finding) -> list[Row]:
    """What the auditor recommends, by whom and until when; then where it is kept track of."""
    edition = form.edition
    rows = [_action(form, action) for action in finding.actions]
    rows[-1:] = [replace(row, together=True) for row in rows[-1:]]
    standard = edition.standards[finding.standard]
    start = filled(wf.CAUSE_START, cause=wf.CAUSES.get(standard.cause, Text(standard.cause, standard.cause)))
    links = [("→ " + edition.said(wf.LINKS, " / "), edition.register(finding))]
    if edition.plan(finding):
        links.append(("→ " + edition.said(wf.LINK_PLAN, " / "), edition.plan(finding)))
    beside = Cell((Words(edition.said(start, " / "), NOTE),), WIDTH * 0.5), Cell((Links(links, _LINK),), WIDTH * 0.5)
    return [*rows, Row(beside, together=True)]


def _action(form: Form, action: Action) -> Row:
    edition = form.edition
    title = wf.ACTION_TITLES.get(action.type, Text(action.type, action.type))
    label = Text(f"{wf.RECOMMENDED.zh}{title.zh}", f"{wf.RECOMMENDED.en} {title.en.lower()}")
    until = wf.DUE_FROM if action.type == "verification" else wf.DUE_BY
    due = filled(until, owner=action.owner, due=action.due.isoformat())
    return Row(
        (
            Cell((Words(edition.stacked(label), LABEL),), WIDTH * 0.16, SHADE),
            Cell(edition.words(action.text, VALUE), WIDTH * 0.58),
            Cell((Words(edition.stacked(due), VALUE_SECOND),), WIDTH * 0.26),
        ),
        boxed=True,
    )


def signature(form: Form, finding: Finding) -> Row:
    """Room for the auditor's signature; a draft is not signed."""
    if finding.determination is None:
        return form.field(wf.SIGNED, Words(form.edition.stacked(wf.UNSIGNED), VALUE_SECOND))
    return form.room(wf.SIGNED, 30)


def _said(text: str, style: Style = VALUE) -> Words:
    return Words(text or NOTHING, style, limit=300)
