"""Checks on what stands in fields: presence, sameness, difference and allowed values at their edges."""

from __future__ import annotations

from datetime import date, datetime
from types import ModuleType
from typing import Any

from hegui.measure import verdicts
from hegui.words.checks import Allowed, Condition, Different, Filled, Presence, Same
from hegui.words.expressions import Ref, parse

AS_OF = datetime(2026, 3, 10)


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


def test_presence_after_a_planned_time_waits_for_it(judge: Any, bench: ModuleType) -> None:
    check = Presence((Filled(Ref("owner")),), Ref("due_at"))
    assert judge(check, due_at=AS_OF) == "blank"
    assert judge(check, due_at=bench.at("03-10 00:00:01")) == "not_applicable"


def test_presence_of_a_yes(judge: Any) -> None:
    check = Presence((Filled(Ref("transferred")),), booleans=True)
    assert [judge(check, transferred=value) for value in (True, False, None)] == ["conforming", "not_met", "unknown_value"]


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


def test_anchor_may_be_a_month(build: Any, bench: ModuleType) -> None:
    log = build.vocabulary(bench.FIELDS, anchor="month")
    asked = build.standard(Condition(parse('tier == "g"')))
    rows = [{"_key": "1", "month": "2026-02", "tier": "g"}, {"_key": "2", "month": None, "tier": "g"}]
    assert verdicts(build.bound(log, rows), [asked], AS_OF)[asked.id] == {"1": "conforming", "2": "no_anchor"}


def test_conflicting_rows_cannot_be_judged(judge: Any, bench: ModuleType) -> None:
    assert judge(bench.limit("24 hours"), _conflict=True, answered_at=bench.at("03-01 10:00")) == "conflicting_rows"
