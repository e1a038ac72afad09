"""What is said of a finding wherever it appears: the statement of fact with all its figures, its grade, ratio and overrun."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_facts as wf
from hegui.report.pdf.census import interval, sampled
from hegui.report.pdf.columns import Pill
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, counted, days, filled, number, per_cent, share, span
from hegui.report.pdf.look import CELL_GREY, GRADE_COLOURS
from hegui.report.pdf.period_names import period_name
from hegui.report.pdf.text import Words
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.groups import Score
from hegui.words.kinds import Scope, others
from hegui.words.measured import Counts
from hegui.words.standards import Standard
from hegui.words.text import Language, Text
from hegui.words.verdicts import LATE, MISSING_SLOT, REASONS, TOO_FEW, Verdict

ROWS = 20
"""Evidence rows of a sheet."""
_PERIODS = 24
"""Periods that are listed on a sheet, the latest."""
_SLOTS = {MISSING_SLOT.code: wf.RATIO_MISSING, TOO_FEW.code: wf.RATIO_MISSING, LATE.code: wf.RATIO_LATE}
"""How slots are counted where all that are missed were missed in one way."""


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
    noun, breaches, judged = _noun(standard), counts.of(bad), counts.judged
    breach = wf.FACT_SCORE if isinstance(standard.check, Score) else wf.FACT_BREACH[standard.scope]
    return filled(
        wf.FACT_INCONCLUSIVE if inconclusive else breach,
        window=_window(edition),
        unit=edition.unit(finding.unit),
        log=edition.log(standard.log),
        scope=counted(counts.in_scope, noun.en, wf.PLURALS.get(standard.scope, "")),
        noun=noun,
        judged=Text(number(judged), f"{number(judged)} {'was' if judged == 1 else 'were'} judged"),
        breaches=Text(number(breaches), f"{number(breaches)} {'does' if breaches == 1 else 'do'} not meet"),
        undetermined=number(breaches),
        share=share(breaches, counts.in_scope if inconclusive else judged),
        allowed=per_cent(standard.max_unknown_bp),
        reasons=_reasons(finding, bad, noun, standard.scope),
    )


def _noun(standard: Standard) -> Text:
    """What is counted."""
    return wf.SCORES if isinstance(standard.check, Score) else wf.NOUNS[standard.scope]


def _sample(edition: Edition, finding: Finding) -> Iterator[Text]:
    """What a sample says of the whole; slots and figures of units are no rows that were drawn."""
    standard, counts = edition.standards[finding.standard], finding.counts
    if sampled(edition, standard) and standard.scope is Scope.CASE and finding.kind is FindingKind.NONCONFORMITY:
        yield filled(wf.FACT_SAMPLE, interval=interval(counts.of(Verdict.NONCONFORMING), counts.judged))


def _rest(edition: Edition, finding: Finding) -> Iterator[Text]:
    if finding.kind is not FindingKind.NONCONFORMITY:
        return
    noun = _noun(edition.standards[finding.standard])
    left = [(name, finding.counts.of(Verdict(name))) for name in wf.REST]
    said = [filled(wf.REST[name], n=number(n), noun=noun) for name, n in left if n]
    if said:
        yield filled(wf.FACT_REST, rest=Text("、".join(text.zh for text in said), ", ".join(text.en for text in said)))


def _system(edition: Edition, finding: Finding) -> Iterator[Text]:
    """The systems that the data were exported from, where the job says so."""
    standard = edition.standards[finding.standard]
    read = [standard.log, *(log for log, _ in others(standard.check))]
    logs = [edition.logs[log] for log in dict.fromkeys(read) if log in edition.logs]
    systems = dict.fromkeys(log.origin["system"] for log in logs if log.origin.get("system"))
    if systems:
        yield filled(wf.FACT_SYSTEM, systems=Text("、".join(systems), ", ".join(systems)))


def ratio(edition: Edition, finding: Finding) -> str:
    """How many of how many: nonconforming of judged, of slots those missed of those due; undetermined of those in scope."""
    counts = finding.counts
    if finding.kind is FindingKind.INCONCLUSIVE:
        return edition.stacked(filled(wf.RATIO_UNDETERMINED, part=number(counts.of(Verdict.UNDETERMINED)), whole=number(counts.in_scope)))
    part, whole = number(counts.of(Verdict.NONCONFORMING)), number(counts.judged)
    template = _SLOTS.get(_one_reason(counts)) if edition.standards[finding.standard].scope is Scope.SLOT else None
    return edition.stacked(filled(template, part=part, whole=whole)) if template else f"{part} / {whole}"


def _one_reason(counts: Counts) -> str:
    """The reason of all breaches; empty where they have several."""
    found = [code for code, n in counts.reasons.items() if n and REASONS[code].verdict is Verdict.NONCONFORMING]
    return found[0] if len(found) == 1 else ""


def grade_pill(edition: Edition, grade: Grade) -> tuple[Flowable, ...]:
    """The grade in its colour; in a report of both languages the English stands below."""
    short = w.GRADE_SHORT[grade]
    if edition.language is Language.BOTH:
        return (Pill(short.zh, GRADE_COLOURS[grade]), Words(short.en, CELL_GREY))
    return (Pill(edition.said(short), GRADE_COLOURS[grade]),)


def overrun(finding: Finding) -> Text:
    """The longest overrun of a finding."""
    return Text(NOTHING, NOTHING) if finding.worst_seconds is None else span(finding.worst_seconds)


def periods(edition: Edition, finding: Finding) -> Text | None:
    """Breaches and judged by period; None where there are none, and of slots and figures, whose calendar and plot say it."""
    if not finding.periods or edition.standards[finding.standard].scope is not Scope.CASE:
        return None
    shown = [(period_name(period), f"{number(bad)}/{number(judged)}") for period, bad, judged in finding.periods[-_PERIODS:]]
    more = "… " if len(finding.periods) > _PERIODS else ""
    listed = Text(more + "  ".join(f"{p.zh} {n}" for p, n in shown), more + "  ".join(f"{p.en} {n}" for p, n in shown))
    return filled(wf.PERIODS_UNDETERMINED if finding.kind is FindingKind.INCONCLUSIVE else wf.PERIODS, periods=listed)


def _window(edition: Edition) -> Text:
    record = edition.record
    if record.since is None and record.until is None:
        return wf.FACT_NO_WINDOW
    return filled(wf.FACT_WINDOW, window=days(record.since, record.until))


def _reasons(finding: Finding, verdict: Verdict, noun: Text, scope: Scope) -> Text:
    found = [(reason_title(code, scope), n) for code, n in finding.counts.reasons.items() if n and REASONS[code].verdict is verdict]
    found.sort(key=lambda item: -item[1])
    if len(found) == 1:
        return found[0][0]
    return Text(
        "；".join(f"{title.zh} {number(n)} {noun.zh}" for title, n in found), "; ".join(f"{number(n)} {title.en}" for title, n in found)
    )


def reason_title(code: str, scope: Scope) -> Text:
    """What a reason says of a row, or of a slot; one that is not known stands for itself."""
    if scope is Scope.SLOT and code in wf.SLOT_REASONS:
        return wf.SLOT_REASONS[code]
    return REASONS[code].title if code in REASONS else Text(code, code)
