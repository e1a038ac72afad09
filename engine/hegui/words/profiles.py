"""Profiles, judging rules and jobs: what an audit puts in force and how it judges (POLICY_LANGUAGE 8, JUDGEMENT)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hegui.words.expressions import Expr
from hegui.words.places import NOWHERE, Place
from hegui.words.text import Text


@dataclass(frozen=True)
class Override:
    """A figure or property of a standard that the profile changes, with the reason that the report prints."""

    standard: str
    parameter: str
    """Name of a parameter, or ``tolerance`` or ``max_unknown`` (per cent)."""
    value: str
    reason: str
    place: Place = NOWHERE


@dataclass(frozen=True)
class Profile:
    """Which handbooks are in force, thresholds, and how units are found."""

    name: str
    title: Text
    handbooks: tuple[str, ...]
    standards: tuple[str, ...] | None = None
    """Ids and patterns of ids of the standards in force; None: all of these handbooks."""
    logs: tuple[str, ...] | None = None
    """Logs whose standards are in force; None: all."""
    unit_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Log to the fields that name the answering unit, first filled one counts; else the log's own."""
    period: str = "month"
    parameters: Mapping[str, int] = field(default_factory=dict)
    """Thresholds that judging rules name, such as ``major_rate_bp``."""
    overrides: tuple[Override, ...] = ()
    owners: Mapping[str, Text] = field(default_factory=dict)
    """Role of a standard to the post that owns its corrective actions."""
    due_working_days: Mapping[str, int] = field(default_factory=dict)
    """Grade to the working days until a corrective action is due."""
    calendar: str = "default"
    place: Place = NOWHERE

    @property
    def chooses(self) -> bool:
        """Whether it leaves out standards of its handbooks."""
        return self.standards is not None or self.logs is not None


@dataclass(frozen=True)
class Counting:
    """``count``: over facts of a kind, how many distinct values there are by group."""

    of: str
    where: Expr | None
    distinct: str
    by: tuple[str, ...]
    at_least: int | str
    """Number, or name of a profile parameter."""


@dataclass(frozen=True)
class Rule:
    """A judging rule: facts of one kind that satisfy a condition, or a count over facts, give a conclusion."""

    id: str
    title: Text
    stratum: str
    """Strata run in the order of ``STRATA``, each to its end."""
    on: str
    """Kind of fact: ``total``, ``finding``, ``inconclusive`` …; for a count the kind that is counted."""
    where: Expr | None
    count: Counting | None
    gives: str
    """Kind of the conclusion."""
    sets: Mapping[str, str | int]
    """Fields of the conclusion that the rule sets; all fields of the fact it rests on are kept."""
    place: Place = NOWHERE


STRATA = ("nonconformity", "counts", "grade", "systemic", "escalation", "actions")
"""Strata in the order they run."""


@dataclass(frozen=True)
class Objection:
    """A unit's objection to one breach, decided upon (核减); an upheld one takes the instance out of the count."""

    log: str
    key: str
    """Key of the case; of slots and groups ``<entity> <period>``."""
    category: str
    reason: str
    evidence: str
    """Where the proof is found."""
    decided_by: str
    decided_on: date
    upheld: bool
    standard: str | None = None
    """None: every standard on the log."""
    place: Place = NOWHERE


OBJECTION_COLUMNS: Mapping[str, Text] = {
    "log": Text("日志", "Log"),
    "standard": Text("标准", "Standard"),
    "key": Text("编号", "Key"),
    "category": Text("核减类别", "Category"),
    "reason": Text("核减理由", "Reason"),
    "evidence": Text("证明材料", "Evidence"),
    "decided_by": Text("裁定人", "Decided by"),
    "decided_on": Text("裁定日期", "Decided on"),
    "upheld": Text("是否成立", "Upheld"),
}
"""Columns of a workbook of objections, by the names of their fields."""


@dataclass(frozen=True)
class Waiver:
    """A breach that was allowed beforehand (POLICY_LANGUAGE 8)."""

    standard: str
    reason: str
    approved_by: str
    effective: date
    expires: date
    """First day on which it no longer holds."""
    unit: str | None = None
    keys: tuple[str, ...] = ()
    """Keys of cases; of slots and groups the entity, or ``<entity> <period>``."""
    place: Place = NOWHERE
