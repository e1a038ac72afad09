"""The judging rules that ship, with the profile that ships."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from hegui.judge import judge
from hegui.policy import Policies, load_policies
from hegui.words.findings import Finding, FindingKind, Grade
from hegui.words.measured import Counts, Measurement, StandardStatus, Status, Tally
from hegui.words.standards import Adoption, Force, Standard

AS_OF = datetime(2026, 3, 6, 17)
THREE_DAYS = 3 * 24 * 3600


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies()


def judged(
    policies: Policies, reasons: dict[str, int], *, force: Force = Force.MANDATORY, worst: int | None = None, adopted: bool = False
) -> tuple[Finding, ...]:
    profile = policies.profile("default")
    standard: Standard = replace(policies.in_force(profile)[0], force=force, tolerance_bp=0, max_unknown_bp=500)
    measured = Measurement(
        (StandardStatus(standard.id, Status.JUDGED),),
        (Tally(standard.id, "南昌", "2026-02", Counts(reasons), worst_seconds=worst),),
        (),
        (),
    )
    adoption = Adoption("1", "x", date(2026, 1, 1), date(2026, 1, 1)) if adopted else None
    handbooks = [replace(handbook, adoption=adoption) for handbook in policies.handbooks]
    calendar = policies.calendar(profile.calendar, date(2026, 1, 1), date(2026, 12, 31))
    return judge(measured, (standard,), profile, policies.rules, calendar, AS_OF, handbooks)


@pytest.mark.parametrize(
    ("reasons", "worst", "grade", "by"),
    [
        ({"conforming": 49_999, "late": 1}, 60, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 27, "late": 3}, 60, Grade.MAJOR, "high-rate"),
        ({"conforming": 26, "late": 3}, 60, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 99, "late": 1}, THREE_DAYS, Grade.MINOR, "breach-of-a-duty"),
        ({"conforming": 99, "late": 1}, THREE_DAYS + 1, Grade.MAJOR, "long-overrun"),
        ({"conforming": 99, "not_met": 1}, None, Grade.MINOR, "breach-of-a-duty"),
    ],
)
def test_grades(policies: Policies, reasons: dict[str, int], worst: int | None, grade: Grade, by: str) -> None:
    (finding,) = judged(policies, reasons, worst=worst)
    assert (finding.grade, finding.rule) == (grade, by)
    assert {action.type for action in finding.actions} == {"correction", "corrective_action", "verification"}
    assert all(action.due > AS_OF.date() and action.owner.zh for action in finding.actions)


@pytest.mark.parametrize("adopted", [False, True])
@pytest.mark.parametrize("force", list(Force))
def test_every_force_has_one_verdict(policies: Policies, force: Force, adopted: bool) -> None:  # noqa: FBT001
    duty = force is Force.MANDATORY or (force is Force.EXAMPLE_DUTY and adopted)
    result = judged(policies, {"late": 40, "unreadable": 40}, force=force, adopted=adopted)
    assert [(finding.kind, finding.grade) for finding in result] == [
        (FindingKind.NONCONFORMITY, Grade.MAJOR if duty else Grade.OBSERVATION),
        (FindingKind.INCONCLUSIVE, Grade.MINOR if duty else Grade.OBSERVATION),
    ]
    assert all([action.type for action in finding.actions] == ["correction"] for finding in result if not duty)


def test_nothing_is_said_of_what_conforms(policies: Policies) -> None:
    assert judged(policies, {"conforming": 95, "pending": 3, "waived": 9, "unreadable": 5, "not_applicable": 7}) == ()
