"""Deadlines and days by which something is due, at their limits and at as-of; the laws of ``test_laws`` cover the middle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from types import ModuleType
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hegui.measure import verdicts
from hegui.measure.kinds.due_on import day_of
from hegui.words.checks import Deadline, DueOn, Moment, Pick
from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.periods import CalendarPoint, Period
from hegui.words.vocabulary import Shape

AS_OF = datetime(2026, 3, 10)


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
def test_deadline_at_its_limit(judge: Any, within: str, answered: str, reason: str, bench: ModuleType) -> None:
    assert judge(bench.limit(within), answered_at=bench.at(answered)) == reason


@pytest.mark.parametrize(
    ("opened", "within", "reason"),
    [
        ("03-09 00:00:00", "24 hours", "pending"),
        ("03-08 23:59:59", "24 hours", "missing"),
        ("03-09 00:00:00", "1 day", "pending"),
        ("03-08 23:59:59", "1 day", "missing"),
    ],
)
def test_deadline_at_as_of(judge: Any, opened: str, within: str, reason: str, bench: ModuleType) -> None:
    assert judge(bench.limit(within), opened_at=bench.at(opened)) == reason


def test_deadline_from_something_else_than_the_anchor(judge: Any, bench: ModuleType) -> None:
    check = bench.limit("1 day", "answered_at", "closed_at")
    assert judge(check) == "not_applicable"
    assert judge(check, closed_at=bench.at("03-02")) == "no_start"
    assert judge(check, closed_at=("unreadable", "soon")) == "no_start"


def test_day_fields_are_compared_by_day(judge: Any, bench: ModuleType) -> None:
    assert judge(bench.limit("24 hours", end="day"), day=date(2026, 3, 2)) == "conforming"
    assert judge(bench.limit("24 hours", end="day"), day=date(2026, 3, 3)) == "late"
    assert judge(bench.limit("24 hours", end="day"), day=date(2026, 3, 1)) == "conforming"
    assert judge(bench.limit("24 hours", end="day"), day=date(2026, 2, 28)) == "not_credible"


def test_what_cannot_be_read_leaves_open_only_what_it_can_change(judge: Any, bench: ModuleType) -> None:
    bad = ("unreadable", "soon")
    both = Deadline(Moment((Ref("opened_at"),)), Moment((Ref("answered_at"), Ref("due_at")), Pick.ALL), Limit.parse("24 hours"))
    assert judge(both, answered_at=bench.at("03-05"), due_at=bad) == "late"
    assert judge(both, answered_at=bench.at("03-01 10:00"), due_at=bad) == "unreadable"
    assert judge(both, due_at=bad) == "missing"
    assert judge(both, due_at=bad, opened_at=bench.at("03-09 23:00")) == "pending"
    first = Deadline(Moment((Ref("opened_at"), Ref("due_at")), Pick.EARLIEST), Moment((Ref("answered_at"),)), Limit.parse("24 hours"))
    assert judge(first, answered_at=bench.at("03-05"), due_at=bad) == "late"
    assert judge(first, answered_at=bench.at("03-01 10:00"), due_at=bad) == "unreadable"
    assert judge(first, due_at=bad) == "missing"
    assert judge(first, due_at=bad, opened_at=bench.at("03-09 23:00")) == "unreadable"


def test_deadline_by_a_code(judge: Any, build: Any, bench: ModuleType) -> None:
    check = build.deadline("opened_at", "answered_at", {"g": "48 hours", "u": "24 hours"})
    later = bench.at("03-02 10:00")
    assert judge(check, answered_at=later, tier="g") == "conforming"
    assert judge(check, answered_at=later, tier="u") == "late"
    assert judge(check, answered_at=later) == "unknown_limit"
    assert judge(check, answered_at=later, tier=("unknown_code", "VIP")) == "unknown_limit"
    assert judge(check, answered_at=later, tier=("unreadable", "\x00")) == "unreadable"


def test_deadline_not_before(judge: Any, bench: ModuleType) -> None:
    check = replace(bench.limit("24 hours"), not_before=Limit.parse("1 hours"))
    assert judge(check, answered_at=bench.at("03-01 10:00")) == "conforming"
    assert judge(check, answered_at=bench.at("03-01 09:59:59")) == "early"
    assert judge(check, answered_at=bench.at("03-01 08:59:59")) == "not_credible"
    assert judge(check, answered_at=bench.at("03-02 09:00:01")) == "late"
    days = replace(bench.limit("3 days"), not_before=Limit.parse("1 day"))
    assert judge(days, answered_at=bench.at("03-02 00:00")) == "conforming"
    assert judge(days, answered_at=bench.at("03-01 23:59:59")) == "early"
    dated = replace(bench.limit("3 days", end="day"), not_before=Limit.parse("24 hours"))
    assert judge(dated, day=date(2026, 3, 2)) == "conforming"
    assert judge(dated, day=date(2026, 3, 1)) == "early"


def test_due_on(judge: Any, bench: ModuleType) -> None:
    check = DueOn(Ref("answered_at"), Ref("day"), Period.parse("cycle of 2 months"), CalendarPoint(5))
    first, last = date(2026, 1, 1), date(2026, 2, 28)
    assert judge(check) == "no_start"
    assert judge(check, day=("unreadable", "?")) == "unreadable"
    assert judge(check, day=first, answered_at=bench.at("02-05 23:59:59")) == "conforming"
    assert judge(check, day=last, answered_at=bench.at("02-06")) == "late"
    assert judge(check, day=last) == "missing"
    assert judge(check, day=last, answered_at=("unreadable", "?")) == "unreadable"
    assert judge(check, day=date(2026, 3, 1)) == "pending"
    assert judge(check, day=date(2026, 3, 1), closed_at=bench.at("03-02")) == "missing"
    tenth = DueOn(Ref("answered_at"), Ref("opened_at"), Period.parse("month"), CalendarPoint(9))
    assert judge(tenth) == "missing", "as-of is the midnight that ends the day"
    assert judge(replace(tenth, point=CalendarPoint(10))) == "pending"
    of_month = DueOn(Ref("answered_at"), Ref("month"), Period.parse("month"), CalendarPoint(-1))
    assert judge(of_month, month="2026-02", answered_at=bench.at("02-28 23:00")) == "conforming"
    assert judge(of_month, month="2026-02", answered_at=bench.at("03-01")) == "late"
    window = DueOn(Ref("answered_at"), Ref("day"), Period.billing_window(2, 4), CalendarPoint(10, 1))
    assert judge(window, day=date(2026, 2, 15)) == "not_applicable"


@given(st.integers(1950 * 12, 2099 * 12), st.sampled_from([-1, *range(1, 32)]), st.sampled_from([-1, 1, 2]))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_day_of_a_period_is_that_of_the_words(build: Any, number: int, day: int, month: int) -> None:
    point, cycle = CalendarPoint(day, month), Period.parse("cycle of 2 months")
    expected = (point.in_period(cycle, number // 2) - date(1970, 1, 1)).days
    found = build.engine.compile(day_of(point, cycle, ibis.literal(number // 2, "int64")))
    assert build.engine.con.execute(found).fetchall() == [(expected * 86_400_000_000,)]


def test_days_of_a_milestone_that_the_vocabulary_calls_a_day(build: Any, bench: ModuleType) -> None:
    log = build.vocabulary(bench.FIELDS, events={"opened_at": (), "day": ()})
    rows = [
        {"_key": key, "_activity": name, "_time": bench.at(time)}
        for key, name, time in (
            ("same day, earlier", "opened_at", "03-02 09:00"),
            ("same day, earlier", "day", "03-02 08:00"),
            ("day before and after", "opened_at", "03-02 09:00"),
            ("day before and after", "day", "03-01 09:00"),
            ("day before and after", "day", "03-04 09:00"),
        )
    ]
    asked = build.standard(bench.limit("24 hours", end="day"))
    found = verdicts(build.bound(log, rows, Shape.LONG), [asked], AS_OF)[asked.id]
    assert found == {"same day, earlier": "conforming", "day before and after": "late"}
