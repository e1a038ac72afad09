"""Checks on a case that look at rows of another log, or at several events of the case in relation (POLICY_LANGUAGE 6)."""

from __future__ import annotations

from dataclasses import dataclass

from hegui.words import verdicts as v
from hegui.words.durations import Limit
from hegui.words.expressions import Expr, Ref, refs
from hegui.words.verdicts import Reason


@dataclass(frozen=True)
class Related:
    """The rows of another log that belong to a case."""

    log: str
    match: tuple[tuple[Ref, Ref], ...]
    """Name in the other log and name of the case that hold the same value; all pairs have to agree."""
    where: Expr | None = None
    """Which of them count: ``log.field`` is the other log's, a bare name the case's."""
    at: Ref | None = None
    """Time of a row of the other log; None: its anchor."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the case that it reads."""
        bare = (ref for ref in refs(self.where) if ref.name != self.log)
        return tuple(dict.fromkeys((*(own for _, own in self.match), *bare)))

    def others(self) -> tuple[Ref, ...]:
        """Names of the other log that it reads, without the log's own name."""
        said = (other(ref) for ref in refs(self.where) if ref.name == self.log)
        at = (self.at,) if self.at else ()
        return tuple(dict.fromkeys((*(theirs for theirs, _ in self.match), *at, *said)))


def other(ref: Ref) -> Ref:
    """``log.field`` as the other log calls it: ``field``."""
    name, *selector = ref.selector
    return Ref(name, tuple(selector))


@dataclass(frozen=True)
class RowCount:
    """So many rows of another log for a case."""

    rows: Related
    at_least: int | None = None
    at_most: int | None = None
    until: Ref | None = None
    """Time of the case after which rows do not count, and at which too few is a breach."""
    distinct_days: bool = False
    """Rows of one day count once."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the case that it reads."""
        return (*self.rows.refs(), *((self.until,) if self.until else ()))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        few = (v.TOO_FEW, v.PENDING) if self.at_least else ()
        many = (v.TOO_MANY,) if self.at_most is not None else ()
        return (v.CONFORMING, *few, *many)


@dataclass(frozen=True)
class FollowUp:
    """Rows of another log come in time after a milestone of the case."""

    rows: Related
    after: Ref
    """Milestone from which the limit runs; not reached: not applicable."""
    within: Limit | None = None
    """The first row comes no later than this."""
    every: Limit | None = None
    """... and one in each further stretch of this length, until ``until``, the end of the case, or as-of."""
    until: Ref | None = None
    """Milestone at which rows are no longer asked for."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the case that it reads."""
        return (self.after, *((self.until,) if self.until else ()), *self.rows.refs())

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.LATE, v.MISSING, v.PENDING, v.NOT_APPLICABLE)


@dataclass(frozen=True)
class Triggers:
    """If this holds of the case, then that follows in another log in time."""

    when: Expr
    rows: Related
    within: Limit
    after: Ref | None = None
    """Time from which the limit runs; None: the anchor of the case."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the case that it reads."""
        return tuple(dict.fromkeys((*refs(self.when), *((self.after,) if self.after else ()), *self.rows.refs())))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach; ``when`` false is not applicable, unknown is unknown_value."""
        return (v.CONFORMING, v.LATE, v.MISSING, v.PENDING, v.NOT_APPLICABLE)


@dataclass(frozen=True)
class Requires:
    """Something came before: a row of another log no later than a milestone of the case."""

    rows: Related
    before: Ref
    """Milestone; not reached: not applicable."""
    within: Limit | None = None
    """No longer before than this; None: at any time before."""

    def refs(self) -> tuple[Ref, ...]:
        """Names of the case that it reads."""
        return (self.before, *self.rows.refs())

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.NOT_PRECEDED, v.UNKNOWN_VALUE, v.NOT_APPLICABLE)


@dataclass(frozen=True)
class Pattern:
    """Several events of a case stand in a relation that must not occur; for logs of events.

    In ``when`` and ``unless`` the names ``event.activity``, ``event.time``, ``event.actor`` are the event looked at, ``previous.…`` and
    ``next.…`` the events of the case before and after it (by time, ties in the order of the file); a bare name is the case's.
    """

    when: Expr
    unless: Expr | None = None

    def refs(self) -> tuple[Ref, ...]:
        """Names of the case that it reads."""
        read = (*refs(self.when), *refs(self.unless))
        return tuple(dict.fromkeys(ref for ref in read if ref.name not in EVENT_NAMES))

    def reasons(self) -> tuple[Reason, ...]:
        """Reason codes an example can reach."""
        return (v.CONFORMING, v.PATTERN_FOUND)


EVENT_NAMES = ("event", "previous", "next")
"""Names of events in patterns; each has ``activity``, ``time`` and ``actor``."""
