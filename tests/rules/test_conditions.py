"""Expressions become ways in which they hold, and unknown is none of them."""

from __future__ import annotations

import pytest

from hegui.rules.conditions import ALWAYS, NEVER, Ask, Condition, condition
from hegui.words.errors import PolicyError
from hegui.words.expressions import parse
from hegui.words.places import Place

HERE = Place("rules.yaml", 3, 5)
MINOR = Ask("==", "grade", ("minor",))
HIGH = Ask(">=", "rate_bp", (1000,))


def ways(text: str) -> Condition:
    return condition(parse(text), {"major_rate_bp": 1000}, HERE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('grade == "minor"', ((MINOR,),)),
        ('"minor" == grade', ((MINOR,),)),
        ("rate_bp >= major_rate_bp", ((HIGH,),)),
        ("major_rate_bp <= rate_bp", ((HIGH,),)),
        ('grade == "minor" and rate_bp >= 1000', ((MINOR, HIGH),)),
        ('grade == "minor" or rate_bp >= 1000', ((MINOR,), (HIGH,))),
        ('grade == "minor" and grade == "minor"', ((MINOR,),)),
        ('grade == "minor" or grade == "minor"', ((MINOR,),)),
        ('not grade == "minor"', ((Ask("!=", "grade", ("minor",)),),)),
        ("not rate_bp < 1000", ((HIGH,),)),
        ('not (grade != "minor" or rate_bp < 1000)', ((MINOR, HIGH),)),
        ('not (grade != "minor" and rate_bp < 1000)', ((MINOR,), (HIGH,))),
        ('grade in ["minor", "major", "minor"]', ((Ask("==", "grade", ("minor", "major")),),)),
        ('grade in ["minor"]', ((MINOR,),)),
        ('grade not in ["minor", "major"]', ((Ask("!=", "grade", ("minor",)), Ask("!=", "grade", ("major",))),)),
        ('not grade not in ["minor"]', ((MINOR,),)),
        ("over_tolerance", ((Ask("==", "over_tolerance", (True,)),),)),
        ("not over_tolerance", ((Ask("==", "over_tolerance", (False,)),),)),
        ("worst_seconds is missing", ((Ask("absent", "worst_seconds"),),)),
        ("not worst_seconds is missing", ((Ask("present", "worst_seconds"),),)),
        ("worst_seconds is not missing", ((Ask("present", "worst_seconds"),),)),
        ("not worst_seconds is not missing", ((Ask("absent", "worst_seconds"),),)),
        ("True", ALWAYS),
        ("not True", NEVER),
        ("over_tolerance or True", ALWAYS),
        ("over_tolerance and False", NEVER),
        ("over_tolerance or False", ((Ask("==", "over_tolerance", (True,)),),)),
    ],
)
def test_negation_ends_in_single_tests(text: str, expected: Condition) -> None:
    assert ways(text) == expected


def test_no_condition_always_holds() -> None:
    assert condition(None, {}, HERE) == ALWAYS


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("nonconforming > judged", "two fields are compared"),
        ("major_rate_bp > 5", "two constants are compared"),
        ("rate_bp > 0.5", "no whole number"),
        ("rate_bp in [1, 0.5]", "no whole number"),
        ('grade < "minor"', "put in order"),
        ("over < True", "put in order"),
        ("rate_bp * 2 > 5", "name of a field is expected"),
        ("rate_bp > hours(2)", "name of a field is expected"),
        ("taken.first > 5", "name of a field is expected"),
        ('"minor" in ["minor"]', "name of a field is expected"),
        ("major_rate_bp in [5]", "is a parameter"),
        ("major_rate_bp", "is a parameter"),
        ("rate_bp + 5", "a condition is expected"),
        ("5", "a condition is expected"),
        ("hours(2)", "a condition is expected"),
    ],
)
def test_what_facts_cannot_be_asked_is_refused_with_its_place(text: str, what: str) -> None:
    with pytest.raises(PolicyError) as error:
        ways(text)
    (fault,) = error.value.faults
    assert what in fault.what
    assert fault.place == HERE


@pytest.mark.parametrize(
    "text",
    [
        " and ".join(f"(a{n} == 1 or b{n} == 1)" for n in range(10)),
        f"a in [{', '.join(map(str, range(301)))}]",
        " and ".join(f"a{n} in [1, 2]" for n in range(15)),
    ],
    ids=["ways", "values", "lists"],
)
def test_what_is_beyond_the_engine_is_refused(text: str) -> None:
    with pytest.raises(PolicyError, match="too many branches"):
        ways(text)
