"""A case as it stands at an instant: what is under a name, and whether it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from hegui.words import expressions as e
from hegui.words.calendars import WorkingCalendar
from hegui.words.vocabulary import FieldType, Log, Shape

from .expressions import holds


@dataclass(frozen=True)
class Event:
    """One row of a log of events or of updates."""

    activity: str | None
    at: datetime
    actor: str | None = None
    cells: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Case:
    """A case as it stands at an instant."""

    log: Log
    as_of: datetime
    cells: Mapping[str, Any] = field(default_factory=dict)
    """Wide logs."""
    events: Sequence[Event] = ()
    """Other logs, in the order of the file."""
    shape: Shape = Shape.WIDE
    conflict: bool = False
    calendar: WorkingCalendar | None = None
    unit: str = "A"
    tried: dict[str, Any] = field(default_factory=dict)
    """Names whose unreadable cell is taken to hold something."""

    def __post_init__(self) -> None:
        self.events = sorted((event for event in self.events if event.at <= self.as_of), key=lambda event: event.at)

    def reached(self, milestone: str) -> list[Event]:
        """The events of a milestone in order; an update reaches a state when the one before had another."""
        if self.shape is Shape.SNAPSHOT:
            pairs = zip([None, *self.events[:-1]], self.events, strict=True) if self.events else []
            return [new for old, new in pairs if new.activity == milestone and (old is None or old.activity != milestone)]
        return [event for event in self.events if event.activity == milestone]

    def get(self, ref: e.Ref) -> Any:
        """What stands under a name at as-of."""
        name = str(ref)
        if name in self.tried:
            return self.tried[name]
        value = self._found(ref)
        declared = self.log.fields.get(ref.name)
        if isinstance(value, datetime) and not (declared and declared.planned) and value > self.as_of:
            return None
        if type(value) is date and not (declared and declared.planned) and value > self.as_of.date():
            return None
        return value

    def _found(self, ref: e.Ref) -> Any:
        if self.shape is Shape.WIDE:
            return self.cells.get(ref.name)
        if ref.name == "case":
            return self.events[0 if ref.selector == ("first_event",) else -1].at if self.events else None
        which = -1 if ref.selector[:1] == ("last",) else 0
        column = any(ref.name in event.cells for event in self.events) or ref.name not in (*self.log.events, *self.log.actors)
        if ref.name in self.log.events and (ref.selector or not column):
            events = self.reached(ref.name)
            return None if not events else events[which].actor if ref.selector[1:] == ("actor",) else events[which].at
        if ref.name in self.log.actors and not column:
            events = self.reached(self.log.actors[ref.name])
            return events[which].actor if events else None
        if self.shape is Shape.SNAPSHOT and not ref.selector and not self.log.fields[ref.name].first:
            return self.events[-1].cells.get(ref.name) if self.events else None
        known = [event.cells[ref.name] for event in self.events if event.cells.get(ref.name) is not None]
        first = ref.selector == ("first",) or (not ref.selector and self.log.fields[ref.name].first)
        return (known[0] if first else known[-1]) if known else None

    @property
    def closed(self) -> bool:
        """Over at as-of; of a wide row with a time after as-of the other cells came later, and only its times tell."""
        if self.log.closed is None:
            return False
        cells = {name: value for name, value in self.cells.items() if name in self.log.fields}
        then = cells
        if any(self._later(name, value) for name, value in cells.items()):
            then = {name: value for name, value in cells.items() if self.log.fields[name].is_time}
        return holds(self.log.closed, replace(self, cells=then)) is True

    def _later(self, name: str, value: Any) -> bool:
        if self.log.fields[name].planned:
            return False
        return value > self.as_of if isinstance(value, datetime) else type(value) is date and value > self.as_of.date()


def is_date(case: Case, ref: e.Ref) -> bool:
    return ref.name in case.log.fields and not ref.selector and case.log.fields[ref.name].type is FieldType.DATE
