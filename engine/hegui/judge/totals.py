"""Totals of a standard in a unit over the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from hegui.words.measured import Counts, Measurement, Status, Tally
from hegui.words.standards import Standard
from hegui.words.verdicts import REASONS, Verdict

TOTAL = "total"
"""Kind of the facts about totals."""
TOTAL_FIELDS = frozenset({
    "standard", "handbook", "clause", "limits_same", "log", "unit", "force", "adopted", "check", "scope", "responsible", "cause",
    "in_scope", "judged", "conforming", "nonconforming", "pending", "undetermined", "waived",
    "rate_bp", "unknown_bp", "tolerance_bp", "max_unknown_bp", "over_tolerance", "over_unknown", "worst_seconds",
    "periods_in_a_row", "breached_elsewhere", "found_before", "closed_before", "record_found_before",
})  # fmt: skip
"""Fields that rules can name of a total; ``worst_seconds`` is missing where nothing overran."""
Verdicts = Mapping[Verdict, int]
_NONE = dict.fromkeys(Verdict, 0)
_VERDICTS = {code: reason.verdict for code, reason in REASONS.items()}


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
    def verdicts(self) -> Verdicts:
        """Instances by verdict."""
        return verdicts(self.counts)

    @cached_property
    def periods(self) -> tuple[tuple[Tally, Verdicts], ...]:
        """Tallies with their instances by verdict."""
        return tuple((tally, verdicts(tally.counts)) for tally in self.tallies)

    @property
    def nonconforming(self) -> int:
        """Breaches."""
        return self.verdicts[Verdict.NONCONFORMING]

    @property
    def undetermined(self) -> int:
        """Instances that could not be judged."""
        return self.verdicts[Verdict.UNDETERMINED]

    @property
    def judged(self) -> int:
        """Instances with a verdict for or against."""
        return judged(self.verdicts)

    @property
    def in_scope(self) -> int:
        """Instances that the standard is about."""
        return in_scope(self.verdicts)

    @cached_property
    def over_tolerance(self) -> bool:
        """Whether breaches among the judged exceed the tolerance, exactly: 1 in 50,000 exceeds 0 per cent."""
        return self.nonconforming * 10_000 > self.standard.tolerance_bp * self.judged

    @cached_property
    def over_unknown(self) -> bool:
        """Whether so many in scope could not be judged that the record does not allow the audit."""
        return self.undetermined * 10_000 > self.standard.max_unknown_bp * self.in_scope


def totals(measurement: Measurement, standards: Sequence[Standard]) -> Iterator[Total]:
    """Totals of every standard that was judged, by standard and unit."""
    by_id = {standard.id: standard for standard in standards}
    known = {status.standard for status in measurement.statuses if status.status is Status.JUDGED}
    tallies = sorted((tally for tally in measurement.tallies if tally.standard in known), key=lambda t: (t.standard, t.unit, t.period))
    for (id_, unit), group in groupby(tallies, key=lambda tally: (tally.standard, tally.unit)):
        periods = tuple(group)
        overruns = [tally.worst_seconds for tally in periods if tally.worst_seconds is not None]
        reasons: Counter[str] = Counter()
        for tally in periods:
            reasons.update(tally.counts.reasons)
        yield Total(by_id[id_], unit, Counts(dict(sorted(reasons.items()))), max(overruns, default=None), periods)


def verdicts(counts: Counts) -> Verdicts:
    """Instances by verdict; in one pass, as there are many totals and tallies."""
    found = _NONE.copy()
    for code, number in counts.reasons.items():
        found[_VERDICTS[code]] += number
    return found


def judged(found: Verdicts) -> int:
    """Conforming and nonconforming."""
    return found[Verdict.CONFORMING] + found[Verdict.NONCONFORMING]


def in_scope(found: Verdicts) -> int:
    """All that the standard is about."""
    return sum(found.values()) - found[Verdict.NOT_APPLICABLE]


def basis_points(part: int, whole: int) -> int:
    """A share in basis points, rounded down; 0 of nothing."""
    return part * 10_000 // whole if whole else 0
