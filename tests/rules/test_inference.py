"""Strata run in order, each to its end, and every conclusion keeps its reasons."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hegui.rules import Fact, Inference, Value, infer, memory
from hegui.words.errors import PolicyError
from hegui.words.expressions import parse
from hegui.words.places import Place
from hegui.words.profiles import Counting, Rule
from hegui.words.text import Text


def rule(
    id_: str,
    on: str,
    where: str | None,
    gives: str,
    sets: Mapping[str, str | int] | None = None,
    *,
    stratum: str = "nonconformity",
    count: Counting | None = None,
) -> Rule:
    expr = None if where is None else parse(where)
    return Rule(id_, Text(id_, id_), stratum, on, expr, count, gives, sets or {}, Place(f"{id_}.yaml", 1, 1))


def fact(uid: str, kind: str = "total", **fields: Value) -> Fact:
    return {"kind": kind, "uid": uid, **fields}


def drawn(inference: Inference) -> list[Fact]:
    return list(inference.conclusions)


def test_a_conclusion_keeps_the_fields_of_its_fact_and_its_reasons() -> None:
    inference = infer([rule("breach", "total", "over", "finding", {"grade": "minor"})], [fact("t1", over=True, unit="南昌")], {})
    (finding,) = drawn(inference)
    assert finding == {"kind": "finding", "uid": "breach:1", "over": True, "unit": "南昌", "grade": "minor"}
    (firing,) = inference.firings
    assert (firing.rule, firing.because, firing.concludes) == ("breach", ("t1",), "breach:1")
    assert inference.chain(firing) == (firing,)
    assert [ground["uid"] for ground in inference.grounds(firing)] == ["t1"]
    assert list(inference.of("finding")) == [finding]
    assert list(inference.concluding("finding")) == [firing]


def test_rules_feed_rules_within_a_stratum_and_later_ones_but_not_earlier_ones() -> None:
    rules = [
        rule("third", "b", None, "c"),
        rule("second", "a", None, "b"),
        rule("first", "total", None, "a"),
        rule("late", "total", None, "d", stratum="grade"),
        rule("too-early", "d", None, "e"),
        rule("later", "c", None, "f", stratum="actions"),
    ]
    inference = infer(rules, [fact("t")], {})
    assert [one["kind"] for one in drawn(inference)] == ["a", "b", "c", "d", "f"]
    (last,) = inference.concluding("f")
    assert [firing.rule for firing in inference.chain(last)] == ["first", "second", "third", "later"]
    assert [ground["uid"] for ground in inference.grounds(last)] == ["t", "first:1", "second:1", "third:1"]


@pytest.mark.parametrize("where", ['grade != "minor"', 'not (grade == "minor")', 'grade not in ["minor"]', "not over", "not (rate > 5)"])
def test_what_is_missing_is_never_different(where: str) -> None:
    assert drawn(infer([rule("r", "total", where, "finding")], [fact("t")], {})) == []


def test_unknown_or_true_is_true_and_unknown_and_false_is_false() -> None:
    rules = [rule("either", "total", "over or rate > 5", "a"), rule("neither", "total", "not (over and rate > 5)", "b")]
    inference = infer(rules, [fact("high", rate=6), fact("low", rate=5), fact("none")], {})
    assert [(firing.rule, firing.because) for firing in inference.firings] == [("either", ("high",)), ("neither", ("low",))]


def test_a_conclusion_that_is_known_is_not_drawn_again_but_its_firing_is_kept() -> None:
    rules = [rule("one", "total", None, "finding"), rule("two", "total", "rate > 1", "finding"), rule("own", "finding", None, "finding")]
    inference = infer(rules, [fact("t1", rate=2), fact("t2", rate=2)], {})
    assert [one["uid"] for one in drawn(inference)] == ["one:1"]
    assert [(firing.rule, firing.because[0]) for firing in inference.firings] == [
        ("one", "t1"), ("one", "t2"), ("two", "t1"), ("two", "t2"), ("own", "one:1"),
    ]  # fmt: skip
    # The chain follows what made a fact, so that a rule that fires on its own conclusion does not go round.
    assert [firing.rule for firing in inference.chain(inference.firings[-1])] == ["one", "own"]


def test_a_given_fact_that_is_concluded_stays_given() -> None:
    inference = infer([rule("r", "total", None, "total")], [fact("t", a=1)], {})
    assert drawn(inference) == []
    assert inference.makers == {}
    assert [firing.concludes for firing in inference.firings] == ["t"]


def test_the_order_of_facts_decides_nothing_and_the_order_of_rules_the_order_of_conclusions() -> None:
    rules = [rule("b", "total", None, "x"), rule("a", "total", None, "y")]
    facts = [fact(f"t{n}", rate=n) for n in range(9)]
    assert infer(rules, facts, {}) == infer(rules, facts[::-1], {})
    assert [one["kind"] for one in drawn(infer(rules, facts, {}))] == ["x"] * 9 + ["y"] * 9


def test_a_count_counts_distinct_values_by_group_when_its_stratum_begins() -> None:
    count = Counting("finding", parse('grade == "minor"'), "thing", ("unit",), "minors")
    rules = [
        rule("breach", "total", None, "finding", {"grade": "minor"}),
        rule("several", "finding", None, "regrade", {"grade": "major"}, stratum="grade", count=count),
        rule("more", "regrade", None, "finding", {"grade": "minor"}, stratum="grade"),
    ]
    facts = [
        fact("1", unit="A", thing="x"), fact("2", unit="A", thing="y"), fact("3", unit="A", thing="y"),
        fact("4", unit="B", thing="x"), fact("5", unit="B", thing="x"), fact("6", unit="B"), fact("7", thing="z"),
    ]  # fmt: skip
    inference = infer(rules, facts, {"minors": 2})
    # The third has the same fields as the second and is the same finding.
    assert list(inference.of("regrade")) == [{"kind": "regrade", "uid": "several:1", "unit": "A", "counted": 2, "grade": "major"}]
    (firing,) = inference.concluding("regrade")
    assert firing.because == ("breach:1", "breach:2")
    assert [link.rule for link in inference.chain(firing)] == ["breach", "breach", "several"]


def test_a_count_without_groups_and_with_a_number() -> None:
    count = Counting("total", None, "unit", (), 2)
    rules = [rule("many", "total", None, "systemic", count=count)]
    assert drawn(infer(rules, [fact("1", unit="A")], {})) == []
    assert [one["counted"] for one in drawn(infer(rules, [fact("1", unit="A"), fact("2", unit="B")], {}))] == [2]


def test_a_count_needs_its_parameter() -> None:
    count = Counting("total", None, "unit", (), "minor")
    with pytest.raises(PolicyError, match=r"many.yaml:1:1: 'minor' is no parameter of the profile; did you mean 'minors'\?"):
        infer([rule("many", "total", None, "systemic", count=count)], [fact("1", unit="A")], {"minors": 3})


def test_texts_are_compared_exactly() -> None:
    odd = ['"', "\\", "a\nb", "é", "e\u0301", "1", "", " ", "x" * 70_000, "x" * 65_536, "\U0001f600", '{"k":1}']
    rules = [rule("same", "total", None, "nothing")] + [
        Rule(f"r{n}", Text("", ""), "nonconformity", "total", parse(f"name == {text!r}") if len(text) < 9 else None, None, f"is{n}", {})
        for n, text in enumerate(odd[:8])
    ]
    inference = infer(rules, [fact(f"t{n:02}", name=text) for n, text in enumerate(odd)], {})
    assert [(firing.rule, firing.because) for firing in inference.firings if firing.rule != "same"] == [
        (f"r{n}", (f"t{n:02}",)) for n in range(8)
    ]


def test_a_hundred_rules_of_one_kind_all_fire() -> None:
    rules = [rule(f"r{n}", "total", f"rate > {n}", f"above{n}") for n in range(100)]
    assert len(drawn(infer(rules, [fact("t", rate=100)], {}))) == 100


def test_long_lists_of_values() -> None:
    codes = ", ".join(f'"c{n}"' for n in range(250))
    rules = [rule("in", "total", f"code in [{codes}]", "in"), rule("out", "total", f"code not in [{codes}]", "out")]
    inference = infer(rules, [fact("a", code="c0"), fact("b", code="c249"), fact("c", code="c250"), fact("d")], {})
    assert [(firing.rule, firing.because[0]) for firing in inference.firings] == [("in", "a"), ("in", "b"), ("out", "c")]


def test_fields_may_have_any_name() -> None:
    rules = [rule("r", "total", 'id == "a" and sid == 1 and k == "x" and kind == "total"', "finding", {"id": "b"})]
    assert [one["id"] for one in drawn(infer(rules, [fact("t", id="a", sid=1, k="x")], {}))] == ["b"]


def test_a_uid_is_not_given_twice() -> None:
    assert [one["uid"] for one in drawn(infer([rule("r", "total", None, "finding")], [fact("r:1")], {}))] == ["r:2"]
    with pytest.raises(ValueError, match="two facts have one uid"):
        infer([], [fact("t"), fact("t", rate=1)], {})


@pytest.mark.parametrize(
    ("facts", "rules", "what"),
    [
        ([fact("1", rate=1), fact("2", rate="1")], [], "'rate' holds whole numbers, and '1' is none"),
        ([fact("1", rate=1)], [rule("r", "total", 'rate == "1"', "f")], "r.yaml:1:1: 'rate' holds whole numbers, and '1' is none"),
        ([fact("1", rate=1)], [rule("r", "total", "rate", "f")], "'rate' holds whole numbers, and True is none"),
        ([fact("1", over=True)], [rule("r", "total", None, "f", {"over": 1})], "'over' holds true or false, and 1 is none"),
        ([{"kind": "total", "uid": "1", "rate": 0.5}], [], "facts hold texts, whole numbers and booleans"),
    ],
)
def test_a_field_has_one_type(facts: list[Fact], rules: list[Rule], what: str) -> None:
    with pytest.raises(PolicyError, match=what.replace("(", r"\(")):
        infer(rules, facts, {})


def test_numbers_may_be_as_large_as_they_are() -> None:
    rules = [rule("above", "total", f"rate > {10**14}", "f")]
    inference = infer(rules, [fact("1", rate=10**14), fact("2", rate=10**40), fact("3", rate=-(10**40))], {})
    assert [firing.because for firing in inference.firings] == [("2",)]


def test_rules_that_conclude_without_end_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_CONCLUSIONS", 20)
    rules = [rule(f"r{n}", "total", None, "total", {f"f{n}": 1}) for n in range(8)]
    with pytest.raises(PolicyError, match="more than 20 conclusions"):
        infer(rules, [fact("t")], {})


def test_nothing_follows_from_nothing() -> None:
    assert infer([], [], {}) == Inference((), (), ())
    assert infer([rule("r", "total", "False", "f")], [fact("t")], {}).firings == ()
