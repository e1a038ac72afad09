"""Examples of standards run through the same binding and measuring as real logs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hegui.policy import Policies, load_policies
from hegui.trial import Trial, run_examples, variants
from hegui.trial.sheets import _batches
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


CADENCE = """\
- id: mine.1.1.quarterly
  clause: "1.1"
  title: {en: Quarterly, zh: 每季度}
  force: mandatory
  log: evaluation
  where: evaluation_type == "hardware"
  check:
    cadence: {per: quarter, roster: {log: unit_register, entity: unit_id, from: from_date, until: until_date}}
  responsible: complaint_team
  cause: process_execution
  remedy: {correction: {en: Do it., zh: 做。}, corrective: {en: Do it., zh: 做。}, verification: {en: Look., zh: 看。}}
  examples:
  - as_of: 2026-07-01 00:00
    window: [2026-01-01, 2026-07-01]
    given:
      unit_register: {columns: [unit_id, from_date], rows: [[C1, 2026-01-01]]}
      evaluation: {columns: [unit_id, evaluation_type, performed_at], rows: [[C1, hardware, 2026-02-10 10:00]]}
    expect:
      columns: [unit, entity, period, verdict, reason]
      rows:
      - [C1, C1, 2026-Q1, conforming, ~]
      - [C1, C1, 2026-Q2, nonconforming, missing_slot]
"""
RATIO = """\
- id: mine.1.1.share
  clause: "1.1"
  title: {en: Share, zh: 占比}
  force: mandatory
  log: hotline_call
  parameters: {target: {value: ~, source: default}}
  check:
    ratio: {of: answered == True, at_least: target}
  responsible: complaint_team
  cause: process_execution
  remedy: {correction: {en: Do it., zh: 做。}, corrective: {en: Do it., zh: 做。}, verification: {en: Look., zh: 看。}}
  examples:
"""
HALF = """\
  - as_of: 2026-07-01 00:00
    parameters: {target: {target}}
    given:
      hotline_call: {columns: [branch_id, called_at, answered], rows: [[N, 2026-03-01 09:00, true], [N, 2026-03-02 09:00, false]]}
    expect: {columns: [unit, period, verdict, reason], rows: [[N, 2026-03, {verdict}]]}
"""
CONTACTS = """\
- id: mine.1.1.contact
  clause: "1.1"
  title: {en: Contact, zh: 联系}
  force: mandatory
  log: complaint
  check:
    row_count: {of: {log: case_contact, match: {case_id: complaint_id}}, at_least: 1, until: handled_at}
  responsible: complaint_team
  cause: process_execution
  remedy: {correction: {en: Do it., zh: 做。}, corrective: {en: Do it., zh: 做。}, verification: {en: Look., zh: 看。}}
  examples:
    as_of: 2026-03-10 00:00
    given:
      complaint:
        columns: [case, activity, time]
        rows: [[1, 受理, 2026-03-01 09:00], [1, handled_at, 2026-03-02 09:00], [2, 受理, 2026-03-01 09:00], [3, 受理, 2026-03-20 09:00]]
      case_contact: {columns: [case_id, contact_at], rows: [[1, 2026-03-01 10:00]]}
    expect: {columns: [key, verdict, reason], rows: [[1, conforming, ~], [2, pending, ~]]}
