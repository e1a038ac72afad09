"""Totals become findings: tolerance, grades, reasons, evidence, actions."""

from __future__ import annotations

import gc
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest

from hegui.judge import judge
from hegui.judge.completing import sample
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Condition
from hegui.words.errors import PolicyError
from hegui.words.expressions import Ref, parse
from hegui.words.findings import Finding, FindingKind, Grade, Judgement
from hegui.words.measured import Counts, EvidenceRow, Measurement, StandardStatus, Status, Tally
from hegui.words.places import Place
from hegui.words.profiles import Counting, Profile, Rule
from hegui.words.standards import Adoption, Force, Handbook, Remedy, Standard
from hegui.words.text import Text

TITLE = Text("标题", "title")
AS_OF = datetime(2026, 3, 6, 17)
"""A Friday."""
WEEKENDS = WorkingCalendar("none", date(2026, 1, 1), date(2025, 12, 31), frozenset(), Hours(((0, 3600),)))
"""A calendar that knows weekends only."""
PROFILE = Profile(
    name="default",
    title=TITLE,
    handbooks=("guide",),
    parameters={"high_bp": 1000, "enough": 30, "long": 259200, "several": 3},
    owners={"team": Text("班组长", "Leader of the team"), "auditor": Text("审计部", "Audit")},
    due_working_days={"major": 10, "minor": 30, "observation": 60},
    place=Place("profile.yaml", 1, 1),
)


def rule(id_: str, stratum: str, on: str, where: str | None, gives: str, **sets: str | int) -> Rule:
    return Rule(id_, Text(id_, id_), stratum, on, parse(where) if where else None, None, gives, sets, Place("rules.yaml", 1, 1))


SEVERAL = replace(
    rule("several", "grade", "finding", None, "regrade", grade="major"),
    count=Counting("finding", parse('grade == "minor"'), "limits_same", ("unit", "handbook", "clause"), "several"),
)
RULES = (
    rule("duty", "nonconformity", "total", 'over_tolerance and (force == "mandatory" or adopted)', "finding", grade="minor"),
    rule("advice", "nonconformity", "total", 'over_tolerance and force != "mandatory" and not adopted', "finding", grade="observation"),
    rule("record", "nonconformity", "total", "over_unknown", "inconclusive", grade="minor"),
    SEVERAL,
    rule("long", "grade", "finding", 'grade == "minor" and worst_seconds > long', "regrade", grade="major"),
    rule("rate", "grade", "finding", 'grade == "minor" and rate_bp >= high_bp and judged >= enough', "regrade", grade="major"),
    rule("correct", "actions", "finding", None, "action", type="correction"),
    rule("act", "actions", "finding", 'grade == "major"', "action", type="corrective_action"),
    rule("verify", "actions", "finding", 'grade == "major"', "action", type="verification", owner="auditor", terms=2),
    rule("complete", "actions", "inconclusive", None, "action", type="correction", owner="archivist"),
)


def standard(id_: str = "guide.1.a", **changes: object) -> Standard:
    fields: dict[str, object] = {
        "id": id_,
        "handbook": "guide",
        "clause": "1",
        "title": TITLE,
        "force": Force.MANDATORY,
        "log": "complaint",
        "check": Condition(Ref("ok")),
        "remedy": Remedy(Text("改。", "Mend it."), Text("防。", "Prevent it."), Text("验。", "Verify it.")),
        "responsible": "team",
        "cause": "process_execution",
    }
    return Standard(**(fields | changes))  # type: ignore[arg-type]


def tally(
    reasons: Mapping[str, int], id_: str = "guide.1.a", unit: str = "南昌", period: str = "2026-01", worst: int | None = None
) -> Tally:
    return Tally(id_, unit, period, Counts(reasons), worst_seconds=worst)


def row(key: str, verdict: str = "nonconforming", unit: str = "南昌", id_: str = "guide.1.a") -> EvidenceRow:
    return EvidenceRow(id_, unit, "2026-01", key, "log.csv", int(key), verdict, "late")


