"""Clocks that stand still: as a clock that runs minute by minute, in events, updates and columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.words.vocabulary import Shape

pytestmark = pytest.mark.usefixtures("_tidy")
FRAMES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 4)


def test_clocks_pause_as_a_clock_that_runs_minute_by_minute(build: Any, naive_events: ModuleType, bench: ModuleType) -> None:
    naive = naive_events
    asked = [
        build.standard(bench.within("4 hours", "opened_at", "b", pausing=True), "1"),
        build.standard(build.deadline("opened_at", "b", {"g": "1 hours", "u": "26 hours"}), "2"),
    ]
    asked[1] = replace(asked[1], check=replace(asked[1].check, pausing=True))
    log = bench.event_log(build, (*bench.HOLDS, ("wait", "back")))

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        cases = [bench.some_events(chance, naive, ["hold", "go", "wait", "back", "b"], 9) for _ in range(50)]
        rows = bench.bound_rows(cases, [False] * len(cases), chance)
        for row in rows:
            row["tier"] = "gu"[int(row["_key"]) % 2] if row["_activity"] == "opened_at" else None
            row["_time"] = bench.START if row["_activity"] == "opened_at" else row["_time"]
        found = bench.judged(build.bound(log, rows, Shape.LONG), asked)
        for number, events in enumerate(cases):
            if any(event.at is None for event in events):
                continue
            both = [naive.pauses_of(events, begin, end, AS_OF) for begin, end in (*bench.HOLDS, ("wait", "back"))]
            answers = [event.at for event in naive.in_order(events, AS_OF) if event.activity == "b" and event.at >= bench.START]
            for standard, hours in zip(asked, (4, (1, 26)[number % 2]), strict=True):
                due = naive.due_by_clock(bench.START, hours * 60, naive.inside([*both[0], *both[1]]))
                reason = ("late" if answers[0] > due else "conforming") if answers else "missing" if due < AS_OF else "pending"
                got, past, at = found[standard.id][str(number)]
                assert (got, at) == (reason, (due - datetime(1970, 1, 1)) // timedelta(microseconds=1)), (standard.check, events)
                if reason == "late":
                    assert past == (answers[0] - due) // timedelta(seconds=1)

    law()


def test_a_clock_stands_still_during_pauses(told: Any, bench: ModuleType) -> None:
    asked = bench.within("2 hours", pausing=True)
    assert told(asked, "a 10:00", "hold 11:00", "go 13:00", "b 14:00") == "conforming"
    assert told(asked, "a 10:00", "hold 11:00", "go 13:00", "b 14:01") == "late"
    assert told(asked, "a 10:00", "hold 11:00", "hold 12:00", "go 13:00", "go 13:30", "b 14:00") == "conforming"
    assert told(asked, "a 10:00", "hold 12:00", "go 15:00", "b 12:30") == "late", "the limit had elapsed when the pause began"
    assert told(asked, "hold 09:00", "a 10:00", "go 11:00", "b 13:00") == "conforming", "a pause that runs at the start counts from there"
    assert told(asked, "a 10:00", "hold 11:00") == "pending", "a pause that has not ended lasts until as-of"
    assert told(asked, "a 10:00", "hold 11:00", "go 24:00", "closed") == "missing"
    assert told(asked, "a 10:00", "b 12:00", "hold ?") == "conforming"
    assert told(asked, "a 10:00", "b 12:01", "hold ?") == "unreadable"


def test_pauses_of_two_kinds_that_overlap_are_one(told: Any, bench: ModuleType) -> None:
    asked, both = bench.within("2 hours", pausing=True), (*bench.HOLDS, ("wait", "back"))
    paused = ("a 10:00", "hold 11:00", "wait 11:30", "go 12:00", "back 13:00")
    assert told(asked, *paused, "b 14:00", pauses=both) == "conforming"
    assert told(asked, *paused, "b 14:01", pauses=both) == "late"


def test_pauses_of_updates(told: Any, bench: ModuleType) -> None:
    asked = bench.within("2 hours", pausing=True)
    updates = ("a 10:00", "hold 11:00", "hold 12:00", "go 13:00", "b 14:00")
    assert told(asked, *updates, shape=Shape.SNAPSHOT) == "conforming"


@pytest.mark.parametrize(
    ("hold", "go", "done", "reason"),
    [
        ("11:00", "13:00", "14:00", "conforming"),
        ("11:00", "13:00", "14:01", "late"),
        ("11:00", None, None, "pending"),
        (None, None, "12:01", "late"),
        ("13:00", "11:00", "12:00", "conforming"),
        ("13:00", "11:00", "12:01", "not_credible"),
        (None, "11:00", "12:01", "not_credible"),
        ("?", "11:00", "12:01", "unreadable"),
        ("11:00", "?", "12:01", "unreadable"),
        ("11:00", "?", None, "unreadable"),
    ],
)
def test_pauses_in_columns(build: Any, hold: str | None, go: str | None, done: str | None, reason: str, bench: ModuleType) -> None:
    row: dict[str, Any] = {"_key": "1", "opened_at": bench.clock("00:00"), "a": bench.clock("10:00"), "b": bench.maybe(done)}
    for name, text in (("hold", hold), ("go", go)):
        row |= {name: bench.maybe(text), f"{name}__state": "unreadable" if text == "?" else "ok", f"{name}__raw": text}
    standard = build.standard(bench.within("2 hours", pausing=True))
    assert bench.judged(build.bound(bench.event_log(build), [row]), [standard], bench.clock("23:00"))[standard.id]["1"][0] == reason


def test_pauses_that_the_log_does_not_know(build: Any, bench: ModuleType) -> None:
    rows = [{"_key": "1", "opened_at": bench.START, "a": bench.START, "b": bench.START + timedelta(hours=3)}]
    standard = build.standard(bench.within("2 hours", pausing=True))
    assert bench.judged(build.bound(bench.event_log(build), rows), [standard])[standard.id]["1"][0] == "late"


def test_a_pause_that_can_only_begin_lasts(build: Any, bench: ModuleType) -> None:
    rows = [{"_key": "1", "opened_at": bench.START, "a": bench.START, "b": None, "hold": bench.START + timedelta(hours=1)}]
    standard = build.standard(bench.within("2 hours", pausing=True))
    assert bench.judged(build.bound(bench.event_log(build), rows), [standard])[standard.id]["1"][0] == "pending"


def test_only_clocks_of_hours_pause(build: Any, bench: ModuleType) -> None:
    rows = [{"_key": "1", "opened_at": bench.START, "a": bench.START, "b": bench.START}]
    with pytest.raises(TypeError, match="stand still"):
        bench.judged(build.bound(bench.event_log(build), rows), [build.standard(bench.within("2 days", pausing=True))])
