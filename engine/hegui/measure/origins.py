"""Where a name of a standard is found in a log: a column, or the events that reach a milestone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hegui.words.bound import ACTIVITY, ACTOR, BoundLog
from hegui.words.expressions import Ref
from hegui.words.vocabulary import FieldType, Shape


class Part(StrEnum):
    """What of a case a name reads."""

    COLUMN = "column"
    TIME = "time"
    """Time of an event."""
    ACTOR = "actor"
    """Who did it."""


class Which(StrEnum):
    """Which of several rows or events counts."""

    ROW = "row"
    """The last row as it stands, blank cells included (snapshots)."""
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class Origin:
    """What a name reads."""

    part: Part
    name: str
    """The column, or the milestone; empty: any event of the case."""
    which: Which
    type: FieldType
    planned: bool = False
    """May lie after as-of, and is not cut there."""
    personal: bool = False
    listed: bool = False
    """Has a code list in the vocabulary."""


def origin(log: BoundLog, ref: Ref) -> Origin | None:
    """Where ``ref`` is found in ``log``; None where it is not."""
    if log.shape is Shape.WIDE:
        return None if ref.selector or ref.name not in log.table.columns else _column(log, ref.name, Which.ROW)
    if ref.name == "case":
        which = {"first_event": Which.FIRST, "last_event": Which.LAST}.get(".".join(ref.selector))
        return Origin(Part.TIME, "", which, FieldType.DATETIME) if which else None
    which = Which.LAST if ref.selector[:1] == ("last",) else Which.FIRST
    part = ref.selector[1] if len(ref.selector) > 1 else ""
    if ref.selector and ref.selector[0] not in {"first", "last"}:
        return None
    if ref.name in log.log.events and ACTIVITY in log.table.columns and (ref.selector or ref.name not in log.table.columns):
        return _event(log, ref.name, which, part)
    if part:
        return None
    if ref.name in log.table.columns:
        return _column(log, ref.name, which if ref.selector else _usual(log, ref.name))
    if ref.name in log.log.actors and ACTOR in log.table.columns:
        return _actor(log, log.log.actors[ref.name], which)
    return None


def _usual(log: BoundLog, name: str) -> Which:
    if name in log.log.fields and log.log.fields[name].first:
        return Which.FIRST
    return Which.ROW if log.shape is Shape.SNAPSHOT else Which.LAST


def _column(log: BoundLog, name: str, which: Which) -> Origin | None:
    field = log.log.fields.get(name)
    if field is None:
        return None
    return Origin(Part.COLUMN, name, which, field.type, field.planned, field.personal, bool(field.values))


def _event(log: BoundLog, milestone: str, which: Which, part: str) -> Origin | None:
    if part == "actor":
        return _actor(log, milestone, which) if ACTOR in log.table.columns else None
    if part not in {"", "time"}:
        return None
    field = log.log.fields.get(milestone)
    return Origin(Part.TIME, milestone, which, FieldType.DATE if field and field.type is FieldType.DATE else FieldType.DATETIME)


def _actor(log: BoundLog, milestone: str, which: Which) -> Origin:
    personal = any(log.log.fields[name].personal for name in log.log.actors if name in log.log.fields)
    return Origin(Part.ACTOR, milestone, which, FieldType.ID, personal=personal)
