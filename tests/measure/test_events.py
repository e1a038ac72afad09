"""Checks on several events of a case: each request its answer, clocks that pause, patterns; against a naive reading, and at their edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import measure
from hegui.measure.cases import case_view
from hegui.measure.kinds import DUES
from hegui.measure.precedence import rule
from hegui.measure.shelf import Shelf
from hegui.words.bound import KEY, BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Deadline, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse, parse_ref
from hegui.words.measured import Setting
from hegui.words.related import Pattern
from hegui.words.standards import Standard
from hegui.words.verdicts import REASON_OF_NUMBER
from hegui.words.vocabulary import Log, Shape

pytestmark = pytest.mark.usefixtures("_tidy")

FRAMES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 4)
START = datetime(2026, 3, 2, 9)
FIELDS = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "a": "datetime",
    "b": "datetime",
    "hold": "datetime",
    "go": "datetime",
    "wait": "datetime",
    "back": "datetime",
    "on_day": "date",
    "tier": "enum",
    "done": "boolean",
}
MILESTONES = ("opened_at", "a", "b", "hold", "go", "wait", "back")
CALENDAR = WorkingCalendar("default", AS_OF.date(), AS_OF.date(), frozenset(), Hours(((9 * 3600, 17 * 3600),)))
HOLDS = (("hold", "go"),)


def event_log(build: Any, pauses: Sequence[tuple[str, str]] = HOLDS) -> Log:
    log: Log = build.vocabulary(FIELDS, events=dict.fromkeys(MILESTONES, ()), closed="done == True", pauses=tuple(pauses))
    return log


def within(text: str, start: str = "a", end: str = "b", **given: Any) -> Deadline:
    not_before = Limit.parse(given.pop("not_before")) if "not_before" in given else None
    return Deadline(Moment((Ref(start),)), Moment((Ref(end),)), Limit.parse(text), not_before, **given)


def judged(log: BoundLog, standards: Sequence[Standard], as_of: datetime = AS_OF) -> dict[str, dict[str, tuple[str, Any, Any]]]:
    """Reason, seconds past due and due instant of every case, by standard and key."""
    with Shelf(log.table.get_backend(), log.log.name) as shelf:
        view = case_view(shelf, log, standards, as_of, CALENDAR)
        rulings = {standard.id: rule(standard, view) for standard in standards}
        columns: dict[str, Any] = {f"reason {name}": ruling.reason for name, ruling in rulings.items()}
        columns |= {f"alone {s.id}": DUES[type(s.check)](s.check, view) for s in standards if type(s.check) in DUES}
        columns |= {f"past {name}": ruling.past_due for name, ruling in rulings.items() if ruling.past_due is not None}
        columns |= {f"due {name}": ruling.due for name, ruling in rulings.items() if ruling.due is not None}
        rows = shelf.fetch(view.table.select(KEY, **columns)).to_pydict()
    none = [None] * len(rows[KEY])
    assert all(rows[f"due {name}"] == rows.get(f"alone {name}") for name, ruling in rulings.items() if ruling.due is not None)
    return {
        name: {
            key: (REASON_OF_NUMBER[number].code, past, due)
            for key, number, past, due in zip(
                rows[KEY], rows[f"reason {name}"], rows.get(f"past {name}", none), rows.get(f"due {name}", none), strict=True
            )
        }
        for name in rulings
    }


@pytest.fixture
def told(build: Any) -> Any:
    """The reason code of one case of events such as ``a 10:00`` or ``b 2 09:30`` (a day later), ``closed`` among them."""

    def of(check: Any, *events: str, pauses: Sequence[tuple[str, str]] = HOLDS, as_of: str = "23:00", shape: Shape = Shape.LONG) -> str:
        rows: list[dict[str, Any]] = [{"_key": "1", "_activity": "opened_at", "_time": START.replace(hour=0), "done": "closed" in events}]
        for text in events:
            if text != "closed":
                activity, at, *actor = text.split()
                rows.append({"_key": "1", "_activity": activity, "_time": maybe(at), "_actor": actor[0] if actor else None})
        standard = build.standard(check)
        return judged(build.bound(event_log(build, pauses), rows, shape), [standard], clock(as_of))[standard.id]["1"][0]

    return of


def maybe(text: str | None) -> datetime | None:
    """A time; ``?`` is none."""
    return None if text in {"?", None} else clock(str(text))


def clock(text: str) -> datetime:
    """A time on the day of the start; hours above 23 are of the days after."""
    hour, minute = text.split(":")
    return START.replace(hour=0) + timedelta(hours=int(hour), minutes=int(minute))


def some_events(chance: Random, naive: ModuleType, activities: Sequence[str], most: int = 7) -> list[Any]:
    return [
        naive.Happening(
            chance.choice(activities),
            None if chance.random() < 0.03 else START + timedelta(minutes=chance.choice(range(0, 3000, 30)) + chance.choice([0, 0, 1])),
            chance.choice(["ann", "bob", None]),
        )
        for _ in range(chance.randint(1, most))
    ]


def bound_rows(cases: Sequence[Sequence[Any]], closed: Sequence[bool], chance: Random) -> list[dict[str, Any]]:
    """All events of all cases, mixed, but in the order of the file within a case."""
    rows = [
        [
            {"_key": str(number), "_activity": "opened_at", "_time": START - timedelta(days=1), "done": closed[number]},
            *({"_key": str(number), "_activity": event.activity, "_time": event.at, "_actor": event.actor} for event in events),
        ]
        for number, events in enumerate(cases)
    ]
    mixed = []
    while rows:
        chosen = chance.choice(rows)
        mixed.append(chosen.pop(0))
        rows = [rest for rest in rows if rest]
    return mixed


def test_each_request_is_judged_as_the_naive_evaluator_judges(build: Any, naive_events: ModuleType) -> None:
    naive = naive_events
    plain = within("5 hours", each=True)
    early = within("5 hours", each=True, not_before="30 minutes")
    pausing = within("2 hours", each=True, pausing=True)
    asked = [build.standard(check, str(number)) for number, check in enumerate((plain, early, pausing))]

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        cases = [some_events(chance, naive, ["a", "a", "b", "b", "hold", "go"]) for _ in range(60)]
        closed = [chance.random() < 0.2 for _ in cases]
        found = judged(build.bound(event_log(build), bound_rows(cases, closed, chance), Shape.LONG), asked)
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


def test_clocks_pause_as_a_clock_that_runs_minute_by_minute(build: Any, naive_events: ModuleType) -> None:
    naive = naive_events
    asked = [
        build.standard(within("4 hours", "opened_at", "b", pausing=True), "1"),
        build.standard(build.deadline("opened_at", "b", {"g": "1 hours", "u": "26 hours"}), "2"),
    ]
    asked[1] = replace(asked[1], check=replace(asked[1].check, pausing=True))
    log = event_log(build, (*HOLDS, ("wait", "back")))

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        cases = [some_events(chance, naive, ["hold", "go", "wait", "back", "b"], 9) for _ in range(50)]
        rows = bound_rows(cases, [False] * len(cases), chance)
        for row in rows:
            row["tier"] = "gu"[int(row["_key"]) % 2] if row["_activity"] == "opened_at" else None
            row["_time"] = START if row["_activity"] == "opened_at" else row["_time"]
        found = judged(build.bound(log, rows, Shape.LONG), asked)
        for number, events in enumerate(cases):
            if any(event.at is None for event in events):
                continue
            both = [naive.pauses_of(events, begin, end, AS_OF) for begin, end in (*HOLDS, ("wait", "back"))]
            answers = [event.at for event in naive.in_order(events, AS_OF) if event.activity == "b" and event.at >= START]
            for standard, hours in zip(asked, (4, (1, 26)[number % 2]), strict=True):
                due = naive.due_by_clock(START, hours * 60, naive.inside([*both[0], *both[1]]))
                reason = ("late" if answers[0] > due else "conforming") if answers else "missing" if due < AS_OF else "pending"
                got, past, at = found[standard.id][str(number)]
                assert (got, at) == (reason, (due - datetime(1970, 1, 1)) // timedelta(microseconds=1)), (standard.check, events)
                if reason == "late":
                    assert past == (answers[0] - due) // timedelta(seconds=1)

    law()


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


def test_patterns_are_found_as_the_naive_evaluator_finds_them(build: Any, naive_events: ModuleType) -> None:
    naive = naive_events
    asked = [build.standard(check, str(number)) for number, (check, _, _) in enumerate(PATTERNS)]

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        cases = [some_events(chance, naive, ["a", "b", "hold"], 5) for _ in range(60)]
        rows = bound_rows(cases, [False] * len(cases), chance)
        found = judged(build.bound(event_log(build), rows, Shape.LONG), asked)
        for number, events in enumerate(cases):
            whole = [naive.Happening("opened_at", START - timedelta(days=1)), *events]
            for standard, (check, when, unless) in zip(asked, PATTERNS, strict=True):
                assert found[standard.id][str(number)][0] == naive.pattern(whole, AS_OF, when, unless), (check, whole)

    law()


def test_one_answer_does_not_discharge_two_requests(told: Any) -> None:
    asked = within("5 hours", each=True)
    assert told(asked, "a 10:00", "b 11:00") == "conforming"
    assert told(asked, "a 10:00", "a 10:30", "b 11:00") == "missing"
    assert told(asked, "a 10:00", "b 10:15", "a 10:30", "b 11:00") == "conforming"
    assert told(within("5 hours"), "a 10:00", "a 10:30", "b 11:00") == "conforming"


def test_each_request_at_its_edges(told: Any) -> None:
    asked = within("5 hours", each=True)
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


def test_a_request_answered_in_the_same_second_keeps_the_order_of_the_file(told: Any) -> None:
    asked = within("5 hours", each=True)
    assert told(asked, "a 10:00", "b 10:00") == "conforming"
    assert told(asked, "b 10:00", "a 10:00") == "missing"
    assert told(asked, "a 10:00", "b 10:00", "a 10:00", "b 10:00") == "conforming"


def test_each_request_with_events_of_unknown_time(told: Any) -> None:
    asked = within("5 hours", each=True)
    assert told(asked, "a 10:00", "a ?", "b 11:00") == "unreadable"
    assert told(asked, "a 10:00", "a ?") == "missing"
    assert told(asked, "a 10:00", "b ?") == "unreadable"
    assert told(asked, "a 10:00", "b 11:00", "b ?") == "conforming"
    assert told(asked, "a ?", "b 11:00") == "unreadable"
    assert told(within("5 hours", each=True, pausing=True), "a 10:00", "b 11:00", "hold ?") == "unreadable"


def test_the_request_that_decides_is_quoted(build: Any) -> None:
    asked = build.standard(within("5 hours", each=True))
    rows = [
        {"_key": "1", "_activity": activity, "_time": clock(at)}
        for activity, at in (("opened_at", "00:00"), ("a", "01:00"), ("b", "02:00"), ("a", "03:00"), ("b", "08:30"), ("a", "09:00"))
    ]
    found = measure([build.bound(event_log(build), rows, Shape.LONG)], [asked], Setting(clock("10:00")))
    (row,) = found.evidence
    assert (row.reason, row.due, row.overrun_seconds) == ("late", clock("08:00"), 1800)
    assert row.observed == (("a", "2026-03-02 03:00:00"), ("b", "2026-03-02 08:30:00"))


def test_each_request_may_be_answered_too_early(told: Any) -> None:
    asked = within("5 hours", each=True, not_before="30 minutes")
    assert told(asked, "a 10:00", "b 10:30") == "conforming"
    assert told(asked, "a 10:00", "b 10:29") == "early"
    days = within("3 days", each=True, not_before="1 working days")
    assert told(days, "a 10:00", "b 24:00", as_of="80:00") == "conforming"
    assert told(days, "a 10:00", "b 23:59", as_of="80:00") == "early"


def test_each_request_on_a_working_clock(told: Any) -> None:
    asked = within("2 working hours", each=True)
    assert told(asked, "a 16:00", "b 34:00", as_of="40:00") == "conforming"
    assert told(asked, "a 16:00", "b 34:01", as_of="40:00") == "late"


def test_each_request_by_a_code(build: Any) -> None:
    asked = build.standard(replace(build.deadline("a", "b", {"g": "1 hours", "u": "2 working hours"}), each=True))
    rows = [
        {"_key": key, "_activity": activity, "_time": clock(at), "tier": tier, "tier__state": state, "tier__raw": tier}
        for key, tier, state in (("1", "g", "ok"), ("2", "u", "ok"), ("3", "x", "ok"), ("4", None, "unreadable"))
        for activity, at in (("opened_at", "00:00"), ("a", "10:00"), ("b", "11:30"))
    ]
    found = judged(build.bound(event_log(build), rows, Shape.LONG), [asked])[asked.id]
    assert [found[key][0] for key in "1234"] == ["late", "conforming", "unknown_limit", "unreadable"]
    assert found["1"][1] == 1800


@pytest.mark.parametrize(("start", "end"), [("on_day", "b"), ("a", "case.last_event")])
def test_each_takes_milestones_of_events(build: Any, start: str, end: str) -> None:
    check = Deadline(Moment((parse_ref(start),)), Moment((parse_ref(end),)), Limit.parse("1 hours"), each=True)
    rows = [{"_key": "1", "_activity": "opened_at", "_time": START, "on_day": START.date()}]
    with pytest.raises(TypeError, match="takes one milestone"):
        judged(build.bound(event_log(build), rows, Shape.LONG), [build.standard(check)])


def test_what_only_events_tell_cannot_be_asked_of_rows(build: Any) -> None:
    rows = [{"_key": "1", "opened_at": START, "a": START, "b": START}]
    for check in (within("1 hours", each=True), PATTERNS[0][0]):
        with pytest.raises(TypeError, match="the log cannot tell"):
            judged(build.bound(event_log(build), rows), [build.standard(check)])


def test_a_clock_stands_still_during_pauses(told: Any) -> None:
    asked = within("2 hours", pausing=True)
    assert told(asked, "a 10:00", "hold 11:00", "go 13:00", "b 14:00") == "conforming"
    assert told(asked, "a 10:00", "hold 11:00", "go 13:00", "b 14:01") == "late"
    assert told(asked, "a 10:00", "hold 11:00", "hold 12:00", "go 13:00", "go 13:30", "b 14:00") == "conforming"
    assert told(asked, "a 10:00", "hold 12:00", "go 15:00", "b 12:30") == "late", "the limit had elapsed when the pause began"
    assert told(asked, "hold 09:00", "a 10:00", "go 11:00", "b 13:00") == "conforming", "a pause that runs at the start counts from there"
    assert told(asked, "a 10:00", "hold 11:00") == "pending", "a pause that has not ended lasts until as-of"
    assert told(asked, "a 10:00", "hold 11:00", "go 24:00", "closed") == "missing"
    assert told(asked, "a 10:00", "b 12:00", "hold ?") == "conforming"
    assert told(asked, "a 10:00", "b 12:01", "hold ?") == "unreadable"


def test_pauses_of_two_kinds_that_overlap_are_one(told: Any) -> None:
    asked, both = within("2 hours", pausing=True), (*HOLDS, ("wait", "back"))
    paused = ("a 10:00", "hold 11:00", "wait 11:30", "go 12:00", "back 13:00")
    assert told(asked, *paused, "b 14:00", pauses=both) == "conforming"
    assert told(asked, *paused, "b 14:01", pauses=both) == "late"


def test_pauses_of_updates(told: Any) -> None:
    asked = within("2 hours", pausing=True)
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
def test_pauses_in_columns(build: Any, hold: str | None, go: str | None, done: str | None, reason: str) -> None:
    row: dict[str, Any] = {"_key": "1", "opened_at": clock("00:00"), "a": clock("10:00"), "b": maybe(done)}
    for name, text in (("hold", hold), ("go", go)):
        row |= {name: maybe(text), f"{name}__state": "unreadable" if text == "?" else "ok", f"{name}__raw": text}
    standard = build.standard(within("2 hours", pausing=True))
    assert judged(build.bound(event_log(build), [row]), [standard], clock("23:00"))[standard.id]["1"][0] == reason


def test_pauses_that_the_log_does_not_know(build: Any) -> None:
    rows = [{"_key": "1", "opened_at": START, "a": START, "b": START + timedelta(hours=3)}]
    standard = build.standard(within("2 hours", pausing=True))
    assert judged(build.bound(event_log(build), rows), [standard])[standard.id]["1"][0] == "late"


def test_a_pause_that_can_only_begin_lasts(build: Any) -> None:
    rows = [{"_key": "1", "opened_at": START, "a": START, "b": None, "hold": START + timedelta(hours=1)}]
    standard = build.standard(within("2 hours", pausing=True))
    assert judged(build.bound(event_log(build), rows), [standard])[standard.id]["1"][0] == "pending"


def test_only_clocks_of_hours_pause(build: Any) -> None:
    rows = [{"_key": "1", "opened_at": START, "a": START, "b": START}]
    with pytest.raises(TypeError, match="stand still"):
        judged(build.bound(event_log(build), rows), [build.standard(within("2 days", pausing=True))])


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
