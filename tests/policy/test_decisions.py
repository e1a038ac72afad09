"""What people decide about findings: determinations, objections, issued numbers, the last audit; read and refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from hegui.policy import load_issued, load_job
from hegui.policy.issued import IssueFile, issue, locked, usable, write_issued
from hegui.words.errors import JobError
from hegui.words.findings import Answer, Decision, Determination, FindingKind, Grade
from hegui.words.jobs import Job
from hegui.words.profiles import OBJECTION_COLUMNS, Objection
from hegui.words.standards import Adoption

JOB = "logs: [{log: complaint, files: [a.csv]}]\n"
REPORT = {
    "schema": "hegui/report/1",
    "audit": {"name": "q1", "title": "一季度", "document_no": "7", "as_of": "2026-04-01T00:00:00+08:00"},
    "standards": [{"id": "a.1.b", "title": {"zh": "甲", "en": "A"}}],
    "findings": [
        {
            "id": "f1",
            "number": "NC-1",
            "kind": "nonconformity",
            "standard": "a.1.b",
            "handbook": "a",
            "clause": "1",
            "unit": "N",
            "grade": "minor",
        }
    ],
}

Load = Callable[..., Job]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """A job with lines of its own, and files beside it."""

    def loaded(lines: str, **files: str | dict[str, Any]) -> Job:
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            stem, _, suffix = name.rpartition("_")
            (tmp_path / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
        path = tmp_path / "hegui.yaml"
        path.write_text(JOB + lines, encoding="utf-8")
        return load_job(path)

    return loaded


def faults(load: Load, lines: str, **files: str | dict[str, Any]) -> list[str]:
    with pytest.raises(JobError) as caught:
        load(lines, **files)
    return [f"{Path(f.place.file).name}:{f.place.line} {f.what}; {f.remedy}" for f in caught.value.faults]


def test_decisions_are_read_and_open_ones_left_out(load: Load) -> None:
    text = """\
- finding: f1
  decision: confirmed
  by: 张
  on: 2026-07-05
  reason: 属实
  answer: {answer: accepted, by: 李, on: 2026-07-08, statement: 已整改}
- {finding: f2, decision: regraded, grade: minor, by: 张, on: 2026-07-05, reason: 首次}
- {finding: f3, decision: , by: , on: , reason: , answer: }
"""
    job = load("determinations: d.yaml\n", d_yaml=text)
    assert job.determinations[0] == Determination(
        finding="f1", decision=Decision.CONFIRMED, by="张", on=date(2026, 7, 5), reason="属实", answer=Answer.ACCEPTED, answered_by="李",
        answered_on=date(2026, 7, 8), statement="已整改", place=job.determinations[0].place,
    )  # fmt: skip
    assert [(each.finding, each.decision, each.grade) for each in job.determinations[1:]] == [("f2", Decision.REGRADED, Grade.MINOR)]
    assert [role for role, _ in job.files] == ["job", "determinations"]


def test_what_is_wrong_with_decisions_is_told_at_once(load: Load) -> None:
    text = """\
- {finding: f1, decision: confirmed, by: 张}
- {finding: f2, decision: regraded, by: 张, on: 2026-07-05, reason: r}
- {finding: f3, decision: confirmed, grade: minor, by: 张, on: 2026-07-05, reason: r}
- {finding: f4, decision: confirmed, by: 张, on: 2026-07-05, reason: r, answer: {answer: accepted, by: 李, on: 2026-07-01}}
- {finding: f4, decision: withdrawn, by: 张, on: 2026-07-05, reason: r}
"""
    said = faults(load, "determinations: d.yaml\n", d_yaml=text)
    assert [line.partition(" ")[0] for line in said] == ["d.yaml:1", "d.yaml:2", "d.yaml:3", "d.yaml:4", "d.yaml:5"]
    assert "'on', 'reason'" in said[0]
    assert "decided twice" in said[4]
    assert faults(load, "determinations: d.yaml\n", d_yaml="a: 1")[0].endswith("begin each entry with '- finding:'")
    assert "cannot be read" in faults(load, "determinations: nowhere.yaml\n")[0]


def test_a_file_of_nothing_decides_nothing(load: Load) -> None:
    assert load("determinations: d.yaml\n", d_yaml="# still to come\n[]\n").determinations == ()


OBJECTION = Objection("complaint", "K1", "不可抗力", "光缆中断", "附件3", "王", date(2026, 7, 9), upheld=True, standard="a.1.b")


def test_objections_are_read_from_yaml(load: Load) -> None:
    text = """\
