"""What measuring gives: tallies, statuses and evidence rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from hegui.words.calendars import WorkingCalendar
from hegui.words.profiles import Waiver
from hegui.words.verdicts import REASONS, Verdict

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
    period: str = "month"
    """``day week month quarter half_year year``."""
    calendar: WorkingCalendar | None = None
    waivers: tuple[Waiver, ...] = ()
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


@dataclass(frozen=True)
class Tally:
    """Counts of a standard in a unit and period."""

    standard: str
    unit: str
    period: str
    """Such as ``2026-03``, ``2026-Q1``, ``unknown``."""
    counts: Counts
    carried: int = 0
    """Of those in scope, how many are anchored before the window and were pending when it began."""
    worst_seconds: int | None = None
    """Longest overrun among the nonconforming; None where the kind has none."""


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
class EvidenceRow:
    """One instance that is nonconforming, undetermined or pending."""

    standard: str
    unit: str
    period: str
    key: str
    source: str
    """File name; empty where the source is no file."""
    row: int
    verdict: str
    reason: str
    anchor: datetime | None = None
    due: datetime | None = None
    """Instant (elapsed, working) or last moment of the due day (calendar limits)."""
    overrun_seconds: int | None = None
    observed: tuple[tuple[str, str | None], ...] = ()
    """Field and value as text, in the order the standard reads them; None: missing. Personal values are pseudonyms."""


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
    spool: Path | None = None
    """Parquet file with the complete evidence (nonconforming, undetermined, pending, waived)."""
