"""What became of the findings of the last audit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hegui.judge.identity import fingerprint
from hegui.judge.totals import Total
from hegui.words.findings import Became, FindingKind, FollowedUp, PastFinding


@dataclass(frozen=True)
class Following:
    """What there is now to compare with."""

    numbers: Mapping[str, str]
    """Findings that stand: fingerprint to number."""
    withdrawn: Collection[str]
    """Findings that an auditor withdrew: there is no breach."""
    totals: Mapping[tuple[str, str], Total]

    def followed_up(self, past: Sequence[PastFinding]) -> Iterator[FollowedUp]:
        """Every finding of the last audit and what became of it, in the order of that audit."""
        for finding in past:
            if finding.id in self.numbers:
                yield FollowedUp(finding, Became.RECURRED, self.numbers[finding.id])
            else:
                yield FollowedUp(finding, Became.CLOSED if self._judged(finding) else Became.NOT_CHECKED)

    def _judged(self, finding: PastFinding) -> bool:
        """Whether it could be judged again; a breach is not closed by a record that cannot be audited."""
        if finding.id in self.withdrawn:
            return True
        total = self.totals.get((finding.standard, finding.unit))
        if total is None:
            return False
        if finding.kind is FindingKind.INCONCLUSIVE:
            return total.in_scope > 0
        record = fingerprint(FindingKind.INCONCLUSIVE, finding.standard, finding.unit)
        return total.judged > 0 and record not in self.numbers