def measurement(standards: Sequence[Standard], tallies: Sequence[Tally], **rows: tuple[EvidenceRow, ...]) -> Measurement:
    statuses = tuple(StandardStatus(one.id, Status.JUDGED) for one in standards)
    return Measurement(statuses, tuple(tallies), rows.get("evidence", ()), (), rows.get("undetermined", ()))


def findings(tallies: Sequence[Tally], *standards: Standard, handbooks: Sequence[Handbook] = ()) -> tuple[Finding, ...]:
    of = standards or (standard(),)
    return judge(measurement(of, tallies), of, PROFILE, RULES, WEEKENDS, AS_OF, handbooks).findings


@pytest.mark.parametrize(
    ("tolerance_bp", "late", "judged", "found"),
    [
        (0, 0, 50_000, False),
        (0, 1, 50_000, True),  # 0 basis points when rounded, and still a breach
        (500, 5, 100, False),  # exactly on the tolerance
        (500, 6, 100, True),
        (500, 1, 19, True),
        (500, 1, 20, False),
        (3_333, 1, 3, True),  # a third is more than 33.33 %
        (10_000, 9, 9, False),
    ],
)
def test_tolerance_is_exact(tolerance_bp: int, late: int, judged: int, found: bool) -> None:  # noqa: FBT001
    one = standard(tolerance_bp=tolerance_bp)
    assert bool(findings([tally({"conforming": judged - late, "late": late})], one)) is found


def test_one_in_fifty_thousand_is_a_minor_finding_of_rate_nought() -> None:
    (finding,) = findings([tally({"conforming": 49_999, "late": 1})])
    assert (finding.grade, finding.rate_bp, finding.rule) == (Grade.MINOR, 0, "duty")


@pytest.mark.parametrize(("unknown", "found"), [(5, False), (6, True)])
def test_undetermined_above_the_limit_is_inconclusive(unknown: int, found: bool) -> None:  # noqa: FBT001
    tallies = [tally({"conforming": 90, "pending": 10 - unknown, "unreadable": unknown, "not_applicable": 900})]
    result = findings(tallies)
    assert [finding.kind for finding in result] == [FindingKind.INCONCLUSIVE] * found


def test_pending_waived_and_undetermined_are_not_judged() -> None:
    (finding,) = findings([tally({"conforming": 27, "late": 3, "pending": 5, "waived": 50, "unreadable": 1})])
    assert (finding.counts.judged, finding.rate_bp, finding.grade) == (30, 1000, Grade.MAJOR)


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
def test_grades(late: int, judged: int, worst: int | None, grade: Grade, by: str) -> None:
    (finding,) = findings([tally({"conforming": judged - late, "late": late}, worst=worst)])
    assert (finding.grade, finding.rule, finding.because[-1].rule) == (grade, by, by)


def test_every_rule_that_gave_the_grade_is_a_reason() -> None:
    (finding,) = findings([tally({"late": 30}, worst=999_999)])
    assert [because.rule for because in finding.because] == ["duty", "long", "rate"]
    told = dict(finding.because[0].facts[0])
    assert (told["uid"], told["nonconforming"], told["worst_seconds"]) == ("total:guide.1.a:南昌", 30, 999_999)
    assert dict(finding.because[1].facts[0])["grade"] == "minor"
    assert finding.because[2].title == Text("rate", "rate")


def test_several_minors_on_one_clause_make_majors_and_count_things_not_standards() -> None:
    def on_clause(*same: str) -> list[Standard]:
        return [standard(f"guide.1.s{n}", limits_same=key) for n, key in enumerate(same)]

    three, two = on_clause("a", "b", "c"), on_clause("a", "b", "b")
    for standards, grade in ((three, Grade.MAJOR), (two, Grade.MINOR)):
        result = findings([tally({"conforming": 99, "late": 1}, one.id) for one in standards], *standards)
        assert [finding.grade for finding in result] == [grade] * 3
    elsewhere = [*on_clause("a", "b"), standard("guide.2.c", clause="2", limits_same="c")]
    tallies = [tally({"conforming": 99, "late": 1}, one.id) for one in elsewhere]
    other_unit = tally({"conforming": 99, "late": 1}, elsewhere[0].id, unit="九江")
    assert {finding.grade for finding in findings([*tallies, other_unit], *elsewhere)} == {Grade.MINOR}


