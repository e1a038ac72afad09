"""Checks on slots, and rosters: from their shapes to the words."""

from __future__ import annotations

from datetime import date

from hegui.policy.building import figures
from hegui.policy.building.expression import condition
from hegui.policy.building.names import optional
from hegui.policy.building.periods import period, point
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.policy.shapes import slots as shapes
from hegui.words.kinds import Check
from hegui.words.periods import Period
from hegui.words.slots import Cadence, Roster, Stands

TURN_OF_A_MONTH = date(2024, 1, 31), date(2024, 2, 1)
"""In a leap year; every period holds one of the two days."""
WHOLE, UNIT = "organisation", "unit"
"""Entities that are no field."""


def roster(shape: shapes.RosterShape, scope: Scope, at: At) -> Roster | None:
    """A roster; None where it cannot be built, with the faults noted."""
    before = at.noted
    theirs = scope.of(shape.log, at / "log")
    if theirs is None:
        return None
    entity = theirs.ref(shape.entity, at / "entity", Sort.TEXT)
    since = theirs.ref(shape.since, at / "from", Sort.TIME)
    until = optional(shape.until, theirs, at / "until", Sort.TIME)
    where = condition(shape.where, theirs, at / "where")
    if entity is None or since is None or at.noted > before:
        return None
    return Roster(shape.log, entity, since, until, where)


def cadence(shape: shapes.CadenceShape, scope: Scope, at: At) -> Check | None:
    """So many rows in each period; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    if per is not None:
        _fits(shape, per, at)
    least = figures.whole(shape.at_least, scope, at / "at_least", 1)
    entity = None if shape.entity in {UNIT, WHOLE} else scope.ref(shape.entity, at / "entity", Sort.TEXT)
    on = optional(shape.on, scope, at / "on", Sort.TIME)
    done = optional(shape.done, scope, at / "done", Sort.TIME)
    listed = roster(shape.roster, scope, at / "roster") if shape.roster else None
    days = figures.whole(shape.at_least_days, scope, at / "at_least_days", 1, _longest(per) if per else None)
    by = point(shape.by.day, shape.by.month, per, scope, at / "by") if shape.by and per else None
    grace = None if shape.grace is None else figures.limit(shape.grace, scope, at / "grace", *figures.DATES)
    stretch = stands(shape.stands, per, scope, at / "stands")
    if per is None or least is None or at.noted > before:
        return None
    whole = shape.entity == WHOLE
    return Cadence(per, least, entity, whole, on, done, listed, days, shape.working_days_only, by, grace, stretch)


def stands(shape: shapes.StandsShape | None, per: Period | None, scope: Scope, at: At) -> Stands | None:
    """A stretch of time; None where none is asked or it cannot be built, with the faults noted."""
    if shape is None:
        return None
    since = scope.ref(shape.since, at / "from", Sort.TIME)
    until = optional(shape.until, scope, at / "until", Sort.TIME)
    if per is not None and per.unit == "billing_window":
        at.wrong("what stands cannot be asked of windows", "write a period that is a day, a week, or months")
    return None if since is None else Stands(since, until)


def _longest(per: Period) -> int:
    """Days of the longest of such periods, leap years among them."""
    first = next(number for day in TURN_OF_A_MONTH if (number := per.number_at(day)) is not None)
    return max((end - start).days for start, end in map(per.bounds, range(first, first + 12)))


def _fits(shape: shapes.CadenceShape, per: Period, at: At) -> None:
    """Note what does not go together."""
    if shape.entity == WHOLE and shape.roster:
        (at / "roster").wrong("the organisation as a whole is on no roster", "leave 'roster' out, or name the entity")
    if shape.at_least_days is not None and not shape.roster:
        (at / "at_least_days").wrong("'at_least_days' goes with 'roster'")
    if shape.working_days_only and per.unit != "day":
        (at / "working_days_only").wrong("'working_days_only' goes with 'per: day'")
    for name in ("on", "done", "by", "grace"):
        if shape.stands is not None and getattr(shape, name) is not None:
            (at / name).wrong(f"{name!r} does not go with 'stands'", "a row counts where it stands on the last day of the period")
