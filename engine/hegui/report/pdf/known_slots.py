"""What is known of the slots of a finding: those that are listed, and what the counts say of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from hegui.report.pdf.marks import Mark
from hegui.words.measured import Counts, EvidenceRow
from hegui.words.periods import MONTH, Period
from hegui.words.verdicts import Verdict


@dataclass(frozen=True)
class Calendar:
    """The slots of a standard in a unit, as far as they are known."""

    per: Period
    rows: tuple[EvidenceRow, ...]
    """Nonconforming, pending and undetermined slots that are listed."""
    counts: Mapping[int, Counts]
    """By number of the report's period in which slots begin."""
    by: Period
    """The report's period."""
    span: tuple[date, date]
    """First and last day on which there may be slots."""

    @cached_property
    def marks(self) -> dict[tuple[str, int], Mark]:
        """Entity and number of the period to what is listed of the slot."""
        return {(row.key, self.number(row)): Mark(row.verdict) for row in self.rows if row.anchor is not None}

    def number(self, row: EvidenceRow) -> int:
        """Number of the period of a slot."""
        assert row.anchor is not None
        return _number(self.per, row.anchor.date())

    @cached_property
    def complete(self) -> bool:
        """Whether every slot that is nonconforming, pending or undetermined is listed."""
        listed = Counter(row.verdict for row in self.rows)
        verdicts = (Verdict.NONCONFORMING, Verdict.PENDING, Verdict.UNDETERMINED)
        return all(listed[verdict] >= sum(counts.of(verdict) for counts in self.counts.values()) for verdict in verdicts)

    @cached_property
    def periods(self) -> range:
        """Numbers of the periods, from the first that was counted to the last."""
        told = [at for _, at in self.marks]
        counted = [_number(self.per, day) for at in self.counts for first, after in (self.by.bounds(at),)
                   for day in (max(first, self.span[0]), min(after - timedelta(days=1), self.span[1]))]  # fmt: skip
        return range(min(told + counted), max(told + counted) + 1)

    @cached_property
    def certain(self) -> frozenset[int]:
        """Periods of the report in which there are as many slots as there are fields to draw: every field is a slot."""
        entities = {row.key for row in self.rows}
        fields = Counter(_number(self.by, self.per.bounds(at)[0]) for at in self.periods)
        return frozenset(at for at, counts in self.counts.items() if sum(counts.reasons.values()) == fields[at] * len(entities))

    def mark(self, entity: str, at: int) -> Mark:
        """What is said of a slot; one that is not listed may conform where any that begins in the same period of the report does."""
        listed = self.marks.get((entity, at))
        if listed is not None:
            return listed
        period = _number(self.by, self.per.bounds(at)[0])
        counts = self.counts.get(period)
        if not self.complete or not counts or not counts.of(Verdict.CONFORMING):
            return Mark.NONE
        return Mark.CONFORMING if period in self.certain else Mark.UNLISTED


def _number(per: Period, day: date) -> int:
    """Number of the period that holds the day; between two billing windows that of the next."""
    found = per.number_at(day)
    return _number(MONTH, day) if found is None else found