- {log: complaint, key: K1, standard: a.1.b, category: 不可抗力, reason: 光缆中断,
   evidence: 附件3, decided_by: 王, decided_on: 2026-07-09, upheld: yes}
"""
    (found,) = load("objections: o.yaml\n", o_yaml=text).objections
    assert found.place.line == 1
    assert (found.log, found.key, found.standard, found.upheld) == ("complaint", "K1", "a.1.b", True)


def workbook(path: Path, *rows: tuple[Any, ...], header: tuple[str, ...] | None = None) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header or tuple(title.zh for title in OBJECTION_COLUMNS.values()), *rows):
        sheet.append(row)
    book.save(path)


def test_objections_are_read_from_a_workbook(load: Load, tmp_path: Path) -> None:
    full = ("complaint", "a.1.b", "K1", "不可抗力", "光缆中断", "附件3", "王", datetime(2026, 7, 9), "是")
    numeric = ("complaint", None, 20260301.0, "c", "r", "e", "王", "2026-07-09", "否")
    workbook(tmp_path / "o.xlsx", full, ("complaint", "a.1.b", "K2", *[None] * 6), numeric)
    first, second = load("objections: o.xlsx\n").objections
    assert first == Objection(**{**vars(OBJECTION), "place": first.place})
    assert first.place.line == 2
    assert (second.key, second.standard, second.upheld, second.place.line) == ("20260301", None, False, 4)


def test_what_is_wrong_with_a_workbook_is_told_with_its_row(load: Load, tmp_path: Path) -> None:
    half = ("complaint", "a.1.b", "K1", "不可抗力", None, "附件3", "王", date(2026, 7, 9), "是")
    odd = ("complaint", "a.1.b", "K1", "不可抗力", "r", "附件3", "王", "soon", "maybe")
    workbook(tmp_path / "o.xlsx", half, odd)
    said = faults(load, "objections: o.xlsx\n")
    assert [line.partition(" ")[0] for line in said] == ["o.xlsx:2", "o.xlsx:3", "o.xlsx:3"]
    assert "核减理由 (reason)" in said[0]
    assert "'soon' is not a date" in said[1]
    assert "neither yes nor no" in said[2]
    workbook(tmp_path / "o.xlsx", header=("日志", "编号"))
    assert "columns are missing: 核减类别 (category)" in faults(load, "objections: o.xlsx\n")[0]
    (tmp_path / "o.xlsx").write_text("no workbook")
    assert "not a workbook" in faults(load, "objections: o.xlsx\n")[0]
    (tmp_path / "o.xlsx").unlink()
    assert "cannot be read" in faults(load, "objections: o.xlsx\n")[0]


def test_adoptions_are_read(load: Load) -> None:
    text = "adoptions: {service-guide: {document_no: 发1, issuer: 总部, approved: 2025-12-01, effective_from: 2026-01-01, units: [N]}}\n"
    assert load(text).adoptions == {"service-guide": Adoption("发1", "总部", date(2025, 12, 1), date(2026, 1, 1), units=("N",))}
    wrong = "adoptions: {g: {document_no: 1, issuer: i, approved: 2025-12-01, effective_from: 2026-01-01, effective_until: 2026-01-01}}\n"
    assert "ends before it begins" in faults(load, wrong)[0]


def test_the_last_audit_is_read(load: Load) -> None:
    past = load("last_audit: last.json\n", last_json=REPORT).last_audit
    assert past is not None
    assert (past.name, past.as_of, past.source) == ("q1", datetime(2026, 4, 1), "last.json")
    (finding,) = past.findings
    assert (finding.id, finding.kind, finding.grade, finding.clause, finding.closed_effective) == (
        "f1", FindingKind.NONCONFORMITY, Grade.MINOR, "a 1", False,
    )  # fmt: skip
    closed = load("last_audit: {report: last.json, closed_effective: [NC-1]}\n", last_json=REPORT).last_audit
    assert closed is not None
    assert closed.findings[0].closed_effective


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{", "not JSON"),
        ('{"schema": "other"}', "not a report of the schema"),
        ("[]", "not a report of the schema"),
        ('{"schema": "hegui/report/1"}', "not a report of the schema"),
    ],
)
def test_what_is_no_report_is_refused(load: Load, content: str, what: str) -> None:
    assert what in faults(load, "last_audit: last.json\n", last_json=content)[0]


def test_a_finding_that_was_not_there_cannot_be_closed(load: Load) -> None:
    said = faults(load, "last_audit: {report: last.json, closed_effective: [NC-2]}\n", last_json=REPORT)
    assert "no finding 'NC-2'" in said[0]
    assert "'NC-1'" in said[0]
    assert "cannot be read" in faults(load, "last_audit: lst.json\n")[0]


DAY = date(2026, 7, 6)


def test_numbers_are_given_once_and_kept(tmp_path: Path, load: Load) -> None:
    path = tmp_path / "issued.yaml"
    first = issue(IssueFile(), [("f1", "N"), ("f2", "N"), ("f3", "J")], org="SL", audit="A1", on=DAY)
    write_issued(path, first)
    again = issue(load_issued(path), [("f4", "N"), ("f1", "N")], org="SL", audit="A1", on=DAY)
    assert dict(again.numbers) == {"f1": "SL-2026-A1-N-001", "f2": "SL-2026-A1-N-002", "f3": "SL-2026-A1-J-001", "f4": "SL-2026-A1-N-003"}
    assert load("issued: issued.yaml\n").numbers == dict(first.numbers)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("NJ")), max_size=12), st.integers(0, 12))
def test_no_number_changes_and_none_is_given_twice(findings: list[tuple[str, str]], cut: int) -> None:
    early = issue(IssueFile(), findings[:cut], org="O", audit="A", on=DAY)
    late = issue(early, findings, org="P", audit="B", on=DAY)
    assert {finding: late.numbers[finding] for finding in early.numbers} == dict(early.numbers)
    assert len(set(late.numbers.values())) == len(late.numbers) == len({finding for finding, _ in findings})


def test_what_is_wrong_with_an_issue_file_is_told(load: Load) -> None:
    text = """\
