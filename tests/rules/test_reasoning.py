"""Reasoning goes on after some strata, on what stands then."""

from __future__ import annotations

import pytest

from hegui.rules import Fact, Reasoning, Value, infer
from hegui.words.expressions import parse
from hegui.words.profiles import Counting, Rule
from hegui.words.text import Text


def rule(id_: str, on: str, where: str | None, gives: str, stratum: str = "nonconformity", **sets: str | int) -> Rule:
    return Rule(id_, Text(id_, id_), stratum, on, parse(where) if where else None, None, gives, sets)


def fact(uid: str, kind: str = "total", **fields: Value) -> Fact:
    return {"kind": kind, "uid": uid, **fields}


RULES = [
    rule("breach", "total", "over", "finding", grade="minor"),
    rule("tell", "finding", 'grade == "major"', "escalation", "escalation"),
    Rule("many", Text("", ""), "systemic", "finding", None, Counting("finding", None, "unit", (), 2), "systemic", {}),
]
TOTALS = [fact("a", over=True, unit="A"), fact("b", over=True, unit="B"), fact("c", over=False, unit="C")]


def said(reasoning: Reasoning) -> list[tuple[str, tuple[str, ...]]]:
    return [(firing.rule, firing.because) for firing in reasoning.inference().firings]


def test_in_two_halves_it_says_what_it_says_in_one() -> None:
    reasoning = Reasoning(RULES, TOTALS, {})
    reasoning.run(["nonconformity"])
    assert said(reasoning) == [("breach", ("a",)), ("breach", ("b",))]
    reasoning.run(["systemic", "escalation", "actions"])
    assert reasoning.inference() == infer(RULES, TOTALS, {})


def test_what_is_dropped_is_neither_counted_nor_fired_on() -> None:
    reasoning = Reasoning(RULES, TOTALS, {})
    reasoning.run(["nonconformity"])
    reasoning.revise(["breach:1"], [])
    reasoning.run(["systemic", "escalation"])
    assert said(reasoning) == [("breach", ("a",)), ("breach", ("b",))]
    # It is still known what was concluded.
    assert [one["uid"] for one in reasoning.inference().conclusions] == ["breach:1", "breach:2"]


def test_what_is_stated_instead_is_fired_on_and_counted() -> None:
    reasoning = Reasoning(RULES, TOTALS, {})
    reasoning.run(["nonconformity"])
    reasoning.revise(["breach:1"], [fact("breach:1:major", "finding", over=True, unit="A", grade="major")])
    reasoning.run(["systemic", "escalation"])
    assert said(reasoning)[2:] == [("many", ("breach:2", "breach:1:major")), ("tell", ("breach:1:major",))]
    assert [one["uid"] for one in reasoning.inference().given] == ["a", "b", "c", "breach:1:major"]


def test_what_was_dropped_can_be_concluded_anew_and_what_stands_cannot() -> None:
    again = rule("again", "total", "over", "finding", "grade", grade="minor")
    reasoning = Reasoning([*RULES, again], TOTALS, {})
    reasoning.run(["nonconformity"])
    reasoning.revise(["breach:1", "a"], [])
    reasoning.run(["grade"])
    assert [one["uid"] for one in reasoning.inference().conclusions] == ["breach:1", "breach:2"]  # its total was dropped, too
    reasoning = Reasoning([*RULES, again], TOTALS, {})
    reasoning.run(["nonconformity"])
    reasoning.revise(["breach:1"], [])
    reasoning.run(["grade"])
    assert [one["uid"] for one in reasoning.inference().conclusions] == ["breach:1", "breach:2", "again:1"]


def test_of_given_facts_that_say_the_same_one_can_be_dropped() -> None:
    reasoning = Reasoning([rule("same", "total", None, "total")], [fact("a", x=1), fact("b", x=1)], {})
    reasoning.revise(["b"], [])
    reasoning.run()
    # What it concludes is known: it says what the first says.
    assert [(firing.because, firing.concludes) for firing in reasoning.inference().firings] == [(("a",), "a")]


def test_a_uid_that_is_known_is_not_stated_again() -> None:
    reasoning = Reasoning(RULES, TOTALS, {})
    with pytest.raises(ValueError, match="two facts have one uid, a"):
        reasoning.revise([], [fact("a")])