def test_the_reasons_of_a_counted_major_are_all_that_was_counted() -> None:
    standards = [standard(f"guide.1.s{n}") for n in range(3)]
    first, *_ = findings([tally({"conforming": 99, "late": 1}, one.id) for one in standards], *standards)
    assert [because.rule for because in first.because] == ["duty", "duty", "duty", "several"]
    # Its own total comes first.
    assert dict(first.because[0].facts[0])["standard"] == first.standard == "guide.1.s0"
    assert len(first.because[-1].facts) == 3


def test_recommendations_are_observations_whatever_the_rate() -> None:
    (finding,) = findings([tally({"late": 100}, worst=10**6)], standard(force=Force.RECOMMENDED))
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
def test_a_duty_given_by_example_binds_once_it_is_adopted(handbooks: tuple[Handbook, ...], grade: Grade) -> None:
    one = standard(force=Force.EXAMPLE_DUTY)
    (finding,) = findings([tally({"conforming": 99, "late": 1})], one, handbooks=handbooks)
    assert finding.grade is grade


def test_actions_have_an_owner_and_a_due_date_by_grade_and_working_calendar() -> None:
    (major,) = findings([tally({"late": 30})])
    assert [(action.type, action.owner.en, action.due, action.text.en, action.rule) for action in major.actions] == [
        ("correction", "Leader of the team", date(2026, 3, 20), "Mend it.", "correct"),
        ("corrective_action", "Leader of the team", date(2026, 3, 20), "Prevent it.", "act"),
        ("verification", "Audit", date(2026, 4, 3), "Verify it.", "verify"),
    ]
    (minor,) = findings([tally({"late": 1})], standard(responsible="nobody"))
    assert [(action.owner.zh, action.due) for action in minor.actions] == [("nobody", date(2026, 4, 17))]


def test_what_is_recommended_for_a_record_is_about_the_record() -> None:
    (finding,) = findings([tally({"conforming": 1, "unreadable": 1})])
    assert finding.kind is FindingKind.INCONCLUSIVE
    (action,) = finding.actions
    # The profile has no archivist: the team that answers for the standard acts.
    assert (action.owner.en, action.rule) == ("Leader of the team", "complete")
    assert "missing fields" in action.text.en


def test_the_evidence_of_a_finding_is_its_own() -> None:
    evidence = (row("1"), row("2", unit="九江"), row("3", id_="guide.1.b"), row("4"))
    unknown = (row("5", "undetermined"), row("6", "undetermined", unit="九江"))
    standards = (standard(), standard("guide.1.b"))
    tallies = [
        tally({"conforming": 8, "late": 1, "missing": 1}, period="2026-01", worst=60),
        tally({"conforming": 10}, period="2026-02"),
        tally({"late": 2, "unreadable": 7}, period="2026-03", worst=90),
    ]
    measured = measurement(standards, tallies, evidence=evidence, undetermined=unknown)
    breach, record = judge(measured, standards, PROFILE, RULES[:3], WEEKENDS, AS_OF).findings
    assert [(one.key, one.row) for one in breach.evidence] == [("1", 1), ("4", 4)]
    assert (breach.evidence_total, breach.rate_bp, breach.worst_seconds) == (4, 1818, 90)
    assert breach.periods == (("2026-01", 2, 10), ("2026-03", 2, 2))
    assert breach.counts.reasons == {"conforming": 18, "late": 3, "missing": 1, "unreadable": 7}
    assert [one.key for one in record.evidence] == ["5"]
    assert (record.evidence_total, record.rate_bp, record.worst_seconds) == (7, 2413, None)
    assert record.periods == (("2026-03", 7, 9),)


def test_rows_to_verify_are_drawn_by_the_finding_and_not_by_their_order() -> None:
    rows = [row(str(n)) for n in range(100)]
    drawn = sample("abc", rows)
    assert len(drawn) == 5
    assert set(sample("abc", rows[::-1])) == set(drawn)
    assert set(sample("abd", rows)) != set(drawn)
    assert sample("abc", rows[:3]) == tuple(rows[:3])


