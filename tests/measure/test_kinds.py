"""What each kind of check says at its edges; the laws of ``test_laws`` cover the middle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hegui.measure import verdicts
from hegui.measure.kinds.due_on import day_of
from hegui.words.checks import Allowed, Condition, Count, Deadline, Different, DueOn, Filled, Moment, Pick, Presence, Same, Sequence
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.periods import CalendarPoint, Period
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Shape

AS_OF = datetime(2026, 3, 10)
FIELDS: dict[str, Any] = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "answered_at": "datetime",
    "closed_at": "datetime",
    "day": "date",
    "due_at": Field("due_at", FieldType.DATETIME, Text("期", "due"), planned=True),
    "tier": Field("tier", FieldType.ENUM, Text("级", "tier"), values={"g": (), "u": ()}),
    "owner": "id",
    "taker": "id",
    "parts": Field("parts", FieldType.LIST, Text("项", "parts"), values={"a": (), "b": ()}),
    "transferred": "boolean",
    "month": "month",
}
MILESTONES = ("opened_at", "answered_at", "closed_at")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


@pytest.fixture
def log(build: Any) -> Any:
    return build.vocabulary(
        FIELDS,
        closed="closed_at is not missing",
        events=dict.fromkeys(MILESTONES, ()),
        actors={"owner": "opened_at", "taker": "answered_at"},
    )


@pytest.fixture
def judge(build: Any, log: Any) -> Any:
    """The reason code of one row of a wide log; a cell given as ``(state, text)`` is flawed."""

    def judged(check: Any, **cells: Any) -> str:
        row: dict[str, Any] = {"_key": "1", "opened_at": at("03-01 09:00")}
        for name, value in cells.items():
            row[name] = None if isinstance(value, tuple) else value
            if isinstance(value, tuple):
                row |= {f"{name}__state": value[0], f"{name}__raw": value[1]}
        columns = [*(name for name in FIELDS if name != "ticket_id"), *(name for name in row if "__" in name)]
        asked = build.standard(check)
        return str(verdicts(build.bound(log, [row], columns=columns), [asked], AS_OF)[asked.id]["1"])

    return judged


@pytest.fixture
def events(build: Any, log: Any) -> Any:
    """The reason code of one case of a log of events: ``milestone time actor``."""

    def judged(check: Any, *given: str, shape: Shape = Shape.LONG, **attributes: Any) -> str:
        rows = []
        for text in given:
            name, day, hour, *actor = text.split()
            rows.append({"_key": "1", "_activity": name, "_time": at(f"{day} {hour}"), "_actor": actor[0] if actor else None, **attributes})
        asked = build.standard(check)
        return str(verdicts(build.bound(log, rows, shape), [asked], AS_OF)[asked.id]["1"])

    return judged


def limit(text: str, start: str = "opened_at", end: str = "answered_at") -> Deadline:
    return Deadline(Moment((Ref(start),)), Moment((Ref(end),)), Limit.parse(text))


@pytest.mark.parametrize(
    ("within", "answered", "reason"),
    [
        ("24 hours", "03-02 09:00:00", "conforming"),
        ("24 hours", "03-02 09:00:01", "late"),
        ("24 hours", "03-02 09:00:00.000001", "late"),
        ("30 seconds", "03-01 09:00:30", "conforming"),
        ("1 day", "03-02 23:59:59", "conforming"),
        ("1 day", "03-03 00:00:00", "late"),
        ("1 week", "03-08 23:59:59.999999", "conforming"),
        ("1 week", "03-09 00:00", "late"),
        ("24 hours", "03-01 09:00:00", "conforming"),
        ("24 hours", "03-01 08:59:59", "not_credible"),
    ],
)
def test_deadline_at_its_limit(judge: Any, within: str, answered: str, reason: str) -> None:
    assert judge(limit(within), answered_at=at(answered)) == reason


@pytest.mark.parametrize(
    ("opened", "within", "reason"),
    [
        ("03-09 00:00:00", "24 hours", "pending"),
        ("03-08 23:59:59", "24 hours", "missing"),
        ("03-09 00:00:00", "1 day", "pending"),
        ("03-08 23:59:59", "1 day", "missing"),
    ],
)
def test_deadline_at_as_of(judge: Any, opened: str, within: str, reason: str) -> None:
    assert judge(limit(within), opened_at=at(opened)) == reason


def test_deadline_from_something_else_than_the_anchor(judge: Any) -> None:
    check = limit("1 day", "answered_at", "closed_at")
    assert judge(check) == "not_applicable"
    assert judge(check, closed_at=at("03-02")) == "no_start"
    assert judge(check, closed_at=("unreadable", "soon")) == "no_start"


def test_day_fields_are_compared_by_day(judge: Any) -> None:
    assert judge(limit("24 hours", end="day"), day=date(2026, 3, 2)) == "conforming"
    assert judge(limit("24 hours", end="day"), day=date(2026, 3, 3)) == "late"
    assert judge(limit("24 hours", end="day"), day=date(2026, 3, 1)) == "conforming"
    assert judge(limit("24 hours", end="day"), day=date(2026, 2, 28)) == "not_credible"


def test_what_cannot_be_read_leaves_open_only_what_it_can_change(judge: Any) -> None:
    bad = ("unreadable", "soon")
    both = Deadline(Moment((Ref("opened_at"),)), Moment((Ref("answered_at"), Ref("due_at")), Pick.ALL), Limit.parse("24 hours"))
    assert judge(both, answered_at=at("03-05"), due_at=bad) == "late"
    assert judge(both, answered_at=at("03-01 10:00"), due_at=bad) == "unreadable"
    assert judge(both, due_at=bad) == "missing"
    assert judge(both, due_at=bad, opened_at=at("03-09 23:00")) == "pending"
    first = Deadline(Moment((Ref("opened_at"), Ref("due_at")), Pick.EARLIEST), Moment((Ref("answered_at"),)), Limit.parse("24 hours"))
    assert judge(first, answered_at=at("03-05"), due_at=bad) == "late"
    assert judge(first, answered_at=at("03-01 10:00"), due_at=bad) == "unreadable"
    assert judge(first, due_at=bad) == "missing"
    assert judge(first, due_at=bad, opened_at=at("03-09 23:00")) == "unreadable"


def test_deadline_by_a_code(judge: Any, build: Any) -> None:
    check = build.deadline("opened_at", "answered_at", {"g": "48 hours", "u": "24 hours"})
    later = at("03-02 10:00")
    assert judge(check, answered_at=later, tier="g") == "conforming"
    assert judge(check, answered_at=later, tier="u") == "late"
    assert judge(check, answered_at=later) == "unknown_limit"
    assert judge(check, answered_at=later, tier=("unknown_code", "VIP")) == "unknown_limit"
    assert judge(check, answered_at=later, tier=("unreadable", "\x00")) == "unreadable"


def test_deadline_not_before(judge: Any) -> None:
    check = replace(limit("24 hours"), not_before=Limit.parse("1 hours"))
    assert judge(check, answered_at=at("03-01 10:00")) == "conforming"
    assert judge(check, answered_at=at("03-01 09:59:59")) == "early"
    assert judge(check, answered_at=at("03-01 08:59:59")) == "not_credible"
    assert judge(check, answered_at=at("03-02 09:00:01")) == "late"
    days = replace(limit("3 days"), not_before=Limit.parse("1 day"))
    assert judge(days, answered_at=at("03-02 00:00")) == "conforming"
    assert judge(days, answered_at=at("03-01 23:59:59")) == "early"
    dated = replace(limit("3 days", end="day"), not_before=Limit.parse("24 hours"))
    assert judge(dated, day=date(2026, 3, 2)) == "conforming"
    assert judge(dated, day=date(2026, 3, 1)) == "early"


def test_due_on(judge: Any) -> None:
    check = DueOn(Ref("answered_at"), Ref("day"), Period.parse("cycle of 2 months"), CalendarPoint(5))
    first, last = date(2026, 1, 1), date(2026, 2, 28)
    assert judge(check) == "no_start"
    assert judge(check, day=("unreadable", "?")) == "unreadable"
    assert judge(check, day=first, answered_at=at("02-05 23:59:59")) == "conforming"
    assert judge(check, day=last, answered_at=at("02-06")) == "late"
    assert judge(check, day=last) == "missing"
    assert judge(check, day=last, answered_at=("unreadable", "?")) == "unreadable"
    assert judge(check, day=date(2026, 3, 1)) == "pending"
    assert judge(check, day=date(2026, 3, 1), closed_at=at("03-02")) == "missing"
    tenth = DueOn(Ref("answered_at"), Ref("opened_at"), Period.parse("month"), CalendarPoint(9))
    assert judge(tenth) == "missing", "as-of is the midnight that ends the day"
    assert judge(replace(tenth, point=CalendarPoint(10))) == "pending"
    of_month = DueOn(Ref("answered_at"), Ref("month"), Period.parse("month"), CalendarPoint(-1))
    assert judge(of_month, month="2026-02", answered_at=at("02-28 23:00")) == "conforming"
    assert judge(of_month, month="2026-02", answered_at=at("03-01")) == "late"
    window = DueOn(Ref("answered_at"), Ref("day"), Period.billing_window(2, 4), CalendarPoint(10, 1))
    assert judge(window, day=date(2026, 2, 15)) == "not_applicable"


@given(st.integers(1950 * 12, 2099 * 12), st.sampled_from([-1, *range(1, 32)]), st.sampled_from([-1, 1, 2]))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_day_of_a_period_is_that_of_the_words(build: Any, number: int, day: int, month: int) -> None:
    point, cycle = CalendarPoint(day, month), Period.parse("cycle of 2 months")
    expected = (point.in_period(cycle, number // 2) - date(1970, 1, 1)).days
    found = build.engine.compile(day_of(point, cycle, ibis.literal(number // 2, "int64")))
    assert build.engine.con.execute(found).fetchall() == [(expected * 86_400_000_000,)]


def test_presence(judge: Any) -> None:
    check = Presence((Filled(Ref("owner")), Filled(Ref("parts"), ("a",))), Ref("taker"))
    assert judge(check) == "not_applicable"
    assert judge(check, taker="x", owner="y", parts=["a", "b"]) == "conforming"
    assert judge(check, taker="x", owner=" ", parts=["a"]) == "blank"
    assert judge(check, taker="x", owner="y", parts=["b"]) == "blank"
    assert judge(check, taker="x", owner="y", parts=("unknown_code", "c")) == "blank"
    assert judge(check, taker=("unreadable", "?"), owner="y") == "unreadable"
    assert judge(Presence((Filled(Ref("parts")),)), parts=("unknown_code", "c")) == "conforming"
    assert judge(Presence((Filled(Ref("parts")),)), parts=[]) == "blank"
    assert judge(Presence((Filled(Ref("tier")),)), tier=("unknown_code", "VIP")) == "conforming"
    assert judge(Presence((Filled(Ref("day")), Filled(Ref("owner")))), day=("unreadable", "?")) == "blank"
    assert judge(Presence((Filled(Ref("day")),)), day=("unreadable", "?")) == "unreadable"


def test_presence_after_a_planned_time_waits_for_it(judge: Any) -> None:
    check = Presence((Filled(Ref("owner")),), Ref("due_at"))
    assert judge(check, due_at=AS_OF) == "blank"
    assert judge(check, due_at=at("03-10 00:00:01")) == "not_applicable"


def test_presence_of_a_yes(judge: Any) -> None:
    check = Presence((Filled(Ref("transferred")),), booleans=True)
    assert [judge(check, transferred=value) for value in (True, False, None)] == ["conforming", "not_met", "unknown_value"]


def test_sequence_compares_days_with_days(judge: Any) -> None:
    check = Sequence(((Ref("opened_at"),), (Ref("day"),), (Ref("closed_at"),)))
    assert judge(check, day=date(2026, 3, 1), closed_at=at("03-01 09:00")) == "conforming"
    assert judge(check, day=date(2026, 3, 1), closed_at=at("03-01 08:59")) == "out_of_order"
    assert judge(check, day=date(2026, 2, 28), closed_at=at("03-01 09:00")) == "out_of_order"
    assert judge(check, day=date(2026, 3, 2), closed_at=at("03-01 23:00")) == "out_of_order"


def test_sequence_stands_where_it_stands(judge: Any) -> None:
    check = Sequence(((Ref("opened_at"),), (Ref("answered_at"),), (Ref("due_at"),)))
    assert judge(check) == "pending"
    assert judge(check, answered_at=at("03-01 09:00")) == "pending"
    assert judge(check, due_at=at("03-02")) == "missing_stage"
    assert judge(check, closed_at=at("03-02")) == "missing_stage"
    assert judge(check, answered_at=("unreadable", "?")) == "unreadable"
    assert judge(check, answered_at=("unreadable", "?"), due_at=at("02-02")) == "out_of_order"
    every = Sequence(((Ref("answered_at"),), (Ref("closed_at"),)), frozenset({Ref("answered_at"), Ref("closed_at")}))
    assert judge(every) == "not_applicable"
    assert judge(every, closed_at=at("03-02")) == "conforming"


def test_same_and_different(judge: Any) -> None:
    same, four_eyes = Same((Ref("owner"), Ref("taker"))), Different((Ref("owner"), Ref("taker")))
    for cells, first, second in (
        ({}, "not_applicable", "not_applicable"),
        ({"owner": "x", "taker": "x"}, "conforming", "not_different"),
        ({"owner": "x", "taker": "y"}, "differs", "conforming"),
        ({"owner": "x"}, "unknown_value", "unknown_value"),
        ({"owner": "x", "taker": ("unreadable", "?")}, "unreadable", "unreadable"),
    ):
        assert (judge(same, **cells), judge(four_eyes, **cells)) == (first, second), cells


def test_a_difference_is_excused(judge: Any) -> None:
    check = Same((Ref("owner"), Ref("taker")), parse("transferred == True"))
    assert judge(check, owner="x", taker="y", transferred=True) == "conforming"
    assert judge(check, owner="x", taker="y", transferred=False) == "differs"
    assert judge(check, owner="x", taker="y") == "unknown_value"
    assert judge(check, owner="x", taker="y", transferred=("unreadable", "?")) == "unreadable"
    assert judge(check, owner="x", taker="x") == "conforming"


def test_allowed(judge: Any) -> None:
    codes, routes = Allowed(Ref("tier"), ("g",)), Allowed(Ref("owner"), by=Ref("tier"), table={"g": ("x",), "u": ("y", "z")})
    assert judge(codes, tier="g") == "conforming"
    assert judge(codes, tier="u") == "not_allowed"
    assert judge(codes, tier=("unknown_code", "VIP")) == "not_allowed"
    assert judge(Allowed(Ref("tier"), ("g",), open=True), tier=("unknown_code", "VIP")) == "unknown_value"
    assert judge(codes) == "unknown_value"
    assert judge(codes, tier=("unreadable", "?")) == "unreadable"
    assert judge(routes, tier="u", owner="z") == "conforming"
    assert judge(routes, tier="g", owner="z") == "not_allowed"
    assert judge(routes, owner="z") == "unknown_value"
    assert judge(routes, owner="z", tier=("unreadable", "?")) == "unreadable"
    assert judge(Allowed(Ref("parts"), ("a", "b")), parts=["b", "a"]) == "conforming"
    assert judge(Allowed(Ref("parts"), ("a",)), parts=["b", "a"]) == "not_allowed"
    assert judge(Allowed(Ref("day"), ("2026-03-01",)), day=date(2026, 3, 1)) == "conforming"
    assert judge(Allowed(Ref("opened_at"), ("2026-03-01 09:00",))) == "conforming"


def test_count_of_a_wide_log_is_none_or_one(judge: Any) -> None:
    check = Count(Ref("answered_at"), at_least=1)
    assert judge(check, answered_at=at("03-02")) == "conforming"
    assert judge(check) == "pending"
    assert judge(check, closed_at=at("03-02")) == "too_few"
    assert judge(check, answered_at=("unreadable", "?")) == "unreadable"


def test_count_of_events(events: Any) -> None:
    opened, first, second = "opened_at 03-01 09:00", "answered_at 03-02 09:00", "answered_at 03-04 09:00"
    closed = "closed_at 03-03 09:00"
    twice = Count(Ref("answered_at"), at_least=2)
    assert events(twice, opened, first) == "pending"
    assert events(twice, opened, first, second) == "conforming"
    assert events(twice, opened, first, closed) == "too_few"
    assert events(twice, opened, first, second, closed) == "conforming"
    assert events(Count(Ref("answered_at"), at_least=2, until=Ref("closed_at")), opened, first, second, closed) == "too_few"
    assert events(Count(Ref("answered_at"), at_most=1, until=Ref("closed_at")), opened, first, second, closed) == "conforming"
    assert events(Count(Ref("answered_at"), at_most=1), opened, first, second, closed) == "too_many"
    assert events(Count(Ref("answered_at"), at_most=1), opened, first, "answered_at 03-11 09:00") == "conforming"


def test_states_that_stay_are_entered_once(events: Any) -> None:
    rows = (
        "opened_at 03-01 09:00",
        "answered_at 03-02 09:00",
        "answered_at 03-03 09:00",
        "opened_at 03-04 09:00",
        "answered_at 03-05 09:00",
    )
    for times, reason in ((1, "too_many"), (2, "conforming")):
        assert events(Count(Ref("answered_at"), at_most=times), *rows, shape=Shape.SNAPSHOT) == reason


def test_four_eyes_look_at_every_occurrence(events: Any) -> None:
    check = Different((Ref("owner"), Ref("taker")))
    assert events(check, "opened_at 03-01 09:00 ann", "answered_at 03-02 09:00 bob") == "conforming"
    assert events(check, "opened_at 03-01 09:00 ann", "answered_at 03-02 09:00 bob", "answered_at 03-03 09:00 ann") == "not_different"
    assert events(check, "opened_at 03-01 09:00 ann", "answered_at 03-02 09:00 bob", "answered_at 03-03 09:00") == "unknown_value"
    assert events(check, "opened_at 03-01 09:00 ann") == "unknown_value"


def test_events_at_the_same_time_keep_the_order_of_the_file(events: Any) -> None:
    same = Same((Ref("owner"), Ref("answered_at", ("last", "actor"))))
    rows = ("opened_at 03-01 09:00 ann", "opened_at 03-01 09:00 bob", "answered_at 03-01 09:00 bob", "answered_at 03-01 09:00 ann")
    assert events(same, *rows) == "conforming"
    assert events(same, *rows[::-1]) == "conforming"
    assert events(same, rows[0], rows[1], rows[3], rows[2]) == "differs"


def test_days_of_a_milestone_that_the_vocabulary_calls_a_day(build: Any) -> None:
    log = build.vocabulary(FIELDS, events={"opened_at": (), "day": ()})
    rows = [
        {"_key": key, "_activity": name, "_time": at(time)}
        for key, name, time in (
            ("same day, earlier", "opened_at", "03-02 09:00"),
            ("same day, earlier", "day", "03-02 08:00"),
            ("day before and after", "opened_at", "03-02 09:00"),
            ("day before and after", "day", "03-01 09:00"),
            ("day before and after", "day", "03-04 09:00"),
        )
    ]
    asked = build.standard(limit("24 hours", end="day"))
    found = verdicts(build.bound(log, rows, Shape.LONG), [asked], AS_OF)[asked.id]
    assert found == {"same day, earlier": "conforming", "day before and after": "late"}


def test_flawed_attributes_of_events(build: Any, log: Any) -> None:
    """The last cell that holds something counts, readable or not."""
    rows = [
        {"_key": key, "_activity": "opened_at", "_time": at(f"03-0{number} 09:00"), "tier": tier, "tier__state": state, "tier__raw": tier}
        for number, (key, tier, state) in enumerate(
            [("1", "g", "ok"), ("1", None, "unknown_code"), ("1", None, "missing"), ("2", None, "unreadable"), ("2", "g", "ok")], start=1
        )
    ]
    asked = [build.standard(Allowed(Ref("tier"), ("g",)), "1"), build.standard(Allowed(Ref("tier", ("first",)), ("g",)), "2")]
    for shape, last in ((Shape.LONG, "not_allowed"), (Shape.SNAPSHOT, "unknown_value")):
        found = verdicts(build.bound(log, rows, shape), asked, AS_OF)
        assert found[asked[0].id] == {"1": last, "2": "conforming"}
        assert found[asked[1].id] == {"1": "conforming", "2": "unreadable"}


def test_events_without_a_time_happened_nobody_knows_when(build: Any, log: Any) -> None:
    rows: list[dict[str, Any]] = [{"_key": key, "_activity": "opened_at", "_time": at("03-01 09:00")} for key in ("1", "2", "3")]
    rows += [
        {"_key": "1", "_activity": "answered_at", "_time": None},
        {"_key": "2", "_activity": "answered_at", "_time": None},
        {"_key": "2", "_activity": "answered_at", "_time": at("03-01 10:00")},
    ]
    checks = [limit("24 hours"), Count(Ref("answered_at"), at_least=1), Count(Ref("answered_at"), at_most=0)]
    asked = [build.standard(check, str(number)) for number, check in enumerate(checks)]
    for shape in (Shape.LONG, Shape.SNAPSHOT):
        found = verdicts(build.bound(log, rows, shape), asked, AS_OF)
        assert found[asked[0].id] == {"1": "unreadable", "2": "conforming", "3": "missing"}
    found = verdicts(build.bound(log, rows, Shape.LONG), asked, AS_OF)
    assert found[asked[1].id] == {"1": "unreadable", "2": "conforming", "3": "pending"}
    assert found[asked[2].id] == {"1": "unreadable", "2": "too_many", "3": "conforming"}


def test_updates_without_any_milestone(build: Any) -> None:
    log = build.vocabulary({"ticket_id": "id", "opened_at": "datetime", "owner": "id"})
    rows = [
        {"_key": "1", "_time": at("03-01"), "opened_at": at("03-01"), "owner": "x"},
        {"_key": "1", "_time": at("03-02"), "opened_at": at("03-01"), "owner": None},
    ]
    asked = [build.standard(Presence((Filled(Ref("owner", selector)),)), str(n)) for n, selector in enumerate([(), ("first",), ("last",)])]
    found = verdicts(build.bound(log, rows, Shape.SNAPSHOT), asked, AS_OF)
    assert [found[standard.id]["1"] for standard in asked] == ["blank", "conforming", "conforming"]


@pytest.mark.parametrize(
    "name", ["case", "case.third_event", "opened_at.first.place", "opened_at.second", "owner.first.actor", "nothing.first", "_key2"]
)
def test_names_that_select_nothing(build: Any, log: Any, name: str) -> None:
    rows = [{"_key": "1", "_activity": "opened_at", "_time": at("03-01 09:00"), "owner": "x", "strange": "y"}]
    first, *selector = name.split(".")
    ref = Ref(first, tuple(selector))
    asked = [build.standard(Presence((Filled(ref),)), "1"), build.standard(Presence((Filled(Ref("strange")),)), "2")]
    assert verdicts(build.bound(log, rows, Shape.LONG), asked, AS_OF) == {asked[0].id: {}, asked[1].id: {}}


def test_anchor_may_be_a_month(build: Any) -> None:
    log = build.vocabulary(FIELDS, anchor="month")
    asked = build.standard(Condition(parse('tier == "g"')))
    rows = [{"_key": "1", "month": "2026-02", "tier": "g"}, {"_key": "2", "month": None, "tier": "g"}]
    assert verdicts(build.bound(log, rows), [asked], AS_OF)[asked.id] == {"1": "conforming", "2": "no_anchor"}


def test_conflicting_rows_cannot_be_judged(judge: Any) -> None:
    assert judge(limit("24 hours"), _conflict=True, answered_at=at("03-01 10:00")) == "conflicting_rows"
