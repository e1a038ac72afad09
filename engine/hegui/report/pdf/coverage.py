"""The clause coverage matrix: every clause of every handbook in force, and what became of it."""

from __future__ import annotations

from collections import Counter

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from hegui.report.clauses import CLAUSE_STATUS_TITLES, ClauseCoverage, ClauseStatus
from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf import wording_besides as wb
from hegui.report.pdf import wording_data as wd
from hegui.report.pdf.adopted import named
from hegui.report.pdf.areas import areas
from hegui.report.pdf.attestations import attestations, stated
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import counted, filled, number
from hegui.report.pdf.fonts import BOLD
from hegui.report.pdf.heading import heading
from hegui.report.pdf.links import Links
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_GREY, GRADE_COLOURS, GREEN, GREY, INK, NOTE, Style
from hegui.report.pdf.page import Pages
from hegui.report.pdf.text import Words
from hegui.report.pdf.unjudged import why
from hegui.words.findings import Grade
from hegui.words.measured import Counts, Status
from hegui.words.standards import Checkable
from hegui.words.text import Text
from hegui.words.verdicts import Verdict

_COLOURS: dict[ClauseStatus, Color] = {
    ClauseStatus.BREACHED: GRADE_COLOURS[Grade.MAJOR],
    ClauseStatus.CONFORMING: GREEN,
    ClauseStatus.ERROR: GRADE_COLOURS[Grade.MINOR],
    ClauseStatus.NOT_CHECKED: INK,
    ClauseStatus.NOT_EVALUATED: INK,
    ClauseStatus.UNDECIDED: INK,
    ClauseStatus.ATTESTATION: INK,
}


def coverage_matrix(pages: Pages) -> list[Flowable]:
    """The chapter."""
    edition = pages.edition
    story = heading(pages, "7", w.COVERAGE)
    covered = edition.coverage
    if not covered:
        return [*story, Words(edition.stacked(wd.NO_HANDBOOKS), BODY)]
    of = Counter(clause.status for clause in covered)
    statuses = [(CLAUSE_STATUS_TITLES[status], of[status]) for status in ClauseStatus if of[status]]
    note = filled(
        wd.COVERAGE_NOTE,
        all=number(len(covered)),
        statuses=Text("；".join(f"{t.zh} {n} 条" for t, n in statuses), ", ".join(f"{t.en} {n}" for t, n in statuses)),
    )
    columns = [
        Column(edition.stacked(text), share) for text, share in ((w.CLAUSE, 24), (wd.CLAUSE_TITLE, 50), (wa.STATUS, 34), (wd.DETAIL, 72))
    ]
    for place, handbook in enumerate(edition.record.handbooks, 1):
        of_it = [clause for clause in covered if clause.handbook is handbook]
        title = named(handbook)
        story += [*([Words(edition.stacked(note), NOTE)] if place == 1 else []), *heading(pages, f"7.{place}", title, 150)]
        story.append(table(columns, [_row(edition, clause) for clause in of_it]))
    after = len(edition.record.handbooks) + 1
    asked = areas(pages, f"7.{after}")
    return [*story, *asked, *attestations(pages, f"7.{after + bool(asked)}")]


def _row(edition: Edition, covered: ClauseCoverage) -> tuple[Flowable | tuple[Flowable, ...], ...]:
    status = Style(BOLD, 7.8, _COLOURS.get(covered.status, GREY))
    titles = edition.stacked(CLAUSE_STATUS_TITLES[covered.status])
    return (
        Words(f"{covered.handbook.catalogue} {covered.clause.number}", CELL_BOLD),
        edition.words(covered.clause.title),
        Words(titles, status),
        _details(edition, covered),
    )


def _counts(edition: Edition, covered: ClauseCoverage) -> Counts:
    return sum((edition.record.counts(standard.id) for standard in covered.standards), Counts())


def _details(edition: Edition, covered: ClauseCoverage) -> tuple[Flowable, ...]:
    statuses = [edition.record.statuses[standard.id] for standard in covered.standards]
    checked = sum(status.status in {Status.JUDGED, Status.NOT_EVALUATED} for status in statuses)
    parts: list[Flowable] = []
    if statuses:
        counts = _counts(edition, covered)
        said = filled(wd.COVERED_STANDARDS, checked=checked, all=Text(str(len(statuses)), counted(len(statuses), "standard").en))
        if counts.in_scope:
            breaches, unknown = counts.of(Verdict.NONCONFORMING), counts.of(Verdict.UNDETERMINED)
            template = wd.COVERED_COUNTS_UNKNOWN if unknown else wd.COVERED_COUNTS
            figures = filled(template, judged=number(counts.judged), breaches=number(breaches), unknown=number(unknown))
            said = Text(f"{said.zh}；{figures.zh}", f"{said.en}; {figures.en}")
        parts += edition.words(said)
    if covered.findings:
        ordered = sorted(covered.findings, key=edition.record.findings.index)
        parts.append(Links([(finding.number, edition.sheet(finding)) for finding in ordered]))
    reasons = {why(edition, status) for status in statuses if status.status in {Status.NOT_CHECKED, Status.ERROR}}
    for reason in sorted(reasons, key=lambda text: text.en):
        parts += edition.words(reason, CELL_GREY)
    for attested in covered.attestations:
        parts += edition.words(stated(attested))
    if covered.left_out:
        parts += edition.words(filled(wb.LEFT_OUT, n=number(covered.left_out)), CELL_GREY)
    why_not = covered.clause.why_not
    if why_not is not None:
        partly = covered.clause.checkable is Checkable.PARTLY
        parts += edition.words(filled(wd.PARTLY, why=why_not) if partly else why_not, CELL_GREY)
    return tuple(parts) or (Words(""),)
