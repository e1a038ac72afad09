"""What is said of a finding wherever it appears: the statement of fact with all its figures, its grade, ratio and overrun."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.census import interval, sampled
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, counted, days, filled, number, per_cent, share, span
from hegui.report.pdf.look import CELL_GREY, GRADE_COLOURS
from hegui.report.pdf.tables import Pill
from hegui.report.pdf.text import Words
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.kinds import Scope, others
from hegui.words.text import Language, Text
from hegui.words.verdicts import REASONS, Verdict

ROWS = 20
"""Evidence rows of a sheet."""
_PERIODS = 24
"""Periods that are listed on a sheet, the latest."""


def statement(edition: Edition, finding: Finding) -> Text:
    """The fact in sentences: window, unit, log, how many of how many, why, how far, what is not counted, system and evidence."""
    sentences = [_counted(edition, finding), *_sample(edition, finding)]
    if finding.worst_seconds is not None:
        sentences.append(filled(wf.FACT_WORST, span=span(finding.worst_seconds)))
    sentences += [*_rest(edition, finding), *_system(edition, finding)]
    shown = len(finding.evidence[:ROWS])
    if shown:
        sentences.append(filled(wf.FACT_EVIDENCE if shown > 1 else wf.FACT_ONE, first="E1", last=f"E{shown}"))
    return Text("".join(text.zh for text in sentences), " ".join(text.en for text in sentences))


def _counted(edition: Edition, finding: Finding) -> Text:
    counts, standard = finding.counts, edition.standards[finding.standard]
    inconclusive = finding.kind is FindingKind.INCONCLUSIVE
    bad = Verdict.UNDETERMINED if inconclusive else Verdict.NONCONFORMING
    noun = wf.NOUNS[standard.scope]
    return filled(
        wf.FACT_INCONCLUSIVE if inconclusive else wf.FACT_BREACH[standard.scope],
        window=_window(edition),
        unit=edition.unit(finding.unit),
        log=edition.log(standard.log),
        scope=counted(counts.in_scope, noun.en),
        noun=noun,
        judged=number(counts.judged),
        breaches=number(counts.of(bad)),
        undetermined=number(counts.of(bad)),
        share=share(counts.of(bad), counts.in_scope if inconclusive else counts.judged),
        allowed=per_cent(standard.max_unknown_bp),
        reasons=_reasons(finding, bad, noun),
    )


def _sample(edition: Edition, finding: Finding) -> Iterator[Text]:
    """What a sample says of the whole; slots and figures of units are no rows that were drawn."""
    standard, counts = edition.standards[finding.standard], finding.counts
    if sampled(edition, standard) and standard.scope is Scope.CASE and finding.kind is FindingKind.NONCONFORMITY:
        yield filled(wf.FACT_SAMPLE, interval=interval(counts.of(Verdict.NONCONFORMING), counts.judged))


def _rest(edition: Edition, finding: Finding) -> Iterator[Text]:
    pending, undetermined, waived = (finding.counts.of(v) for v in (Verdict.PENDING, Verdict.UNDETERMINED, Verdict.WAIVED))
    if finding.kind is FindingKind.NONCONFORMITY and pending + undetermined + waived:
        noun = wf.NOUNS[edition.standards[finding.standard].scope]
        figures = {"pending": number(pending), "undetermined": number(undetermined), "waived": number(waived)}
        yield filled(wf.FACT_REST, noun=noun, **figures)


def _system(edition: Edition, finding: Finding) -> Iterator[Text]:
    """The systems that the data were exported from, where the job says so."""
    standard = edition.standards[finding.standard]
    read = [standard.log, *(log for log, _ in others(standard.check))]
    logs = [edition.logs[log] for log in dict.fromkeys(read) if log in edition.logs]
    systems = dict.fromkeys(log.origin["system"] for log in logs if log.origin.get("system"))
    if systems:
        yield filled(wf.FACT_SYSTEM, systems=Text("、".join(systems), ", ".join(systems)))


def ratio(finding: Finding) -> str:
    """How many of how many: nonconforming of judged, or undetermined of those in scope."""
    counts = finding.counts
    if finding.kind is FindingKind.INCONCLUSIVE:
        return f"{number(counts.of(Verdict.UNDETERMINED))} / {number(counts.in_scope)}"
    return f"{number(counts.of(Verdict.NONCONFORMING))} / {number(counts.judged)}"


def grade_pill(edition: Edition, grade: Grade) -> tuple[Flowable, ...]:
    """The grade in its colour; in a report of both languages the English stands below."""
    short = w.GRADE_SHORT[grade]
    if edition.language is Language.BOTH:
        return (Pill(short.zh, GRADE_COLOURS[grade]), Words(short.en, CELL_GREY))
    return (Pill(edition.said(short), GRADE_COLOURS[grade]),)


def overrun(finding: Finding) -> Text:
    """The longest overrun of a finding."""
    return Text(NOTHING, NOTHING) if finding.worst_seconds is None else span(finding.worst_seconds)


def periods(finding: Finding) -> Text | None:
    """Breaches and judged by period; None where the finding has none."""
    if not finding.periods:
        return None
    listed = "  ".join(f"{period} {number(bad)}/{number(judged)}" for period, bad, judged in finding.periods[-_PERIODS:])
    return filled(wf.PERIODS, periods=("… " if len(finding.periods) > _PERIODS else "") + listed)


def _window(edition: Edition) -> Text:
    record = edition.record
    if record.since is None and record.until is None:
        return wf.FACT_NO_WINDOW
    return filled(wf.FACT_WINDOW, window=days(record.since, record.until))


def _reasons(finding: Finding, verdict: Verdict, noun: Text) -> Text:
    found = [(REASONS[code].title, n) for code, n in finding.counts.reasons.items() if REASONS[code].verdict is verdict]
    found.sort(key=lambda item: -item[1])
    return Text(
        "、".join(f"{title.zh} {number(n)} {noun.zh}" for title, n in found), ", ".join(f"{title.en}: {number(n)}" for title, n in found)
    )
