"""What checks of every kind read in logs of events and of updates."""

from __future__ import annotations

from datetime import datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import verdicts
from hegui.words.checks import Allowed, Count, Different, Filled, Presence, Same
from hegui.words.expressions import Ref
from hegui.words.vocabulary import Shape

AS_OF = datetime(2026, 3, 10)


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


def test_flawed_attributes_of_events(build: Any, log: Any, bench: ModuleType) -> None:
    """The last cell that holds something counts, readable or not."""
    rows = [
        {
            "_key": key,
            "_activity": "opened_at",
            "_time": bench.at(f"03-0{number} 09:00"),
            "tier": tier,
            "tier__state": state,
            "tier__raw": tier,
        }
        for number, (key, tier, state) in enumerate(
            [("1", "g", "ok"), ("1", None, "unknown_code"), ("1", None, "missing"), ("2", None, "unreadable"), ("2", "g", "ok")], start=1
        )
    ]
    asked = [build.standard(Allowed(Ref("tier"), ("g",)), "1"), build.standard(Allowed(Ref("tier", ("first",)), ("g",)), "2")]
    for shape, last in ((Shape.LONG, "not_allowed"), (Shape.SNAPSHOT, "unknown_value")):
        found = verdicts(build.bound(log, rows, shape), asked, AS_OF)
        assert found[asked[0].id] == {"1": last, "2": "conforming"}
        assert found[asked[1].id] == {"1": "conforming", "2": "unreadable"}


def test_events_without_a_time_happened_nobody_knows_when(build: Any, log: Any, bench: ModuleType) -> None:
    rows: list[dict[str, Any]] = [{"_key": key, "_activity": "opened_at", "_time": bench.at("03-01 09:00")} for key in ("1", "2", "3")]
    rows += [
        {"_key": "1", "_activity": "answered_at", "_time": None},
        {"_key": "2", "_activity": "answered_at", "_time": None},
        {"_key": "2", "_activity": "answered_at", "_time": bench.at("03-01 10:00")},
    ]
    checks = [bench.limit("24 hours"), Count(Ref("answered_at"), at_least=1), Count(Ref("answered_at"), at_most=0)]
    asked = [build.standard(check, str(number)) for number, check in enumerate(checks)]
    for shape in (Shape.LONG, Shape.SNAPSHOT):
        found = verdicts(build.bound(log, rows, shape), asked, AS_OF)
        assert found[asked[0].id] == {"1": "unreadable", "2": "conforming", "3": "missing"}
    found = verdicts(build.bound(log, rows, Shape.LONG), asked, AS_OF)
    assert found[asked[1].id] == {"1": "unreadable", "2": "conforming", "3": "pending"}
    assert found[asked[2].id] == {"1": "unreadable", "2": "too_many", "3": "conforming"}


def test_updates_without_any_milestone(build: Any, bench: ModuleType) -> None:
    log = build.vocabulary({"ticket_id": "id", "opened_at": "datetime", "owner": "id"})
    rows = [
        {"_key": "1", "_time": bench.at("03-01"), "opened_at": bench.at("03-01"), "owner": "x"},
        {"_key": "1", "_time": bench.at("03-02"), "opened_at": bench.at("03-01"), "owner": None},
    ]
    asked = [build.standard(Presence((Filled(Ref("owner", selector)),)), str(n)) for n, selector in enumerate([(), ("first",), ("last",)])]
    found = verdicts(build.bound(log, rows, Shape.SNAPSHOT), asked, AS_OF)
    assert [found[standard.id]["1"] for standard in asked] == ["blank", "conforming", "conforming"]


@pytest.mark.parametrize(
    "name", ["case", "case.third_event", "opened_at.first.place", "opened_at.second", "owner.first.actor", "nothing.first", "_key2"]
)
def test_names_that_select_nothing(build: Any, log: Any, name: str, bench: ModuleType) -> None:
    rows = [{"_key": "1", "_activity": "opened_at", "_time": bench.at("03-01 09:00"), "owner": "x", "strange": "y"}]
    first, *selector = name.split(".")
    ref = Ref(first, tuple(selector))
    asked = [build.standard(Presence((Filled(ref),)), "1"), build.standard(Presence((Filled(Ref("strange")),)), "2")]
    assert verdicts(build.bound(log, rows, Shape.LONG), asked, AS_OF) == {asked[0].id: {}, asked[1].id: {}}
