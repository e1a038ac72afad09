"""Checks on a case by itself: shapes and reason codes (POLICY_LANGUAGE 6); the table of all kinds is in ``kinds``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hegui.words import verdicts as v
from hegui.words.durations import Limit
from hegui.words.expressions import Expr, Ref, Scalar, refs
from hegui.words.periods import CalendarPoint, Period
from hegui.words.verdicts import Reason


class Pick(StrEnum):
    """Which of several moments counts."""

    ONLY = "only"
    EARLIEST = "earliest"
    """The earliest of those recorded."""
    ALL = "all"
    """All must be reached: the latest, once none is missing."""


@dataclass(frozen=True)
class Moment:
    """A point in time of a case."""

    refs: tuple[Ref, ...]
    pick: Pick = Pick.ONLY


@dataclass(frozen=True)
class LimitTable:
    """A limit that depends on a field: value of the field to limit."""

    by: Ref
    table: Mapping[str, Limit]


@dataclass(frozen=True)
class RecordedLimit:
    """A limit that stands in the row: a number of seconds, minutes or hours, or the time by which it is due."""

    field: Ref
    unit: str | None = None
    """``second``, ``minute`` or ``hour`` of a number; None: the field holds the time itself."""
    otherwise: Limit | None = None
    """Limit of rows in which none stands; None: nobody knows theirs."""


@dataclass(frozen=True)
class Deadline:
    """``to`` no later than ``from`` + limit; exactly on the limit conforms."""

    start: Moment
    end: Moment
    within: Limit | LimitTable | RecordedLimit
    not_before: Limit | None = None
    """``to`` no earlier than ``from`` + this."""
    each: bool = False
    """Logs of events: every occurrence of ``from`` needs a ``to`` of its own before the next ``from``, each within the limit."""
    pausing: bool = False
    """The clock stands still while the case is paused (``pauses`` of the vocabulary); for limits in hours or smaller."""

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads, in the order a reader expects them."""
        return (*self.decided_by, *self.start.refs, *self.end.refs)

    @property
    def decided_by(self) -> tuple[Ref, ...]:
        """Field that the limit depends on, or that holds it."""
        match self.within:
            case LimitTable(by=ref) | RecordedLimit(field=ref):
                return (ref,)
            case _:
                return ()

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit that it can apply and that does not stand in the row."""
        match self.within:
            case LimitTable(table=table):
                within = tuple(table.values())
            case RecordedLimit(otherwise=limit):
                within = () if limit is None else (limit,)
            case limit:
                within = (limit,)
        return within if self.not_before is None else (*within, self.not_before)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach, whatever the standard's ``where``."""
        unknown = isinstance(self.within, LimitTable) or (isinstance(self.within, RecordedLimit) and self.within.otherwise is None)
        table = (v.UNKNOWN_LIMIT,) if unknown else ()
        early = (v.EARLY,) if self.not_before is not None else ()
        return (v.CONFORMING, v.LATE, v.MISSING, *early, v.PENDING, v.NOT_CREDIBLE, *table)


@dataclass(frozen=True)
class DueOn:
    """Done by a point of the calendar, such as the 25th of the last month of the cycle that holds a date."""

    done: Ref
    of: Ref
    """Date or time whose period counts."""
    per: Period
    point: CalendarPoint

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return (self.of, self.done)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.LATE, v.MISSING, v.PENDING)


@dataclass(frozen=True)
class Filled:
    """One field that has to be filled; a boolean has to be true, a list has to cover ``covers``."""

    ref: Ref
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Presence:
    """All fields are filled once ``after`` is reached; before that it does not apply."""

    fields: tuple[Filled, ...]
    after: Ref | None = None
    booleans: bool = False
    """Whether a field is a boolean: then a missing cell is undetermined and False is ``not_met``."""
    others: bool = True
    """Whether a field is none: then a missing cell is ``blank``."""

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return (*((self.after,) if self.after else ()), *(f.ref for f in self.fields))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        after = (v.NOT_APPLICABLE,) if self.after else ()
        blank = (v.BLANK,) if self.others else ()
        boolean = (v.NOT_MET, v.UNKNOWN_VALUE) if self.booleans else ()
        return (v.CONFORMING, *blank, *boolean, *after)


@dataclass(frozen=True)
class Sequence:
    """Stages reached in this order, none skipped; a stage of several names is a set whose order is free."""

    stages: tuple[tuple[Ref, ...], ...]
    optional: frozenset[Ref] = frozenset()

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return tuple(ref for stage in self.stages for ref in stage)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.OUT_OF_ORDER, v.MISSING_STAGE, v.PENDING)


@dataclass(frozen=True)
class Same:
    """The fields hold one value (one person); ``unless`` excuses a difference."""

    fields: tuple[Ref, ...]
    unless: Expr | None = None

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return (*self.fields, *refs(self.unless))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach; no field filled is not applicable."""
        return (v.CONFORMING, v.DIFFERS, v.UNKNOWN_VALUE, v.NOT_APPLICABLE)


@dataclass(frozen=True)
class Different:
    """The fields hold pairwise different values (four eyes)."""

    fields: tuple[Ref, ...]

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return self.fields

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach; no field filled is not applicable."""
        return (v.CONFORMING, v.NOT_DIFFERENT, v.UNKNOWN_VALUE, v.NOT_APPLICABLE)


@dataclass(frozen=True)
class Allowed:
    """The value is one of a list; with ``by`` the list depends on another field (routing)."""

    field: Ref
    values: tuple[Scalar, ...] = ()
    by: Ref | None = None
    table: Mapping[str, tuple[Scalar, ...]] | None = None
    open: bool = False
    """The handbook's list is open: a code that nobody knows is undetermined, not nonconforming."""

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return (*((self.by,) if self.by else ()), self.field)

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.NOT_ALLOWED, v.UNKNOWN_VALUE)


@dataclass(frozen=True)
class Condition:
    """An expression holds for the row."""

    that: Expr

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return tuple(dict.fromkeys(refs(self.that)))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.VIOLATED, v.UNKNOWN_VALUE)


@dataclass(frozen=True)
class Count:
    """So many events of a milestone in a case; the case's own events, up to ``until`` where given."""

    of: Ref
    """Milestone whose events are counted."""
    at_least: int | None = None
    at_most: int | None = None
    until: Ref | None = None
    """Milestone; later events do not count."""

    def refs(self) -> tuple[Ref, ...]:
        """Names it reads."""
        return (self.of, *((self.until,) if self.until else ()))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        few = (v.TOO_FEW, v.PENDING) if self.at_least else ()
        many = (v.TOO_MANY,) if self.at_most is not None else ()
        return (v.CONFORMING, *few, *many)
