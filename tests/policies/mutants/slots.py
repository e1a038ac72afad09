"""Changes of checks on slots, and of rosters."""

from __future__ import annotations

from dataclasses import replace

from hegui.words.kinds import Check
from hegui.words.slots import Cadence, Roster
from hegui.words.vocabulary import Log

from .expressions import Mutants, near, of_condition
from .periods import of_period, of_point


def cadence(check: Cadence, log: Log) -> Mutants[Check]:
    yield from ((change, replace(check, per=per)) for change, per in of_period(check.per) if not check.working_days_only)
    yield from ((f"at least {least}", replace(check, at_least=least)) for least in (check.at_least - 1, check.at_least + 1) if least)
    yield "other entities", replace(check, whole=not check.whole, entity=None, roster=None, at_least_days=None)
    if check.on is not None and check.on != log.anchor_ref:
        yield f"on the anchor, not {check.on}", replace(check, on=None)
    if check.done is not None:
        yield f"whether or not {check.done}", replace(check, done=None)
    if check.roster is not None:
        yield "without roster", replace(check, roster=None, at_least_days=None)
        yield from ((f"roster: {change}", replace(check, roster=roster)) for change, roster in of_roster(check.roster))
    if check.at_least_days is not None:
        for days in (check.at_least_days - 1, check.at_least_days + 1, None):
            yield f"on it for {days} days", replace(check, at_least_days=days)
    if check.working_days_only:
        yield "days off too", replace(check, working_days_only=False)
    if check.by is not None:
        yield "by the last day", replace(check, by=None)
        yield from ((change, replace(check, by=by)) for change, by in of_point(check.by, check.per))
    if check.stands is not None and check.stands.until is not None:
        yield "stands without end", replace(check, stands=replace(check.stands, until=None))
    if check.stands is not None:
        yield "in its own period only", replace(check, stands=None, on=check.stands.since)
    for grace in (*near(check.grace), None) if check.grace else ():
        yield f"{grace} of grace", replace(check, grace=grace)


def of_roster(roster: Roster) -> Mutants[Roster]:
    yield from ((f"where {change}", replace(roster, where=where)) for change, where in of_condition(roster.where))
    if roster.until is not None:
        yield "without end", replace(roster, until=None)
