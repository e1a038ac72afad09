"""``condition``: an expression holds for the row."""

from __future__ import annotations

from hegui.measure.cells import CaseView
from hegui.measure.expressions import holds
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Condition


def condition(check: Condition, view: CaseView) -> Ruling:
    """Compile a condition; where it is unknown the reason says whether a cell could not be read."""
    that = holds(check.that, view)
    return (
        Ladder()
        .when(that, v.CONFORMING)
        .when(~that, v.VIOLATED)
        .when(any_of([view.cell(ref).unreadable for ref in check.refs()]), v.UNREADABLE)
        .otherwise(v.UNKNOWN_VALUE)
    )