"""


@pytest.fixture
def with_standards(tmp_path: Path) -> Callable[..., Policies]:
    """The shipped policies and a handbook of these standards."""

    def load(*texts: str) -> Policies:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "handbook.yaml").write_text(HANDBOOK, encoding="utf-8")
        (tmp_path / "mine" / "more.yaml").write_text("".join(texts), encoding="utf-8")
        return load_policies([tmp_path])

    return load


def share(target: str, verdict: str) -> str:
    return HALF.replace("{target}}", f"{target}}}").replace("{verdict}", verdict)


def test_everything_that_is_expected_is_found_and_nothing_else(with_standards: Callable[..., Policies]) -> None:
    trials = tried(with_standards(CADENCE, CONTACTS))
    assert [(trial.standard, trial.instance, trial.verdict, trial.ok) for trial in trials] == [
        ("mine.1.1.quarterly", "C1 C1 2026-Q1", "conforming", True),
        ("mine.1.1.quarterly", "C1 C1 2026-Q2", "nonconforming", True),
        ("mine.1.1.contact", "1", "conforming", True),
        ("mine.1.1.contact", "2", "pending", True),  # the third is received after as-of
    ]


def test_what_is_not_expected_fails_with_its_name_and_the_place_of_the_example(with_standards: Callable[..., Policies]) -> None:
    text = CADENCE.replace("      - [C1, C1, 2026-Q2, nonconforming, missing_slot]\n", "")
    wrong = [str(trial).partition("mine/")[2] for trial in tried(with_standards(text)) if not trial.ok]
    assert wrong == ["more.yaml:13:5: mine.1.1.quarterly: C1 C1 2026-Q2: expected nothing, found nonconforming missing_slot"]


def test_what_is_expected_and_not_found_fails(with_standards: Callable[..., Policies]) -> None:
    text = CADENCE.replace("C1, C1, 2026-Q2, nonconforming, missing_slot", "C1, C2, 2026-Q2, nonconforming, late")
    text = text.replace("2026-Q1, conforming, ~", "2026-Q1, pending, ~")
    wrong = [str(trial).partition("mine/")[2] for trial in tried(with_standards(text)) if not trial.ok]
    assert wrong == [
        "more.yaml:21:9: mine.1.1.quarterly: C1 C1 2026-Q1: expected pending, found conforming",
        "more.yaml:22:9: mine.1.1.quarterly: C1 C2 2026-Q2: expected nonconforming late, found nothing",
        "more.yaml:13:5: mine.1.1.quarterly: C1 C1 2026-Q2: expected nothing, found nonconforming missing_slot",
    ]


def test_columns_that_name_several_instances_are_counted(with_standards: Callable[..., Policies]) -> None:
    text = (
        CADENCE.replace("[unit, entity, period, verdict", "[unit, verdict")
        .replace("C1, C1, 2026-Q1", "C1")
        .replace("C1, C1, 2026-Q2", "C1")
    )
    assert all(trial.ok for trial in tried(with_standards(text)))


def test_what_a_log_covers_can_be_said(with_standards: Callable[..., Policies]) -> None:
    text = CADENCE.replace(
        "rows: [[C1, hardware, 2026-02-10 10:00]]", "rows: [[C1, hardware, 2026-02-10 10:00]], covers: [2026-01-01, 2026-06-01]"
    )
    assert [trial.reason for trial in tried(with_standards(text))] == [None, "log_does_not_cover"]


def test_each_example_has_its_own_figures(with_standards: Callable[..., Policies]) -> None:
    policies = with_standards(
        RATIO, share("50", "conforming, ~"), share("50.01", "nonconforming, below_limit"), share("50", "conforming, ~")
    )
    assert [trial.ok for trial in tried(policies)] == [True, True, True]
    (standard,) = [standard for standard in policies.standards if standard.handbook == "mine"]
    of_figures = variants(policies, standard)
    assert [(len(variant.scenarios), variant.unset, str(variant.parameters["target"].value)) for variant in of_figures] == [
        (2, (), "50"), (1, (), "50.01"),
    ]  # fmt: skip
    assert all(not scenario.parameters for variant in of_figures for scenario in variant.scenarios)


def test_a_standard_without_examples_has_no_variant(with_standards: Callable[..., Policies]) -> None:
    policies = with_standards(CADENCE.partition("  examples:")[0])
    (standard,) = [standard for standard in policies.standards if standard.handbook == "mine"]
    assert variants(policies, standard) == ()


def test_processes_change_nothing() -> None:
    policies = load_policies()
    some = policies.standards[::60]
    assert run_examples(policies, some, processes=2) == run_examples(policies, some)
