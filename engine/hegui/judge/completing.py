"""Findings completed: what was concluded, with its number, figures, evidence, actions and rows to verify."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hegui.judge.actions import Planning
from hegui.judge.conclusions import Conclusion
from hegui.judge.totals import Total, basis_points
from hegui.judge.vetting import FINDING
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.measured import EvidenceRow, Measurement, Tally
from hegui.words.standards import Standard
from hegui.words.verdicts import Verdict

ROWS_TO_VERIFY = 5
"""Rows of a finding that are verified against the original ticket or recording."""
Rows = Mapping[tuple[str, str], Sequence[EvidenceRow]]
"""Rows by standard and unit."""


@dataclass(frozen=True)
class Breaches:
    """Where the instances that make a finding of some kind are found."""

    verdict: Verdict
    rows: Rows

    @classmethod
    def of(cls, kind: FindingKind, measurement: Measurement) -> Breaches:
        """Nonconforming instances, or those that could not be judged."""
        if kind is FindingKind.NONCONFORMITY:
            return cls(Verdict.NONCONFORMING, _by_unit(measurement.evidence))
        return cls(Verdict.UNDETERMINED, _by_unit(measurement.undetermined))

    def among(self, tally: Tally | Total) -> int:
        """What the instances are a share of: those judged, or all in scope."""
        return tally.counts.judged if self.verdict is Verdict.NONCONFORMING else tally.counts.in_scope


def fingerprint(kind: FindingKind, standard: str, unit: str) -> str:
    """Identity of a finding, the same from run to run."""
    return hashlib.sha256(f"{kind.value}|{standard}|{unit}".encode()).hexdigest()[:16]


def sample(finding: str, rows: Sequence[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """Rows drawn by chance that anyone can draw again: the seed is the finding, whatever the order of the rows."""

    def lot(row: EvidenceRow) -> str:
        return hashlib.sha256(f"{finding}|{row.key}|{row.source}|{row.row}".encode()).hexdigest()

    drawn = set(sorted(rows, key=lot)[:ROWS_TO_VERIFY])
    return tuple(row for row in rows if row in drawn)


@dataclass(frozen=True)
class Completing:
    """What findings are completed from."""

    standards: Sequence[Standard]
    totals: Mapping[tuple[str, str], Total]
    breaches: Mapping[FindingKind, Breaches]
    planning: Planning

    def findings(self, conclusions: Sequence[Conclusion]) -> tuple[Finding, ...]:
        """Findings gravest first, then by order of standards, then by unit, numbered in that order."""
        place = {standard.id: number for number, standard in enumerate(self.standards)}
        grades, kinds = list(Grade), list(FindingKind)
        drafts = sorted(
            map(self._draft, conclusions), key=lambda f: (grades.index(f.grade), place[f.standard], f.unit, kinds.index(f.kind))
        )
        also = self._also(drafts)
        width = max(3, len(str(len(drafts))))
        return tuple(
            replace(draft, number=f"NC-{number:0{width}}", also=also.get(draft.id, ())) for number, draft in enumerate(drafts, start=1)
        )

    def _draft(self, conclusion: Conclusion) -> Finding:
        fact = conclusion.fact
        kind = FindingKind.NONCONFORMITY if fact["kind"] == FINDING else FindingKind.INCONCLUSIVE
        about = str(fact["standard"]), str(fact["unit"])
        total, breaches, id_ = self.totals[about], self.breaches[kind], fingerprint(kind, *about)
        rows = tuple(breaches.rows.get(about, ()))
        number = total.counts.of(breaches.verdict)
        return Finding(
            id=id_,
            number="",
            kind=kind,
            standard=total.standard.id,
            unit=total.unit,
            grade=Grade(str(fact["grade"])),
            rule=conclusion.because[-1].rule,
            because=conclusion.because,
            counts=total.counts,
            rate_bp=basis_points(number, breaches.among(total)),
            worst_seconds=total.worst_seconds if kind is FindingKind.NONCONFORMITY else None,
            periods=tuple((tally.period, n, breaches.among(tally)) for tally in total.tallies if (n := tally.counts.of(breaches.verdict))),
            evidence=rows,
            evidence_total=number,
            actions=tuple(self.planning.actions(conclusion, total.standard)),
            verify=sample(id_, rows),
        )

    def _also(self, drafts: Sequence[Finding]) -> Mapping[str, tuple[str, ...]]:
        """Finding to the other standards on the same thing that its unit breaches."""
        order = {standard.id: (number, standard.same) for number, standard in enumerate(self.standards)}
        breached: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        nonconformities = [draft for draft in drafts if draft.kind is FindingKind.NONCONFORMITY]
        for draft in sorted(nonconformities, key=lambda draft: order[draft.standard]):
            breached[draft.unit, order[draft.standard][1]].append(draft.standard)
        return {
            draft.id: tuple(other for other in breached[draft.unit, order[draft.standard][1]] if other != draft.standard)
            for draft in nonconformities
        }


def _by_unit(rows: Sequence[EvidenceRow]) -> Rows:
    by_unit: defaultdict[tuple[str, str], list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        by_unit[row.standard, row.unit].append(row)
    return by_unit
