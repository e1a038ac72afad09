"""The periods of all cadences as one small table, with everything about a slot that does not depend on rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from hegui.measure.functions import DAY, microseconds_of
from hegui.measure.ground import NUMBER, PLACE
from hegui.measure.midnights import midnight
from hegui.measure.slots.candidates import Candidate, candidates
from hegui.words.slots import Cadence
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.measure.ground import Ground
    from hegui.measure.shelf import Shelf
    from hegui.measure.slots.rosters import Rosters
    from hegui.words.measured import Setting

START, END = "start", "end"
"""int64: midnights that begin the period, and the one after it, in microseconds since 1970."""
DUE = "due"
"""int64: midnight that begins its due day."""
NEEDED = "needed"
"""int64: rows that it takes."""
ENOUGH = "enough"
"""int64: microseconds of it for which an entity has to be on the roster."""
ROSTER = "roster"
"""int64: number of the roster that entities come from, or one of the two below."""
WHOLE, SEEN = -1, -2
"""The whole organisation is the entity; entities are those seen in the log."""
RUNNING = "running"
"""0 or 1: its due day is not over at as-of."""
COVERED = "covered"
"""0 or 1: the log covers all the time in which it could be met."""
PARTIAL = "partial"
"""0 or 1: there is no window, and what the log covers begins within it: nobody asks for it as a whole."""
CARRIED = "begun before"
"""0 or 1: it begins before the window."""
TOLD = "told"
"""How it is told when something was first done: as one of the three below."""
UNTOLD, AS_DAY, AS_TIME = 0, 1, 2


def schedule(grounds: Mapping[int, Ground], shelf: Shelf) -> ir.Table:
    """The periods of each cadence.

    Args:
        grounds: place of a standard to what it stands on: as-of, window, what its log covers, numbers of rosters.
        shelf: where the table is kept.
    """
    rows = [row for place, ground in grounds.items() for row in _rows(place, ground)]
    names = (PLACE, NUMBER, START, END, DUE, NEEDED, ENOUGH, RUNNING, COVERED, PARTIAL, CARRIED, ROSTER, TOLD)
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return shelf.bring("periods of slots", **dict(zip(names, columns, strict=True)))


def _rows(place: int, ground: Ground) -> Iterator[tuple[int, ...]]:
    check, setting, covers = ground.standard.check, ground.setting, ground.view.log.covers
    assert isinstance(check, Cadence)
    of_all = (_source(check, ground.rosters), _told(check, ground.view))
    return ((place, *_row(check, period, setting, covers), *of_all) for period in candidates(check, setting, covers))


def _source(check: Cadence, rosters: Rosters) -> int:
    if check.whole:
        return WHOLE
    return SEEN if check.roster is None else rosters.number(check.roster)


def _told(check: Cadence, view: CaseView) -> int:
    if check.done is None:
        return UNTOLD
    return AS_TIME if view.cell(check.done).type is FieldType.DATETIME else AS_DAY


def _row(check: Cadence, period: Candidate, setting: Setting, covers: tuple[date, date] | None) -> tuple[int, ...]:
    start, end, due = (midnight(day) for day in (period.start, period.end, period.due))
    last = end if check.done is None and check.by is None else due + DAY
    return (
        period.number,
        start,
        end,
        due,
        check.at_least,
        end - start if check.at_least_days is None else check.at_least_days * DAY,
        due + DAY > microseconds_of(setting.as_of),
        covers is not None and midnight(covers[0]) <= start and last <= midnight(covers[1]),
        setting.since is None and covers is not None and period.start < covers[0],
        setting.since is not None and period.start < setting.since,
    )
