"""The judging rules that ship, with the profile that ships: each rule at its threshold and one below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hegui.words.findings import FindingKind, Grade
from hegui.words.standards import Adoption, Force, Handbook
from hegui.words.text import Text

THREE_DAYS = 3 * 24 * 3600
ADOPTED = Handbook("guide", "002", Text("册", "book"), "1", Text("册", "book"), (), Adoption("1", "x", date(2026, 1, 1), date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("reasons", "worst", "grade", "by"),
    [
        ({"conforming": 49_999, "late": 1}, 60, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 27, "late": 3}, 60, Grade.MAJOR, "high-rate"),
        ({"conforming": 26, "late": 3}, 60, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 28, "late": 3}, 60, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 99, "late": 1}, THREE_DAYS, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 99, "late": 1}, THREE_DAYS + 1, Grade.MAJOR, "long-overrun"),
        ({"conforming": 99, "not_met": 1}, None, Grade.MINOR, "breach-of-a-duty"),
    ],
)
def test_cases(audit: Any, reasons: dict[str, int], worst: int | None, grade: Grade, by: str) -> None:
    one = audit.standard()
    (finding,) = audit.judge([one], [audit.tally(one, worst=worst, **reasons)]).findings
    assert (finding.grade, finding.rule) == (grade, by)
    types = ["correction", "corrective_action", "verification", *(["escalation"] if grade is Grade.MAJOR else [])]
    assert [action.type for action in finding.actions] == types


@pytest.mark.parametrize("adopted", [False, True])
@pytest.mark.parametrize("force", list(Force))
def test_every_force_has_one_verdict(audit: Any, force: Force, adopted: bool) -> None:  # noqa: FBT001
    duty = force is Force.MANDATORY or (force is Force.EXAMPLE_DUTY and adopted)
    one = audit.standard(force=force)
    handbooks = [ADOPTED if adopted else replace(ADOPTED, adoption=None)]
    result = audit.judge([one], [audit.tally(one, late=40, unreadable=40)], handbooks=handbooks).findings
    assert [(finding.kind, finding.grade) for finding in result] == [
        (FindingKind.NONCONFORMITY, Grade.MAJOR if duty else Grade.OBSERVATION),
        (FindingKind.INCONCLUSIVE, Grade.MINOR if duty else Grade.OBSERVATION),
    ]
    assert all([action.type for action in finding.actions] == ["correction"] for finding in result if not duty)
    assert all((finding.escalated is not None) is (finding.grade is Grade.MAJOR) for finding in result)


def test_nothing_is_said_of_what_conforms(audit: Any) -> None:
    one = audit.standard()
    tally = audit.tally(one, conforming=95, pending=3, waived=9, unreadable=5, not_applicable=7)
    said = audit.judge([one], [tally])
    assert (said.findings, said.common, said.strengths) == ((), (), ())


@pytest.mark.parametrize(("number", "grade"), [(3, Grade.MAJOR), (2, Grade.MINOR)])
def test_several_minors_on_one_clause(audit: Any, number: int, grade: Grade) -> None:
    standards = [audit.standard(f"1.s{n}") for n in range(number)]
    # One more that limits the same thing as the first is no more.
    standards.append(audit.standard("1.also", limits_same=standards[0].id))
    assert {finding.grade for finding in audit.judge(standards, audit.breaches(standards)).findings} == {grade}


@pytest.mark.parametrize("scope", ["slot", "group"])
def test_neither_rates_nor_overruns_grade_slots_and_groups(audit: Any, scope: str) -> None:
    one = audit.standard(scope=scope)
    (finding,) = audit.judge([one], [audit.tally(one, worst=10**8, conforming=98, below_limit=2)]).findings
    assert finding.grade is Grade.MINOR
    (finding,) = audit.judge([one], [audit.tally(one, worst=10**8, late=2)]).findings
    assert finding.grade is Grade.MINOR


@pytest.mark.parametrize(
    ("scope", "reasons", "grade"),
    [
        ("slot", {"missing_slot": 3}, Grade.MAJOR),
        ("slot", {"missing_slot": 1, "late": 1, "too_few": 1}, Grade.MAJOR),
        ("slot", {"missing_slot": 2}, Grade.MINOR),
        ("slot", {"conforming": 27, "missing_slot": 3}, Grade.MAJOR),
        ("slot", {"conforming": 28, "missing_slot": 3}, Grade.MINOR),  # below a tenth of all
        ("group", {"below_limit": 3}, Grade.MINOR),
        ("case", {"late": 3}, Grade.MINOR),
    ],
)
def test_missed_slots(audit: Any, scope: str, reasons: dict[str, int], grade: Grade) -> None:
    one = audit.standard(scope=scope)
    (finding,) = audit.judge([one], [audit.tally(one, **reasons)]).findings
    assert (finding.grade, finding.rule) == (grade, "missed-slots" if grade is Grade.MAJOR else "breach-of-a-duty")


@pytest.mark.parametrize(
    ("months", "repeated"),
    [
        ((0, 1, 2), True),
        ((4, 2, 3, 0), True),
        ((0, 1), False),
        ((0, 1, 3, 4), False),  # not in a row
        ((10, 11, 12), True),  # over the end of the year
    ],
)
def test_periods_in_a_row(audit: Any, months: tuple[int, ...], repeated: bool) -> None:  # noqa: FBT001
    one = audit.standard()
    tallies = [audit.tally(one, month=month, conforming=99, late=int(month in months)) for month in range(13)]
    (finding,) = audit.judge([one], tallies).findings
    assert (finding.repeated is not None) is repeated
    if finding.repeated is not None:
        assert (finding.repeated.because.rule, finding.repeated.to) == ("breached-in-periods-in-a-row", None)
        assert dict(finding.repeated.because.facts[0])["periods_in_a_row"] == 3


def test_quarters_are_neighbours_though_months_lie_between(audit: Any) -> None:
    for scope, per, months, repeated in (
        ("slot", "quarter", (0, 3, 6), True),
        ("slot", "quarter", (0, 6, 9), False),
        ("group", "cycle of 4 months", (4, 8, 12), True),
        ("group", "half_year", (0, 6, 12), True),
        ("slot", "week", (0, 1, 2), True),
        ("case", "month", (0, 3, 6), False),
    ):
        one = audit.standard(scope=scope, per=per)
        (finding,) = audit.judge([one], [audit.tally(one, month=month, conforming=9, late=1) for month in months]).findings
        assert (finding.repeated is not None) is repeated, (scope, per)


def test_found_again_and_found_again_after_closing(audit: Any) -> None:
    one = audit.standard()
    tallies = audit.breaches([one])
    (before,) = audit.judge([one], tallies).findings
    assert (before.repeated, before.previous) == (None, "")
    (again,) = audit.judge([one], tallies, last_audit=audit.last(audit.past(before))).findings
    assert again.repeated is not None
    assert (again.repeated.because.rule, again.previous, again.grade) == ("found-again", "2025-1", Grade.MINOR)
    (closed,) = audit.judge([one], tallies, last_audit=audit.last(audit.past(before, closed=True))).findings
    assert closed.repeated is not None
    assert (closed.repeated.because.rule, closed.grade, closed.rule) == ("found-again", Grade.MAJOR, "found-again-after-closing")
    assert closed.escalated is not None
    # Of another unit nothing was found before.
    (other,) = audit.judge([one], audit.breaches([one], ["U2"]), last_audit=audit.last(audit.past(before, closed=True))).findings
    assert (other.repeated, other.previous, other.grade) == (None, "", Grade.MINOR)


def test_an_observation_stays_one_however_often_it_is_found(audit: Any) -> None:
    one = audit.standard(force=Force.RECOMMENDED)
    (before,) = audit.judge([one], audit.breaches([one])).findings
    (again,) = audit.judge([one], audit.breaches([one]), last_audit=audit.last(audit.past(before, closed=True))).findings
    assert (again.grade, again.repeated is not None) == (Grade.OBSERVATION, True)


def test_a_record_found_again(audit: Any) -> None:
    one = audit.standard()
    tallies = [audit.tally(one, conforming=1, unreadable=1)]
    (before,) = audit.judge([one], tallies).findings
    (again,) = audit.judge([one], tallies, last_audit=audit.last(audit.past(before, closed=True))).findings
    assert again.kind is FindingKind.INCONCLUSIVE
    assert again.repeated is not None
    assert (again.repeated.because.rule, again.previous, again.grade) == ("record-found-again", "2025-1", Grade.MINOR)
    # A breach is no record that was found again.
    (breach,) = audit.judge([one], audit.breaches([one]), last_audit=audit.last(audit.past(before))).findings
    assert breach.repeated is None


def test_one_requirement_in_several_units(audit: Any) -> None:
    first, other = audit.standard("1.a", limits_same="x"), audit.standard("2.b", limits_same="x")
    tallies = [*audit.breaches([first], ["U3", "U1"]), *audit.breaches([other], ["U2", "U1"])]
    said = audit.judge([first, other], tallies)
    (problem,) = said.common
    assert (problem.kind, problem.about, problem.units) == ("units", "x", ("U1", "U2", "U3"))
    assert problem.standards == (first.id, other.id)
    assert problem.findings == tuple(finding.id for finding in said.findings)
    assert (problem.because.rule, len(problem.because.facts)) == ("one-requirement-in-several-units", 4)
    # Two units are not several; nor are those that nobody names, the whole organisation, and observations.
    few = [*audit.breaches([first], ["U1", "U2"]), *audit.breaches([other], ["U1", "U2", "unknown", "-"])]
    assert audit.judge([first, other], few).common == ()
    advice = audit.standard("1.a", force=Force.RECOMMENDED)
    assert audit.judge([advice], audit.breaches([advice], ["U1", "U2", "U3"])).common == ()


def test_several_requirements_in_one_unit(audit: Any) -> None:
    standards = [*audit.standards(5), audit.standard("9.also", limits_same="guide.1.s")]
    (problem,) = audit.judge(standards, audit.breaches(standards)).common
    assert (problem.kind, problem.about, problem.units, len(problem.standards)) == ("standards", "U1", ("U1",), 6)
    assert problem.because.rule == "several-requirements-in-one-unit"
    fewer = [*standards[:4], standards[5]]  # five standards, and four things
    assert audit.judge(fewer, audit.breaches(fewer)).common == ()
    assert audit.judge(standards, audit.breaches(standards, ["unknown"])).common == ()


def test_what_is_systemic_is_mended_above_the_units(audit: Any, tree: Any) -> None:
    (one,) = audit.standards(1)
    tallies = [*audit.breaches([one], ["U1", "U2"]), audit.tally(one, "C", late=30)]
    (problem,) = audit.judge([one], tallies, units=tree).common
    mending, verifying = problem.actions
    assert (mending.type, mending.owner.zh, mending.rule) == ("corrective_action", "省公司质量管理部负责人", "recommend-common-action")
    # Due as the gravest of its findings: ten working days, and twice that.
    assert (mending.due, verifying.type, verifying.due) == (date(2026, 7, 15), "verification", date(2026, 7, 29))
    standards = audit.standards(5)
    (problem,) = audit.judge(standards, audit.breaches(standards), units=tree).common
    assert (problem.actions[0].owner.zh, problem.actions[0].due) == ("省公司服务管理部门负责人", date(2026, 8, 12))
    assert all(action.text.zh.endswith("。") and action.text.en.endswith(".") for action in problem.actions)


def test_majors_are_escalated_and_minors_are_not(audit: Any, tree: Any) -> None:
    one = audit.standard()
    minor, major = audit.tally(one, "U2", conforming=99, late=1), audit.tally(one, "U1", late=30)
    first, second = audit.judge([one], [minor, major], units=tree).findings
    assert first.escalated is not None
    assert first.escalated.to == Text("省公司", "省公司")
    assert (first.escalated.because.rule, second.escalated) == ("escalate-majors", None)
    action = first.actions[-1]
    assert (action.type, action.owner, action.due) == ("escalation", Text("一区负责人（李强）", "Head of 一区 (李强)"), date(2026, 7, 8))
    assert "省公司" in action.text.zh
    assert "省公司" in action.text.en


@pytest.mark.parametrize(
    ("scope", "reasons", "others", "good"),
    [
        ("case", {"conforming": 30}, ["U2", "U3"], True),
        ("case", {"conforming": 29}, ["U2", "U3"], False),
        ("case", {"conforming": 30}, ["U2"], False),
        ("case", {"conforming": 30, "late": 1}, ["U2", "U3"], False),
        ("case", {"conforming": 30, "unreadable": 2}, ["U2", "U3"], False),  # more than 5 % unknown
        ("slot", {"conforming": 3}, ["U2", "U3"], True),
        ("slot", {"conforming": 2}, ["U2", "U3"], False),
        ("group", {"conforming": 3}, ["U2", "U3"], True),
    ],
)
def test_good_practice(audit: Any, scope: str, reasons: dict[str, int], others: list[str], good: bool) -> None:  # noqa: FBT001
    one = audit.standard(scope=scope)
    found = audit.judge([one], [audit.tally(one, **reasons), *audit.breaches([one], others)]).strengths
    assert [(each.unit, each.judged, each.others) for each in found] == [("U1", reasons["conforming"], len(others))] * good
    nameless = [replace(audit.tally(one, **reasons), unit=unit) for unit in ("unknown", "-")]
    assert audit.judge([one], [*nameless, *audit.breaches([one], others)]).strengths == ()


def test_a_breach_within_tolerance_is_no_good_practice_and_no_failure_of_others(audit: Any) -> None:
    one = audit.standard(tolerance_bp=500)
    tallies = [audit.tally(one, "U1", conforming=100), audit.tally(one, "U2", conforming=99, late=1)]
    assert audit.judge([one], tallies).strengths == ()
    tallies += [audit.tally(one, unit, conforming=94, late=6) for unit in ("U3", "U4")]
    assert [(each.unit, each.others) for each in audit.judge([one], tallies).strengths] == [("U1", 2)]