def test_findings_are_numbered_gravest_first_then_by_standard_and_unit() -> None:
    standards = (standard("guide.1.b"), standard("guide.2.a", clause="2"), standard("guide.3.a", clause="3", force=Force.EXAMPLE))
    small = {"conforming": 99, "late": 1}
    tallies = [
        tally(small, "guide.3.a", "A"), tally(small, "guide.1.b", "C"), tally(small, "guide.1.b", "A"),
        tally({"late": 40}, "guide.2.a", "B"), tally(small, "guide.2.a", "A"), tally({"unreadable": 1} | small, "guide.2.a", "C"),
    ]  # fmt: skip
    result = findings(tallies, *standards)
    assert [(one.number, one.grade.value, one.standard, one.unit) for one in result] == [
        ("D-001", "major", "guide.2.a", "B"),
        ("D-002", "minor", "guide.1.b", "A"),
        ("D-003", "minor", "guide.1.b", "C"),
        ("D-004", "minor", "guide.2.a", "A"),
        ("D-005", "minor", "guide.2.a", "C"),
        ("D-006", "observation", "guide.3.a", "A"),
    ]


def test_other_standards_on_the_same_thing_that_the_unit_breaches_are_named() -> None:
    standards = (standard("guide.1.b", limits_same="x"), standard("guide.1.a", limits_same="x"), standard("guide.1.c"))
    tallies = [tally({"late": 1}, one.id) for one in standards] + [tally({"late": 1}, "guide.1.b", "九江")]
    also = {(one.standard, one.unit): one.also for one in findings(tallies, *standards)}
    assert also == {
        ("guide.1.b", "南昌"): ("guide.1.a",),
        ("guide.1.a", "南昌"): ("guide.1.b",),
        ("guide.1.c", "南昌"): (),
        ("guide.1.b", "九江"): (),
    }


def test_identity_is_the_same_from_run_to_run() -> None:
    (finding,) = findings([tally({"late": 1})])
    (later,) = findings([tally({"late": 40, "conforming": 2}, period="2026-02")])
    assert finding.id == later.id
    # sha256 of "nonconformity|guide.1.a|南昌"
    assert finding.id == "7aac04f525b434ad"


def test_the_order_of_tallies_and_rules_files_decides_no_grade() -> None:
    standards = [standard(f"guide.{n % 4}.s{n}", clause=str(n % 4), limits_same=f"x{n % 7}") for n in range(12)]
    tallies = [
        tally({"conforming": 20 * n, "late": n}, one.id, unit, worst=n * 60_000) for n, one in enumerate(standards) for unit in "ABC"
    ]
    expected = findings(tallies, *standards)
    assert expected
    random.Random(5).shuffle(tallies)  # noqa: S311 - a test
    assert findings(tallies, *standards) == expected


def test_only_standards_that_were_judged_are_judged() -> None:
    broken = Measurement((StandardStatus("guide.1.a", Status.ERROR, "it crashed"),), (tally({"late": 1}),), (), ())
    assert judge(broken, (standard(),), PROFILE, RULES, WEEKENDS, AS_OF) == Judgement(())
    assert findings([]) == ()
    assert findings([tally({"not_applicable": 5})]) == ()


def test_two_rules_on_one_total_give_one_finding_of_the_graver_grade() -> None:
    rules = (
        rule("light", "nonconformity", "total", "over_tolerance", "finding", grade="observation"),
        rule("grave", "nonconformity", "total", "over_tolerance", "finding", grade="minor"),
        rule("lower", "grade", "finding", None, "regrade", grade="observation"),
        rule("once", "actions", "finding", None, "action", type="correction"),
        rule("twice", "actions", "finding", None, "action", type="correction", terms=2),
    )
    (finding,) = judge(measurement([standard()], [tally({"late": 1})]), (standard(),), PROFILE, rules, WEEKENDS, AS_OF).findings
    assert (finding.grade, [because.rule for because in finding.because]) == (Grade.MINOR, ["grave"])
    assert [action.rule for action in finding.actions] == ["once"]


