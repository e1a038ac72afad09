"""The one table of the kinds of check, and what each is about: a case, a slot or a group (POLICY_LANGUAGE 6)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from hegui.words import checks as c
from hegui.words import groups as g
from hegui.words import related as r
from hegui.words.expressions import Ref
from hegui.words.slots import Cadence

Check = (
    c.Deadline | c.DueOn | c.Presence | c.Sequence | c.Same | c.Different | c.Allowed | c.Condition | c.Count
    | r.RowCount | r.FollowUp | r.Requires | r.Triggers | r.Pattern
    | Cadence
    | g.Group
)  # fmt: skip

KINDS: dict[str, type[Check]] = {
    "deadline": c.Deadline,
    "due_on": c.DueOn,
    "presence": c.Presence,
    "sequence": c.Sequence,
    "same": c.Same,
    "different": c.Different,
    "allowed": c.Allowed,
    "condition": c.Condition,
    "count": c.Count,
    "row_count": r.RowCount,
    "follow_up": r.FollowUp,
    "requires": r.Requires,
    "triggers": r.Triggers,
    "pattern": r.Pattern,
    "cadence": Cadence,
    "ratio": g.Ratio,
    "average": g.Average,
    "percentile": g.Percentile,
    "sampling": g.Sampling,
    "score": g.Score,
    "frequency": g.Frequency,
    "trend": g.Trend,
    "coverage": g.Coverage,
}
"""Every kind of check by its name in policies; the one table of kinds."""

KIND_OF = {shape: name for name, shape in KINDS.items()}


class Scope(StrEnum):
    """What an instance of a check is."""

    CASE = "case"
    """A row, or the events of a case."""
    SLOT = "slot"
    """An entity in a calendar period."""
    GROUP = "group"
    """A unit in a calendar period."""


def scope_of(check: Check) -> Scope:
    """What an instance of the check is."""
    if isinstance(check, Cadence):
        return Scope.SLOT
    return Scope.GROUP if isinstance(check, g.Group) else Scope.CASE


def others(check: Check) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """Other logs that a check looks at, each with the names it reads there."""
    match check:
        case r.RowCount(rows) | r.FollowUp(rows) | r.Requires(rows) | r.Triggers(_, rows):
            yield rows.log, rows.others()
        case Cadence(roster=roster) | g.Coverage(roster=roster) if roster is not None:
            yield roster.log, roster.others()
        case g.Sampling(population=population):
            yield population.log, population.others()
        case _:
            return
