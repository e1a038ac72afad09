"""The immutable record of one audit: what every writer reads, and all it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from hegui.words.attestations import Attested, Entry
from hegui.words.bound import BoundLog
from hegui.words.conflicts import Conflict
from hegui.words.errors import Exit
from hegui.words.findings import CommonProblem, Finding, FollowedUp, Grade, Strength
from hegui.words.jobs import Job, Unit
from hegui.words.measured import Counts, EvidenceRow, StandardStatus, Status, Tally, summed
from hegui.words.profiles import Objection, Profile, Rule, Waiver
from hegui.words.standards import Handbook, Standard
from hegui.words.text import Text
from hegui.words.verdicts import Verdict


@dataclass(frozen=True)
class InputFile:
    """A file that the audit rests on."""

    role: str
    """``policy log job units determinations objections attestations issued last_audit``."""
    name: str
    """Relative path with forward slashes; no host names."""
    sha256: str


@dataclass(frozen=True)
class Record:
    """One audit, from its criteria to its conclusions."""

    job: Job
    profile: Profile
    handbooks: tuple[Handbook, ...]
    """In force, in the order of the profile."""
    standards: tuple[Standard, ...]
    """Every standard in force, in the order of the handbooks; parameters as the profile sets them."""
    rules: tuple[Rule, ...]
    logs: tuple[BoundLog, ...]
    """Writers read its accounts and bindings, never its table."""
    as_of: datetime
    as_of_given: bool
    since: date | None
    until: date | None
    statuses: Mapping[str, StandardStatus]
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]
    """Gravest first, then by handbook, clause, unit."""
    pending: tuple[EvidenceRow, ...]
    undetermined: tuple[EvidenceRow, ...]
    spool: Path | None
    """Complete evidence as Parquet."""
    inputs: tuple[InputFile, ...]
    warnings: tuple[Text, ...]
    """What the reader must know: years without holidays, criteria not adopted, waivers unused …"""
    versions: Mapping[str, str]
    """Package to version: hegui, duckdb, ibis-framework, durable_rules, reportlab, python."""
    command: str
    """How to repeat it."""
    unused_waivers: tuple[Waiver, ...] = ()
    withdrawn: tuple[Finding, ...] = ()
    """Drafts that an auditor withdrew; they do not count."""
    common: tuple[CommonProblem, ...] = ()
    strengths: tuple[Strength, ...] = ()
    followed_up: tuple[FollowedUp, ...] = ()
    """Every finding of the last audit."""
    unused_objections: tuple[Objection, ...] = ()
    log_titles: Mapping[str, Text] = field(default_factory=dict)
    """Every log of the vocabulary, also those that were not given: name to title."""
    attestations: tuple[Attested, ...] = ()
    """What no log shows, of every handbook in force, and how far it is attested; never counted as judged."""
    conflicts: tuple[Conflict, ...] = ()
    """Those between the handbooks in force."""
    left_out: tuple[Entry, ...] = ()
    """What the handbooks in force ask and the profile does not choose."""

    @property
    def confirmed(self) -> bool:
        """Whether an auditor decided on every finding and every unit answered: else the report is a draft."""
        return all(finding.determination is not None and finding.determination.answer is not None for finding in self.findings)

    def counts(self, standard: str) -> Counts:
        """Counts of a standard over all units and periods."""
        return self.by_standard.get(standard, Counts())

    @cached_property
    def by_standard(self) -> Mapping[str, Counts]:
        """Counts of each standard over all units and periods; of those that have any."""
        return summed((tally.standard, tally.counts) for tally in self.tallies)

    def standard(self, id_: str) -> Standard:
        """The standard in force with that id."""
        return self._standards[id_]

    @cached_property
    def _standards(self) -> Mapping[str, Standard]:
        return {standard.id: standard for standard in self.standards}

    def handbook(self, slug: str) -> Handbook:
        """The handbook in force of that slug."""
        return next(handbook for handbook in self.handbooks if handbook.slug == slug)

    def unit(self, code: str) -> Unit:
        """The unit of that code; one that was not declared is its own name."""
        return next((unit for unit in self.job.units if unit.code == code), Unit(code, code))

    def exit(self, fail_on: Grade) -> Exit:
        """The exit code (REPORTS, CI): findings take precedence, then what could not be judged."""
        grades = list(Grade)
        if any(grades.index(finding.grade) <= grades.index(fail_on) for finding in self.findings):
            return Exit.FINDINGS
        statuses = [status.status for status in self.statuses.values()]
        if Status.ERROR in statuses:
            return Exit.NOT_JUDGED
        if Status.JUDGED not in statuses:
            return Exit.NOTHING_CHECKED
        judged = [self.counts(id_) for id_, status in self.statuses.items() if status.status is Status.JUDGED]
        if all(counts.of(Verdict.UNDETERMINED) == counts.in_scope for counts in judged):
            return Exit.NOT_JUDGED
        return Exit.CLEAN
