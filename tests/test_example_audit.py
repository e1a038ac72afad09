"""The audit of the shipped fixtures, compared with the book-keeping of their generator to the digit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import hegui
from hegui.words.findings import FindingKind, Grade
from hegui.words.measured import Counts, Status
from hegui.words.verdicts import REASONS, Verdict

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "fixtures" / "small"

Book = dict[str, Any]


@pytest.fixture(scope="module")
def book() -> Book:
    loaded: Book = json.loads((SMALL / "expected.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def outcome() -> hegui.Outcome:
    return hegui.check(job=SMALL / "hegui.yaml")


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


def test_every_count_is_as_planted(outcome: hegui.Outcome, book: Book) -> None:
    assert differences(tallied(outcome), book["standards"]) == []


def test_every_standard_is_judged(outcome: hegui.Outcome, book: Book) -> None:
    assert {status.status for status in outcome.record.statuses.values()} == {Status.JUDGED}
    assert {standard.catalogue for standard in outcome.record.standards} == set(book["standards"])


def test_every_row_is_accounted_for(outcome: hegui.Outcome, book: Book) -> None:
    for log in outcome.record.logs:
        account, expected = log.account, book["logs"][log.log.name]
        assert account.read == account.used + sum(account.set_aside.values()) + sum(account.void.values())
        assert (account.read, account.used) == (expected["read"], expected["used"])
        assert differences(dict(account.set_aside), expected["set_aside"]) == []
        assert differences(dict(account.void), expected["void"]) == []


def test_the_evidence_is_what_was_planted_row_by_row(outcome: hegui.Outcome, book: Book) -> None:
    evidence = outcome.evidence
    breaches = evidence[evidence["verdict"] == Verdict.NONCONFORMING.value]
    catalogue = {standard.id: standard.catalogue for standard in outcome.record.standards}
    rows = zip(breaches["standard"], breaches["key"], breaches["reason"], strict=True)
    found = {(catalogue[str(standard)], key, reason) for standard, key, reason in rows}
    assert found == {(planted["standard"], planted["key"], planted["reason"]) for planted in book["planted"]}


def test_findings_are_the_units_with_breaches(outcome: hegui.Outcome, book: Book) -> None:
    record = outcome.record
    found = {
        (record.standard(finding.standard).catalogue, finding.unit)
        for finding in record.findings
        if finding.kind is FindingKind.NONCONFORMITY
    }
    planted = {
        (catalogue, unit)
        for catalogue, units in book["standards"].items()
        for unit, reasons in units.items()
        if any(REASONS[code].verdict is Verdict.NONCONFORMING for code in reasons)
    }
    assert found == planted


def test_each_finding_has_its_chain_its_rows_and_its_actions(outcome: hegui.Outcome) -> None:
    for finding in outcome.record.findings:
        assert finding.because
        assert finding.evidence
        assert len(finding.evidence) <= finding.evidence_total
        if finding.kind is FindingKind.NONCONFORMITY:
            assert finding.evidence_total == finding.counts.of(Verdict.NONCONFORMING)
            further = set() if finding.grade is Grade.OBSERVATION else {"corrective_action", "verification"}
            assert {action.type for action in finding.actions} == {"correction", *further}
            assert all(action.due > outcome.record.as_of.date() for action in finding.actions)


def test_personal_fields_are_not_in_any_output(outcome: hegui.Outcome, tmp_path: Path) -> None:
    outcome.write(tmp_path, formats=["json", "evidence"])
    numbers = _phone_numbers()
    assert numbers
    text = (tmp_path / "report.json").read_text(encoding="utf-8") + outcome.evidence.to_csv()
    assert [number for number in numbers if number in text] == []


def _phone_numbers() -> list[str]:
    header, *lines = (SMALL / "complaints-2026-01.csv").read_text(encoding="gbk").splitlines()
    column = header.split(",").index("受理号码")
    return [number for line in lines if (number := line.split(",")[column]).isdigit()]


def test_the_bytes_are_the_same_in_another_process(outcome: hegui.Outcome, tmp_path: Path) -> None:
    code = "import hegui, sys; hegui.check(job=sys.argv[1]).write(sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, str(SMALL / "hegui.yaml"), str(tmp_path / "a")], check=True)
    outcome.write(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == ["evidence.parquet", "manifest.json", "report.json", "report.pdf"]
    assert [name for name in names if (tmp_path / "a" / name).read_bytes() != (tmp_path / "b" / name).read_bytes()] == []


def test_frames_have_a_row_for_each(outcome: hegui.Outcome) -> None:
    assert len(outcome.findings) == len(outcome.record.findings)
    assert len(outcome.tallies) == len(outcome.record.tallies)
    assert list(outcome.findings["grade"].unique()) == [
        grade for grade in ("major", "minor", "observation") if grade in set(outcome.findings["grade"])
    ]
