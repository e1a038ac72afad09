"""Names that a policy may use on a log, and what sort of value each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hegui.policy.faults import At
from hegui.words.errors import nearest
from hegui.words.expressions import ExpressionError, Ref, parse_ref
from hegui.words.related import EVENT_NAMES, other
from hegui.words.standards import Parameter
from hegui.words.vocabulary import Field, FieldType, Log


class Sort(StrEnum):
    """What values can be compared with each other."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TIME = "time"
    DURATION = "duration"
    LIST = "list"


SORTS = {
    FieldType.ID: Sort.TEXT,
    FieldType.TEXT: Sort.TEXT,
    FieldType.ENUM: Sort.TEXT,
    FieldType.MONTH: Sort.TEXT,
    FieldType.LIST: Sort.LIST,
    FieldType.NUMBER: Sort.NUMBER,
    FieldType.INTEGER: Sort.NUMBER,
    FieldType.BOOLEAN: Sort.BOOLEAN,
    FieldType.DATE: Sort.TIME,
    FieldType.DATETIME: Sort.TIME,
    FieldType.DURATION: Sort.DURATION,
}


EVENT_SORTS: Mapping[tuple[str, ...], Sort] = {("activity",): Sort.TEXT, ("time",): Sort.TIME, ("actor",): Sort.TEXT}
"""What an event of a pattern has."""


def activities(log: Log) -> tuple[str, ...]:
    """What an event of the log can be called: milestones, what reaches them, and states of a log of updates."""
    state = log.fields.get(log.snapshot.state or "") if log.snapshot else None
    return tuple(dict.fromkeys((*log.events, *(text for texts in log.events.values() for text in texts), *(state.values if state else ()))))


@dataclass
class Scope:
    """A log, and the parameters of a standard on it."""

    log: Log
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Parameters that were named."""
    broken: set[str] = field(default_factory=set)
    """Parameters whose value is wrong: naming them is no second fault."""
    unset: set[str] = field(default_factory=set)
    """Parameters that were named and have no value."""
    logs: Mapping[str, Log] = field(default_factory=dict)
    """The vocabulary."""
    unreadable: frozenset[str] = frozenset()
    """Logs whose file is wrong: naming them is no second fault."""
    beside: Log | None = None
    """Another log, whose fields are named ``log.field``."""
    events: bool = False
    """Whether ``event``, ``previous`` and ``next`` are names."""

    def of(self, name: str, at: At) -> Scope | None:
        """The names of another log by themselves; None where there is none such, with the fault noted."""
        if name in self.logs:
            return replace(self, log=self.logs[name], beside=None, events=False)
        if name not in self.unreadable:
            at.wrong(f"there is no log {name!r}", nearest(name, self.logs))
        return None

    def with_log(self, log: Log) -> Scope:
        """The names of this log bare, and those of another one as ``log.field``."""
        return replace(self, beside=log)

    def with_events(self) -> Scope:
        """The names of this log, and those of events in relation."""
        return replace(self, events=True)

    def _other(self, ref: Ref) -> Scope | None:
        """Where the name is looked up, if it is one of the other log's."""
        is_other = self.beside is not None and ref.name == self.beside.name and ref.selector
        return replace(self, log=self.beside, beside=None) if is_other and self.beside else None

    def is_event(self, ref: Ref) -> bool:
        """Whether the name is that of an event in relation."""
        return self.events and ref.name in EVENT_NAMES

    def field_of(self, ref: Ref) -> Field | None:
        """The field whose values the name gives; None for actors of milestones and times of the case."""
        beside = self._other(ref)
        if beside:
            return beside.field_of(other(ref))
        return None if ref.name == "case" or ref.selector[1:] == ("actor",) else self.log.fields.get(ref.name)

    def codes(self, ref: Ref) -> tuple[str, ...]:
        """The code list of what the name gives; empty where there is none."""
        if self.is_event(ref):
            return activities(self.log) if ref.selector == ("activity",) else ()
        found = self.field_of(ref)
        return tuple(found.values) if found else ()

    def sort(self, ref: Ref, at: At) -> Sort | None:
        """What sort of value the name gives; None where it names nothing, with the fault noted."""
        if ref.name == "case":
            return self._case(ref, at)
        if self.is_event(ref):
            return self._event(ref, at)
        beside = self._other(ref)
        if beside:
            return beside.sort(other(ref), at)
        found = self.log.fields.get(ref.name)
        if found is None:
            hint = "write 'x is missing'" if ref.name == "missing" else nearest(ref.name, (*self.log.fields, *self.parameters))
            at.wrong(f"{ref.name!r} is not a field of {self.log.name}", self._meant(ref) or hint)
            return None
        if not ref.selector:
            return SORTS[found.type]
        return self._selected(ref, found, at)

    def _case(self, ref: Ref, at: At) -> Sort | None:
        if ref.selector in {("first_event",), ("last_event",)} and self.log.events:
            return Sort.TIME
        at.wrong(f"{str(ref)!r} is no selector of {self.log.name}", "of a log of events there are case.first_event and case.last_event")
        return None

    def _meant(self, ref: Ref) -> str:
        """What was meant by a name that is the other log's, or that log itself."""
        if ref.name == self.log.name and ref.selector:
            return f"write {ref.selector[0]}: names here are those of that log"
        if self.beside is None or not (ref.name == self.beside.name or ref.name in self.beside.fields):
            return ""
        return f"write {self.beside.name}.{'<field>' if ref.name == self.beside.name else ref.name} for a field of that log"

    def _event(self, ref: Ref, at: At) -> Sort | None:
        if ref.selector not in EVENT_SORTS:
            at.wrong(f"{str(ref)!r} is nothing that an event has", f"write {ref.name}.activity, {ref.name}.time or {ref.name}.actor")
        return EVENT_SORTS.get(ref.selector)

    def _selected(self, ref: Ref, found: Field, at: At) -> Sort | None:
        which, what = (*ref.selector, "")[:2]
        if not self.log.events:
            at.wrong(f"{str(ref)!r}: {self.log.name} is not a log of events", f"write {ref.name!r}")
        elif which not in {"first", "last"}:
            at.wrong(f"{str(ref)!r} is no selector", "write .first or .last after a name")
        elif ref.name in self.log.events:
            if what in {"", "time"}:
                return Sort.TIME
            if what == "actor":
                return Sort.TEXT
            at.wrong(f"{str(ref)!r} is no selector", "a milestone has .time and .actor")
        elif not what:
            return SORTS[found.type]
        else:
            at.wrong(
                f"{ref.name!r} is no milestone of {self.log.name}", nearest(ref.name, self.log.events) or "it has no time and no actor"
            )
        return None

    def ref(self, text: str, at: At, *sorts: Sort) -> Ref | None:
        """Read one name; None where it is none, or not of one of ``sorts``, with the fault noted."""
        try:
            ref = parse_ref(text)
        except ExpressionError as error:
            at.said(str(error), offset=error.column)
            return None
        sort = self.sort(ref, at)
        if sort is None:
            return None
        if sorts and sort not in sorts:
            at.wrong(f"{text!r} is a {sort}, where a {' or '.join(sorts)} is needed")
            return None
        return ref
