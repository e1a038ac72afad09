"""Handbooks, clauses and standards: what is asked (POLICY_LANGUAGE 1 and 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from hegui.words.durations import Limit
from hegui.words.expressions import Expr, Ref, refs
from hegui.words.figure_titles import FIGURE_TITLES
from hegui.words.kinds import KIND_OF, Check, Scope, scope_of
from hegui.words.places import NOWHERE, Place
from hegui.words.text import Text


class Force(StrEnum):
    """How binding a standard is, by the wording of its clause."""

    MANDATORY = "mandatory"
    EXAMPLE_DUTY = "example_duty"
    """Introduced by "for example" but worded as a duty."""
    RECOMMENDED = "recommended"
    EXAMPLE = "example"
    DERIVED = "derived"


class Checkable(StrEnum):
    """Whether a log can show that a clause is kept."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class Clause:
    """A clause of a handbook; every clause stands here, checkable or not."""

    number: str
    title: Text
    summary: Text
    checkable: Checkable
    why_not: Text | None = None
    """Reason why it is checkable in part or not at all."""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Adoption:
    """By what and for whom a handbook was put into force."""

    document_no: str
    issuer: str
    approved: date
    effective_from: date
    effective_until: date | None = None
    units: tuple[str, ...] = ()
    """Units it binds; empty: all."""


@dataclass(frozen=True)
class Handbook:
    """A service-quality handbook with all its clauses in order."""

    slug: str
    catalogue: str
    """Number of the handbook, such as ``001``."""
    title: Text
    version: str
    source: Text
    clauses: tuple[Clause, ...]
    adoption: Adoption | None = None
    place: Place = NOWHERE

    def clause(self, number: str) -> Clause | None:
        """The clause of that number, None where there is none."""
        return next((clause for clause in self.clauses if clause.number == number), None)


class Source(StrEnum):
    """Where a figure comes from."""

    HANDBOOK = "handbook"
    DEFAULT = "default"
    """The handbook leaves it open; the project proposes it."""
    PROFILE = "profile"
    """Set by the profile or the job, with a reason."""


@dataclass(frozen=True)
class Parameter:
    """A named figure of a standard."""

    name: str
    value: Limit | int | Decimal | str | None
    """None: the handbook leaves it open and so do we; a standard that needs it is not checked until a profile sets it."""
    source: Source
    note: Text | None = None
    reason: str = ""
    """Why a profile sets it."""
    title: Text | None = None
    """None: what standards usually call it says enough."""

    @property
    def called(self) -> Text:
        """Its title: its own, that of its name, or the name itself."""
        return self.title or FIGURE_TITLES.get(self.name) or Text(self.name, self.name.replace("_", " "))


@dataclass(frozen=True)
class Remedy:
    """What is recommended when the standard is breached; each sentence ends in a full stop."""

    correction: Text
    """Of the instance (ISO 9000 3.12.3)."""
    corrective: Text
    """Removes the cause (ISO 9000 3.12.2)."""
    verification: Text
    """How its effect is verified on the data of a later run."""


@dataclass(frozen=True)
class ExampleRow:
    """One expected verdict."""

    cells: tuple[str | None, ...]
    """Cell texts in the order of the example's columns; None: missing."""
    verdict: str
    """Empty on the later rows of a case in logs of events: its verdict stands on the first."""
    reason: str | None
    """None where the verdict needs none."""
    place: Place


@dataclass(frozen=True)
class Examples:
    """The unit test of a standard, and its documentation."""

    as_of: datetime
    columns: tuple[str, ...]
    """Field names; with ``activity``, ``time``, ``case`` and ``actor`` the rows are events."""
    rows: tuple[ExampleRow, ...]
    place: Place


@dataclass(frozen=True)
class Given:
    """Rows of one log in a scenario."""

    log: str
    columns: tuple[str, ...]
    """Field names; with ``activity``, ``time``, ``case`` and ``actor`` the rows are events."""
    rows: tuple[tuple[str | None, ...], ...]
    """Cell texts in the order of the columns; None: missing."""
    covers: tuple[date, date] | None = None
    """Half-open span that the log covers; None: everything."""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Scenario:
    """An example of several logs together with every instance that is expected of it: of slots, groups, and checks across logs."""

    as_of: datetime
    given: tuple[Given, ...]
    columns: tuple[str, ...]
    """What names an instance: ``unit``, ``entity``, ``period`` of slots; ``unit``, ``period`` (scores: ``entity``) of groups; ``key`` of
    cases."""
    rows: tuple[ExampleRow, ...]
    """All instances, in any order; cells in the order of ``columns``."""
    window: tuple[date, date] | None = None
    """Half-open window of the audit."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """Figures for this scenario, where the standard leaves one open."""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Standard:
    """One checkable requirement of a clause."""

    id: str
    """``<handbook>.<clause>.<slug>``, lower case."""
    handbook: str
    clause: str
    title: Text
    force: Force
    log: str
    check: Check
    remedy: Remedy
    responsible: str
    """Role that answers for it, such as ``customer_service``."""
    cause: str
    """Root-cause category to start the analysis from."""
    catalogue: str = ""
    where: Expr | None = None
    limits_same: str = ""
    """Key shared by standards that limit the same thing; its own id where it stands alone."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    tolerance_bp: int = 0
    """Share of breaches among judged that is tolerated, in basis points."""
    max_unknown_bp: int = 500
    """Share of undetermined above which the record does not allow the audit, in basis points."""
    note: Text | None = None
    """The reading chosen where the handbook is open."""
    left_out: Mapping[str, Text] = field(default_factory=dict)
    """Fields that one might expect it to read and that it does not, with the reason why."""
    examples: tuple[Examples, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    unset: tuple[str, ...] = ()
    """Parameters that its check needs and nobody has set: the standard is not checked; the check holds a placeholder in their stead."""
    place: Place = NOWHERE

    @property
    def kind(self) -> str:
        """Name of its kind of check."""
        return KIND_OF[type(self.check)]

    @property
    def scope(self) -> Scope:
        """What its instances are: cases, slots or groups."""
        return scope_of(self.check)

    @property
    def same(self) -> str:
        """What counts as one thing in rules that count across standards."""
        return self.limits_same or self.id

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads, check first, without repeats."""
        return tuple(dict.fromkeys((*self.check.refs(), *refs(self.where))))
