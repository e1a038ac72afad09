"""Verdicts that an auditor would dispute, from frames to findings: what a record does not tell is neither good nor bad."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pandas as pd
import pytest

from hegui.check import run
from hegui.outcome import Outcome
from hegui.words.errors import JobError
from hegui.words.findings import PastAudit
from hegui.words.jobs import Job, LogSource, Unit
from hegui.words.measured import Status
from hegui.words.profiles import Waiver
from hegui.words.standards import Adoption

VISIT = """\
    log: visit
    title: {zh: 访, en: Visits}
    row: {zh: 一次, en: one visit}
    key: visit_id
    unit: branch
    anchor: held_at
    fields:
      visit_id: {type: id, zh: 访号x, en: Visit}
      branch: {type: id, zh: 支x, en: Branch}
      held_at: {type: datetime, zh: 办x, en: Held}
      sent_at: {type: datetime, zh: 送x, en: Sent}
      due_at: {type: datetime, zh: 限x, en: Due, planned: true}
      ok: {type: boolean, zh: 好x, en: OK}
    """
REGISTER = """\
    log: register
    title: {zh: 册, en: Register}
    row: {zh: 一段, en: one stretch}
    key: entry
    unit: site
    anchor: since
    fields:
      entry: {type: id, zh: 册号x, en: Entry}
      site: {type: id, zh: 点x, en: Site}
      since: {type: date, zh: 起x, en: Since}
      until: {type: date, zh: 止x, en: Until, planned: true}
    """
TICKET = """\
    log: ticket
    title: {zh: 票, en: Tickets}
    row: {zh: 一票, en: one ticket}
    key: ticket_id
    unit: branch
    anchor: opened
    closed: closed is not missing
    pauses: [{from: held, to: resumed}]
    fields:
      ticket_id: {type: id, zh: 票号x, en: Ticket}
      branch: {type: id, zh: 支x, en: Branch}
      opened: {type: datetime, zh: 开x, en: Opened}
      held: {type: datetime, zh: 停x, en: On hold}
      resumed: {type: datetime, zh: 续x, en: Resumed}
      done: {type: datetime, zh: 毕x, en: Done}
      closed: {type: datetime, zh: 闭x, en: Closed}
    events: {opened: [open], held: [hold], resumed: [resume], done: [do], closed: [close]}
    """
CALL = """\
    log: call
    title: {zh: 呼, en: Calls}
    row: {zh: 一呼, en: one call}
    key: call_id
    unit: none
    anchor: rang_at
    fields:
      call_id: {type: id, zh: 呼号x, en: Call}
      about: {type: id, zh: 关于x, en: About}
      rang_at: {type: datetime, zh: 响x, en: Rang}
    """
HANDBOOK = """\
    handbook: trial
    catalogue: "900"
    title: {zh: 试, en: Trial}
    version: "1"
    source: {zh: 试, en: Trial}
    clauses:
    - {number: "1", title: {zh: 一, en: One}, summary: {zh: 一, en: One}, checkable: yes}
    """
STANDARD = """\
- id: trial.1.it
  clause: "1"
  title: {zh: 它, en: It}
  force: mandatory
  responsible: unit
  cause: process
  remedy: {correction: {zh: 甲。, en: A.}, corrective: {zh: 乙。, en: B.}, verification: {zh: 丙。, en: C.}}
