"""Patterns of events: as the naive evaluator finds them, and at the same time, beside no other, or without a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.words.expressions import parse
from hegui.words.related import Pattern
from hegui.words.vocabulary import Shape

pytestmark = pytest.mark.usefixtures("_tidy")
FRAMES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 4)
PATTERNS: list[tuple[Pattern, Any, Any]] = [
    (
        Pattern(parse('event.activity == "b" and previous.activity == "a" and event.time - previous.time < hours(2)')),
        lambda before, event, _: (
            before is not None and event.activity == "b" and before.activity == "a" and event.at - before.at < timedelta(hours=2)
        ),
        lambda *_: False,
    ),
    (
        Pattern(parse("event.actor == next.actor"), parse("previous.activity is missing")),
        lambda _, event, after: False if after is None else same(event.actor, after.actor),
        lambda before, *_: before is None,
    ),
    (
        Pattern(parse('event.activity == "a" or next.actor == "bob"'), parse('previous.actor == "ann"')),
        lambda _, event, after: event.activity == "a" or (False if after is None else same(after.actor, "bob")),
        lambda before, *_: False if before is None else same(before.actor, "ann"),
    ),
]


def same(one: str | None, other: str | None) -> bool | None:
    return None if one is None or other is None else one == other


def test_patterns_are_found_as_the_naive_evaluator_finds_them(build: Any, naive_events: ModuleType, bench: ModuleType) -> None:
    naive = naive_events
    asked = [build.standard(check, str(number)) for number, (check, _, _) in enumerate(PATTERNS)]

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        cases = [bench.some_events(chance, naive, ["a", "b", "hold"], 5) for _ in range(60)]
        rows = bench.bound_rows(cases, [False] * len(cases), chance)
        found = bench.judged(build.bound(bench.event_log(build), rows, Shape.LONG), asked)
        for number, events in enumerate(cases):
            whole = [naive.Happening("opened_at", bench.START - timedelta(days=1)), *events]
            for standard, (check, when, unless) in zip(asked, PATTERNS, strict=True):
                assert found[standard.id][str(number)][0] == naive.pattern(whole, AS_OF, when, unless), (check, whole)

    law()


def test_what_only_events_tell_cannot_be_asked_of_rows(build: Any, bench: ModuleType) -> None:
    rows = [{"_key": "1", "opened_at": bench.START, "a": bench.START, "b": bench.START}]
    for check in (bench.within("1 hours", each=True), PATTERNS[0][0]):
        with pytest.raises(TypeError, match="the log cannot tell"):
            bench.judged(build.bound(bench.event_log(build), rows), [build.standard(check)])


def test_a_pattern_of_events_at_the_same_time_keeps_the_order_of_the_file(told: Any) -> None:
    check = Pattern(parse('event.activity == "b" and previous.activity == "a"'))
    assert told(check, "a 10:00", "b 10:00") == "pattern_found"
    assert told(check, "b 10:00", "a 10:00") == "conforming"
    assert told(check, "a 10:00", "b 24:00", as_of="12:00") == "conforming"


def test_a_pattern_may_read_the_case(told: Any) -> None:
    check = Pattern(parse('event.activity == "b" and event.time - a <= hours(1)'), parse("done == True"))
    assert told(check, "a 10:00", "b 11:00") == "pattern_found"
    assert told(check, "a 10:00", "b 11:01") == "conforming"
    assert told(check, "a 10:00", "b 11:00", "closed") == "conforming"
    assert told(check, "b 11:00") == "unknown_value"


def test_a_pattern_without_neighbours_looks_at_events_of_unknown_time(told: Any) -> None:
    assert told(Pattern(parse('event.activity == "a"')), "a ?") == "pattern_found"
    assert told(Pattern(parse('event.activity == "a" and event.time > opened_at')), "a ?") == "unknown_value"
    assert told(Pattern(parse('event.activity == "a" and previous.activity == "b"')), "a ?") == "unknown_value"
    assert told(Pattern(parse('event.actor == "ann"')), "a 10:00 ann") == "pattern_found"
    assert told(Pattern(parse('event.actor == "ann"'), parse('next.activity == "b"')), "a 10:00 ann") == "pattern_found"
