"""What rules are told of totals: flat facts, with what relates one total to others and to the last audit worked out beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hegui.judge.identity import fingerprint
from hegui.judge.runs import periods_in_a_row
from hegui.judge.totals import TOTAL, Total, basis_points
from hegui.rules import Fact, Value
from hegui.words.findings import FindingKind, PastFinding
from hegui.words.periods import Period
from hegui.words.standards import Adoption, Handbook, Standard
from hegui.words.verdicts import Verdict

COUNTED_VERDICTS = (Verdict.CONFORMING, Verdict.NONCONFORMING, Verdict.PENDING, Verdict.UNDETERMINED, Verdict.WAIVED)


@dataclass(frozen=True)
class Stating:
    """What surrounds the totals."""

    handbooks: Mapping[str, Handbook]
    day: date
    """Day of the audit, on which a handbook is adopted or not."""
    period: Period
    """Of the report."""
    past: Mapping[str, PastFinding]
    """Findings of the last audit by fingerprint."""
    withdrawn: Collection[str]
    """Fingerprints of findings that an auditor withdrew: they are no breach to compare with."""

    def facts(self, totals: Sequence[Total]) -> list[Fact]:
        """The facts that can lead to a conclusion: breaches, records that cannot be judged, and units that keep what others breach."""
        breaching: defaultdict[str, set[str]] = defaultdict(set)
        for total in totals:
            if total.over_tolerance and self._id(FindingKind.NONCONFORMITY, total) not in self.withdrawn:
                breaching[total.standard.id].add(total.unit)
        about = {total.standard.id: _about(total.standard) for total in totals}
        facts: list[Fact] = []
        for total in totals:
            elsewhere = len(breaching[total.standard.id] - {total.unit})
            if total.nonconforming or total.over_unknown or (elsewhere and total.judged):
                facts.append({**about[total.standard.id], **self._fact(total), "breached_elsewhere": elsewhere})
        return facts

    def _fact(self, total: Total) -> dict[str, Value]:
        found = self.past.get(self._id(FindingKind.NONCONFORMITY, total))
        fact: dict[str, Value] = {
            "uid": f"{TOTAL}:{total.standard.id}:{total.unit}",
            "unit": total.unit,
            "adopted": self._adopted(total),
            "in_scope": total.in_scope,
            "judged": total.judged,
            "rate_bp": basis_points(total.nonconforming, total.judged),
            "unknown_bp": basis_points(total.undetermined, total.in_scope),
            "over_tolerance": total.over_tolerance,
            "over_unknown": total.over_unknown,
            "periods_in_a_row": periods_in_a_row(total, self.period) if total.nonconforming else 0,
            "found_before": found is not None,
            "closed_before": found is not None and found.closed_effective,
            "record_found_before": self._id(FindingKind.INCONCLUSIVE, total) in self.past,
        }
        for verdict in COUNTED_VERDICTS:
            fact[verdict.value] = total.verdicts[verdict]
        if total.worst_seconds is not None:
            fact["worst_seconds"] = total.worst_seconds
        return fact

    def _id(self, kind: FindingKind, total: Total) -> str:
        # Hashed only where there is something to look up.
        return fingerprint(kind, total.standard.id, total.unit) if self.past or self.withdrawn else ""

    def _adopted(self, total: Total) -> bool:
        """Whether the total's handbook was formally adopted for its unit on the day of the audit."""
        handbook = self.handbooks.get(total.standard.handbook)
        return handbook is not None and handbook.adoption is not None and _binds(handbook.adoption, total.unit, self.day)


def _about(standard: Standard) -> Fact:
    """What the facts of all units say of a standard."""
    return {
        "kind": TOTAL,
        "standard": standard.id,
        "handbook": standard.handbook,
        "clause": standard.clause,
        "limits_same": standard.same,
        "log": standard.log,
        "force": standard.force.value,
        "check": standard.kind,
        "scope": standard.scope.value,
        "responsible": standard.responsible,
        "cause": standard.cause,
        "tolerance_bp": standard.tolerance_bp,
        "max_unknown_bp": standard.max_unknown_bp,
    }


def _binds(adoption: Adoption, unit: str, day: date) -> bool:
    ended = adoption.effective_until is not None and day >= adoption.effective_until
    return adoption.effective_from <= day and not ended and (not adoption.units or unit in adoption.units)
