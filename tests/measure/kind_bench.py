"""The log and the deadlines that checks of every kind are tried on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hegui.words.checks import Deadline, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType

FIELDS: dict[str, Any] = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "answered_at": "datetime",
    "closed_at": "datetime",
    "day": "date",
    "due_at": Field("due_at", FieldType.DATETIME, Text("期", "due"), planned=True),
    "tier": Field("tier", FieldType.ENUM, Text("级", "tier"), values={"g": (), "u": ()}),
    "owner": "id",
    "taker": "id",
    "parts": Field("parts", FieldType.LIST, Text("项", "parts"), values={"a": (), "b": ()}),
    "transferred": "boolean",
    "month": "month",
}
MILESTONES = ("opened_at", "answered_at", "closed_at")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


def limit(text: str, start: str = "opened_at", end: str = "answered_at") -> Deadline:
    return Deadline(Moment((Ref(start),)), Moment((Ref(end),)), Limit.parse(text))
