"""Rules beside one another, and rules and profiles that cannot be used."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from hegui.judge import judge
from hegui.words.errors import PolicyError
from hegui.words.expressions import parse
from hegui.words.findings import Grade
from hegui.words.places import Place
from hegui.words.profiles import Counting, Rule
from hegui.words.text import Text


def rule(id_: str, stratum: str, on: str, where: str | None, gives: str, **sets: str | int) -> Rule:
    return Rule(id_, Text(id_, id_), stratum, on, parse(where) if where else None, None, gives, sets, Place("rules.yaml", 1, 1))


SEVERAL = replace(
    rule("several", "grade", "finding", None, "regrade", grade="major"),
    count=Counting("finding", parse('grade == "minor"'), "limits_same", ("unit", "handbook", "clause"), "several"),
)


def test_two_rules_on_one_total_give_one_finding_of_the_graver_grade(small: ModuleType) -> None:
    rules = (
        rule("light", "nonconformity", "total", "over_tolerance", "finding", grade="observation"),
        rule("grave", "nonconformity", "total", "over_tolerance", "finding", grade="minor"),
        rule("lower", "grade", "finding", None, "regrade", grade="observation"),
        rule("once", "actions", "finding", None, "action", type="correction"),
        rule("twice", "actions", "finding", None, "action", type="correction", terms=2),
    )
    (finding,) = judge(
        small.measurement([small.standard()], [small.tally({"late": 1})]),
        (small.standard(),),
        small.PROFILE,
        rules,
        small.WEEKENDS,
        small.AS_OF,
    ).findings
    assert (finding.grade, [because.rule for because in finding.because]) == (Grade.MINOR, ["grave"])
    assert [action.rule for action in finding.actions] == ["once"]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (rule("r", "nonconformity", "total", "over_tolerence", "finding", grade="minor"), "did you mean 'over_tolerance'"),
        (rule("r", "nonconformity", "total", None, "finding"), "'finding' needs 'grade', one of major, minor, observation"),
        (rule("r", "grade", "finding", None, "regrade", grade="mayor"), "did you mean 'major'"),
        (rule("r", "actions", "finding", None, "action", type="corection"), "did you mean 'correction'"),
        (rule("r", "actions", "finding", None, "action", type="correction", terms=0), "'terms' of 'action' is a whole number above zero"),
        (replace(SEVERAL, id="r", gives="finding"), "the facts it rests on do not say which"),
        (replace(SEVERAL, id="r", gives="repeated", stratum="systemic"), "the facts it rests on do not say which"),
        (replace(SEVERAL, id="r", gives="systemic", stratum="systemic", sets={}), "'systemic' needs 'extent', one of units, standards"),
        (replace(SEVERAL, id="r", gives="systemic", stratum="systemic", sets={"extent": "units"}), "count by: .limits_same."),
        (rule("r", "systemic", "finding", None, "systemic", extent="units"), "'systemic' rests on a count of findings"),
        (rule("r", "grade", "finding", None, "escalation"), "'escalation' comes too early in 'grade'; put it after 'grade'"),
        (rule("r", "systemic", "finding", None, "regrade", grade="major"), "'regrade' comes too late in 'systemic'"),
        (rule("r", "actions", "finding", None, "action", type="correction", days=0), "'days' of 'action' is a whole number above zero"),
        (rule("r", "actions", "finding", None, "action", type="correction", days="severa"), "did you mean 'several'"),
        (rule("r", "actions", "major", None, "action", type="correction"), "there are no facts of kind 'major'"),
    ],
)
def test_rules_that_cannot_be_used_are_faults(wrong: Rule, what: str, small: ModuleType) -> None:
    with pytest.raises(PolicyError, match=what) as error:
        judge(small.measurement([], []), (), small.PROFILE, (*small.RULES, wrong), small.WEEKENDS, small.AS_OF)
    assert {fault.place.file for fault in error.value.faults} == {"rules.yaml"}


SYSTEMIC = replace(
    rule("common", "systemic", "finding", None, "systemic", extent="units"),
    count=Counting("finding", None, "unit", ("limits_same",), 2),
)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (rule("r", "escalation", "systemic", None, "escalation"), "'escalation' is about one finding, and 'systemic' about several"),
        (rule("r", "actions", "systemic", None, "action", type="correction"), "one of corrective_action, verification"),
    ],
)
def test_what_is_systemic_has_actions_of_its_own_and_no_marks(wrong: Rule, what: str, small: ModuleType) -> None:
    with pytest.raises(PolicyError, match=what):
        judge(small.measurement([], []), (), small.PROFILE, (*small.RULES, SYSTEMIC, wrong), small.WEEKENDS, small.AS_OF)


def test_an_action_may_have_days_of_its_own(small: ModuleType) -> None:
    rules = (
        *small.RULES[:3],
        SYSTEMIC,
        rule("soon", "actions", "finding", None, "action", type="correction", days="several"),
        rule("later", "actions", "systemic", None, "action", type="corrective_action", owner="auditor"),
    )
    tallies = [small.tally({"conforming": 99, "late": 1}, unit=unit) for unit in ("南昌", "九江")]
    found = judge(small.measurement([small.standard()], tallies), (small.standard(),), small.PROFILE, rules, small.WEEKENDS, small.AS_OF)
    assert [action.due for finding in found.findings for action in finding.actions] == [date(2026, 3, 11)] * 2
    (problem,) = found.common
    assert [(action.owner.en, action.due) for action in problem.actions] == [("Audit", date(2026, 4, 17))]


def test_a_mark_that_two_findings_share_is_on_both(small: ModuleType) -> None:
    rules = (
        rule("breach", "nonconformity", "total", "over_tolerance", "finding", grade="major"),
        rule("record", "nonconformity", "total", "over_unknown", "inconclusive", grade="major"),
        rule("up", "escalation", "finding", None, "escalation"),
        rule("up-too", "escalation", "inconclusive", None, "escalation"),
        rule("again", "escalation", "escalation", None, "repeated"),
        rule("tell", "actions", "escalation", None, "action", type="escalation"),
    )
    tallies = [small.tally({"late": 40, "unreadable": 40})]
    found = judge(
        small.measurement([small.standard()], tallies),
        (small.standard(),),
        small.PROFILE,
        rules,
        small.WEEKENDS,
        small.AS_OF,
        client="公司",
    ).findings
    assert [finding.escalated.because.rule for finding in found if finding.escalated] == ["up", "up-too"]
    assert [finding.repeated.because.rule for finding in found if finding.repeated] == ["again", "again"]
    assert [[(action.type, action.owner.en) for action in finding.actions] for finding in found] == [
        [("escalation", "Leader of the team")]
    ] * 2
    assert all("公司" in action.text.zh for finding in found for action in finding.actions)


def test_the_garbage_collector_runs_again_afterwards(small: ModuleType) -> None:
    assert gc.isenabled()
    gc.disable()
    try:
        assert small.findings([]) == ()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(PolicyError):
        judge(small.measurement([], []), (), replace(small.PROFILE, parameters={}), small.RULES, small.WEEKENDS, small.AS_OF)
    assert gc.isenabled()


def test_a_profile_without_thresholds_or_days_is_a_fault(small: ModuleType) -> None:
    bare = replace(small.PROFILE, parameters={"high_bp": 1000}, due_working_days={"major": 10})
    with pytest.raises(PolicyError) as error:
        judge(small.measurement([], []), (), bare, small.RULES, small.WEEKENDS, small.AS_OF)
    said = [str(fault) for fault in error.value.faults]
    assert [text for text in said if "due_working_days says nothing of" in text] == [
        "profile.yaml:1:1: due_working_days says nothing of 'minor'; give the working days",
        "profile.yaml:1:1: due_working_days says nothing of 'observation'; give the working days",
    ]
    assert sum("no parameter of the profile" in text for text in said) == 3
