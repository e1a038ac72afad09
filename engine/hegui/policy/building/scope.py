"""Names that a policy may use on a log, and what sort of value each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hegui.policy.faults import At
from hegui.words.errors import nearest
from hegui.words.expressions import ExpressionError, Ref, parse_ref
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


@dataclass
class Scope:
    """A log, and the parameters of a standard on it."""

    log: Log
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    """Parameters that were named."""
    broken: set[str] = field(default_factory=set)
    """Parameters whose value is wrong: naming them is no second fault."""

    def field_of(self, ref: Ref) -> Field | None:
        """The field whose values the name gives; None for actors of milestones and times of the case."""
        return None if ref.name == "case" or ref.selector[1:] == ("actor",) else self.log.fields.get(ref.name)

    def codes(self, ref: Ref) -> tuple[str, ...]:
        """The code list of what the name gives; empty where there is none."""
        found = self.field_of(ref)
        return tuple(found.values) if found else ()

    def sort(self, ref: Ref, at: At) -> Sort | None:
        """What sort of value the name gives; None where it names nothing, with the fault noted."""
        if ref.name == "case":
            return self._case(ref, at)
        found = self.log.fields.get(ref.name)
        if found is None:
            hint = "write 'x is missing'" if ref.name == "missing" else nearest(ref.name, (*self.log.fields, *self.parameters))
            at.wrong(f"{ref.name!r} is not a field of {self.log.name}", hint)
            return None
        if not ref.selector:
            return SORTS[found.type]
        return self._selected(ref, found, at)

    def _case(self, ref: Ref, at: At) -> Sort | None:
        if ref.selector in {("first_event",), ("last_event",)} and self.log.events:
            return Sort.TIME
        at.wrong(f"{str(ref)!r} is no selector of {self.log.name}", "of a log of events there are case.first_event and case.last_event")
        return None

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
