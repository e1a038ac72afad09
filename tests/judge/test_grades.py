"""How grave a finding is, by which rules, and what they rest on."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import pytest

from hegui.words.findings import Grade
from hegui.words.standards import Adoption, Force, Handbook, Standard
from hegui.words.text import Text

TITLE = Text("标题", "title")


@pytest.mark.parametrize(
    ("late", "judged", "worst", "grade", "by"),
    [
        (3, 30, None, Grade.MAJOR, "rate"),
        (2, 30, None, Grade.MINOR, "duty"),
        (29, 29, None, Grade.MINOR, "duty"),  # not enough judged
        (1, 100, 259_200, Grade.MINOR, "duty"),  # exactly on the limit
        (1, 100, 259_201, Grade.MAJOR, "long"),
        (30, 30, 999_999, Grade.MAJOR, "rate"),  # both: the last rule is named
    ],
)
def test_grades(late: int, judged: int, worst: int | None, grade: Grade, by: str, small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"conforming": judged - late, "late": late}, worst=worst)])
    assert (finding.grade, finding.rule, finding.because[-1].rule) == (grade, by, by)


def test_every_rule_that_gave_the_grade_is_a_reason(small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"late": 30}, worst=999_999)])
    assert [because.rule for because in finding.because] == ["duty", "long", "rate"]
    told = dict(finding.because[0].facts[0])
    assert (told["uid"], told["nonconforming"], told["worst_seconds"]) == ("total:guide.1.a:南昌", 30, 999_999)
    assert dict(finding.because[1].facts[0])["grade"] == "minor"
    assert finding.because[2].title == Text("rate", "rate")


def test_several_minors_on_one_clause_make_majors_and_count_things_not_standards(small: ModuleType) -> None:
    def on_clause(*same: str) -> list[Standard]:
        return [small.standard(f"guide.1.s{n}", limits_same=key) for n, key in enumerate(same)]

    three, two = on_clause("a", "b", "c"), on_clause("a", "b", "b")
    for standards, grade in ((three, Grade.MAJOR), (two, Grade.MINOR)):
        result = small.findings([small.tally({"conforming": 99, "late": 1}, one.id) for one in standards], *standards)
        assert [finding.grade for finding in result] == [grade] * 3
    elsewhere = [*on_clause("a", "b"), small.standard("guide.2.c", clause="2", limits_same="c")]
    tallies = [small.tally({"conforming": 99, "late": 1}, one.id) for one in elsewhere]
    other_unit = small.tally({"conforming": 99, "late": 1}, elsewhere[0].id, unit="九江")
    assert {finding.grade for finding in small.findings([*tallies, other_unit], *elsewhere)} == {Grade.MINOR}


def test_the_reasons_of_a_counted_major_are_all_that_was_counted(small: ModuleType) -> None:
    standards = [small.standard(f"guide.1.s{n}") for n in range(3)]
    first, *_ = small.findings([small.tally({"conforming": 99, "late": 1}, one.id) for one in standards], *standards)
    assert [because.rule for because in first.because] == ["duty", "duty", "duty", "several"]
    # Its own total comes first.
    assert dict(first.because[0].facts[0])["standard"] == first.standard == "guide.1.s0"
    assert len(first.because[-1].facts) == 3


def test_recommendations_are_observations_whatever_the_rate(small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"late": 100}, worst=10**6)], small.standard(force=Force.RECOMMENDED))
    assert (finding.grade, finding.rule) == (Grade.OBSERVATION, "advice")


def handbook(adoption: Adoption | None, slug: str = "guide") -> Handbook:
    return Handbook(slug, "002", TITLE, "1", TITLE, (), adoption)


@pytest.mark.parametrize(
    ("handbooks", "grade"),
    [
        ((), Grade.OBSERVATION),
        ((handbook(None),), Grade.OBSERVATION),
        ((handbook(Adoption("1", "x", date(2026, 1, 1), date(2026, 3, 6)), "other"),), Grade.OBSERVATION),
        ((handbook(Adoption("1", "x", date(2026, 1, 1), date(2026, 3, 6))),), Grade.MINOR),
        ((handbook(Adoption("1", "x", date(2026, 1, 1), date(2026, 3, 7))),), Grade.OBSERVATION),
        ((handbook(Adoption("1", "x", date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 6))),), Grade.OBSERVATION),
        ((handbook(Adoption("1", "x", date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 7), ("南昌",))),), Grade.MINOR),
        ((handbook(Adoption("1", "x", date(2026, 1, 1), date(2026, 1, 1), None, ("九江",))),), Grade.OBSERVATION),
    ],
)
def test_a_duty_given_by_example_binds_once_it_is_adopted(handbooks: tuple[Handbook, ...], grade: Grade, small: ModuleType) -> None:
    one = small.standard(force=Force.EXAMPLE_DUTY)
    (finding,) = small.findings([small.tally({"conforming": 99, "late": 1})], one, handbooks=handbooks)
    assert finding.grade is grade
