"""How grave a finding is beside the others: for the five that are named first, and for those that have a sheet."""

from __future__ import annotations

from collections.abc import Iterable

from hegui.report.intervals import wilson
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.verdicts import Verdict

_GRADES = list(Grade)


def gravest(findings: Iterable[Finding], few: int = 0) -> list[Finding]:
    """Gravest first, within a grade those with the highest rate that is sure; those with fewer judged than ``few`` come last in it."""

    def gravity(finding: Finding) -> tuple[int, bool, int, int, str]:
        counts = finding.counts
        breaches = counts.of(Verdict.NONCONFORMING)
        sure = wilson(breaches, counts.judged)
        last = finding.kind is FindingKind.INCONCLUSIVE or counts.judged < few
        return _GRADES.index(finding.grade), last, -sure[0] if sure else 0, -breaches, finding.number

    return sorted(findings, key=gravity)
