"""Faults are gathered, sorted and said with place and remedy."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.words.errors import Exit, Fault, HeguiError, JobError, LogError, PolicyError, UsageError, nearest
from hegui.words.places import NOWHERE, Place


@pytest.mark.parametrize(
    ("place", "text"),
    [(Place("a.yaml"), "a.yaml"), (Place("a.yaml", 3), "a.yaml:3"), (Place("a.yaml", 3, 7), "a.yaml:3:7"), (NOWHERE, "")],
)
def test_a_place_is_said_as_editors_jump_to_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_fault_says_where_what_and_what_to_do() -> None:
    assert str(Fault(Place("a", 1, 2), "x is missing")) == "a:1:2: x is missing"
    assert str(Fault(Place("a", 1, 2), "x is missing", "give it")) == "a:1:2: x is missing; give it"


def test_faults_are_sorted_by_place_and_said_once() -> None:
    first, second, third = Fault(Place("a", 2, 9), "x"), Fault(Place("a", 10, 1), "x"), Fault(Place("b"), "x")
    error = PolicyError([third, second, first, second])
    assert error.faults == (first, second, third)
    assert str(error) == "a:2:9: x\na:10:1: x\nb: x"


def test_a_single_fault_is_enough() -> None:
    fault = Fault(Place("a"), "x")
    assert HeguiError(fault).faults == (fault,)


@pytest.mark.parametrize(
    ("error", "code"),
    [(UsageError, Exit.USAGE), (PolicyError, Exit.UNUSABLE), (JobError, Exit.UNUSABLE), (LogError, Exit.UNUSABLE)],
)
def test_exit_codes(error: type[HeguiError], code: Exit) -> None:
    assert error(Fault(NOWHERE, "x")).exit is code


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("recieved", ["received", "closed"], "did you mean 'received'?"),
        ("red", ["rid", "rod"], "did you mean 'rod' or 'rid'?"),
        ("x", ["alpha", "beta"], "known: alpha, beta"),
        ("x", [f"name{n}" for n in range(13)], ""),
        ("x", [], ""),
    ],
)
def test_what_was_probably_meant(name: str, known: list[str], said: str) -> None:
    assert nearest(name, known) == said


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=20), st.randoms())
def test_the_order_of_known_names_does_not_matter(name: str, known: list[str], random: Random) -> None:
    shuffled = list(known)
    random.shuffle(shuffled)
    assert nearest(name, known) == nearest(name, shuffled)
