"""Tickets for the tests of whole logs: their fields, rows and objections, and what is read off a measurement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hegui.words.measured import Measurement, Status, Tally
from hegui.words.profiles import Objection
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType

FIELDS: dict[str, Any] = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "answered_at": "datetime",
    "closed_at": "datetime",
    "tier": "enum",
    "customer": Field("customer", FieldType.ID, Text("客户", "customer"), personal=True),
    "amount": "number",
    "wait": "duration",
    "solved_at": "datetime",
    "fixed_at": "datetime",
}
COLUMNS = ("opened_at", "answered_at", "closed_at", "tier", "customer", "amount", "wait")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


def ticket(key: str, opened: str | None = None, answered: str | None = None, **more: Any) -> dict[str, Any]:
    return {"_key": key, "opened_at": at(opened) if opened else None, "answered_at": at(answered) if answered else None, **more}


def tally(found: Measurement, unit: str = "A", period: str = "2026-03") -> Tally:
    return next(tally for tally in found.tallies if (tally.unit, tally.period) == (unit, period))


def status(found: Measurement) -> list[tuple[Status, str]]:
    return [(one.status, one.why) for one in found.statuses]


def objection(key: str) -> Objection:
    return Objection("ticket", key, "record", "it was answered", "recording", "head", date(2026, 3, 9), upheld=True)
