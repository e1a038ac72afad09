"""Totals of a standard in a unit over the window, and the facts about them that rules judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from hegui.rules import Fact, Value
from hegui.words.measured import Counts, Measurement, Status, Tally
from hegui.words.standards import Adoption, Handbook, Standard
from hegui.words.verdicts import Verdict

TOTAL = "total"
"""Kind of the facts about totals."""
TOTAL_FIELDS = frozenset({
    "standard", "handbook", "clause", "limits_same", "log", "unit", "force", "adopted", "check", "responsible", "cause",
    "in_scope", "judged", "conforming", "nonconforming", "pending", "undetermined", "waived",
    "rate_bp", "unknown_bp", "tolerance_bp", "max_unknown_bp", "over_tolerance", "over_unknown", "worst_seconds",
})  # fmt: skip
"""Fields that rules can name of a total; ``worst_seconds`` is missing where nothing overran."""
COUNTED_VERDICTS = (Verdict.CONFORMING, Verdict.NONCONFORMING, Verdict.PENDING, Verdict.UNDETERMINED, Verdict.WAIVED)


@dataclass(frozen=True)
class Total:
    """Counts of a standard in a unit over the window."""

    standard: Standard
    unit: str
    counts: Counts
    worst_seconds: int | None
    """Longest overrun among the nonconforming."""
    tallies: tuple[Tally, ...]
    """By period."""

    @cached_property
    def nonconforming(self) -> int:
        """Breaches."""
        return self.counts.of(Verdict.NONCONFORMING)

    @cached_property
    def undetermined(self) -> int:
        """Instances that could not be judged."""
        return self.counts.of(Verdict.UNDETERMINED)

    @property
    def over_tolerance(self) -> bool:
        """Whether breaches among the judged exceed the tolerance, exactly: 1 in 50,000 exceeds 0 per cent."""
        return self.nonconforming * 10_000 > self.standard.tolerance_bp * self.counts.judged

    @property
    def over_unknown(self) -> bool:
        """Whether so many in scope could not be judged that the record does not allow the audit."""
        return self.undetermined * 10_000 > self.standard.max_unknown_bp * self.counts.in_scope

    def fact(self, *, adopted: bool) -> Fact:
        """What rules are told."""
        standard, counts = self.standard, self.counts
        fields: dict[str, Value] = {
            "kind": TOTAL,
            "uid": f"{TOTAL}:{standard.id}:{self.unit}",
            "standard": standard.id,
            "handbook": standard.handbook,
            "clause": standard.clause,
            "limits_same": standard.same,
            "log": standard.log,
            "unit": self.unit,
            "force": standard.force.value,
            "adopted": adopted,
            "check": standard.kind,
            "responsible": standard.responsible,
            "cause": standard.cause,
            "in_scope": counts.in_scope,
            "judged": counts.judged,
            "rate_bp": basis_points(self.nonconforming, counts.judged),
            "unknown_bp": basis_points(self.undetermined, counts.in_scope),
            "tolerance_bp": standard.tolerance_bp,
            "max_unknown_bp": standard.max_unknown_bp,
            "over_tolerance": self.over_tolerance,
            "over_unknown": self.over_unknown,
        }
        fields |= {verdict.value: counts.of(verdict) for verdict in COUNTED_VERDICTS}
        return fields if self.worst_seconds is None else fields | {"worst_seconds": self.worst_seconds}


def totals(measurement: Measurement, standards: Sequence[Standard]) -> Iterator[Total]:
    """Totals of every standard that was judged, by standard and unit."""
    by_id = {standard.id: standard for standard in standards}
    judged = {status.standard for status in measurement.statuses if status.status is Status.JUDGED}
    tallies = sorted((tally for tally in measurement.tallies if tally.standard in judged), key=lambda t: (t.standard, t.unit, t.period))
    for (id_, unit), group in groupby(tallies, key=lambda tally: (tally.standard, tally.unit)):
        periods = tuple(group)
        overruns = [tally.worst_seconds for tally in periods if tally.worst_seconds is not None]
        counts = sum((tally.counts for tally in periods), Counts())
        yield Total(by_id[id_], unit, counts, max(overruns, default=None), periods)


def basis_points(part: int, whole: int) -> int:
    """A share in basis points, rounded down; 0 of nothing."""
    return part * 10_000 // whole if whole else 0


def in_force(handbooks: Mapping[str, Handbook], total: Total, day: date) -> bool:
    """Whether the total's handbook was formally adopted for its unit on that day."""
    handbook = handbooks.get(total.standard.handbook)
    return handbook is not None and handbook.adoption is not None and _binds(handbook.adoption, total.unit, day)


def _binds(adoption: Adoption, unit: str, day: date) -> bool:
    ended = adoption.effective_until is not None and day >= adoption.effective_until
    return adoption.effective_from <= day and not ended and (not adoption.units or unit in adoption.units)
