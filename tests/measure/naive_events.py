"""A slow reading, in plain Python, of checks on several events of a case: each request its answer, clocks that pause, patterns.

It shares no code with the engine. Clocks are let run minute by minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

MINUTE = timedelta(minutes=1)
GRAVEST = ("missing", "late", "early", "pending", "conforming")


@dataclass(frozen=True)
class Happening:
    """One event; a time is None where nobody knows it."""

    activity: str | None
    at: datetime | None
    actor: str | None = None


def in_order(events: Sequence[Happening], as_of: datetime) -> list[Happening]:
    """Events that have happened, by time; those at the same time as in the file."""
    return sorted((event for event in events if event.at is not None and event.at <= as_of), key=lambda event: event.at or as_of)


def due_by_clock(start: datetime, minutes: int, paused: Callable[[datetime], bool]) -> datetime:
    """Let the clock run from the start, minute by minute, until the limit has elapsed."""
    at, left = start, minutes
    while left:
        if not paused(at):
            left -= 1
        at += MINUTE
    return at


def pauses_of(events: Sequence[Happening], begin: str, end: str, as_of: datetime) -> list[tuple[datetime, datetime]]:
    """From the first event that begins a pause to the next that ends it."""
    found, since = [], None
    for event in in_order(events, as_of):
        assert event.at is not None
        if event.activity == begin and since is None:
            since = event.at
        elif event.activity == end and since is not None:
            found.append((since, event.at))
            since = None
    return [*found, (since, as_of)] if since is not None else found


def inside(pauses: Sequence[tuple[datetime, datetime]]) -> Callable[[datetime], bool]:
    return lambda at: any(begin <= at < end for begin, end in pauses)


@dataclass(frozen=True)
class Asked:
    """What each request is asked for."""

    minutes: int
    paused: Callable[[datetime], bool] = lambda _: False
    not_before: int = 0
    closed: bool = False


def each(events: Sequence[Happening], as_of: datetime, asked: Asked) -> str:
    """The worst of all requests ``a``, each to be answered by a ``b`` before the next request."""
    if any(event.at is None and event.activity == "b" for event in events):
        told = _worst(events, as_of, asked)
        return told if told == "conforming" and not asked.not_before else "unreadable"
    told = _worst(events, as_of, asked)
    untold_request = any(event.at is None and event.activity == "a" for event in events)
    return "unreadable" if untold_request and told in {"pending", "conforming"} else told


def _worst(events: Sequence[Happening], as_of: datetime, asked: Asked) -> str:
    ordered = [event for event in in_order(events, as_of) if event.activity in {"a", "b"}]
    found = {"conforming"}
    for number, event in enumerate(ordered):
        if event.activity != "a":
            continue
        assert event.at is not None
        due = due_by_clock(event.at, asked.minutes, asked.paused)
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        if after is None:
            found.add("missing" if asked.closed or as_of > due else "pending")
        elif after.activity == "a":
            found.add("missing")
        else:
            assert after.at is not None
            early = after.at < event.at + asked.not_before * MINUTE
            found.add("late" if after.at > due else "early" if early else "conforming")
    return next(code for code in GRAVEST if code in found)


def pattern(events: Sequence[Happening], as_of: datetime, when: Callable[..., bool | None], unless: Callable[..., bool | None]) -> str:
    """Whether the pattern is found; ``when`` and ``unless`` are asked of an event and its neighbours, None where there is none."""
    ordered = in_order(events, as_of)
    doubt = any(event.at is None for event in events)
    if doubt:
        return "unknown_value"
    for number, event in enumerate(ordered):
        beside: tuple[Any, ...] = (
            ordered[number - 1] if number else None,
            event,
            ordered[number + 1] if number + 1 < len(ordered) else None,
        )
        told, excused = when(*beside), unless(*beside)
        if told and excused is False:
            return "pattern_found"
        doubt |= told is not False and excused is not True
    return "unknown_value" if doubt else "conforming"
