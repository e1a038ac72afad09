"""Each request has its answer: as the naive evaluator judges, and at the edges of limits, times and codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import measure
from hegui.words.checks import Deadline, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import parse_ref
from hegui.words.measured import Setting
from hegui.words.vocabulary import Shape

pytestmark = pytest.mark.usefixtures("_tidy")
FRAMES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 4)


def test_each_request_is_judged_as_the_naive_evaluator_judges(build: Any, naive_events: ModuleType, bench: ModuleType) -> None:
    naive = naive_events
    plain = bench.within("5 hours", each=True)
    early = bench.within("5 hours", each=True, not_before="30 minutes")
    pausing = bench.within("2 hours", each=True, pausing=True)
    asked = [build.standard(check, str(number)) for number, check in enumerate((plain, early, pausing))]

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        cases = [bench.some_events(chance, naive, ["a", "a", "b", "b", "hold", "go"]) for _ in range(60)]
        closed = [chance.random() < 0.2 for _ in cases]
        found = bench.judged(build.bound(bench.event_log(build), bench.bound_rows(cases, closed, chance), Shape.LONG), asked)
        for number, events in enumerate(cases):
            pauses = naive.inside(naive.pauses_of(events, "hold", "go", AS_OF))
            wanted = [
                naive.Asked(300, closed=closed[number]),
                naive.Asked(300, not_before=30, closed=closed[number]),
                naive.Asked(120, pauses, closed=closed[number]),
            ]
            for standard, how in zip(asked, wanted, strict=True):
                got = found[standard.id][str(number)][0]
                assert got == expected_of_each(naive, events, how, standard.check), (standard.check, events, closed[number], got)

    law()


def expected_of_each(naive: ModuleType, events: Sequence[Any], how: Any, check: Deadline) -> str:
    there = {event.activity for event in events if event.at is None or event.at <= AS_OF}
    timed = {event.activity for event in events if event.at is not None and event.at <= AS_OF}
    if "a" not in there:
        return "no_start" if "b" in there else "not_applicable"
    if check.pausing and any(event.at is None and event.activity in {"hold", "go"} for event in events):
        return "unreadable"
    return "unreadable" if "a" not in timed else str(naive.each(events, AS_OF, how))


def test_one_answer_does_not_discharge_two_requests(told: Any, bench: ModuleType) -> None:
    asked = bench.within("5 hours", each=True)
    assert told(asked, "a 10:00", "b 11:00") == "conforming"
    assert told(asked, "a 10:00", "a 10:30", "b 11:00") == "missing"
    assert told(asked, "a 10:00", "b 10:15", "a 10:30", "b 11:00") == "conforming"
    assert told(bench.within("5 hours"), "a 10:00", "a 10:30", "b 11:00") == "conforming"


def test_each_request_at_its_edges(told: Any, bench: ModuleType) -> None:
    asked = bench.within("5 hours", each=True)
    assert told(asked, "a 10:00", "b 15:00") == "conforming"
    assert told(asked, "a 10:00", "b 15:01") == "late"
    assert told(asked, "a 10:00", "b 11:00", "a 12:00", as_of="17:00") == "pending"
    assert told(asked, "a 10:00", "b 11:00", "a 12:00", as_of="17:01") == "missing"
    assert told(asked, "a 10:00", "b 11:00", "a 12:00", "closed", as_of="17:00") == "missing"
    assert told(asked, "a 10:00", "b 16:00", "a 17:00", "a 18:00", "b 18:30") == "missing"
    assert told(asked, "a 10:00", "b 16:00", "a 17:00", as_of="18:00") == "late"
    assert told(asked, "b 10:00") == "no_start"
    assert told(asked) == "not_applicable"
    assert told(asked, "a 10:00", "b 24:00", as_of="14:00") == "pending"


def test_a_request_answered_in_the_same_second_keeps_the_order_of_the_file(told: Any, bench: ModuleType) -> None:
    asked = bench.within("5 hours", each=True)
    assert told(asked, "a 10:00", "b 10:00") == "conforming"
    assert told(asked, "b 10:00", "a 10:00") == "missing"
    assert told(asked, "a 10:00", "b 10:00", "a 10:00", "b 10:00") == "conforming"


def test_each_request_with_events_of_unknown_time(told: Any, bench: ModuleType) -> None:
    asked = bench.within("5 hours", each=True)
    assert told(asked, "a 10:00", "a ?", "b 11:00") == "unreadable"
    assert told(asked, "a 10:00", "a ?") == "missing"
    assert told(asked, "a 10:00", "b ?") == "unreadable"
    assert told(asked, "a 10:00", "b 11:00", "b ?") == "conforming"
    assert told(asked, "a ?", "b 11:00") == "unreadable"
    assert told(bench.within("5 hours", each=True, pausing=True), "a 10:00", "b 11:00", "hold ?") == "unreadable"


def test_the_request_that_decides_is_quoted(build: Any, bench: ModuleType) -> None:
    asked = build.standard(bench.within("5 hours", each=True))
    rows = [
        {"_key": "1", "_activity": activity, "_time": bench.clock(at)}
        for activity, at in (("opened_at", "00:00"), ("a", "01:00"), ("b", "02:00"), ("a", "03:00"), ("b", "08:30"), ("a", "09:00"))
    ]
    found = measure([build.bound(bench.event_log(build), rows, Shape.LONG)], [asked], Setting(bench.clock("10:00")))
    (row,) = found.evidence
    assert (row.reason, row.due, row.overrun_seconds) == ("late", bench.clock("08:00"), 1800)
    assert row.observed == (("a", "2026-03-02 03:00:00"), ("b", "2026-03-02 08:30:00"))


def test_each_request_may_be_answered_too_early(told: Any, bench: ModuleType) -> None:
    asked = bench.within("5 hours", each=True, not_before="30 minutes")
    assert told(asked, "a 10:00", "b 10:30") == "conforming"
    assert told(asked, "a 10:00", "b 10:29") == "early"
    days = bench.within("3 days", each=True, not_before="1 working days")
    assert told(days, "a 10:00", "b 24:00", as_of="80:00") == "conforming"
    assert told(days, "a 10:00", "b 23:59", as_of="80:00") == "early"


def test_each_request_on_a_working_clock(told: Any, bench: ModuleType) -> None:
    asked = bench.within("2 working hours", each=True)
    assert told(asked, "a 16:00", "b 34:00", as_of="40:00") == "conforming"
    assert told(asked, "a 16:00", "b 34:01", as_of="40:00") == "late"


def test_each_request_by_a_code(build: Any, bench: ModuleType) -> None:
    asked = build.standard(replace(build.deadline("a", "b", {"g": "1 hours", "u": "2 working hours"}), each=True))
    rows = [
        {"_key": key, "_activity": activity, "_time": bench.clock(at), "tier": tier, "tier__state": state, "tier__raw": tier}
        for key, tier, state in (("1", "g", "ok"), ("2", "u", "ok"), ("3", "x", "ok"), ("4", None, "unreadable"))
        for activity, at in (("opened_at", "00:00"), ("a", "10:00"), ("b", "11:30"))
    ]
    found = bench.judged(build.bound(bench.event_log(build), rows, Shape.LONG), [asked])[asked.id]
    assert [found[key][0] for key in "1234"] == ["late", "conforming", "unknown_limit", "unreadable"]
    assert found["1"][1] == 1800


@pytest.mark.parametrize(("start", "end"), [("on_day", "b"), ("a", "case.last_event")])
def test_each_takes_milestones_of_events(build: Any, start: str, end: str, bench: ModuleType) -> None:
    check = Deadline(Moment((parse_ref(start),)), Moment((parse_ref(end),)), Limit.parse("1 hours"), each=True)
    rows = [{"_key": "1", "_activity": "opened_at", "_time": bench.START, "on_day": bench.START.date()}]
    with pytest.raises(TypeError, match="takes one milestone"):
        bench.judged(build.bound(bench.event_log(build), rows, Shape.LONG), [build.standard(check)])