format: '{unit}'
issued:
- {finding: f1, number: N1, on: 2026-07-06}
- {finding: f1, number: N2, on: 2026-07-06}
- {finding: f2, number: N1, on: 2026-07-06}
"""
    said = faults(load, "issued: i.yaml\n", i_yaml=text)
    assert ["gives no number" in said[0], "has the number 'N1' already" in said[1], "given twice" in said[2]] == [True] * 3
    assert "cannot be read" in faults(load, "issued: none.yaml\n")[0]
    assert faults(load, "issued: i.yaml\n", i_yaml="issued: []\n")


@pytest.mark.parametrize("text", ["{seq}{unit.__class__}", "{seq!r}", "{other}{seq}", "{", "{org}", "{seq:99999999}"])
def test_a_format_looks_up_nothing_else(text: str) -> None:
    assert not usable(text)


def test_of_two_who_number_at_once_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "issued.yaml"
    with locked(path), pytest.raises(JobError, match="somebody else"), locked(path):
        pytest.fail("both hold it")
    with locked(path):
        assert path.with_name("issued.yaml.lock").exists()
    assert not path.with_name("issued.yaml.lock").exists()
    with pytest.raises(JobError, match="cannot be written"), locked(tmp_path / "no" / "issued.yaml"):
        pytest.fail("there is no such folder")


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "issued.yaml").mkdir()
    with pytest.raises(JobError, match="cannot be written"):
        write_issued(tmp_path / "issued.yaml", IssueFile())
    assert [path.name for path in tmp_path.iterdir()] == ["issued.yaml"]
