"""The compilers of the kinds of check; a new kind is one module here and one line in the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hegui.measure.kinds.allowed import allowed
from hegui.measure.kinds.condition import condition
from hegui.measure.kinds.count import count
from hegui.measure.kinds.deadline import deadline, due_at
from hegui.measure.kinds.due_on import due_day, due_on
from hegui.measure.kinds.follow_up import first_due, follow_up, triggers
from hegui.measure.kinds.pattern import pattern
from hegui.measure.kinds.persons import different, same
from hegui.measure.kinds.presence import presence
from hegui.measure.kinds.requires import requires
from hegui.measure.kinds.row_count import row_count
from hegui.measure.kinds.sequence import sequence
from hegui.words.checks import Allowed, Condition, Count, Deadline, Different, DueOn, Presence, Same, Sequence
from hegui.words.kinds import Check
from hegui.words.related import FollowUp, Pattern, Requires, RowCount, Triggers

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.measure.ruling import Ruling

COMPILERS: dict[type[Check], Callable[[Any, CaseView], Ruling]] = {
    Deadline: deadline,
    DueOn: due_on,
    Presence: presence,
    Sequence: sequence,
    Same: same,
    Different: different,
    Allowed: allowed,
    Condition: condition,
    Count: count,
    RowCount: row_count,
    FollowUp: follow_up,
    Triggers: triggers,
    Requires: requires,
    Pattern: pattern,
}
"""Shape of a check to what compiles it over a case view."""

DUES: dict[type[Check], Callable[[Any, CaseView], ir.IntegerValue]] = {
    Deadline: due_at,
    DueOn: due_day,
    FollowUp: first_due,
    Triggers: first_due,
}
"""Kinds that know a due instant, each with what says it without the rest of the ruling: evidence is quoted of every standard."""
