"""Periods in which groups are asked for, and who has to be there in each, whether or not the log has a row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import DAY
from hegui.measure.ground import ENTITY, NUMBER, PLACE, UNIT
from hegui.measure.groups.calendar import touching
from hegui.measure.midnights import midnight
from hegui.measure.slots.rosters import SURE
from hegui.measure.slots.schedule import END, ENOUGH, ROSTER, START
from hegui.words.vocabulary import WHOLE_ORGANISATION

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Coverage
    from hegui.words.periods import Period
    from hegui.words.slots import Roster


def on_its_roster(roster: Roster, per: Period, ground: Ground, *, throughout: bool) -> ir.Table:
    """Who is on a roster in which periods, from the beginning of the window, or of the log, up to the one that holds as-of.

    Args:
        roster: who is on it.
        per: kind of period.
        ground: window, as-of, and what the log covers.
        throughout: whether it takes a whole period on the roster; else a day of it is enough.
    """
    numbers, rosters = _numbers(per, ground), ground.rosters

    def periods() -> ir.Table:
        spans = [tuple(map(midnight, per.bounds(number))) for number in numbers]
        only = dict.fromkeys((PLACE, ROSTER), [rosters.number(roster)] * len(spans))
        enough = [end - start if throughout else DAY for start, end in spans]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        return rosters.shelf.bring("periods asked for", (), **only, **{NUMBER: numbers, START: starts, END: ends, ENOUGH: enough})

    return rosters.asked(roster, per, numbers, throughout, periods=periods)


def asked(check: Coverage, ground: Ground) -> ir.Table | None:
    """Groups that have to be: ``entity unit number sure``; of the organisation one in every period, of a roster those on it throughout.

    None: only groups of which there is a row are looked at.
    """
    if check.roster is not None:
        return on_its_roster(check.roster, check.per, ground, throughout=True)
    if not check.whole:
        return None
    name = ibis.literal(WHOLE_ORGANISATION)
    periods = ground.shelf.bring(f"periods of {ground.standard.id}", (), **{NUMBER: _numbers(check.per, ground)})
    return periods.select(NUMBER, **{ENTITY: name, UNIT: name, SURE: ibis.literal(True)})


def _numbers(per: Period, ground: Ground) -> range:
    setting, covers = ground.setting, ground.view.log.covers
    since = setting.since or (covers[0] if covers else None)
    known = touching(per, since, setting.as_of.date() + timedelta(days=1))
    return range(0) if known.first is None or known.last is None else range(known.first, known.last + 1)
