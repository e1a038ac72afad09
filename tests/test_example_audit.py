"""The audits of the shipped fixtures, compared with the book-keeping of their generator to the digit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import hegui
from hegui.words.findings import FindingKind, Grade
from hegui.words.kinds import Scope
from hegui.words.measured import Counts, Status
from hegui.words.verdicts import REASONS, Verdict

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "fixtures" / "small"

Book = dict[str, Any]


AUDITS = {"hegui.yaml": "expected.json", "hotline-centre.yaml": "hotline-centre-expected.json"}
"""Job file to what the generator's book says that a check has to find."""


@dataclass(frozen=True)
class Audit:
    """One audit and its book."""

    job: Path
    outcome: hegui.Outcome
    book: Book


@pytest.fixture(scope="module", params=AUDITS)
def audit(request: pytest.FixtureRequest) -> Audit:
    """Every audit in turn."""
    return _audit(request.param)


@pytest.fixture(scope="module")
def branches() -> Audit:
    """The audit of the branches, which looks at every log."""
    return _audit("hegui.yaml")


@cache
def _audit(job: str) -> Audit:
    book = json.loads((SMALL / AUDITS[job]).read_text(encoding="utf-8"))
    return Audit(SMALL / job, hegui.check(job=SMALL / job), book)


def tallied(outcome: hegui.Outcome) -> dict[str, dict[str, dict[str, int]]]:
    """Catalogue number, unit, reason code: instances; as the book-keeping has them."""
    record = outcome.record
    totals: dict[tuple[str, str], Counts] = defaultdict(Counts)
    for tally in record.tallies:
        totals[record.standard(tally.standard).catalogue, tally.unit] += tally.counts
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for (catalogue, unit), counts in totals.items():
        found[catalogue][unit] = dict(counts.reasons)
    return found


def differences(found: Any, expected: Any, path: str = "") -> list[str]:
    if isinstance(found, dict) and isinstance(expected, dict):
        keys = sorted({*found, *expected})
        return [line for key in keys for line in differences(found.get(key, 0), expected.get(key, 0), f"{path}/{key}")]
    return [] if found == expected else [f"{path}: found {found}, planted {expected}"]


def test_every_count_is_as_planted(audit: Audit) -> None:
    assert differences(tallied(audit.outcome), audit.book["standards"]) == []


def test_every_standard_that_can_be_judged_is(audit: Audit) -> None:
    record = audit.outcome.record
    logs = {log.log.name for log in record.logs}
    unjudged = [record.standard(id_) for id_, status in record.statuses.items() if status.status is not Status.JUDGED]
    assert [standard.id for standard in unjudged if standard.log in logs and not standard.unset] == []
    judged = {standard.catalogue for standard in record.standards} - {standard.catalogue for standard in unjudged}
    assert judged == set(audit.book["standards"])


def test_the_audit_of_the_branches_judges_every_standard(branches: Audit) -> None:
    assert {status.status for status in branches.outcome.record.statuses.values()} == {Status.JUDGED}


def test_every_row_is_accounted_for(audit: Audit) -> None:
    for log in audit.outcome.record.logs:
        account, expected = log.account, audit.book["logs"][log.log.name]
        assert account.read == account.used + sum(account.set_aside.values()) + sum(account.void.values())
        assert (account.read, account.used) == (expected["read"], expected["used"])
        assert differences(dict(account.set_aside), expected["set_aside"]) == []
        assert differences(dict(account.void), expected["void"]) == []


def test_the_evidence_is_what_was_planted_row_by_row(audit: Audit) -> None:
    """Cases by their key; slots and groups by entity and period."""
    evidence = audit.outcome.evidence
    breaches = evidence[evidence["verdict"] == Verdict.NONCONFORMING.value]
    standards = {standard.id: standard for standard in audit.outcome.record.standards}
    found = Counter(
        (standards[id_].catalogue, key, reason, "" if standards[id_].scope is Scope.CASE else period)
        for id_, key, reason, period in zip(*(breaches[name] for name in ("standard", "key", "reason", "period")), strict=True)
    )
    planted = audit.book["planted"]
    assert found == Counter((each["standard"], each["key"], each["reason"], each.get("period", "")) for each in planted)


def test_findings_are_the_units_with_breaches(audit: Audit) -> None:
    record = audit.outcome.record
    found = {
        (record.standard(finding.standard).catalogue, finding.unit)
        for finding in record.findings
        if finding.kind is FindingKind.NONCONFORMITY
    }
    planted = {
        (catalogue, unit)
        for catalogue, units in audit.book["standards"].items()
        for unit, reasons in units.items()
        if any(REASONS[code].verdict is Verdict.NONCONFORMING for code in reasons)
    }
    assert found == planted


def test_each_finding_has_its_chain_its_rows_and_its_actions(audit: Audit) -> None:
    record = audit.outcome.record
    for finding in record.findings:
        assert finding.because
        assert finding.evidence
        assert len(finding.evidence) <= finding.evidence_total
        if finding.kind is FindingKind.NONCONFORMITY:
            assert finding.evidence_total == finding.counts.of(Verdict.NONCONFORMING)
            further = set() if finding.grade is Grade.OBSERVATION else {"corrective_action", "verification"}
            escalated = {"escalation"} if finding.grade is Grade.MAJOR else set()
            assert {action.type for action in finding.actions} == {"correction", *further, *escalated}
            assert (finding.escalated is not None) == (finding.grade is Grade.MAJOR)
            assert all(action.due > record.as_of.date() for action in finding.actions)


def test_absent_rows_are_findings_by_name(branches: Audit) -> None:
    """What no row shows: who should have done something in a period and did not."""
    missing = {
        (row.standard, row.key, row.period)
        for finding in branches.outcome.record.findings
        for row in finding.evidence
        if row.reason == "missing_slot"
    }
    catalogue = {standard.catalogue: standard.id for standard in branches.outcome.record.standards}
    planted = {
        (catalogue[each["standard"]], each["key"], each["period"]) for each in branches.book["planted"] if each["reason"] == "missing_slot"
    }
    assert missing == planted
    assert len({standard for standard, _, _ in missing}) > 5


def test_personal_fields_are_not_in_any_output(branches: Audit, tmp_path: Path) -> None:
    outcome = branches.outcome
    outcome.write(tmp_path, formats=["json", "evidence"])
    numbers = _phone_numbers()
    assert numbers
    text = (tmp_path / "report.json").read_text(encoding="utf-8") + outcome.evidence.to_csv()
    assert [number for number in numbers if number in text] == []


def _phone_numbers() -> list[str]:
    header, *lines = (SMALL / "complaints-2026-01.csv").read_text(encoding="gbk").splitlines()
    column = header.split(",").index("受理号码")
    return [number for line in lines if (number := line.split(",")[column]).isdigit()]


def test_the_bytes_are_the_same_in_another_process(audit: Audit, tmp_path: Path) -> None:
    code = "import hegui, sys; hegui.check(job=sys.argv[1]).write(sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, str(audit.job), str(tmp_path / "a")], check=True)
    audit.outcome.write(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["evidence.parquet", "manifest.json", "report.json", "report.pdf"]
    assert [name for name in names if (tmp_path / "a" / name).read_bytes() != (tmp_path / "b" / name).read_bytes()] == []


def test_frames_have_a_row_for_each(audit: Audit) -> None:
    outcome = audit.outcome
    assert len(outcome.findings) == len(outcome.record.findings)
    assert len(outcome.tallies) == len(outcome.record.tallies)
    assert list(outcome.findings["grade"].unique()) == [
        grade for grade in ("major", "minor", "observation") if grade in set(outcome.findings["grade"])
    ]
