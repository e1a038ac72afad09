"""Where the clocks of a time zone skip or repeat an hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Change:
    """A change of the clocks: naive local times from ``since`` to before ``until`` did not exist, or existed twice."""

    since: datetime
    until: datetime
    repeated: bool


def changes(zone: str, first: datetime, last: datetime) -> Iterator[Change]:
    """The changes of the clocks between two naive local times."""
    clock = ZoneInfo(zone)
    at = first.replace(tzinfo=clock).astimezone(UTC) - timedelta(days=1)
    end = last.replace(tzinfo=clock).astimezone(UTC) + timedelta(days=1)
    while at < end:
        after = at + timedelta(days=1)
        if _offset(clock, at) != _offset(clock, after):
            yield _change(clock, at, after)
        at = after


def _change(clock: ZoneInfo, before: datetime, after: datetime) -> Change:
    """Find the change within a day, to the minute."""
    old, new = _offset(clock, before), _offset(clock, after)
    step = _HOUR
    at = before
    while step >= timedelta(minutes=1):
        while _offset(clock, at + step) == old:
            at += step
        step /= 60
    instant = (at + timedelta(minutes=1)).replace(tzinfo=None)
    since, until = sorted((instant + old, instant + new))
    return Change(since, until, repeated=new < old)


def _offset(clock: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(clock).utcoffset() or timedelta()
