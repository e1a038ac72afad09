"""Cases and contacts that are about them, and how the compiled checks judge the cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from hegui.measure.cases import case_view
from hegui.measure.kinds import DUES
from hegui.measure.precedence import rule
from hegui.measure.shelf import Shelf
from hegui.words.bound import KEY, BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.expressions import Ref, parse
from hegui.words.related import Related
from hegui.words.standards import Standard
from hegui.words.verdicts import REASON_OF_NUMBER
from hegui.words.vocabulary import Log

AS_OF = datetime(2026, 3, 31, 12)
CASE_FIELDS = {
    "ticket_id": "id",
    "customer": "id",
    "opened_at": "datetime",
    "handled_at": "datetime",
    "handled_on": "date",
    "ended_at": "datetime",
    "ended_on": "date",
    "closed_at": "datetime",
    "score": "integer",
    "branch": "id",
}
ROW_FIELDS = {
    "contact_id": "id",
    "ticket_ref": "id",
    "caller": "id",
    "contact_at": "datetime",
    "called_at": "datetime",
    "on_day": "date",
    "good": "boolean",
    "branch": "id",
}
WEEKDAYS = WorkingCalendar(
    "default",
    date(2026, 1, 1),
    date(2026, 12, 31),
    frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365) if (date(2026, 1, 1) + timedelta(days=n)).weekday() > 4),
    Hours(((9 * 3600, 18 * 3600),)),
)


def judged(
    case_log: BoundLog, others: Sequence[BoundLog], standards: Sequence[Standard], as_of: datetime = AS_OF
) -> dict[str, dict[str, tuple[str, int | None]]]:
    """Reason and seconds past due of every case, by standard and key."""
    logs = {log.log.name: log for log in (case_log, *others)}
    with Shelf(case_log.table.get_backend(), case_log.log.name) as shelf:
        view = case_view(shelf, case_log, standards, as_of, WEEKDAYS, logs=logs)
        rulings = {standard.id: rule(standard, view) for standard in standards}
        columns: dict[str, Any] = {f"reason {name}": ruling.reason for name, ruling in rulings.items()}
        columns |= {f"alone {s.id}": DUES[type(s.check)](s.check, view) for s in standards if type(s.check) in DUES}
        columns |= {f"past {name}": ruling.past_due for name, ruling in rulings.items() if ruling.past_due is not None}
        columns |= {f"due {name}": ruling.due for name, ruling in rulings.items() if ruling.due is not None}
        rows = shelf.fetch(view.table.select(KEY, **columns)).to_pydict()
    assert all(rows[f"due {name}"] == rows.get(f"alone {name}") for name, ruling in rulings.items() if ruling.due is not None)
    found: dict[str, dict[str, tuple[str, int | None]]] = {}
    for name in rulings:
        past = rows.get(f"past {name}", [None] * len(rows[KEY]))
        found[name] = {
            key: (REASON_OF_NUMBER[number].code, seconds)
            for key, number, seconds in zip(rows[KEY], rows[f"reason {name}"], past, strict=True)
        }
    return found


def related(where: str | None = None, at: str | None = None, *, more: bool = False) -> Related:
    match = ((Ref("ticket_ref"), Ref("ticket_id")), *([(Ref("caller"), Ref("customer"))] if more else []))
    return Related("contact", match, parse(where) if where else None, Ref(at) if at else None)


ALL, GOOD, DAYS = related(), related("contact.good == True"), related("contact.good == True", "on_day")
MIXED = related("contact.good == True or score > 70", "called_at", more=True)


def case_log(build: Any) -> Log:
    log: Log = build.vocabulary(CASE_FIELDS, closed="closed_at is not missing")
    return log


def contacts(build: Any, **given: Any) -> Log:
    log: Log = build.vocabulary(ROW_FIELDS, **{"name": "contact", "key": "contact_id", "anchor": "contact_at", **given})
    return log


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


def row(text: str) -> dict[str, Any]:
    """A contact: its time, and what is not usual about it."""
    when, *marks = text.split(", ")
    known = when not in {"?", "-"}
    return {
        "ticket_ref": "2" if "other" in marks else None if "nobody" in marks else "1",
        "contact_at": at(when) if known else None,
        "contact_at__state": "unreadable" if when == "?" else "ok",
        "contact_at__raw": when,
        "on_day": at(when).date() if known else None,
        "good": None if "maybe" in marks else "bad" not in marks,
        "_conflict": "disagrees" in marks,
    }


def as_bound_flawed(case: dict[str, Any]) -> dict[str, Any]:
    """A case as binding leaves it; ``?`` is a cell that cannot be read."""
    bad = {name for name, value in case.items() if value == "?"}
    flawed = {name + suffix: value for name in bad for suffix, value in (("__state", "unreadable"), ("__raw", "?"))}
    return {name: None if name in bad else value for name, value in case.items()} | flawed
