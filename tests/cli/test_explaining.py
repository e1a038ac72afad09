"""``hegui explain``: from a finding down to the rows, from a report that can be trusted to be one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hegui.words.errors import Exit

Act = Callable[..., Any]
"""A command, or what makes a file for it; see conftest."""


@pytest.fixture
def report(hegui: Act, complaints: Act, few: list[str]) -> Path:
    log = complaints(feedback="2026-03-12 10:00", unit="\x1b[5m东城\u202e")
    hegui("check", log, "--format", "json", "--as-of", "2026-04-01", "--out", "r", *few)
    return Path("r/report.json")


def test_the_chain_behind_a_finding(hegui: Act, report: Path) -> None:
    ran = hegui("explain", report, "D-002")
    assert ran.code == Exit.CLEAN
    assert "  standard  service-guide.5.3.general-feedback" in ran.lines
    assert any(line.startswith("  rule      ") for line in ran.lines)
    assert "complaints.csv row 1  late" in ran.out
    assert max(map(len, ran.lines)) <= 80
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


@pytest.mark.parametrize(
    ("name", "said"), [("D-999", "FINDING: there is no finding 'D-999'"), ("", "known: D-001, D-002"), ("d-002", "'D-002'")]
)
def test_no_such_finding(hegui: Act, report: Path, name: str, said: str) -> None:
    ran = hegui("explain", report, name)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xd8\xff", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"{}", "it is not a report of schema hegui/report/1"),
        (b'{"schema": "hegui/report/1"}', "it is not as it was written: $: 'attestations' is a required property"),
    ],
)
def test_a_file_that_is_no_report(hegui: Act, workplace: Path, content: bytes, said: str) -> None:
    (workplace / "report.json").write_bytes(content)
    ran = hegui("explain", "report.json", "D-001")
    assert (ran.code, ran.out) == (Exit.UNUSABLE, "")
    assert f"error: report.json: {said}" in ran.err
    assert "name the report.json of a check" in ran.err


def test_a_report_that_was_tampered_with(hegui: Act, report: Path) -> None:
    content = json.loads(report.read_text(encoding="utf-8"))
    del content["findings"][0]["because"]
    report.write_text(json.dumps(content), encoding="utf-8")
    ran = hegui("explain", report, "D-001")
    assert ran.code == Exit.UNUSABLE
    assert "$.findings[0]: 'because' is a required property" in ran.err


@pytest.mark.parametrize("path", ["gone.json", "."])
def test_no_file(hegui: Act, path: str) -> None:
    ran = hegui("explain", path, "D-001")
    assert ran.code == Exit.UNUSABLE
    assert f"error: {path}: it cannot be read: " in ran.err
