"""The four real logs are read with the counts that their README states."""

from __future__ import annotations

from pathlib import Path

import pytest

from hegui.log import bind_logs, open_engine
from hegui.words.bound import BoundLog
from hegui.words.jobs import LogSource
from hegui.words.text import Text
from hegui.words.vocabulary import EventColumns, Field, FieldType, Log, Shape, Snapshot

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = [pytest.mark.real_logs, pytest.mark.skipif(not DATA.is_dir(), reason=f"the real logs are not at ../shared/data ({DATA.name})")]


def log_of(name: str, key: str, anchor: str, fields: dict[str, tuple[str, str]], **more: object) -> Log:
    made = {one: Field(one, FieldType(type_), Text(header, header)) for one, (type_, header) in fields.items()}
    return Log(name, Text(name, name), Text(name, name), key=key, unit=None, anchor=anchor, fields=made, **more)  # type: ignore[arg-type]


def bound(log: Log, file: str, columns: dict[str, str] | None = None) -> tuple[BoundLog, dict[str, int]]:
    with open_engine() as engine:
        (found,) = bind_logs(engine, [LogSource(files=(file,), base=DATA, columns=columns or {})], {log.name: log}).logs
        table = found.table
        counts = {"cases": table["_key"].nunique().to_pyarrow().as_py(), "rows": table.count().to_pyarrow().as_py()}
        if "outcome" in table.columns:
            counts |= {row["outcome"]: row["n"] for row in table.group_by("outcome").agg(n=table.count()).to_pyarrow().to_pylist()}
        if "resolved_at" in table.columns:
            counts["resolved"] = table.filter(table["resolved_at"].notnull())["_key"].nunique().to_pyarrow().as_py()
        return found, counts


def test_incidents() -> None:
    fields = {
        "number": ("id", "number"),
        "state": ("id", "incident_state"),
        "updated_at": ("datetime", "sys_updated_at"),
        "opened_at": ("datetime", "opened_at"),
        "resolved_at": ("datetime", "resolved_at"),
        "category": ("id", "category"),
    }
    log, counts = bound(log_of("incident", "number", "opened_at", fields, snapshot=Snapshot("updated_at")), "incident_event_log.zip")
    assert (log.shape, log.account.read, counts["cases"], counts["resolved"]) == (Shape.SNAPSHOT, 141_712, 24_918, 24_918 - 1_556)
    assert {fault.code for fault in log.faults} == {"repeated_header"}
    assert log.flawed == frozenset()


def test_help_desk() -> None:
    fields = {"case": ("id", "Case ID"), "taken_at": ("datetime", "taken")}
    events = {"taken_at": ("Take in charge ticket",)}
    log, counts = bound(log_of("ticket", "case", "taken_at", fields, events=events, event_columns=EventColumns((), ())), "helpdesk.csv.gz")
    assert (log.shape, log.account.read, log.account.set_aside) == (Shape.LONG, 21_348, {"duplicate_row": 127})
    assert counts == {"cases": 4_580, "rows": 21_348 - 127}


def test_calls() -> None:
    fields = {
        "call_id": ("id", "call"),
        "called_at": ("datetime", "called"),
        "wait_s": ("duration", "q_time"),
        "outcome": ("id", "outcome"),
    }
    log, counts = bound(
        log_of("call", "call_id", "called_at", fields), "august_calls.ods", {"call_id": "", "called_at": "date + vru_entry"}
    )
    assert (log.account.read, log.sources[0].note) == (42_078, "sheet 'august', header in row 1")
    assert (counts["AGENT"], counts["HANG"], counts["PHANTOM"]) == (31_402, 10_366, 310)


def test_telecom_complaints() -> None:
    fields = {"ticket": ("id", "Ticket #"), "received_at": ("datetime", "received"), "outcome": ("id", "Status")}
    log, counts = bound(log_of("complaint", "ticket", "received_at", fields), "Comcast*.csv", {"received_at": "Date_month_year + Time"})
    assert (log.account.read, log.account.used) == (2_224, 2_224)
    assert counts["Closed"] + counts["Solved"] == 1_707
