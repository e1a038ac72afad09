"""Cases of several events, made up or drawn, and how the compiled checks judge them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

from hegui.measure.cases import case_view
from hegui.measure.kinds import DUES
from hegui.measure.precedence import rule
from hegui.measure.shelf import Shelf
from hegui.words.bound import KEY, BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Deadline, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.standards import Standard
from hegui.words.verdicts import REASON_OF_NUMBER
from hegui.words.vocabulary import Log

AS_OF = datetime(2026, 3, 4)
START = datetime(2026, 3, 2, 9)
FIELDS = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "a": "datetime",
    "b": "datetime",
    "hold": "datetime",
    "go": "datetime",
    "wait": "datetime",
    "back": "datetime",
    "on_day": "date",
    "tier": "enum",
    "done": "boolean",
}
MILESTONES = ("opened_at", "a", "b", "hold", "go", "wait", "back")
CALENDAR = WorkingCalendar("default", AS_OF.date(), AS_OF.date(), frozenset(), Hours(((9 * 3600, 17 * 3600),)))
HOLDS = (("hold", "go"),)


def event_log(build: Any, pauses: Sequence[tuple[str, str]] = HOLDS) -> Log:
    log: Log = build.vocabulary(FIELDS, events=dict.fromkeys(MILESTONES, ()), closed="done == True", pauses=tuple(pauses))
    return log


def within(text: str, start: str = "a", end: str = "b", **given: Any) -> Deadline:
    not_before = Limit.parse(given.pop("not_before")) if "not_before" in given else None
    return Deadline(Moment((Ref(start),)), Moment((Ref(end),)), Limit.parse(text), not_before, **given)


def judged(log: BoundLog, standards: Sequence[Standard], as_of: datetime = AS_OF) -> dict[str, dict[str, tuple[str, Any, Any]]]:
    """Reason, seconds past due and due instant of every case, by standard and key."""
    with Shelf(log.table.get_backend(), log.log.name) as shelf:
        view = case_view(shelf, log, standards, as_of, CALENDAR)
        rulings = {standard.id: rule(standard, view) for standard in standards}
        columns: dict[str, Any] = {f"reason {name}": ruling.reason for name, ruling in rulings.items()}
        columns |= {f"alone {s.id}": DUES[type(s.check)](s.check, view) for s in standards if type(s.check) in DUES}
        columns |= {f"past {name}": ruling.past_due for name, ruling in rulings.items() if ruling.past_due is not None}
        columns |= {f"due {name}": ruling.due for name, ruling in rulings.items() if ruling.due is not None}
        rows = shelf.fetch(view.table.select(KEY, **columns)).to_pydict()
    none = [None] * len(rows[KEY])
    assert all(rows[f"due {name}"] == rows.get(f"alone {name}") for name, ruling in rulings.items() if ruling.due is not None)
    return {
        name: {
            key: (REASON_OF_NUMBER[number].code, past, due)
            for key, number, past, due in zip(
                rows[KEY], rows[f"reason {name}"], rows.get(f"past {name}", none), rows.get(f"due {name}", none), strict=True
            )
        }
        for name in rulings
    }


def maybe(text: str | None) -> datetime | None:
    """A time; ``?`` is none."""
    return None if text in {"?", None} else clock(str(text))


def clock(text: str) -> datetime:
    """A time on the day of the start; hours above 23 are of the days after."""
    hour, minute = text.split(":")
    return START.replace(hour=0) + timedelta(hours=int(hour), minutes=int(minute))


def some_events(chance: Random, naive: ModuleType, activities: Sequence[str], most: int = 7) -> list[Any]:
    return [
        naive.Happening(
            chance.choice(activities),
            None if chance.random() < 0.03 else START + timedelta(minutes=chance.choice(range(0, 3000, 30)) + chance.choice([0, 0, 1])),
            chance.choice(["ann", "bob", None]),
        )
        for _ in range(chance.randint(1, most))
    ]


def bound_rows(cases: Sequence[Sequence[Any]], closed: Sequence[bool], chance: Random) -> list[dict[str, Any]]:
    """All events of all cases, mixed, but in the order of the file within a case."""
    rows = [
        [
            {"_key": str(number), "_activity": "opened_at", "_time": START - timedelta(days=1), "done": closed[number]},
            *({"_key": str(number), "_activity": event.activity, "_time": event.at, "_actor": event.actor} for event in events),
        ]
        for number, events in enumerate(cases)
    ]
    mixed = []
    while rows:
        chosen = chance.choice(rows)
        mixed.append(chosen.pop(0))
        rows = [rest for rest in rows if rest]
    return mixed
