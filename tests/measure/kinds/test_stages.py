"""The order of milestones, and how often they are reached."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

from hegui.words.checks import Count, Sequence
from hegui.words.expressions import Ref
from hegui.words.vocabulary import Shape


def test_sequence_compares_days_with_days(judge: Any, bench: ModuleType) -> None:
    check = Sequence(((Ref("opened_at"),), (Ref("day"),), (Ref("closed_at"),)))
    assert judge(check, day=date(2026, 3, 1), closed_at=bench.at("03-01 09:00")) == "conforming"
    assert judge(check, day=date(2026, 3, 1), closed_at=bench.at("03-01 08:59")) == "out_of_order"
    assert judge(check, day=date(2026, 2, 28), closed_at=bench.at("03-01 09:00")) == "out_of_order"
    assert judge(check, day=date(2026, 3, 2), closed_at=bench.at("03-01 23:00")) == "out_of_order"


def test_sequence_stands_where_it_stands(judge: Any, bench: ModuleType) -> None:
    check = Sequence(((Ref("opened_at"),), (Ref("answered_at"),), (Ref("due_at"),)))
    assert judge(check) == "pending"
    assert judge(check, answered_at=bench.at("03-01 09:00")) == "pending"
    assert judge(check, due_at=bench.at("03-02")) == "missing_stage"
    assert judge(check, closed_at=bench.at("03-02")) == "missing_stage"
    assert judge(check, answered_at=("unreadable", "?")) == "unreadable"
    assert judge(check, answered_at=("unreadable", "?"), due_at=bench.at("02-02")) == "out_of_order"
    every = Sequence(((Ref("answered_at"),), (Ref("closed_at"),)), frozenset({Ref("answered_at"), Ref("closed_at")}))
    assert judge(every) == "not_applicable"
    assert judge(every, closed_at=bench.at("03-02")) == "conforming"


def test_count_of_a_wide_log_is_none_or_one(judge: Any, bench: ModuleType) -> None:
    check = Count(Ref("answered_at"), at_least=1)
    assert judge(check, answered_at=bench.at("03-02")) == "conforming"
    assert judge(check) == "pending"
    assert judge(check, closed_at=bench.at("03-02")) == "too_few"
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
