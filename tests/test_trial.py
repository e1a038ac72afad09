"""Examples of standards run through the same binding and measuring as real logs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hegui.policy import Policies, load_policies
from hegui.trial import Trial, _batches, run_examples
from hegui.words.places import Place

HANDBOOK = """\
handbook: mine
catalogue: "900"
title: {zh: 手册, en: Mine}
version: "1"
source: {zh: 甲, en: A}
clauses:
- {number: "1.1", title: {zh: 一, en: One}, summary: {zh: 做。, en: Do.}, checkable: yes}
"""
STANDARD = """\
- id: mine.1.1.late
  clause: "1.1"
  title: {en: In time, zh: 及时}
  force: mandatory
  log: complaint
  check:
    deadline: {from: received_at, to: handled_at, within: 24 hours}
  responsible: complaint_team
  cause: process_execution
  remedy: {correction: {en: Do it., zh: 做。}, corrective: {en: Do it., zh: 做。}, verification: {en: Look., zh: 看。}}
  examples:
"""
WIDE = """\
  - as_of: {as_of}
    columns: [received_at, handled_at, status, verdict, reason]
    rows:
    - [2026-03-01 09:00, 2026-03-02 09:00, ~, conforming, ~]
    - [2026-03-01 09:00, 2026-03-02 09:00:01, ~, nonconforming, late]
    - [2026-03-02 12:00, ~, ~, {verdict}, {reason}]
"""
LONG = """\
  - as_of: 2026-03-03 00:00
    columns: [case, activity, time, verdict, reason]
    rows:
    - [1, 受理, 2026-03-01 09:00, conforming, ~]
    - [1, handled_at, 2026-03-01 10:00, ~, ~]
    - [2, 受理, 2026-03-01 09:00, nonconforming, missing]
"""


@pytest.fixture
def policies(tmp_path: Path) -> Callable[[str], Policies]:
    """The shipped policies and one standard more, with these examples."""

    def load(examples: str) -> Policies:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "handbook.yaml").write_text(HANDBOOK, encoding="utf-8")
        (tmp_path / "mine" / "complaint.yaml").write_text(STANDARD + examples, encoding="utf-8")
        return load_policies([tmp_path])

    return load


def wide(as_of: str, verdict: str, reason: str = "~") -> str:
    return WIDE.replace("{as_of}", as_of).replace("{verdict}", verdict).replace("{reason}", reason)


def tried(policies: Policies) -> list[Trial]:
    return list(run_examples(policies, [standard for standard in policies.standards if standard.handbook == "mine"]))


def test_examples_hold_at_their_own_instant(policies: Callable[[str], Policies]) -> None:
    """The same row is pending at one instant and a breach at another."""
    trials = tried(policies(wide("2026-03-03 00:00", "pending") + wide("2026-03-04 00:00", "nonconforming", "missing")))
    assert [(trial.verdict, trial.reason) for trial in trials] == [
        ("conforming", None), ("nonconforming", "late"), ("pending", None),
        ("conforming", None), ("nonconforming", "late"), ("nonconforming", "missing"),
    ]  # fmt: skip
    assert all(trial.ok for trial in trials)


def test_examples_of_events_have_a_verdict_a_case(policies: Callable[[str], Policies]) -> None:
    trials = tried(policies(LONG))
    assert [(trial.verdict, trial.reason, trial.ok) for trial in trials] == [
        ("conforming", None, True), ("nonconforming", "missing", True),
    ]  # fmt: skip


def test_an_example_that_does_not_hold_is_told_with_its_place(policies: Callable[[str], Policies]) -> None:
    [trial] = [trial for trial in tried(policies(wide("2026-03-03 00:00", "nonconforming", "late"))) if not trial.ok]
    assert (trial.expected_verdict, trial.expected_reason, trial.verdict, trial.reason) == ("nonconforming", "late", "pending", None)
    assert (trial.place.file.rpartition("/")[2], trial.place.line) == ("complaint.yaml", 17)


def test_a_row_that_is_no_case(policies: Callable[[str], Policies]) -> None:
    examples = wide("2026-03-03 00:00", "pending").replace("12:00, ~, ~,", "12:00, ~, withdrawn,")
    [trial] = [trial for trial in tried(policies(examples)) if not trial.ok]
    assert (trial.verdict, trial.reason) == ("void", None)


def test_a_wrong_reason_is_wrong() -> None:
    trial = Trial("s", Place("f"), "nonconforming", "late", "nonconforming", "missing")
    assert not trial.ok
    assert Trial("s", Place("f"), "nonconforming", "late", "nonconforming", "late").ok


def test_nothing_to_try() -> None:
    assert run_examples(load_policies(), []) == ()


def test_rows_are_those_of_the_vocabulary(policies: Callable[[str], Policies]) -> None:
    """What no example mentions but the standard or the log reads is there, and missing."""
    loaded = policies(wide("2026-03-03 00:00", "pending"))
    [batch] = _batches(loaded, [standard for standard in loaded.standards if standard.handbook == "mine"])
    frame = batch.frame()
    assert batch.as_of == datetime(2026, 3, 3)
    assert list(frame.columns) == ["complaint_id", "received_at", "handled_at", "status", "closed_at", "archived_at"]
    assert list(frame["complaint_id"]) == ["0.0", "0.1", "0.2"]
    assert frame["closed_at"].isna().all()
