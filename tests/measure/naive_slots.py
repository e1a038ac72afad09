"""Slots in plain Python, one day and one row after the other: what the engine is compared with. It shares no code with it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
MONTHS = {"month": 1, "cycle of 2 months": 2, "quarter": 3, "cycle of 4 months": 4, "half_year": 6, "year": 12}


@dataclass(frozen=True)
class Asked:
    """A cadence."""

    per: str
    at_least: int = 1
    who: str = "unit"
    """``unit``, ``person`` or ``whole``."""
    done: bool = False
    roster: bool = False
    at_least_days: int | None = None
    working_days_only: bool = False
    by: tuple[int, int] | None = None
    """Day (-1 the last) and month (-1 the last) of the period."""
    grace: tuple[int, str] | None = None
    """``(10, "days")``, ``(1, "months")`` or ``(2, "working days")``."""


@dataclass(frozen=True)
class Row:
    """A row of the log."""

    unit: str = "unknown"
    person: str | None = None
    on: datetime | None = None
    done: date | None = None
    """None: not done."""
    smudged: bool = False
    """When it was done cannot be read."""
    member: bool | None = True
    conflict: bool = False


@dataclass(frozen=True)
class Stay:
    """A row of the roster."""

    who: str | None
    unit: str
    since: date | None = None
    until: date | None = None
    member: bool | None = True
    blurred: bool = False
    """``until`` cannot be read."""
    conflict: bool = False
    """Another row of its key says otherwise."""


@dataclass(frozen=True)
class Times:
    """As-of, window, what the log covers, and days off."""

    as_of: datetime
    since: date | None = None
    until: date | None = None
    covers: tuple[date, date] | None = (date(2026, 1, 1), date(2026, 7, 1))
    off: frozenset[date] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Slot:
    """A period of the calendar."""

    label: str
    first: date
    end: date
    due: date


def reasons(asked: Asked, rows: Sequence[Row], stays: Sequence[Stay], times: Times) -> dict[tuple[str, str, str], str]:
    """Unit, entity and period to the reason code."""
    found = {}
    rows = [as_then(row, times.as_of) for row in rows if row.on is None or row.on <= times.as_of]
    for slot in calendar(asked, times):
        if asked.working_days_only and slot.first in times.off:
            continue
        if not _wanted(slot, times, asked):
            continue
        for who, unit, sure in _entities(asked, rows, stays, slot):
            if times.since and slot.first < times.since and _met_before(asked, rows, who, slot, times.since):
                continue
            found[unit, who, slot.label] = _reason(asked, rows, who, slot, times, sure=sure)
    return found


def as_then(row: Row, as_of: datetime) -> Row:
    """What is recorded for later than as-of has not happened."""
    return replace(row, done=None) if row.done is not None and row.done > as_of.date() else row


def calendar(asked: Asked, times: Times) -> Iterator[Slot]:
    """All periods of three years."""
    for label, first, end in _periods(asked.per):
        due = end - DAY
        if asked.by is not None:
            day, month = asked.by
            begin = first
            for _ in range(MONTHS[asked.per] - 1 if month < 0 else month - 1):
                begin = _next_month(begin)
            length = monthrange(begin.year, begin.month)[1]
            due = begin.replace(day=length if day < 0 else min(day, length))
        yield Slot(label, first, end, _graced(due, asked.grace, times.off))


def _periods(per: str) -> Iterator[tuple[str, date, date]]:
    if per in MONTHS:
        for year in (2025, 2026, 2027):
            for number in range(12 // MONTHS[per]):
                first = date(year, 1 + number * MONTHS[per], 1)
                last = first
                for _ in range(MONTHS[per] - 1):
                    last = _next_month(last)
                yield _month_label(per, first, last, number), first, _next_month(last)
    elif per == "billing":
        for year in (2025, 2026):
            for month in range(1, 13):
                turn = _next_month(date(year, month, 1))
                yield f"{year}-{month:02}B", turn - 2 * DAY, turn + 4 * DAY
    else:
        day, length = date(2024, 12, 30), 1 if per == "day" else 7
        while day.year < 2028:
            year, week, _ = day.isocalendar()
            yield (f"{year}-W{week:02}" if per == "week" else day.isoformat()), day, day + length * DAY
            day += length * DAY


def _month_label(per: str, first: date, last: date, number: int) -> str:
    if per == "month":
        return f"{first:%Y-%m}"
    if per == "year":
        return f"{first:%Y}"
    if per == "quarter":
        return f"{first:%Y}-Q{number + 1}"
    return f"{first:%Y}-H{number + 1}" if per == "half_year" else f"{first:%Y-%m}/{last:%m}"


def _next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1)


def _graced(due: date, grace: tuple[int, str] | None, off: frozenset[date]) -> date:
    if grace is None:
        return due
    amount, unit = grace
    if unit == "days":
        return due + amount * DAY
    if unit == "working days":
        while amount:
            due += DAY
            amount -= due not in off
        return due
    first = due.replace(day=1)
    for _ in range(amount):
        first = _next_month(first)
    return first.replace(day=min(due.day, monthrange(first.year, first.month)[1]))


def _wanted(slot: Slot, times: Times, asked: Asked) -> bool:
    """In the window, or begun before it and due in it; without one from the period that holds the first day covered."""
    if slot.first > times.as_of.date() or (times.until is not None and slot.first >= times.until):
        return False
    if times.since is not None:
        return slot.first >= times.since or slot.due >= times.since
    begin = times.covers[0] if times.covers else times.as_of.date()
    if asked.per == "billing":
        return slot.end > begin
    return slot.end > begin


def _who(asked: Asked, row: Row) -> str | None:
    if asked.who == "whole":
        return "-"
    if asked.who == "unit":
        return None if row.unit == "unknown" else row.unit
    return row.person


def _entities(asked: Asked, rows: Sequence[Row], stays: Sequence[Stay], slot: Slot) -> Iterator[tuple[str, str, bool]]:
    if asked.who == "whole":
        yield "-", "-", True
        return
    if asked.roster:
        yield from _on_roster(asked, stays, slot)
        return
    for who in sorted({name for row in rows if (name := _who(asked, row)) is not None}):
        own = [(number, row) for number, row in enumerate(rows) if _who(asked, row) == who]
        seen = [row.on for _, row in own if row.on is not None]
        if seen and min(seen) < datetime.combine(slot.end, time()):
            last = max(own, key=lambda pair: (pair[1].on or datetime(1900, 1, 1), pair[0]))[1]
            yield who, last.unit, True


def _on_roster(asked: Asked, stays: Sequence[Stay], slot: Slot) -> Iterator[tuple[str, str, bool]]:
    kept = [stay for stay in stays if stay.who is not None and (stay.member is not False or stay.conflict)]
    days = [slot.first + n * DAY for n in range((slot.end - slot.first).days)]
    enough = len(days) if asked.at_least_days is None else asked.at_least_days
    for who in sorted({stay.who for stay in kept if stay.who is not None}):
        own = [(number, stay) for number, stay in enumerate(kept) if stay.who == who]
        maybe = sum(any(_there(stay, day) for _, stay in own) for day in days)
        surely = sum(any(_there(stay, day) for _, stay in own if _sure(stay)) for day in days)
        if maybe >= enough:
            begun = [(date(1900, 1, 1) if _vague(stay) or not stay.since else stay.since, number, stay.unit) for number, stay in own]
            yield who, max(one for one in begun if one[0] < slot.end)[2], surely >= enough


def _vague(stay: Stay) -> bool:
    """Nobody knows from when to when: another row denies it, or it ends before it begins."""
    ended = stay.since is not None and stay.until is not None and not stay.blurred and stay.until < stay.since
    return stay.conflict or ended


def _sure(stay: Stay) -> bool:
    return stay.member is True and not stay.blurred and not _vague(stay)


def _there(stay: Stay, day: date) -> bool:
    if _vague(stay):
        return True
    if stay.since is not None and day < stay.since:
        return False
    return stay.blurred or stay.until is None or day <= stay.until


def _done(asked: Asked, row: Row) -> date | None:
    if asked.done:
        return None if row.smudged else row.done
    return row.on.date() if row.on else None


def _status(asked: Asked, row: Row) -> str:
    undone = asked.done and row.done is None and not row.smudged
    if (row.member is False or undone) and not row.conflict:
        return "out"
    whole = row.member is True and not row.conflict and _who(asked, row) is not None
    return "counts" if whole and row.on is not None and _done(asked, row) is not None else "open"


def _inside(row: Row, slot: Slot) -> bool:
    return row.on is not None and slot.first <= row.on.date() < slot.end


def _in_time(asked: Asked, row: Row, slot: Slot) -> bool:
    done = _done(asked, row)
    return done is None or done <= slot.due


def _timely(asked: Asked, rows: Sequence[Row], who: str, slot: Slot) -> list[Row]:
    return [row for row in _found(asked, rows, who, slot) if _in_time(asked, row, slot)]


def _found(asked: Asked, rows: Sequence[Row], who: str, slot: Slot) -> list[Row]:
    return [row for row in rows if _status(asked, row) == "counts" and _who(asked, row) == who and _inside(row, slot)]


def _met_before(asked: Asked, rows: Sequence[Row], who: str, slot: Slot, since: date) -> bool:
    before = [row for row in rows if row.on is not None and row.on.date() < since]
    early = [row for row in before if (done := _done(asked, row)) is None or done < since]
    return len(_timely(asked, early, who, slot)) >= asked.at_least


def _reason(asked: Asked, rows: Sequence[Row], who: str, slot: Slot, times: Times, *, sure: bool) -> str:
    timely, found = _timely(asked, rows, who, slot), _found(asked, rows, who, slot)
    if len(timely) >= asked.at_least:
        return "conforming"
    if times.as_of < datetime.combine(slot.due + DAY, time()):
        return "pending"
    if times.since is None and times.covers is not None and slot.first < times.covers[0]:
        return "partial_period"
    last = slot.due + DAY if asked.done or asked.by else slot.end
    if times.covers is None or slot.first < times.covers[0] or last > times.covers[1]:
        return "log_does_not_cover"
    fillers = [row for row in rows if _status(asked, row) == "open" and _could_fill(asked, row, who, slot)]
    if len(timely) + len(fillers) >= asked.at_least or not sure:
        return "unknown_scope"
    if len(found) >= asked.at_least:
        return "late"
    return "too_few" if found else "missing_slot"


def _could_fill(asked: Asked, row: Row, who: str, slot: Slot) -> bool:
    if _who(asked, row) not in {None, who} or not _in_time(asked, row, slot):
        return False
    return row.on is None or _inside(row, slot)