"""
FIRST_HALF = (date(2026, 1, 1), date(2026, 7, 1))
Rows = Sequence[Sequence[str | None]]
Audit = Callable[..., Outcome]


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """Check frames against one standard."""
    vocabulary = {"visit": VISIT, "register": REGISTER, "ticket": TICKET, "call": CALL}
    files = {f"vocabulary/{name}.yaml": dedent(text) for name, text in vocabulary.items()}
    files["trial/handbook.yaml"] = dedent(HANDBOOK)
    files["profiles/trial.yaml"] = "profile: trial\ntitle: {zh: 试, en: T}\nextends: default\nhandbooks: [trial]\n"

    def check(asked: str, logs: Mapping[str, tuple[str, Rows]], as_of: str = "2026-07-01", **job: Any) -> Outcome:
        files["trial/all.yaml"] = STANDARD + indent(dedent(asked), "  ")
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        covers: Mapping[str, tuple[date, date]] = job.pop("covers", {})
        given = tuple(
            LogSource(frame=pd.DataFrame(rows, columns=columns.split(), dtype="str"), log=name, covers=covers.get(name))
            for name, (columns, rows) in logs.items()
        )
        return run(Job(logs=given, policies=(tmp_path,), profile="trial", as_of=datetime.fromisoformat(as_of), **job))

    return check


def reasons(outcome: Outcome) -> dict[str, str]:
    """What is told of every instance that does not simply conform: key and period of a slot or group, key of a case."""
    assert outcome.record.statuses["trial.1.it"].status is Status.JUDGED
    cases = outcome.record.standards[0].scope.value == "case"
    return {str(row.key) if cases else f"{row.key} {row.period}": str(row.reason) for row in outcome.evidence.itertuples()}


CADENCE = """\
    log: visit
    check:
      cadence: {per: quarter, roster: {log: register, entity: site, from: since, until: until}}
    """


def test_a_register_that_contradicts_itself_breaches_nothing(audit: Audit) -> None:
    rows = [
        ["1", "A", "2025-01-01", None],
        ["1", "A", "2025-01-01", "2025-12-31"],  # the same entry, and closed
        ["2", "B", "2026-06-01", "2025-12-31"],  # closed before it opened
        ["3", "C", "2025-01-01", None],
        ["3", "C", "2025-01-01", None],  # told twice
    ]
    logs = {"visit": ("visit_id branch held_at", []), "register": ("entry site since until", rows)}
    found = reasons(audit(CADENCE, logs, since=date(2026, 1, 1), until=date(2026, 7, 1), covers={"visit": FIRST_HALF}))
    assert found == {
        **dict.fromkeys(["A 2026-Q1", "A 2026-Q2", "B 2026-Q1", "B 2026-Q2"], "unknown_scope"),
        **dict.fromkeys(["C 2026-Q1", "C 2026-Q2"], "missing_slot"),
    }


@pytest.mark.parametrize(("sent", "reason"), [("2026-07-02", "missing_slot"), (None, "unknown_scope"), ("2026-05-01", "missing_slot")])
def test_what_happens_after_the_audit_fills_no_slot_before_it(audit: Audit, sent: str | None, reason: str) -> None:
    asked = "log: visit\ncheck:\n  cadence: {per: quarter, on: sent_at}\n"
    rows = [["1", "A", "2026-01-05", "2026-01-06"], ["2", "A", "2026-01-05", sent]]
    outcome = audit(asked, {"visit": ("visit_id branch held_at sent_at", rows)}, since=date(2026, 1, 1), covers={"visit": FIRST_HALF})
    found = reasons(outcome)
    assert found.get("A 2026-Q2", "conforming") == ("conforming" if sent == "2026-05-01" else reason)
    assert found["A 2026-Q3"] == "pending"


@pytest.mark.parametrize(("kind", "limit"), [("average", ""), ("percentile", "percent: 50, ")])
def test_what_ends_before_it_begins_makes_no_average_better(audit: Audit, kind: str, limit: str) -> None:
    """Twenty minutes late, and twenty minutes early by a clock that was wrong: nobody was served at once."""
    rows = [["1", "A", "2026-01-05 10:00", "2026-01-05 10:20"], ["2", "A", "2026-01-05 10:00", "2026-01-05 09:40"]]
    logs = {"visit": ("visit_id branch held_at sent_at", rows)}
    asked = f"log: visit\ncheck:\n  {kind}: {{of: sent_at - held_at, {limit}at_most: 10 minutes}}\n"
    assert reasons(audit(asked, logs)) == {"A 2026-01": "unknown_members"}


def test_done_before_it_was_planned_is_early(audit: Audit) -> None:
    rows = [
        ["1", "A", "2026-01-05", "2026-01-05 10:20", "2026-01-05 10:00"],
        ["2", "A", "2026-01-05", "2026-01-05 09:40", "2026-01-05 10:00"],
    ]
    logs = {"visit": ("visit_id branch held_at sent_at due_at", rows)}
    assert reasons(audit("log: visit\ncheck:\n  average: {of: sent_at - due_at, at_most: 1 minute}\n", logs)) == {}


def test_the_clock_of_a_paused_case_stands_still(audit: Audit) -> None:
    day = "2026-01-05 "
    columns = "ticket_id branch opened held resumed done"
    rows = [
        ["on the limit", "A", day + "09:00", day + "10:00", day + "12:00", day + "15:00"],
        ["a second over", "A", day + "09:00", day + "10:00", day + "12:00", day + "15:00:01"],
        ["paused too late", "A", day + "09:00", day + "13:00:01", day + "18:00", day + "18:00"],
        ["still paused", "A", day + "09:00", day + "10:00", None, None],
    ]
    outcome = audit(
        "log: ticket\ncheck:\n  deadline: {from: opened, to: done, within: 4 hours, pausing: true}\n", {"ticket": (columns, rows)}
    )
    assert reasons(outcome) == {"a second over": "late", "paused too late": "late", "still paused": "pending"}
    dues = {row.key: row.due for row in outcome.record.findings[0].evidence}
    assert dues == {"a second over": datetime(2026, 1, 5, 15), "paused too late": datetime(2026, 1, 5, 13)}


def test_what_was_missed_was_due_when_it_was_missed(audit: Audit) -> None:
    asked = "log: ticket\ncheck:\n  follow_up: {log: call, match: {about: ticket_id}, after: done, every: 1 month}\n"
    tickets = [[name, "A", "2026-01-30", "2026-01-31"] for name in ("first", "second", "third", "none")]
    calls = [("second", "02-28"), ("third", "02-28"), ("third", "03-31"), ("first", "03-31")]
    rows = [[str(number), about, f"2026-{day} 12:00"] for number, (about, day) in enumerate(calls)]
    logs = {"ticket": ("ticket_id branch opened done", tickets), "call": ("call_id about rang_at", rows)}
    outcome = audit(asked, logs, "2026-05-10")
    assert reasons(outcome) == dict.fromkeys(("first", "second", "third", "none"), "missing")
    last = {"first": (2, 28), "second": (3, 31), "third": (4, 30), "none": (2, 28)}
    assert {row.key: row.due for row in outcome.record.findings[0].evidence} == {
        name: datetime(2026, month, day, 23, 59, 59) for name, (month, day) in last.items()
    }
    # A waiver that was in force then covers it; one that was in force later does not.
    allowed = [Waiver("trial.1.it", "r", "x", date(2026, month, 1), date(2026, month + 1, 1)) for month in (3, 5)]
    waived = audit(asked, logs, "2026-05-10", waivers=tuple(allowed))
    assert {row.key for row in waived.evidence.itertuples() if row.verdict == "waived"} == {"second"}
    assert waived.record.unused_waivers == (allowed[1],)


@pytest.mark.parametrize(("time", "reason"), [("to be added", "unreadable"), (None, "missing")])
def test_a_milestone_whose_time_cannot_be_read_is_not_missing(audit: Audit, time: str | None, reason: str) -> None:
    rows = [["1", "open", "2026-01-05 09:00", "A"], ["1", "do", time, "A"]]
    for each in ("", ", each: true"):
        asked = f"log: ticket\ncheck:\n  deadline: {{from: opened, to: done, within: 1 hour{each}}}\n"
        assert reasons(audit(asked, {"ticket": ("ticket_id activity time branch", rows)})) == {"1": reason}


RATIO = "log: visit\ncheck:\n  ratio: {of: ok == True, at_least: 50}\n"
CONDITION = "log: visit\ncheck:\n  condition: {that: ok == True}\n"


@pytest.mark.parametrize(("asked", "names"), [(RATIO, ["N 2026-01", "unknown 2026-01"]), (CONDITION, ["1", "3"])])
def test_nobody_knows_whether_a_handbook_binds_a_row_without_a_unit(audit: Audit, asked: str, names: list[str]) -> None:
    rows = [["1", "North", "2026-01-05", "否"], ["2", "S", "2026-01-05", "否"], ["3", None, "2026-01-05", "否"]]
    adoption = Adoption("1", "x", date(2025, 1, 1), date(2025, 1, 1), None, ("N",))
    units = (Unit("N", "North"), Unit("S", "South"))
    outcome = audit(asked, {"visit": ("visit_id branch held_at ok", rows)}, adoptions={"trial": adoption}, units=units)
    found = reasons(outcome)
    assert list(found) == names
    assert found[names[1]] == "unknown_scope"
    assert {tally.unit for tally in outcome.record.tallies if "not_in_force" in tally.counts.reasons} == {"S"}


def test_a_handbook_is_adopted_for_units_by_their_codes(audit: Audit, tmp_path: Path) -> None:
    logs = {"visit": ("visit_id branch held_at ok", [["1", "North", "2026-01-05", "否"]])}
    audit(CONDITION, logs)
    adoption = '{document_no: "1", issuer: x, approved: 2025-01-01, effective_from: 2025-01-01, units: [North]}'
    more = tmp_path / "trial" / "handbook.yaml"
    text = more.read_text(encoding="utf-8").replace("clauses:", f"adoption: {adoption}\nclauses:")
    bare = Job(logs=(LogSource(frame=pd.DataFrame(), log="visit"),), policies=(tmp_path,), profile="trial", units=(Unit("N", "North"),))
    more.write_text(text, encoding="utf-8")
    with pytest.raises(JobError, match=r"handbook\.yaml.*names a unit by its code, not as 'North'; write N"):
        run(bare)


def test_a_last_audit_that_is_no_earlier_is_told(audit: Audit) -> None:
    logs = {"visit": ("visit_id branch held_at ok", [["1", "N", "2026-01-05", "否"]])}
    for day, told in ((date(2026, 6, 30), 0), (date(2026, 7, 1), 1)):
        past = PastAudit("h1", "", "", datetime.combine(day, datetime.min.time()), (), "report.json")
        said = [text.en for text in audit(CONDITION, logs, last_audit=past).record.warnings if "last audit" in text.en]
        assert len(said) == told