def test_a_finding_and_an_inconclusive_record_of_one_unit_both_stand() -> None:
    result = findings([tally({"late": 40, "unreadable": 40})])
    assert [(one.kind.value, one.grade.value, [action.rule for action in one.actions]) for one in result] == [
        ("nonconformity", "major", ["correct", "act", "verify"]),
        ("inconclusive", "minor", ["complete"]),
    ]
    assert result[0].id != result[1].id


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
def test_rules_that_cannot_be_used_are_faults(wrong: Rule, what: str) -> None:
    with pytest.raises(PolicyError, match=what) as error:
        judge(measurement([], []), (), PROFILE, (*RULES, wrong), WEEKENDS, AS_OF)
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
def test_what_is_systemic_has_actions_of_its_own_and_no_marks(wrong: Rule, what: str) -> None:
    with pytest.raises(PolicyError, match=what):
        judge(measurement([], []), (), PROFILE, (*RULES, SYSTEMIC, wrong), WEEKENDS, AS_OF)


def test_an_action_may_have_days_of_its_own() -> None:
    rules = (
        *RULES[:3],
        SYSTEMIC,
        rule("soon", "actions", "finding", None, "action", type="correction", days="several"),
        rule("later", "actions", "systemic", None, "action", type="corrective_action", owner="auditor"),
    )
    tallies = [tally({"conforming": 99, "late": 1}, unit=unit) for unit in ("南昌", "九江")]
    found = judge(measurement([standard()], tallies), (standard(),), PROFILE, rules, WEEKENDS, AS_OF)
    assert [action.due for finding in found.findings for action in finding.actions] == [date(2026, 3, 11)] * 2
    (problem,) = found.common
    assert [(action.owner.en, action.due) for action in problem.actions] == [("Audit", date(2026, 4, 17))]


def test_a_mark_that_two_findings_share_is_on_both() -> None:
    rules = (
        rule("breach", "nonconformity", "total", "over_tolerance", "finding", grade="major"),
        rule("record", "nonconformity", "total", "over_unknown", "inconclusive", grade="major"),
        rule("up", "escalation", "finding", None, "escalation"),
        rule("up-too", "escalation", "inconclusive", None, "escalation"),
        rule("again", "escalation", "escalation", None, "repeated"),
        rule("tell", "actions", "escalation", None, "action", type="escalation"),
    )
    tallies = [tally({"late": 40, "unreadable": 40})]
    found = judge(measurement([standard()], tallies), (standard(),), PROFILE, rules, WEEKENDS, AS_OF, client="公司").findings
    assert [finding.escalated.because.rule for finding in found if finding.escalated] == ["up", "up-too"]
    assert [finding.repeated.because.rule for finding in found if finding.repeated] == ["again", "again"]
    assert [[(action.type, action.owner.en) for action in finding.actions] for finding in found] == [
        [("escalation", "Leader of the team")]
    ] * 2
    assert all("公司" in action.text.zh for finding in found for action in finding.actions)


def test_a_post_names_only_what_is_known() -> None:
    profile = replace(PROFILE, owners={"team": Text("{unit}班组长", "Leader of {units}")})
    with pytest.raises(PolicyError, match=r"profile.yaml:1:1: the owner of 'team' names \{units\}; known: \{unit\}, \{headquarters\}"):
        judge(measurement([], []), (), profile, RULES, WEEKENDS, AS_OF)


def test_the_garbage_collector_runs_again_afterwards() -> None:
    assert gc.isenabled()
    gc.disable()
    try:
        assert findings([]) == ()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(PolicyError):
        judge(measurement([], []), (), replace(PROFILE, parameters={}), RULES, WEEKENDS, AS_OF)
    assert gc.isenabled()


def test_a_profile_without_thresholds_or_days_is_a_fault() -> None:
    bare = replace(PROFILE, parameters={"high_bp": 1000}, due_working_days={"major": 10})
    with pytest.raises(PolicyError) as error:
        judge(measurement([], []), (), bare, RULES, WEEKENDS, AS_OF)
    said = [str(fault) for fault in error.value.faults]
    assert [text for text in said if "due_working_days says nothing of" in text] == [
        "profile.yaml:1:1: due_working_days says nothing of 'minor'; give the working days",
        "profile.yaml:1:1: due_working_days says nothing of 'observation'; give the working days",
    ]
    assert sum("no parameter of the profile" in text for text in said) == 3
