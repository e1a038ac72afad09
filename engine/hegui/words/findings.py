"""What judging concludes: nonconformities with grade, reasons and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from hegui.words.measured import Counts, EvidenceRow
from hegui.words.places import NOWHERE, Place
from hegui.words.text import Text


class Grade(StrEnum):
    """Grade of a finding, gravest first."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


GRADE_TITLES = {
    Grade.MAJOR: Text("严重不符合", "major nonconformity"),
    Grade.MINOR: Text("一般不符合", "minor nonconformity"),
    Grade.OBSERVATION: Text("观察项", "observation"),
}


@dataclass(frozen=True)
class Because:
    """A link of the chain behind a conclusion: the rule, and the facts it fired on as they stood."""

    rule: str
    title: Text
    facts: tuple[tuple[tuple[str, str | int | bool], ...], ...]
    """Each fact as sorted (name, value) pairs; ``uid`` names it."""


@dataclass(frozen=True)
class Action:
    """A recommended action; the unit decides its own."""

    type: str
    """``correction``, ``corrective_action``, ``verification``, ``escalation``."""
    owner: Text
    due: date
    text: Text
    rule: str


class FindingKind(StrEnum):
    """What is concluded."""

    NONCONFORMITY = "nonconformity"
    INCONCLUSIVE = "inconclusive"
    """The record does not allow the audit: too many undetermined."""


class Decision(StrEnum):
    """What an auditor decided on a draft finding."""

    CONFIRMED = "confirmed"
    REGRADED = "regraded"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What the audited unit answered."""

    ACCEPTED = "accepted"
    """属实"""
    DISPUTED = "disputed"
    """有异议"""


@dataclass(frozen=True)
class Determination:
    """An auditor's decision on a draft finding, and the unit's answer."""

    finding: str
    """Fingerprint of the finding."""
    decision: Decision
    by: str
    on: date
    reason: str
    grade: Grade | None = None
    """Where it was regraded."""
    answer: Answer | None = None
    """None: the unit has not answered."""
    answered_by: str = ""
    answered_on: date | None = None
    statement: str = ""
    """The unit's own words."""
    place: Place = NOWHERE


class Became(StrEnum):
    """What became of a finding of the last audit."""

    CLOSED = "closed"
    """Judged again, and no breach."""
    RECURRED = "recurred"
    """Found again."""
    NOT_CHECKED = "not_checked"
    """This time it could not be judged."""


@dataclass(frozen=True)
class PastFinding:
    """A finding of the last audit."""

    id: str
    number: str
    kind: FindingKind
    standard: str
    title: Text
    clause: str
    """As it was printed, handbook and clause."""
    unit: str
    grade: Grade
    closed_effective: bool = False
    """Its corrective action was closed as effective."""


@dataclass(frozen=True)
class PastAudit:
    """The last audit, from its ``report.json``."""

    name: str
    title: str
    document_no: str
    as_of: datetime
    findings: tuple[PastFinding, ...]
    source: str = ""
    """File it was read from, relative."""


@dataclass(frozen=True)
class FollowedUp:
    """A finding of the last audit and what became of it."""

    past: PastFinding
    became: Became
    now: str = ""
    """Number of the finding that repeats it."""


@dataclass(frozen=True)
class Mark:
    """Something rules say of a finding besides its grade: that it is repeated, or escalated."""

    because: Because
    to: Text | None = None
    """Whom it is escalated to."""


@dataclass(frozen=True)
class CommonProblem:
    """A systemic conclusion: one thing breached in several units, or several things in one unit (共性问题)."""

    kind: str
    """``units``: one requirement in several units; ``standards``: several requirements in one unit."""
    about: str
    """``limits_same`` of the requirement, or the unit."""
    standards: tuple[str, ...]
    units: tuple[str, ...]
    findings: tuple[str, ...]
    """Fingerprints."""
    because: Because
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Strength:
    """Good practice: a unit without a breach of a standard that others breach (亮点)."""

    standard: str
    unit: str
    judged: int
    others: int
    """Units that breach it."""


@dataclass(frozen=True)
class Finding:
    """One judged breach of a standard by a unit over the window."""

    id: str
    """Fingerprint of (kind, standard, unit), the same from run to run."""
    number: str
    """Draft number within the report, gravest first."""
    kind: FindingKind
    standard: str
    unit: str
    grade: Grade
    rule: str
    """Rule that gave the grade."""
    because: tuple[Because, ...]
    """From the first rule to the one that gave the grade."""
    counts: Counts
    rate_bp: int
    """Nonconforming (or undetermined) among judged (in scope), in basis points, rounded down; for display."""
    worst_seconds: int | None
    periods: tuple[tuple[str, int, int], ...]
    """Period, breaches, judged: the months that are its evidence."""
    evidence: tuple[EvidenceRow, ...]
    """Worst first."""
    evidence_total: int
    """How many rows there are in all."""
    actions: tuple[Action, ...]
    also: tuple[str, ...] = ()
    """Other standards with the same ``limits_same`` that the same unit breaches."""
    verify: tuple[EvidenceRow, ...] = ()
    """A seeded sample of rows to verify against the original ticket or recording."""
    issued: bool = False
    """The number was given at issue and is kept; otherwise it is a draft number of this report."""
    repeated: Mark | None = None
    """Rule by which it is repeated: in periods in a row, or after the last audit."""
    previous: str = ""
    """Number of the same finding in the last audit."""
    escalated: Mark | None = None
    determination: Determination | None = None
    """What an auditor decided; ``grade`` is the one decided upon."""
    proposed: Grade | None = None
    """Grade by the rules, where the determination gives another."""


@dataclass(frozen=True)
class Judgement:
    """All that judging concludes."""

    findings: tuple[Finding, ...]
    """Gravest first, then by order of standards, then by unit."""
    withdrawn: tuple[Finding, ...] = ()
    """Withdrawn by a determination; they do not count."""
    common: tuple[CommonProblem, ...] = ()
    strengths: tuple[Strength, ...] = ()
    followed_up: tuple[FollowedUp, ...] = ()
    """Every finding of the last audit."""
    unmatched: tuple[Determination, ...] = ()
    """Determinations of findings that there are not."""
