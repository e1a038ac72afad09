"""The kinds of process log, their fields and code lists (POLICY_LANGUAGE 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hegui.words.expressions import Expr, Ref
from hegui.words.places import NOWHERE, Place
from hegui.words.text import Text


class FieldType(StrEnum):
    """What the cells of a field hold."""

    ID = "id"
    TEXT = "text"
    ENUM = "enum"
    LIST = "list"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    MONTH = "month"
    DURATION = "duration"


class Shape(StrEnum):
    """How a log comes."""

    WIDE = "wide"
    """One row a case, milestones in columns."""
    LONG = "long"
    """One row an event: case, activity, time, actor, attributes."""
    SNAPSHOT = "snapshot"
    """One row an update of a case, with the state of the case repeated."""


class CellState(StrEnum):
    """How a cell was read; kept beside the value in columns where any cell failed."""

    OK = "ok"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNKNOWN_CODE = "unknown_code"


@dataclass(frozen=True)
class Field:
    """A field of a log."""

    name: str
    """Canonical snake_case name, used in policies."""
    type: FieldType
    title: Text
    """Column header as printed; the Chinese one is also the first name to bind by."""
    also: tuple[str, ...] = ()
    """Other headers that exports use, likeliest first."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Enum: code to what exports call it; empty for an enum without a list."""
    personal: bool = False
    """Masked in every output."""
    planned: bool = False
    """Holds future or validity times; never cut at as-of, never decides as-of."""
    first: bool = False
    """In logs of events: the first value counts, not the last known one."""
    ask: bool = False
    """The header means different things in different systems: always show the binding."""

    @property
    def is_time(self) -> bool:
        """Whether it holds a date or a time."""
        return self.type in {FieldType.DATE, FieldType.DATETIME}


@dataclass(frozen=True)
class EventColumns:
    """How a log of events calls its own columns."""

    activity: tuple[str, ...]
    time: tuple[str, ...]
    actor: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """How a log of updates is read."""

    updated_at: str
    """Field with the time of the update; ties keep the order of the file."""
    state: str | None = None
    """Field whose values are the activities of the case (``events`` maps them to milestones)."""


@dataclass(frozen=True)
class Void:
    """Tickets that are no cases: withdrawn, duplicate, misdirected, test."""

    reason: str
    where: Expr


@dataclass(frozen=True)
class Log:
    """A kind of process log."""

    name: str
    title: Text
    row: Text
    """What one row is."""
    key: str
    """Field that names the case."""
    unit: str | None
    """Field that says who answers for a row; None: the whole organisation."""
    anchor: str
    """Time field that puts a row into a period; in logs of events also ``case.first_event`` or ``case.last_event``."""
    fields: Mapping[str, Field]
    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Milestone field to the activities that reach it."""
    actors: Mapping[str, str] = field(default_factory=dict)
    """Actor field to the milestone whose first actor it is (``accepted_by: received_at``)."""
    event_columns: EventColumns = EventColumns((), ())
    snapshot: Snapshot | None = None
    closed: Expr | None = None
    """When a case is over; None: never known to be over."""
    void: tuple[Void, ...] = ()
    pauses: tuple[tuple[str, str], ...] = ()
    """Milestones or fields that begin and end a pause of the case (``suspended_at``, ``resumed_at``): pausing clocks stand still."""
    place: Place = NOWHERE

    @property
    def anchor_ref(self) -> Ref:
        """The anchor as a name that checks can read."""
        name, *selector = self.anchor.split(".")
        return Ref(name, tuple(selector))


UNKNOWN_UNIT = "unknown"
"""Unit of rows that name none: counted, never dropped."""
WHOLE_ORGANISATION = "-"
"""Unit of rows of a log that has no unit."""
