"""Findings completed: what was decided, with its number, figures, evidence, marks, actions and rows to verify."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hegui.judge.actions import Planning
from hegui.judge.conclusions import Conclusions
from hegui.judge.deciding import Decided
from hegui.judge.totals import Total, Verdicts, basis_points, in_scope, judged
from hegui.words.findings import Because, Finding, FindingKind, Mark, PastFinding
from hegui.words.measured import EvidenceRow, Measurement
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

    def among(self, found: Verdicts) -> int:
        """What the instances are a share of: those judged, or all in scope."""
        return judged(found) if self.verdict is Verdict.NONCONFORMING else in_scope(found)

    def periods(self, total: Total) -> tuple[tuple[str, int, int], ...]:
        """Periods with such instances, how many, and of how many."""
        return tuple((tally.period, found[self.verdict], self.among(found)) for tally, found in total.periods if found[self.verdict])


def sample(finding: str, rows: Sequence[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """Rows drawn by chance that anyone can draw again: the seed is the finding, whatever the order of the rows."""

    def lot(row: EvidenceRow) -> str:
        return hashlib.sha256(f"{finding}|{row.key}|{row.period if not row.row else row.source}|{row.row}".encode()).hexdigest()

    if len(rows) <= ROWS_TO_VERIFY:
        return tuple(rows)
    drawn = set(sorted(range(len(rows)), key=lambda index: lot(rows[index]))[:ROWS_TO_VERIFY])
    return tuple(row for index, row in enumerate(rows) if index in drawn)


@dataclass(frozen=True)
class Completing:
    """What findings are completed from."""

    totals: Mapping[tuple[str, str], Total]
    breaches: Mapping[FindingKind, Breaches]
    conclusions: Conclusions
    chains: Mapping[str, tuple[Because, ...]]
    """Finding to what led to its grade."""
    planning: Planning
    numbers: Mapping[str, str]
    issued: Mapping[str, str]
    past: Mapping[str, PastFinding]
    also: Mapping[str, tuple[str, ...]]

    def finding(self, decided: Decided) -> Finding:
        """A finding in full; one that was withdrawn has no marks and no actions."""
        proposal, id_ = decided.graded, decided.graded.id
        total, breaches = self.totals[proposal.standard, proposal.unit], self.breaches[proposal.kind]
        rows = tuple(breaches.rows.get((proposal.standard, proposal.unit), ()))
        number = total.verdicts[breaches.verdict]
        return Finding(
            id=id_,
            number=self.numbers[id_],
            kind=proposal.kind,
            standard=proposal.standard,
            unit=proposal.unit,
            grade=decided.grade,
            rule=proposal.firings[-1].rule,
            because=self.chains[id_],
            counts=total.counts,
            rate_bp=basis_points(number, breaches.among(total.verdicts)),
            worst_seconds=total.worst_seconds if proposal.kind is FindingKind.NONCONFORMITY else None,
            periods=breaches.periods(total),
            evidence=rows,
            evidence_total=number,
            actions=self.planning.of_finding(decided, total.standard, self.conclusions.actions.get(id_, {})),
            also=self.also.get(id_, ()),
            verify=sample(id_, rows),
            issued=id_ in self.issued,
            repeated=self._repeated(id_),
            previous=self.past[id_].number if id_ in self.past else "",
            escalated=self._escalated(decided),
            determination=decided.determination,
            proposed=proposal.grade if proposal.grade is not decided.grade else None,
        )

    def _repeated(self, id_: str) -> Mark | None:
        because = self.conclusions.repeated.get(id_)
        return None if because is None else Mark(because)

    def _escalated(self, decided: Decided) -> Mark | None:
        because = self.conclusions.escalated.get(decided.graded.id)
        return None if because is None else Mark(because, self.planning.posts.headquarters(decided.graded.unit))


def also_breached(findings: Sequence[Decided], standards: Sequence[Standard]) -> Mapping[str, tuple[str, ...]]:
    """Finding to the other standards on the same thing that its unit breaches."""
    order = {standard.id: (number, standard.same) for number, standard in enumerate(standards)}
    breached: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    breaches = [each.graded for each in findings if each.graded.kind is FindingKind.NONCONFORMITY]
    for finding in sorted(breaches, key=lambda finding: order[finding.standard]):
        breached[finding.unit, order[finding.standard][1]].append(finding.standard)
    return {
        finding.id: tuple(other for other in breached[finding.unit, order[finding.standard][1]] if other != finding.standard)
        for finding in breaches
    }


def _by_unit(rows: Sequence[EvidenceRow]) -> Rows:
    by_unit: defaultdict[tuple[str, str], list[EvidenceRow]] = defaultdict(list)
    for row in rows:
        by_unit[row.standard, row.unit].append(row)
    return by_unit
