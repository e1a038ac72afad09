"""A slow reading of the checks that look at another log or at several events of a case, in plain Python, case by case.

It shares no code with the engine. Rows that are in doubt are tried out: left out, or there at every instant that could make a difference. A
verdict that is the same in every way is the verdict; otherwise it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any

from hegui.words.durations import Limit
from hegui.words.related import FollowUp, Requires, RowCount, Triggers
from hegui.words.verdicts import REASONS, Verdict

UNREADABLE = "??"
TICK = timedelta(microseconds=1)


@dataclass
class World:
    """What a check is judged in."""

    as_of: datetime
    where: Callable[[Mapping[str, Any], Mapping[str, Any]], bool | None]
    """Of a row and a case."""
    when: Callable[[Mapping[str, Any]], bool | None] = lambda _: True
    covers: tuple[date, date] | None = None
    anchor: str = "contact_at"
    """Of the rows."""


def verdict(check: Any, case: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], world: World) -> str:
    """The reason code of a case."""
    if isinstance(check, Triggers):
        when = world.when(case)
        if not when:
            return "unknown_value" if when is None else "not_applicable"
    early = before_rows(check, case, world)
    if early:
        return early
    own = [case[ref.name] for _, ref in check.rows.match]
    if UNREADABLE in own or None in own:
        return "unreadable" if UNREADABLE in own else "unknown_value"
    theirs = [row for row in rows if [row[ref.name] for ref, _ in check.rows.match] == own]
    certain, doubtful = sorted_out(check, case, theirs, world)
    codes = {judge(check, case, certain, world)}
    base = next(iter(codes))
    for ways in product(*(list(placements(check, case, at, world)) for at in doubtful)):
        codes.add(judge(check, case, [*certain, *(at for at in ways if at is not None)], world))
    if "unknown_end" in codes or len({REASONS[code].verdict for code in codes}) > 1:
        return "unknown_value"
    absent = REASONS[base].verdict is Verdict.NONCONFORMING and base != "too_many"
    return "log_does_not_cover" if absent and not covered(check, case, world) else base


def before_rows(check: Any, case: Mapping[str, Any], world: World) -> str | None:
    """What is said without looking at a row."""
    match check:
        case RowCount(until=until) if until is not None and case[until.name] == UNREADABLE:
            return "unreadable"
        case FollowUp(after=after, until=until):
            return started(case[after.name], case[until.name] if until else None, check, world)
        case Triggers(after=after):
            return started(case[after.name if after else "opened_at"], None, check, world)
        case Requires(before=before):
            return started(case[before.name], None, check, world)
    return None


def started(at: Any, until: Any, check: Any, world: World) -> str | None:
    if at == UNREADABLE:
        return "unreadable"
    if at is None or begin(at) > world.as_of:
        return "not_applicable"
    if until == UNREADABLE:
        return "unreadable"
    if until is not None and end(until) <= world.as_of:
        first = datetime.combine(at, time()) if dated_rows(check) else begin(at)
        return "not_credible" if end(until) < first else None
    return None


def dated_rows(check: Any) -> bool:
    return check.rows.at is not None and check.rows.at.name == "on_day"


def begin(at: Any) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time())


def end(at: Any) -> datetime:
    return at if isinstance(at, datetime) else datetime.combine(at, time()) + timedelta(days=1) - TICK


def sorted_out(check: Any, case: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], world: World) -> tuple[list[Any], list[Any]]:
    """Times of rows that count, and of those that may; None: nobody knows when."""
    certain, doubtful = [], []
    name = check.rows.at.name if check.rows.at else world.anchor
    for row in rows:
        anchor, at = row[world.anchor], row[name]
        if isinstance(anchor, date) and begin(anchor) > world.as_of:
            continue
        counts = world.where(row, case)
        untold = at == UNREADABLE or (at is None and name == world.anchor)
        if counts is False or (at is None and not untold) or (not untold and begin(at) > world.as_of):
            continue
        if counts and not untold and not row.get("_conflict"):
            certain.append(begin(at))
        else:
            doubtful.append(None if untold else begin(at))
    return certain, doubtful


def placements(check: Any, case: Mapping[str, Any], at: datetime | None, world: World) -> Iterator[datetime | None]:
    """Where a row in doubt might be: nowhere, or at an instant."""
    yield None
    if at is not None:
        yield at
        return
    instants = set(instants_that_matter(check, case, world))
    yield from sorted({begin(moment.date()) if dated_rows(check) else moment for moment in instants if moment <= world.as_of})


def instants_that_matter(check: Any, case: Mapping[str, Any], world: World) -> Iterator[datetime]:
    match check:
        case RowCount(until=until):
            last = case[until.name] if until and isinstance(case[until.name], date) else world.as_of
            yield from (begin(last) - timedelta(days=31 * days + 1, seconds=days) for days in range(4))
            yield end(last) + TICK
        case Requires(before=before):
            yield min(end(case[before.name]), world.as_of)
        case FollowUp(after=after, every=Limit()):
            yield from stretches(check, case, world, begin(case[after.name]))
        case _:
            yield begin(case[check.after.name if check.after else "opened_at"])


def stretches(check: FollowUp, case: Mapping[str, Any], world: World, after: datetime) -> Iterator[datetime]:
    """The last instant of every stretch, the first as ``within`` shortens it."""
    assert check.every is not None
    dated = dated_rows(check) or type(case[check.after.name]) is date
    number = 1
    while True:
        due = later(after, check.every, number, dated=dated)
        if number == 1 and check.within:
            due = min(due, later(after, check.within, 1, dated=dated))
        yield due
        if due > world.as_of:
            return
        number += 1


def later(start: datetime, limit: Limit, times: int, *, dated: bool) -> datetime:
    """The last instant that conforms."""
    if limit.working:
        day, left = start.date(), limit.days
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return end(day)
    if limit.months:
        return end(months_on(start.date(), times * limit.months))
    if limit.days:
        return end(start.date() + times * timedelta(days=limit.days))
    due = start + times * timedelta(seconds=limit.seconds)
    return end(due.date()) if dated else due


def months_on(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    for last in range(day.day, 0, -1):
        try:
            return date(whole // 12, whole % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError


def judge(check: Any, case: Mapping[str, Any], times: Sequence[datetime], world: World) -> str:
    """The reason code when exactly these rows are there."""
    match check:
        case RowCount():
            return row_count(check, case, times, world)
        case Requires():
            since = earliest(check, case)
            return "conforming" if any(since <= at <= end(case[check.before.name]) for at in times) else "not_preceded"
        case FollowUp(every=Limit()):
            return in_stretches(check, case, times, world)
        case _:
            return in_time(check, case, times, world)


def row_count(check: RowCount, case: Mapping[str, Any], times: Sequence[datetime], world: World) -> str:
    until = stop(check, case, world)
    counted = [at for at in times if until is None or at <= until]
    number = len({at.date() for at in counted}) if check.distinct_days else len(counted)
    if check.at_most is not None and number > check.at_most:
        return "too_many"
    if check.at_least and number < check.at_least:
        return "too_few" if case["closed_at"] or until else "pending"
    return "conforming"


def stop(check: Any, case: Mapping[str, Any], world: World) -> datetime | None:
    until = case[check.until.name] if getattr(check, "until", None) else None
    return end(until) if until is not None and begin(until) <= world.as_of else None


def earliest(check: Requires, case: Mapping[str, Any]) -> datetime:
    limit, before = check.within, case[check.before.name]
    if limit is None:
        return datetime(1900, 1, 1)
    if limit.months:
        return begin(months_on(before if type(before) is date else before.date(), -limit.months))
    if limit.days:
        return datetime.combine(before, time()) - timedelta(days=limit.days)
    since = begin(before) - timedelta(seconds=limit.seconds)
    return datetime.combine(since, time()) if dated_rows(check) or type(before) is date else since


def after_of(check: Any, case: Mapping[str, Any]) -> tuple[datetime, bool]:
    value = case[check.after.name if check.after else "opened_at"]
    return begin(value), dated_rows(check) or type(value) is date


def first_due(check: Any, case: Mapping[str, Any], world: World) -> datetime:
    after, dated = after_of(check, case)
    if getattr(check, "every", None):
        return next(stretches(check, case, world, after))
    due = later(after, check.within, 1, dated=dated)
    until = stop(check, case, world)
    return min(due, until) if until else due


def in_time(check: Any, case: Mapping[str, Any], times: Sequence[datetime], world: World) -> str:
    due = first_due(check, case, world)
    after, _ = after_of(check, case)
    since = [at for at in times if at >= (datetime.combine(after, time()) if dated_rows(check) else after)]
    if since:
        return "conforming" if min(since) <= due else "late"
    return "missing" if world.as_of > due or stop(check, case, world) else "pending"


def in_stretches(check: FollowUp, case: Mapping[str, Any], times: Sequence[datetime], world: World) -> str:
    after, _ = after_of(check, case)
    last = stop(check, case, world) or case["closed_at"]
    since, lacking = datetime.combine(after, time()) if dated_rows(check) else after, []
    begun = since
    for number, due in enumerate(stretches(check, case, world, after), start=1):
        if due > last if last is not None else due >= world.as_of:
            break
        if not any(since <= at <= due for at in times):
            lacking.append(number)
        since = (later(after, check.every, 1, dated=after_of(check, case)[1]) if number == 1 and check.every else due) + TICK
    if not lacking:
        return "pending" if last is None else "conforming"
    return "late" if lacking == [1] and any(at >= begun for at in times) else "missing"


def covered(check: Any, case: Mapping[str, Any], world: World) -> bool:
    """Whether the other log holds the time in which a row was asked for."""
    if world.covers is None:
        return True
    first, last = (datetime.combine(day, time()) for day in world.covers)
    match check:
        case RowCount():
            since, until = case["opened_at"], stop(check, case, world) or world.as_of
        case Requires():
            since, until = (earliest(check, case) if check.within else datetime(1900, 1, 1)), end(case[check.before.name])
        case FollowUp(every=Limit()):
            over = stop(check, case, world) or case["closed_at"]
            since, until = after_of(check, case)[0], world.as_of if over is None else min(over + TICK, world.as_of)
        case _:
            since, until = after_of(check, case)[0], min(first_due(check, case, world), world.as_of)
    if dated_rows(check) and not isinstance(check, RowCount | Requires):
        since = datetime.combine(since, time())
    return bool(first <= since and until <= last)
