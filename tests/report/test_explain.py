"""The chain behind a finding, from ``report.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hegui.report.as_json import as_json
from hegui.report.explain import ReportError, explain, read_report
from hegui.words.errors import UsageError
from hegui.words.findings import FindingKind
from hegui.words.record import Record


@pytest.fixture
def file(record: Record, tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_bytes(as_json(record))
    return path


def test_the_chain_reaches_from_the_finding_to_the_rows(record: Record, file: Path) -> None:
    finding = record.findings[0]
    text = "\n".join(explain(read_report(file), finding.number))
    standard = record.standard(finding.standard)
    for expected in (finding.id, standard.id, standard.title.zh, finding.because[0].rule, "fact", finding.evidence[0].key):
        assert expected in text


def test_every_finding_can_be_explained(record: Record, file: Path) -> None:
    report = read_report(file)
    for finding in record.findings:
        lines = list(explain(report, finding.id))
        assert lines[0].startswith(finding.number)
        assert ("cannot be determined" in "\n".join(lines)) == (finding.kind is FindingKind.INCONCLUSIVE)


def test_the_beginning_of_an_id_is_enough(file: Path) -> None:
    report = read_report(file)
    findings = [{**finding, "id": f"{index:04x}{finding['id']}"} for index, finding in enumerate(report["findings"])]
    assert next(explain({**report, "findings": findings}, "0001")).startswith(findings[1]["number"])
    with pytest.raises(UsageError):
        next(explain({**report, "findings": findings}, "000"))


def test_no_such_finding(record: Record, file: Path) -> None:
    with pytest.raises(UsageError, match=f"{record.findings[0].number}"):
        list(explain(read_report(file), "NC-9999"))


def test_a_report_without_findings(record: Record, file: Path) -> None:
    report = {**read_report(file), "findings": []}
    with pytest.raises(UsageError, match="the report has none"):
        list(explain(report, record.findings[0].number))


@pytest.mark.parametrize(
    ("content", "said"), [("{", "is not JSON"), ("[]", "not a report"), (json.dumps({"schema": "other/1"}), "not a report")]
)
def test_files_that_are_no_report(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReportError, match=said):
        read_report(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be read"):
        read_report(tmp_path / "none.json")
