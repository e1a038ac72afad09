"""Checks on slots: an entity in a calendar period, in which something should have happened (POLICY_LANGUAGE 6)."""

from __future__ import annotations

from dataclasses import dataclass

from hegui.words import verdicts as v
from hegui.words.durations import Limit
from hegui.words.expressions import Expr, Ref, refs
from hegui.words.periods import CalendarPoint, Period
from hegui.words.verdicts import Reason


@dataclass(frozen=True)
class Roster:
    """Who has to be there: entities of another log with the time they are on it; overlapping stretches of one entity are merged."""

    log: str
    entity: Ref
    since: Ref
    """From when; a row without it is on the roster from ever."""
    until: Ref | None = None
    """Until when: exclusive for a time, inclusive for a date; a row without it has no end."""
    where: Expr | None = None
    """Which rows of the roster count; names are the roster's own."""

    def others(self) -> tuple[Ref, ...]:
        """Names of the roster's log that it reads."""
        until = (self.until,) if self.until else ()
        return tuple(dict.fromkeys((self.entity, self.since, *until, *refs(self.where))))


@dataclass(frozen=True)
class Stands:
    """Rows that hold over a stretch of time, such as a document in force: they belong to every period on whose last day they stand."""

    since: Ref
    """From when; of a row without it nobody knows."""
    until: Ref | None = None
    """Until when: exclusive for a time, inclusive for a date; a row without it has no end."""

    def refs(self) -> tuple[Ref, ...]:
        """Names that it reads."""
        return (self.since,) if self.until is None else (self.since, self.until)


@dataclass(frozen=True)
class Cadence:
    """Each entity has at least so many rows in each calendar period; an absent row is the breach."""

    per: Period
    at_least: int = 1
    entity: Ref | None = None
    """Field of the log that names the entity; None: the unit."""
    whole: bool = False
    """There is one entity, the whole organisation."""
    on: Ref | None = None
    """Time that puts a row into a period; None: the anchor."""
    done: Ref | None = None
    """Time at which what the row is about was done, where that is another: it has to be done by the due day."""
    roster: Roster | None = None
    """Where entities come from; None: those seen in the log in any row, each from its first seen period."""
    at_least_days: int | None = None
    """A period counts for an entity that is on the roster so many days of it; None: throughout it."""
    working_days_only: bool = False
    """Daily cadences: days off are no slots."""
    by: CalendarPoint | None = None
    """Due day within the period; None: its last day."""
    grace: Limit | None = None
    """Days or months after the period (or ``by``) that are still in time."""
    stands: Stands | None = None
    """Rows stand over a stretch of time, and belong to each period on whose last day they do; None: each belongs to one."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the log that it reads."""
        stands = self.stands.refs() if self.stands else ()
        return tuple(dict.fromkeys(ref for ref in (self.entity, self.on, self.done, *stands) if ref is not None))

    @property
    def placing(self) -> Ref | None:
        """Time that puts rows into periods; None: the anchor."""
        return self.on if self.stands is None else self.stands.since

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        few = (v.TOO_FEW,) if self.at_least > 1 else ()
        late = (v.LATE,) if self.done is not None else ()
        return (v.CONFORMING, v.MISSING_SLOT, *few, *late, v.PENDING)
