"""``report.json``: what the schema promises, and that nothing is left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest

from hegui.report.as_json import EVIDENCE_ROWS, as_json, report
from hegui.words.measured import Status
from hegui.words.record import Record
from hegui.words.verdicts import Verdict

Build = Callable[..., Record]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    text = resources.files("hegui").joinpath("report", "schema", "report-1.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_the_schema_is_a_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": "hegui/report/1"}


def test_the_report_follows_the_schema(record: Record, schema: dict[str, Any]) -> None:
    written = json.loads(as_json(record))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(written)
    assert written["schema"] == "hegui/report/1"


def test_a_report_of_nothing_follows_the_schema(build: Build, schema: dict[str, Any]) -> None:
    empty = build(findings=(), tallies=(), logs=(), pending=(), undetermined=(), warnings=(), inputs=())
    written = json.loads(as_json(empty))
    jsonschema.Draft202012Validator(schema).validate(written)
    assert written["findings"] == []


def test_every_standard_in_force_stands_in_it(record: Record) -> None:
    written = json.loads(as_json(record))
    assert [each["id"] for each in written["standards"]] == [standard.id for standard in record.standards]
    assert {each["status"] for each in written["standards"]} >= {Status.ERROR.value, Status.NOT_CHECKED.value}


def test_every_clause_in_force_stands_in_it(record: Record) -> None:
    written = json.loads(as_json(record))
    clauses = [(handbook.slug, clause.number) for handbook in record.handbooks for clause in handbook.clauses]
    assert [(each["handbook"], each["clause"]) for each in written["coverage"]] == clauses


def test_counts_add_up(record: Record) -> None:
    for each in json.loads(as_json(record))["tallies"]:
        scope = sum(each[verdict.value] for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE)
        assert each["in_scope"] == scope
        assert sum(each["reasons"].values()) == scope + each["not_applicable"]


def test_times_have_the_offset_of_the_audit(record: Record) -> None:
    assert json.loads(as_json(record))["audit"]["as_of"].endswith("+08:00")
    abroad = replace(record, job=replace(record.job, timezone="Europe/Lisbon"))
    assert json.loads(as_json(abroad))["audit"]["as_of"].endswith(("+00:00", "+01:00"))


def test_the_bytes_are_the_same_twice(record: Record) -> None:
    assert as_json(record) == as_json(record)
    assert as_json(record).endswith(b"}\n")


def test_evidence_is_capped_and_the_total_is_not(record: Record) -> None:
    finding = record.findings[0]
    rows = finding.evidence[:1] * (EVIDENCE_ROWS + 5)
    capped = replace(record, findings=(replace(finding, evidence=rows, evidence_total=len(rows)),))
    written: Any = report(capped)["findings"]
    assert (len(written[0]["evidence"]), written[0]["evidence_total"]) == (EVIDENCE_ROWS, EVIDENCE_ROWS + 5)


def test_attestations_are_told_apart_from_standards(record: Record) -> None:
    written = json.loads(as_json(record))
    states = [(each["id"], each["state"], each["units"], each["record"] is None) for each in written["attestations"]]
    assert states == [
        ("service-guide.6.2.dress", "lapsed", [], False),
        ("service-guide.6.2.dress", "attested", ["B01", "B02"], False),
        ("service-guide.6.1.named", "missing", [], False),
        ("service-guide.6.1.kept", "missing", [], True),
    ]
    assert {each["id"] for each in written["standards"]}.isdisjoint(id_ for id_, *_ in states)
    (courtesy,) = [each for each in written["coverage"] if each["attestations"] == ["service-guide.6.2.dress"]]
    assert (courtesy["status"], courtesy["standards"]) == ("attestation", [])


def test_conflicts_and_the_choice_of_the_profile_stand_in_it(record: Record) -> None:
    narrow = replace(record, profile=replace(record.profile, logs=("fault",)), left_out=record.standards[:2])
    written = json.loads(as_json(narrow))
    assert written["audit"]["chosen"] == {"standards": None, "logs": ["fault"], "standards_left_out": 2, "attestations_left_out": 0}
    assert [(each["id"], each["kind"], each["inside"]) for each in written["conflicts"]] == [
        ("C01", "conflict", False),
        ("C02", "tension", True),
    ]
