"""Periods in which groups are asked for, and who has to be there in each, whether or not the log has a row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import ibis

from hegui.measure.functions import DAY
from hegui.measure.ground import ENTITY, NUMBER, PLACE, UNIT
from hegui.measure.groups.calendar import touching
from hegui.measure.midnights import midnight
from hegui.measure.slots.schedule import END, ENOUGH, ROSTER, START
from hegui.measure.slots.stretches import SURE, on_roster, stretches
from hegui.words.vocabulary import WHOLE_ORGANISATION

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Coverage
    from hegui.words.periods import Period

ONLY = 0
"""Number of the roster and of the standard, of which there is one each."""


def periods(per: Period, ground: Ground, *, throughout: bool) -> ir.Table:
    """Periods from the beginning of the window, or of the log, up to the one that holds as-of.

    Args:
        per: kind of period.
        ground: window, as-of, and what the log covers.
        throughout: whether it takes a whole period on the roster; else a day of it is enough.
    """
    setting, covers = ground.setting, ground.view.log.covers
    since = setting.since or (covers[0] if covers else None)
    known = touching(per, since, setting.as_of.date() + timedelta(days=1))
    numbers = range(0) if known.first is None or known.last is None else range(known.first, known.last + 1)
    spans = [tuple(map(midnight, per.bounds(number))) for number in numbers]
    return ground.shelf.bring(
        f"periods of {ground.standard.id}",
        (),
        **{NUMBER: numbers, START: [start for start, _ in spans], END: [end for _, end in spans]},
        **{PLACE: [ONLY] * len(spans), ROSTER: [ONLY] * len(spans)},
        **{ENOUGH: [end - start if throughout else DAY for start, end in spans]},
    )


def asked(check: Coverage, ground: Ground) -> ir.Table | None:
    """Groups that have to be: ``entity unit number sure``; of the organisation one in every period, of a roster those on it throughout.

    None: only groups of which there is a row are looked at.
    """
    if check.roster is not None:
        listed = stretches(ONLY, check.roster, ground.roster(check.roster))
        return on_roster(listed, periods(check.per, ground, throughout=True)).drop(PLACE)
    if not check.whole:
        return None
    name = ibis.literal(WHOLE_ORGANISATION)
    return periods(check.per, ground, throughout=True).select(NUMBER, **{ENTITY: name, UNIT: name, SURE: ibis.literal(True)})
