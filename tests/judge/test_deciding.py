"""Auditors decide on drafts, numbers are kept, and the last audit's findings are followed up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hegui.judge.deciding import decided
from hegui.judge.identity import fingerprint
from hegui.judge.numbering import numbered
from hegui.judge.posts import ABOVE, UNNAMED, Posts
from hegui.policy import Policies
from hegui.words.findings import Became, FindingKind, Grade
from hegui.words.jobs import Unit
from hegui.words.measured import Status
from hegui.words.text import Text


def test_a_confirmed_finding_keeps_its_grade(audit: Any) -> None:
    one = audit.standard()
    (draft,) = audit.judge([one], audit.breaches([one])).findings
    decision = audit.decision(draft, "confirmed")
    said = audit.judge([one], audit.breaches([one]), determinations=[decision])
    assert said.findings == (replace(draft, determination=decision),)
    assert (said.withdrawn, said.unmatched) == ((), ())


def test_what_follows_rests_on_the_grade_that_was_decided(audit: Any, tree: Any) -> None:
    one = audit.standard()
    tallies = [audit.tally(one, "U1", late=30), audit.tally(one, "U2", conforming=99, late=1)]
    major, minor = audit.judge([one], tallies, units=tree).findings
    decisions = [audit.decision(major, "regraded", Grade.MINOR), audit.decision(minor, "regraded", Grade.MAJOR)]
    raised, lowered = audit.judge([one], tallies, units=tree, determinations=decisions).findings
    assert (raised.unit, raised.grade, raised.proposed, raised.rule) == ("U2", Grade.MAJOR, Grade.MINOR, "breach-of-a-duty")
    assert (lowered.unit, lowered.grade, lowered.proposed, lowered.rule) == ("U1", Grade.MINOR, Grade.MAJOR, "high-rate")
    assert raised.escalated is not None
    assert lowered.escalated is None
    assert [action.type for action in lowered.actions] == ["correction", "corrective_action", "verification"]
    assert (raised.actions[0].due, lowered.actions[0].due) == (date(2026, 7, 15), date(2026, 8, 12))
    # Decisions renumber no draft: what the auditor read stays what it was.
    assert (raised.number, lowered.number) == ("D-002", "D-001")


def test_findings_of_one_grade_are_in_order_whatever_was_proposed(audit: Any) -> None:
    one = audit.standard()
    tallies = [audit.tally(one, "U1", conforming=99, late=1), audit.tally(one, "U2", late=30)]
    major, _ = audit.judge([one], tallies).findings
    found = audit.judge([one], tallies, determinations=[audit.decision(major, "regraded", Grade.MINOR)]).findings
    assert [finding.unit for finding in found] == ["U1", "U2"]


def test_regraded_to_what_was_proposed_proposes_nothing_else(audit: Any) -> None:
    one = audit.standard()
    (draft,) = audit.judge([one], audit.breaches([one])).findings
    for grade in (Grade.MINOR, None):
        (found,) = audit.judge([one], audit.breaches([one]), determinations=[audit.decision(draft, "regraded", grade)]).findings
        assert (found.grade, found.proposed) == (Grade.MINOR, None)


def test_what_is_withdrawn_counts_no_longer(audit: Any) -> None:
    standards = [audit.standard("1.a", limits_same="x"), audit.standard("2.b", limits_same="x")]
    tallies = [*audit.breaches(standards[:1], ["U1", "U2", "U3"]), audit.tally(standards[0], "U4", conforming=40)]
    before = audit.judge(standards, tallies)
    assert [problem.units for problem in before.common] == [("U1", "U2", "U3")]
    assert [(each.unit, each.others) for each in before.strengths] == [("U4", 3)]
    decision = audit.decision(before.findings[1], "withdrawn")
    after = audit.judge(standards, tallies, determinations=[decision])
    assert [finding.unit for finding in after.findings] == ["U1", "U3"]
    assert [finding.number for finding in after.findings] == ["D-001", "D-003"]
    (gone,) = after.withdrawn
    assert (gone.unit, gone.number, gone.grade, gone.determination) == ("U2", "D-002", Grade.MINOR, decision)
    assert (gone.actions, gone.escalated, gone.repeated) == ((), None, None)
    assert gone.evidence_total == 1
    assert after.common == ()
    assert [(each.unit, each.others) for each in after.strengths] == [("U4", 2)]


@pytest.mark.parametrize(("decision", "grade"), [("withdrawn", None), ("regraded", Grade.OBSERVATION)])
def test_no_grade_rests_on_a_finding_that_was_taken_back(audit: Any, decision: str, grade: Grade | None) -> None:
    standards = [audit.standard(f"1.{name}") for name in "abc"]
    drafts = audit.judge(standards, audit.breaches(standards)).findings
    assert [(draft.grade, draft.rule) for draft in drafts] == [(Grade.MAJOR, "several-minors-make-a-major")] * 3
    decided_on = audit.decision(drafts[0], decision, grade)
    said = audit.judge(standards, audit.breaches(standards), determinations=[decided_on])
    left = [finding for finding in said.findings if finding.determination is None]
    assert [(each.number, each.grade, each.rule) for each in left] == [
        ("D-002", Grade.MINOR, "breach-of-a-duty"),
        ("D-003", Grade.MINOR, "breach-of-a-duty"),
    ]
    assert all(each.escalated is None and len(each.because) == 1 for each in left)
    # What was taken back stands as it was drafted, with the chain that led to its grade.
    (gone,) = said.withdrawn or [finding for finding in said.findings if finding.determination is not None]
    assert (gone.number, gone.proposed or gone.grade, gone.rule) == ("D-001", Grade.MAJOR, "several-minors-make-a-major")
    assert gone.because == drafts[0].because


def test_a_finding_that_was_raised_still_counts_among_minors(audit: Any) -> None:
    standards = [audit.standard(f"1.{name}") for name in "abc"]
    drafts = audit.judge(standards, audit.breaches(standards)).findings
    said = audit.judge(standards, audit.breaches(standards), determinations=[audit.decision(drafts[0], "regraded", Grade.MAJOR)])
    assert [finding.grade for finding in said.findings] == [Grade.MAJOR] * 3


def test_a_withdrawn_finding_is_not_named_beside_others(audit: Any) -> None:
    standards = [audit.standard("1.a", limits_same="x"), audit.standard("2.b", limits_same="x")]
    first, second = audit.judge(standards, audit.breaches(standards)).findings
    assert first.also == (second.standard,)
    (left,) = audit.judge(standards, audit.breaches(standards), determinations=[audit.decision(second, "withdrawn")]).findings
    assert left.also == ()


def test_decisions_on_findings_that_there_are_not_are_told(audit: Any) -> None:
    one = audit.standard()
    (draft,) = audit.judge([one], audit.breaches([one])).findings
    strange = replace(audit.decision(draft, "withdrawn"), finding="f" * 16)
    said = audit.judge([one], audit.breaches([one]), determinations=[audit.decision(draft, "confirmed"), strange])
    assert said.unmatched == (strange,)
    assert len(said.findings) == 1
    assert decided((), [strange]) == ()


def test_issued_numbers_are_kept_and_no_draft_takes_one(audit: Any) -> None:
    one = audit.standard()
    tallies = audit.breaches([one], ["U1", "U2", "U3"])
    first, *_ = audit.judge([one], tallies).findings
    found = audit.judge([one], tallies, numbers={first.id: "O-2026-A-U1-001", "gone": "D-001"}).findings
    assert [(finding.number, finding.issued) for finding in found] == [("O-2026-A-U1-001", True), ("D-002", False), ("D-003", False)]


def test_numbers_are_as_wide_as_there_are_findings() -> None:
    assert list(numbered(["a", "b"], {"a": "X"}).values()) == ["X", "D-001"]
    many = numbered([str(n) for n in range(1_000)], {})
    assert (many["0"], many["999"]) == ("D-0001", "D-1000")


def test_the_last_audits_findings_are_followed_up(audit: Any) -> None:
    standards = audit.standards(4)
    before = audit.judge(standards, audit.breaches(standards)).findings
    last = audit.last(*(audit.past(finding, f"N{n}") for n, finding in enumerate(before)))
    tallies = [
        audit.tally(standards[0], conforming=99, late=1),
        audit.tally(standards[1], conforming=100),
        audit.tally(standards[2], pending=5),
        audit.tally(standards[3], conforming=9, unreadable=1),  # the record does not allow the audit
    ]
    said = audit.judge(standards, tallies, last_audit=last)
    assert [(each.past.number, each.became, each.now) for each in said.followed_up] == [
        ("N0", Became.RECURRED, "D-001"),
        ("N1", Became.CLOSED, ""),
        ("N2", Became.NOT_CHECKED, ""),
        ("N3", Became.NOT_CHECKED, ""),
    ]
    # A standard that was not judged, a unit that has no rows, a standard that is not in force.
    crashed = audit.judge(standards[:3], tallies[1:2], last_audit=last, statuses={standards[1].id: Status.ERROR})
    assert {each.became for each in crashed.followed_up} == {Became.NOT_CHECKED}
    assert audit.judge(standards, tallies).followed_up == ()


def test_a_withdrawn_breach_closes_what_was_found_last(audit: Any) -> None:
    one = audit.standard()
    (draft,) = audit.judge([one], audit.breaches([one])).findings
    decision = audit.decision(draft, "withdrawn")
    said = audit.judge([one], audit.breaches([one]), last_audit=audit.last(audit.past(draft)), determinations=[decision])
    assert [each.became for each in said.followed_up] == [Became.CLOSED]
    assert said.withdrawn[0].previous == "2025-1"


@pytest.mark.parametrize(
    ("reasons", "became"),
    [
        ({"conforming": 1, "unreadable": 1}, Became.RECURRED),
        ({"conforming": 1}, Became.CLOSED),
        ({"pending": 1}, Became.CLOSED),  # nothing is unreadable any more
        ({"not_applicable": 1}, Became.NOT_CHECKED),
    ],
)
def test_a_record_that_did_not_allow_the_last_audit(audit: Any, reasons: dict[str, int], became: Became) -> None:
    one = audit.standard()
    (record,) = audit.judge([one], [audit.tally(one, conforming=1, unreadable=1)]).findings
    said = audit.judge([one], [audit.tally(one, **reasons)], last_audit=audit.last(audit.past(record)))
    assert [each.became for each in said.followed_up] == [became]


def test_rows_to_verify_of_slots_are_told_apart_by_their_period(audit: Any) -> None:
    one = audit.standard(scope="slot")
    rows = [audit.slot(one, "E1", f"2026-{month:02}") for month in range(1, 10)]
    (finding,) = audit.judge([one], [audit.tally(one, missing_slot=9)], evidence=rows).findings
    assert len(finding.verify) == len({row.period for row in finding.verify}) == 5


def headquarters(policies: Policies, units: tuple[Unit, ...], client: str = "") -> Posts:
    return Posts(policies.profile("default"), units, client)


def test_headquarters_are_the_unit_called_so_or_the_top_or_the_client(audit: Any, tree: Any) -> None:
    posts = headquarters(audit.policies, tree, "客户")
    assert [posts.headquarters(unit).zh for unit in ("U1", "C", "P", "stranger", "-", "unknown", None)] == [
        "省公司", "省公司", "客户", "省公司", "省公司", "省公司", "省公司",
    ]  # fmt: skip
    called = (*tree[:1], replace(tree[1], level="Headquarters"), *tree[2:], Unit("X", "外部"))
    posts = headquarters(audit.policies, called, "客户")
    assert [posts.headquarters(unit).zh for unit in ("U1", "C", "X", None)] == ["市分公司", "客户", "市分公司", "市分公司"]
    flat = (Unit("A"), Unit("B"))
    assert headquarters(audit.policies, flat, "客户").headquarters("A") == Text("客户", "客户")
    assert headquarters(audit.policies, flat).headquarters("A") == ABOVE
    assert headquarters(audit.policies, ()).headquarters("A") == ABOVE


def test_what_headquarters_owe_is_for_a_post_of_theirs(audit: Any, tree: Any) -> None:
    """And not of the client, who audits them."""
    posts = headquarters(audit.policies, tree, "客户")
    assert {posts.post("headquarters", unit).zh for unit in ("U1", "C", "P", "-")} == {"省公司服务管理部门负责人"}
    assert headquarters(audit.policies, (Unit("A"), Unit("B")), "客户").post("headquarters", "A").zh == "客户服务管理部门负责人"


def test_units_above_each_other_are_no_loop(audit: Any) -> None:
    circle = (Unit("A", parent="B"), Unit("B", parent="A"))
    assert headquarters(audit.policies, circle).headquarters("A").zh in {"A", "B", ABOVE.zh}


def test_posts_name_the_unit_and_its_head(audit: Any, tree: Any) -> None:
    posts = headquarters(audit.policies, tree)
    said = {(role, unit): posts.post(role, unit).zh for role in ("responsible_unit", "auditor") for unit in ("U1", "U2", "stranger")}
    assert said == {
        ("responsible_unit", "U1"): "一区负责人（李强）",
        ("responsible_unit", "U2"): "二区负责人",
        ("responsible_unit", "stranger"): "stranger负责人",
        ("auditor", "U1"): "审核组",
        ("auditor", "U2"): "审核组",
        ("auditor", "stranger"): "审核组",
    }
    assert posts.post("customer_service", "-").en == "Head of customer service, 省公司"
    assert posts.post("customer_service", "unknown").zh == f"{UNNAMED.zh}客户服务部负责人"
    assert posts.post("nobody", "U1") == Text("nobody", "nobody")


def test_braces_in_the_name_of_a_unit_stay_as_they_are(audit: Any) -> None:
    units = (Unit("U1", "{head}{unit}"),)
    assert headquarters(audit.policies, units).post("city_branch", "U1").zh == "{head}{unit}负责人"


def test_identity_depends_on_the_kind() -> None:
    assert fingerprint(FindingKind.NONCONFORMITY, "s", "u") != fingerprint(FindingKind.INCONCLUSIVE, "s", "u")
