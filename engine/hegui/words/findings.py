"""What judging concludes: nonconformities with grade, reasons and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hegui.words.measured import Counts, EvidenceRow
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
    """``correction``, ``corrective_action``, ``verification``."""
    owner: Text
    due: date
    text: Text
    rule: str


class FindingKind(StrEnum):
    """What is concluded."""

    NONCONFORMITY = "nonconformity"
    INCONCLUSIVE = "inconclusive"
    """The record does not allow the audit: too many undetermined."""


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
