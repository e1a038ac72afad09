"""``hegui findings``: files to fill in, the way back into the next check, and numbers that stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hegui.words.errors import Exit

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""
JOB = """\
name: audit
as_of: 2026-04-01 00:00
profile: complaints
logs: [{log: complaint, files: [complaints.csv]}]
"""


def check(hegui: Act, out: str, *lines: str) -> dict[str, Any]:
    """Check the complaints with further lines in the job file; the report as read back."""
    Path("hegui.yaml").write_text(JOB + "\n".join(lines), encoding="utf-8")
    ran = hegui("check", "hegui.yaml", "--format", "json", "--format", "evidence", "--out", out)
    assert ran.code in {Exit.CLEAN, Exit.FINDINGS}, ran.err
    report: dict[str, Any] = json.loads(Path(out, "report.json").read_text(encoding="utf-8"))
    return report


@pytest.fixture
def first(hegui: Act, complaints: Act) -> dict[str, Any]:
    complaints(feedback="2026-03-12 10:00")
    return check(hegui, "r")


def test_the_files_to_fill_in(hegui: Act, first: dict[str, Any]) -> None:
    ran = hegui("findings", "template", "r", "--out", "fill")
    assert ran.code == Exit.CLEAN
    assert ran.lines[0] == f"{len(first['findings'])} findings to decide on: fill/determinations.yaml"
    text = Path("fill/determinations.yaml").read_text(encoding="utf-8")
    assert [line.split()[-1] for line in text.splitlines() if line.startswith("- finding:")] == [f["id"] for f in first["findings"]]
    sheet = load_workbook("fill/objections.xlsx").worksheets[0]
    keys = [row[7].value for row in sheet.iter_rows(min_row=2)]
    assert len(keys) == sum(finding["nonconforming"] for finding in first["findings"])
    assert set(keys) == {row["key"] for finding in first["findings"] for row in finding["evidence"] if row["verdict"] == "nonconforming"}


def test_an_unfilled_template_changes_nothing(hegui: Act, first: dict[str, Any]) -> None:
    hegui("findings", "template", "r/report.json", "--out", "fill")
    again = check(hegui, "s", "determinations: fill/determinations.yaml", "objections: fill/objections.xlsx")
    assert again["audit"]["draft"]
    assert [finding["nonconforming"] for finding in again["findings"]] == [finding["nonconforming"] for finding in first["findings"]]


def test_an_upheld_objection_leaves_the_count(hegui: Act, first: dict[str, Any]) -> None:
    hegui("findings", "template", "r", "--out", "fill")
    book = load_workbook("fill/objections.xlsx")
    sheet = book.worksheets[0]
    standard = first["findings"][0]["standard"]
    for row in sheet.iter_rows(min_row=2):
        if row[6].value == standard:
            for cell, value in zip(row[8:], ("不可抗力", "光缆中断", "附件3", "王", "2026-04-02", "是"), strict=True):
                cell.value = value
    book.save("fill/objections.xlsx")
    again = check(hegui, "s", "objections: fill/objections.xlsx")
    assert standard in {finding["standard"] for finding in first["findings"]}
    assert standard not in {finding["standard"] for finding in again["findings"]}
    assert again["objections"]["declared"][0]["standard"] == standard
    assert again["objections"]["unused"] == []
    (counts,) = [each for each in again["standards"] if each["id"] == standard]
    assert counts["reasons"]["objection_upheld"] == 1


def test_decisions_confirm_regrade_and_withdraw(hegui: Act, first: dict[str, Any]) -> None:
    ids = [finding["id"] for finding in first["findings"]]
    answer = "answer: {answer: accepted, by: 李, on: 2026-04-03}"
    lines = [f"- {{finding: {id_}, decision: confirmed, by: 张, on: 2026-04-02, reason: r, {answer}}}" for id_ in ids[1:]]
    lines.append(f"- {{finding: {ids[0]}, decision: withdrawn, by: 张, on: 2026-04-02, reason: 误判}}")
    Path("d.yaml").write_text("\n".join(lines), encoding="utf-8")
    again = check(hegui, "s", "determinations: d.yaml")
    assert [finding["id"] for finding in again["withdrawn"]] == ids[:1]
    assert {finding["id"] for finding in again["findings"]} == set(ids[1:])
    assert not again["audit"]["draft"]
    assert hegui("findings", "template", "s", "--out", "t").lines[0].startswith("0 findings to decide on")
    ran = hegui("findings", "issue", "s", "--org", "SL", "--file", "issued.yaml")
    assert ran.lines[0] == f"{len(ids) - 1} numbers given, 0 kept: issued.yaml"
    numbered = check(hegui, "u", "determinations: d.yaml", "issued: issued.yaml")
    assert all(finding["issued"] and finding["number"].startswith("SL-2026-audit-") for finding in numbered["findings"])
    assert hegui("findings", "issue", "u", "--file", "issued.yaml").lines[0] == f"0 numbers given, {len(ids) - 1} kept: issued.yaml"


def test_the_last_audit_is_followed_up(hegui: Act, first: dict[str, Any]) -> None:
    again = check(hegui, "s", "last_audit: r/report.json")
    assert {each["became"] for each in again["last_audit"]["findings"]} == {"recurred"}
    assert all(finding["previous"] for finding in again["findings"])
    assert len(again["last_audit"]["findings"]) == len(first["findings"])


@pytest.mark.usefixtures("first")
def test_what_is_there_is_not_overwritten(hegui: Act) -> None:
    hegui("findings", "template", "r", "--out", "fill")
    ran = hegui("findings", "template", "r", "--out", "fill")
    assert ran.code == Exit.USAGE
    assert "it is there already" in ran.err
    assert hegui("findings", "template", "r", "--out", "fill", "--force").code == Exit.CLEAN
    Path("file").write_text("")
    assert "cannot be written" in hegui("findings", "template", "r", "--out", "file/x").err


@pytest.mark.usefixtures("first")
def test_what_cannot_be_numbered_is_said(hegui: Act) -> None:
    ran = hegui("findings", "issue", "r")
    assert ran.code == Exit.USAGE
    assert "no finding of it is decided on" in ran.err
    assert "gives no number" in hegui("findings", "issue", "r", "--format", "{unit}").err
    assert hegui("findings", "issue", "nowhere").code == Exit.UNUSABLE
