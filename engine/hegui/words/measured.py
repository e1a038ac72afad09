"""What measuring gives: tallies, statuses and evidence rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from hegui.words.calendars import WorkingCalendar
from hegui.words.periods import MONTH, Period
from hegui.words.profiles import Objection, Waiver
from hegui.words.standards import Adoption
from hegui.words.text import Text
from hegui.words.verdicts import REASONS, Verdict

K = TypeVar("K", bound=Hashable)

UNKNOWN_PERIOD = "unknown"
"""Period of instances without an anchor."""


@dataclass(frozen=True)
class Setting:
    """How measuring is asked to measure."""

    as_of: datetime
    """Instant of the audit, naive in the audit's time zone."""
    since: date | None = None
    """First day of the window on the anchor; None: open."""
    until: date | None = None
    """Day after the last day of the window; None: open."""
    period: Period = MONTH
    """By which tallies are counted."""
    calendar: WorkingCalendar | None = None
    waivers: tuple[Waiver, ...] = ()
    objections: tuple[Objection, ...] = ()
    """Only those upheld change anything."""
    adoptions: Mapping[str, Adoption] = field(default_factory=dict)
    """Handbook to its adoption: outside its dates and units its standards do not apply. A handbook without one applies everywhere."""
    mask_key: str | None = None
    """Key of the pseudonyms of personal fields; None: shown."""
    rows_kept: int = 100
    """Evidence rows kept for each standard and unit, worst first."""
    spool: Path | None = None
    """Where the complete evidence is written as Parquet; None: nowhere."""


@dataclass(frozen=True)
class Counts:
    """How many instances got which reason code."""

    reasons: Mapping[str, int] = field(default_factory=dict)
    """Reason code to instances; codes that did not occur are left out."""

    def of(self, verdict: Verdict) -> int:
        """Instances with that verdict."""
        return sum(n for code, n in self.reasons.items() if REASONS[code].verdict is verdict)

    @property
    def in_scope(self) -> int:
        """Conforming + nonconforming + pending + undetermined + waived."""
        return sum(self.reasons.values()) - self.of(Verdict.NOT_APPLICABLE)

    @property
    def judged(self) -> int:
        """Conforming + nonconforming: the denominator of a rate."""
        return self.of(Verdict.CONFORMING) + self.of(Verdict.NONCONFORMING)

    def __add__(self, other: Counts) -> Counts:
        both = dict(self.reasons)
        for code, n in other.reasons.items():
            both[code] = both.get(code, 0) + n
        return Counts(dict(sorted(both.items())))


def summed(pairs: Iterable[tuple[K, Counts]]) -> dict[K, Counts]:
    """Counts added up by what they are of."""
    reasons: dict[K, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, counts in pairs:
        for code, n in counts.reasons.items():
            reasons[key][code] += n
    return {key: Counts(dict(sorted(by_code.items()))) for key, by_code in reasons.items()}


@dataclass(frozen=True)
class Tally:
    """Counts of a standard in a unit and period."""

    standard: str
    unit: str
    period: str
    """Such as ``2026-03``, ``2026-Q1``, ``unknown``."""
    counts: Counts
    number: int | None = None
    """Number of the period, so that neighbours are known; None for the unknown period."""
    carried: int = 0
    """Of those in scope, how many are anchored before the window and were pending when it began."""
    worst_seconds: int | None = None
    """Longest overrun among the nonconforming; None where the kind has none."""


FIGURES: Mapping[str, Text] = {
    "found": Text("实际次数", "found"),
    "needed": Text("应有次数", "needed"),
    "from": Text("周期起", "from"),
    "until": Text("周期止（不含）", "until (exclusive)"),
    "first_done": Text("最早完成", "first done"),
    "numerator": Text("分子", "numerator"),
    "denominator": Text("分母", "denominator"),
    "share": Text("占比（%）", "share (%)"),
    "value": Text("实际值", "value"),
    "limit": Text("规定值", "limit"),
    "members": Text("样本数", "members"),
    "unknown": Text("无法判定数", "cannot be judged"),
    "drawn": Text("已抽数", "drawn"),
    "population": Text("总体数", "population"),
    "recorded": Text("记录值", "recorded"),
    "recomputed": Text("重算值", "recomputed"),
    "events": Text("事件数", "events"),
    "exposure": Text("基数", "exposure"),
    "series": Text("历期值", "series"),
    "missing_items": Text("缺少项目", "items missing"),
}
"""Figures that slots and groups are explained with; numbers are written in full, without rounding where they end."""


class Status(StrEnum):
    """What came of a standard; none but ``judged`` is ever shown as conforming."""

    JUDGED = "judged"
    NOT_EVALUATED = "not_evaluated"
    """Nothing in scope."""
    NOT_CHECKED = "not_checked"
    """No log bound, or a field it needs is not in the log."""
    ERROR = "error"
    """It crashed."""


@dataclass(frozen=True)
class StandardStatus:
    """Status of one standard in force, with the reason where it is not judged."""

    standard: str
    status: Status
    why: str = ""
    """English clause; for ``error`` the message."""


@dataclass(frozen=True)
class Instance:
    """One thing that was checked, with its verdict; what examples are compared with."""

    standard: str
    unit: str
    entity: str
    """Key of the case; of slots and groups the entity or unit."""
    period: str
    """Own period of slots and groups; empty for cases."""
    reason: str
    """Reason code."""


@dataclass(frozen=True)
class EvidenceRow:
    """One instance that is nonconforming, undetermined or pending."""

    standard: str
    unit: str
    period: str
    """Report period of a case; of slots and groups their own period, such as ``2026-Q1``."""
    key: str
    """Key of the case; of slots and groups the entity or unit."""
    source: str
    """File name; empty where the source is no file, and for slots and groups, which are no rows."""
    row: int
    """Row of the file; 0 for slots and groups."""
    verdict: str
    reason: str
    anchor: datetime | None = None
    due: datetime | None = None
    """Instant (elapsed, working) or last moment of the due day (calendar limits)."""
    overrun_seconds: int | None = None
    observed: tuple[tuple[str, str | None], ...] = ()
    """Field and value as text, in the order the standard reads them; None: missing. Personal values are pseudonyms.
    Of slots and groups: names of ``FIGURES`` and their values."""


@dataclass(frozen=True)
class Measurement:
    """All that measuring found."""

    statuses: tuple[StandardStatus, ...]
    """One for each standard asked for, in order."""
    tallies: tuple[Tally, ...]
    """Sorted by standard, unit, period."""
    evidence: tuple[EvidenceRow, ...]
    """Nonconforming rows, worst first within standard and unit, at most ``rows_kept`` each."""
    pending: tuple[EvidenceRow, ...]
    """Pending rows, first due first within standard and unit, at most ``rows_kept`` each."""
    undetermined: tuple[EvidenceRow, ...] = ()
    """Undetermined rows within standard and unit, at most ``rows_kept`` each."""
    unused_waivers: tuple[Waiver, ...] = ()
    unused_objections: tuple[Objection, ...] = ()
    """Upheld objections that no breach answers to."""
    spool: Path | None = None
    """Parquet file with the complete evidence (nonconforming, undetermined, pending, waived)."""
