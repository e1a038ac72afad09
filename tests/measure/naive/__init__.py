"""A slow reading of the policy language, row by row in plain Python: what the engine's verdicts are compared with.

It shares no code with the engine and never looks at a column of rows: a case is asked one question after the other. Cells that cannot
be read are tried out: a verdict that is the same whatever they might hold is the verdict, otherwise nothing can be told.
"""

from __future__ import annotations

from typing import Any

from hegui.words import checks as c
from hegui.words.standards import Standard

from .cases import Case, Event
from .deadlines import deadline, due_on
from .expressions import holds
from .fields import allowed, condition, different, presence, same_tried
from .flaws import Flaw, Stranger, Unreadable
from .stages import count, sequence
from .trying import tried_out

__all__ = ["Case", "Event", "Stranger", "Unreadable", "holds", "verdict"]

KINDS: dict[type, Any] = {
    c.Deadline: lambda check, case: tried_out(check, case, deadline),
    c.DueOn: due_on,
    c.Presence: presence,
    c.Sequence: lambda check, case: tried_out(check, case, sequence),
    c.Same: same_tried,
    c.Different: lambda check, case: tried_out(check, case, different),
    c.Allowed: allowed,
    c.Condition: condition,
    c.Count: count,
}


def verdict(standard: Standard, case: Case) -> str:
    """The reason code of a case."""
    if case.conflict:
        return "conflicting_rows"
    where = True if standard.where is None else holds(standard.where, case)
    if where is False:
        return "not_applicable"
    anchor = case.get(case.log.anchor_ref)
    if anchor is None or isinstance(anchor, Flaw):
        return "no_anchor"
    if where is None:
        return "unknown_scope"
    return str(KINDS[type(standard.check)](standard.check, case))
