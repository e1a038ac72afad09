"""``row_count``: so many rows of another log for a case."""

from __future__ import annotations

import ibis

from hegui.measure.cells import ANCHOR, CaseView
from hegui.measure.functions import microseconds, microseconds_of
from hegui.measure.matching import covered, last_instant, without_key
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.related import RowCount


def row_count(check: RowCount, view: CaseView) -> Ruling:
    """Compile a count of rows: too many is a breach at any time, too few once the case is over or ``until`` is reached.

    Rows in doubt count neither way where the verdict is the same with all and with none of them; otherwise it is unknown. Too few is a
    breach only if the other log covers the time from the anchor to ``until``, or to as-of.
    """
    found, more = view.figure(check, "found").fill_null(0), view.figure(check, "more").fill_null(0)
    as_of = ibis.literal(microseconds_of(view.cut), "int64")
    over, until = view.closed, as_of
    ladder = Ladder()
    if check.until is not None:
        ladder.when(view.cell(check.until).unreadable, v.UNREADABLE)
        reached = last_instant(view, check.until)
        over, until = over | reached.notnull(), ibis.coalesce(ibis.least(reached, as_of), as_of)
    unreadable, missing = without_key(view, check.rows)
    ladder.when(unreadable, v.UNREADABLE).when(missing, v.UNKNOWN_VALUE)
    if check.at_most is not None:
        ladder.when(found > check.at_most, v.TOO_MANY).when(found + more > check.at_most, v.UNKNOWN_VALUE)
    if not check.at_least:
        return ladder.otherwise(v.CONFORMING)
    inside = covered(view, check.rows, microseconds(view.table[ANCHOR]), until)
    return (
        ladder.when(found >= check.at_least, v.CONFORMING)
        .when(found + more >= check.at_least, v.UNKNOWN_VALUE)
        .when(~over, v.PENDING)
        .when(None if inside is None else ~inside, v.LOG_DOES_NOT_COVER)
        .otherwise(v.TOO_FEW)
    )
