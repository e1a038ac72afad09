"""Totals become findings: tolerance, what is judged, evidence, numbers and identity."""

from __future__ import annotations

import random
from types import ModuleType

import pytest

from hegui.judge import judge
from hegui.judge.completing import sample
from hegui.words.findings import FindingKind, Grade, Judgement
from hegui.words.measured import Measurement, StandardStatus, Status
from hegui.words.standards import Force


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
def test_tolerance_is_exact(tolerance_bp: int, late: int, judged: int, found: bool, small: ModuleType) -> None:  # noqa: FBT001
    one = small.standard(tolerance_bp=tolerance_bp)
    assert bool(small.findings([small.tally({"conforming": judged - late, "late": late})], one)) is found


def test_one_in_fifty_thousand_is_a_minor_finding_of_rate_nought(small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"conforming": 49_999, "late": 1})])
    assert (finding.grade, finding.rate_bp, finding.rule) == (Grade.MINOR, 0, "duty")


@pytest.mark.parametrize(("unknown", "found"), [(5, False), (6, True)])
def test_undetermined_above_the_limit_is_inconclusive(unknown: int, found: bool, small: ModuleType) -> None:  # noqa: FBT001
    tallies = [small.tally({"conforming": 90, "pending": 10 - unknown, "unreadable": unknown, "not_applicable": 900})]
    result = small.findings(tallies)
    assert [finding.kind for finding in result] == [FindingKind.INCONCLUSIVE] * found


def test_pending_waived_and_undetermined_are_not_judged(small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"conforming": 27, "late": 3, "pending": 5, "waived": 50, "unreadable": 1})])
    assert (finding.counts.judged, finding.rate_bp, finding.grade) == (30, 1000, Grade.MAJOR)


def test_the_evidence_of_a_finding_is_its_own(small: ModuleType) -> None:
    evidence = (small.row("1"), small.row("2", unit="九江"), small.row("3", id_="guide.1.b"), small.row("4"))
    unknown = (small.row("5", "undetermined"), small.row("6", "undetermined", unit="九江"))
    standards = (small.standard(), small.standard("guide.1.b"))
    tallies = [
        small.tally({"conforming": 8, "late": 1, "missing": 1}, period="2026-01", worst=60),
        small.tally({"conforming": 10}, period="2026-02"),
        small.tally({"late": 2, "unreadable": 7}, period="2026-03", worst=90),
    ]
    measured = small.measurement(standards, tallies, evidence=evidence, undetermined=unknown)
    breach, record = judge(measured, standards, small.PROFILE, small.RULES[:3], small.WEEKENDS, small.AS_OF).findings
    assert [(one.key, one.row) for one in breach.evidence] == [("1", 1), ("4", 4)]
    assert (breach.evidence_total, breach.rate_bp, breach.worst_seconds) == (4, 1818, 90)
    assert breach.periods == (("2026-01", 2, 10), ("2026-03", 2, 2))
    assert breach.counts.reasons == {"conforming": 18, "late": 3, "missing": 1, "unreadable": 7}
    assert [one.key for one in record.evidence] == ["5"]
    assert (record.evidence_total, record.rate_bp, record.worst_seconds) == (7, 2413, None)
    assert record.periods == (("2026-03", 7, 9),)


def test_rows_to_verify_are_drawn_by_the_finding_and_not_by_their_order(small: ModuleType) -> None:
    rows = [small.row(str(n)) for n in range(100)]
    drawn = sample("abc", rows)
    assert len(drawn) == 5
    assert set(sample("abc", rows[::-1])) == set(drawn)
    assert set(sample("abd", rows)) != set(drawn)
    assert sample("abc", rows[:3]) == tuple(rows[:3])


def test_findings_are_numbered_gravest_first_then_by_standard_and_unit(small: ModuleType) -> None:
    standards = (
        small.standard("guide.1.b"),
        small.standard("guide.2.a", clause="2"),
        small.standard("guide.3.a", clause="3", force=Force.EXAMPLE),
    )
    few = {"conforming": 99, "late": 1}
    tallies = [
        small.tally(few, "guide.3.a", "A"),
        small.tally(few, "guide.1.b", "C"),
        small.tally(few, "guide.1.b", "A"),
        small.tally({"late": 40}, "guide.2.a", "B"),
        small.tally(few, "guide.2.a", "A"),
        small.tally({"unreadable": 1} | few, "guide.2.a", "C"),
    ]
    result = small.findings(tallies, *standards)
    assert [(one.number, one.grade.value, one.standard, one.unit) for one in result] == [
        ("D-001", "major", "guide.2.a", "B"),
        ("D-002", "minor", "guide.1.b", "A"),
        ("D-003", "minor", "guide.1.b", "C"),
        ("D-004", "minor", "guide.2.a", "A"),
        ("D-005", "minor", "guide.2.a", "C"),
        ("D-006", "observation", "guide.3.a", "A"),
    ]


def test_other_standards_on_the_same_thing_that_the_unit_breaches_are_named(small: ModuleType) -> None:
    standards = (small.standard("guide.1.b", limits_same="x"), small.standard("guide.1.a", limits_same="x"), small.standard("guide.1.c"))
    tallies = [small.tally({"late": 1}, one.id) for one in standards] + [small.tally({"late": 1}, "guide.1.b", "九江")]
    also = {(one.standard, one.unit): one.also for one in small.findings(tallies, *standards)}
    assert also == {
        ("guide.1.b", "南昌"): ("guide.1.a",),
        ("guide.1.a", "南昌"): ("guide.1.b",),
        ("guide.1.c", "南昌"): (),
        ("guide.1.b", "九江"): (),
    }


def test_identity_is_the_same_from_run_to_run(small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"late": 1})])
    (later,) = small.findings([small.tally({"late": 40, "conforming": 2}, period="2026-02")])
    assert finding.id == later.id
    # sha256 of "nonconformity|guide.1.a|南昌"
    assert finding.id == "7aac04f525b434ad"


def test_the_order_of_tallies_and_rules_files_decides_no_grade(small: ModuleType) -> None:
    standards = [small.standard(f"guide.{n % 4}.s{n}", clause=str(n % 4), limits_same=f"x{n % 7}") for n in range(12)]
    tallies = [
        small.tally({"conforming": 20 * n, "late": n}, one.id, unit, worst=n * 60_000) for n, one in enumerate(standards) for unit in "ABC"
    ]
    expected = small.findings(tallies, *standards)
    assert expected
    random.Random(5).shuffle(tallies)  # noqa: S311 - a test
    assert small.findings(tallies, *standards) == expected


def test_only_standards_that_were_judged_are_judged(small: ModuleType) -> None:
    broken = Measurement((StandardStatus("guide.1.a", Status.ERROR, "it crashed"),), (small.tally({"late": 1}),), (), ())
    assert judge(broken, (small.standard(),), small.PROFILE, small.RULES, small.WEEKENDS, small.AS_OF) == Judgement(())
    assert small.findings([]) == ()
    assert small.findings([small.tally({"not_applicable": 5})]) == ()


def test_a_finding_and_an_inconclusive_record_of_one_unit_both_stand(small: ModuleType) -> None:
    result = small.findings([small.tally({"late": 40, "unreadable": 40})])
    assert [(one.kind.value, one.grade.value, [action.rule for action in one.actions]) for one in result] == [
        ("nonconformity", "major", ["correct", "act", "verify"]),
        ("inconclusive", "minor", ["complete"]),
    ]
    assert result[0].id != result[1].id
