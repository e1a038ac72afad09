"""``pattern``: events of a case stand in a relation that must not occur."""

from __future__ import annotations

from hegui.measure.cells import CaseView
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.related import Pattern


def pattern(check: Pattern, view: CaseView) -> Ruling:
    """Compile a pattern: it is found where ``when`` is true of an event and ``unless`` is not.

    An event at which either is unknown leaves it open, and so does an event without a time where neighbours are named. A neighbour that is
    missing (the first event has none before it) leaves nothing open: there is no match, and no excuse.
    """
    found, doubt, untimed = (view.figure(check, name).fill_null(False) for name in ("found", "doubt", "untimed"))
    return Ladder().when(untimed, v.UNKNOWN_VALUE).when(found, v.PATTERN_FOUND).when(doubt, v.UNKNOWN_VALUE).otherwise(v.CONFORMING)
