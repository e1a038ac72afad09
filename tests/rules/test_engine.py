"""The engine is used within its limits, and what it loses is noticed."""

from __future__ import annotations

import threading

import pytest

from hegui.rules import host, identity
from hegui.rules.conditions import Ask
from hegui.rules.host import Coded, EngineError, Ruleset
from hegui.rules.identity import RESERVED, Ids, fingerprint
from hegui.rules.packing import MOST_NODES, MOST_PATTERNS, MOST_VALUES, Watch, packed


def test_the_hash_is_the_engines() -> None:
    # The vectors of FNV-1a's authors, 32 bits.
    assert [fingerprint(text) for text in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]


def test_ids_are_the_same_when_asked_again_and_their_hashes_differ() -> None:
    ids = Ids()
    given = [ids.of(f"总计:{n}") for n in range(30_000)]
    assert len({fingerprint(id_) for id_ in given} | {fingerprint(id_) for id_ in RESERVED}) == 30_000 + len(RESERVED)
    assert ids.of("总计:7") == given[7]
    assert ids.uid(given[7]) == "总计:7"


def test_ids_that_collide_are_salted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "fingerprint", lambda text: sum(text.encode()))
    ids = Ids()
    given = [ids.of(str(n)) for n in range(40)]
    assert len({sum(id_.encode()) for id_ in given}) == 40
    assert any("." in id_ for id_ in given)


def test_names_in_the_engine_have_hashes_of_their_own() -> None:
    names = ["id", "sid", "$s", host.KIND_NAME, *(f"p{n}" for n in range(5_000))]
    assert len({fingerprint(name) for name in names}) == len(names)


def test_a_ruleset_fires_on_what_it_asks_and_starts_no_thread() -> None:
    threads = threading.active_count()
    rules = Ruleset({"high": (1, [{"$gt": {"p0": 5}}]), "any": (2, [])})
    facts = [Coded("a", 1, {"p0": 9}), Coded("b", 1, {"p0": 5}), Coded("c", 1, {}), Coded("d", 2, {"p0": 9})]
    assert rules.tell(facts) == [("high", "a"), ("any", "d")]
    assert rules.tell([]) == []
    assert threading.active_count() == threads


def test_a_fact_taken_for_another_is_an_error() -> None:
    rules = Ruleset({"any": (1, [])})
    rules.tell([Coded("a", 1, {})])
    with pytest.raises(EngineError, match="did not take fact a: Message has already been observed"):
        rules.tell([Coded("a", 1, {"p0": 1})])


def test_a_fact_that_nothing_is_about_is_an_error() -> None:
    with pytest.raises(EngineError, match="Could not handle message"):
        Ruleset({"any": (1, [])}).tell([Coded("a", 2, {})])


def test_firings_that_are_lost_are_noticed() -> None:
    class Leaking(list[tuple[str, str]]):
        def append(self, _: tuple[str, str]) -> None:
            pass

    fired = Leaking()
    rules = Ruleset({"high": (1, [{"p0": 1}])})
    rules._fired, rules._rules = fired, host._quiet_rules({"high": host._rule(1, ())}, fired)
    with pytest.raises(EngineError, match="of 2 facts that were asserted the engine lost 2, the first is a"):
        rules.tell([Coded("a", 1, {}), Coded("b", 1, {})])


def test_firings_that_cannot_be_noted_are_noticed() -> None:
    class Full(list[tuple[str, str]]):
        def append(self, _: tuple[str, str]) -> None:
            raise MemoryError

    rules = Ruleset({"any": (1, [])})
    rules._rules = host._quiet_rules({"any": host._rule(1, ())}, Full())
    with pytest.raises(EngineError, match="what fired on fact a could not be noted"):
        rules.tell([Coded("a", 1, {})])


def test_a_difference_is_none_where_the_field_is_missing() -> None:
    rules = Ruleset({"other": (1, [{"$neq": {"p0": 5}}])})
    assert rules.tell([Coded("a", 1, {"p0": 6}), Coded("b", 1, {"p0": 5}), Coded("c", 1, {})]) == [("other", "a")]


@pytest.mark.parametrize("number", [0, -1, 2**53 + 1, 2**62, -(2**62)])
def test_whole_numbers_are_exact(number: int) -> None:
    rules = Ruleset({"it": (1, [{"p0": number}]), "above": (1, [{"$gt": {"p0": number - 1}}]), "below": (1, [{"$lt": {"p0": number}}])})
    assert set(rules.tell([Coded("a", 1, {"p0": number})])) == {("it", "a"), ("above", "a")}


def watch(*tests: Ask, kind: str = "total") -> Watch:
    return Watch("rule", kind, tests)


def test_rulesets_are_split_where_a_fact_could_pass_too_many_tests() -> None:
    watches = [watch(Ask(">", "rate", (n,))) for n in range(2 * MOST_NODES + 1)]
    packs = list(packed(watches))
    assert [len(pack) for pack in packs] == [MOST_NODES, MOST_NODES, 1]
    assert [one for pack in packs for one in pack] == watches


def test_rulesets_are_split_by_patterns_and_values() -> None:
    same = [watch(Ask("==", "a", (1,)))] * (MOST_PATTERNS + 1)
    assert [len(pack) for pack in packed(same)] == [MOST_PATTERNS, 1]
    long = [watch(Ask("==", "a", tuple(range(MOST_VALUES // 2 + 1)))), watch(Ask("==", "b", tuple(range(MOST_VALUES // 2))))]
    assert [len(pack) for pack in packed(long)] == [1, 1]
    kinds = [watch(Ask(">", "rate", (n,)), kind=f"k{n}") for n in range(MOST_NODES + 1)]
    assert [len(pack) for pack in packed(kinds)] == [len(kinds)]
    assert list(packed([])) == []
