"""Codes compare with the constants of the rules as the values do, and the engine is told once of facts that are alike."""

from __future__ import annotations

import operator

from hypothesis import given
from hypothesis import strategies as st

from hegui.rules.codebook import Codebook
from hegui.rules.conditions import ABSENT, Ask
from hegui.rules.facts import Fact, Value
from hegui.rules.packing import Watch
from hegui.rules.watching import Watching

NUMBERS = st.integers() | st.integers(-3, 3)
COMPARISONS = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]


@given(constants=st.lists(NUMBERS, min_size=1, max_size=6), number=NUMBERS)
def test_a_number_lies_among_the_constants_where_its_code_does(constants: list[int], number: int) -> None:
    codes = Codebook(Ask("==", "n", (constant,)) for constant in constants)
    for constant in constants:
        for compare in COMPARISONS:
            assert compare(codes.code("n", number), codes.code("n", constant)) == compare(number, constant)


@given(constants=st.lists(st.text(max_size=3), min_size=1, max_size=6), text=st.text(max_size=3))
def test_a_text_is_a_constant_or_none_of_them(constants: list[str], text: str) -> None:
    codes = Codebook([Ask("==", "t", tuple(constants))])
    for constant in constants:
        assert (codes.code("t", text) == codes.code("t", constant)) == (text == constant)


def test_fields_have_names_and_constants_of_their_own() -> None:
    codes = Codebook([Ask("==", "n", (5,)), Ask(">", "m", (9,)), Ask("==", "p", (True,)), Ask(ABSENT, "q")])
    assert [codes.name(field) for field in "nmpq"] == ["p0", "p1", "p2", "p3"]
    assert [codes.code("n", number) for number in (4, 5, 6, 9)] == [0, 1, 2, 2]
    assert [codes.code("m", number) for number in (5, 9, 10)] == [0, 1, 2]
    assert [codes.code("p", value) for value in (False, True)] == [0, 1]
    assert codes.code("q", "present") == codes.code("q", 7) == 0


def test_the_engine_is_told_once_of_facts_that_are_alike() -> None:
    def fact(number: int, **fields: Value) -> Fact:
        return {"kind": "total", "uid": f"t{number:05}", "unit": f"U{number}", **fields}

    watching = Watching([Watch("high", "total", (Ask(">", "rate", (10,)),)), Watch("all", "total", ())])
    facts = [fact(number, rate=number) for number in range(10_000)] + [fact(10_000), {"kind": "other", "uid": "o"}]
    told = watching.tell(facts)
    assert told["high"] == [f"t{number:05}" for number in range(11, 10_000)]
    assert told["all"] == [f"t{number:05}" for number in range(10_001)]
    assert len(watching._satisfied) == 4  # below, on and above the constant; missing
    assert dict(watching.tell([fact(10_001, rate=99)])) == {"high": ["t10001"], "all": ["t10001"]}
    assert len(watching._satisfied) == 4
