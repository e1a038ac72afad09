"""Logs, rosters and standards of slots from the words of the naive evaluator, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import ModuleType
from typing import Any

from hegui.measure import instances
from hegui.words.bound import BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.measured import Setting
from hegui.words.periods import CalendarPoint, Period
from hegui.words.slots import Cadence, Roster
from hegui.words.standards import Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType

DAYS_OFF = frozenset(date(2025, 1, 1) + timedelta(days=n) for n in range(1095) if (date(2025, 1, 1) + timedelta(days=n)).weekday() > 4)
CALENDAR = WorkingCalendar("default", date(2025, 1, 1), date(2027, 12, 31), DAYS_OFF, Hours(((0, 86400),)))
VISITS = ["held_at", "sent_on", "sent_on__state", "sent_on__raw", "person", "kind"]
FIELDS: dict[str, Any] = {
    "visit_id": "id",
    "held_at": "datetime",
    "sent_on": "date",
    "person": Field("person", FieldType.ID, Text("人员", "person"), personal=True),
    "kind": "enum",
}
ROSTER: dict[str, Any] = {"post_id": "id", "who": "id", "branch": "id", "since": "date", "until": "date", "kind": "enum"}


class Slots:
    """Turns the naive evaluator's words into logs and standards."""

    DAYS_OFF = DAYS_OFF

    def __init__(self, build: Any, naive: ModuleType) -> None:
        self.build, self.naive = build, naive
        self.visits = build.vocabulary(FIELDS, name="visit", key="visit_id", anchor="held_at")
        self.posts = build.vocabulary(ROSTER, name="post", key="post_id", anchor="since")

    def log(self, rows: Sequence[Any], covers: tuple[date, date] | None = (date(2026, 1, 1), date(2026, 7, 1))) -> BoundLog:
        cells = [
            {
                "_key": f"v{number}",
                "_row": number,
                "_unit": row.unit,
                "_conflict": row.conflict,
                "held_at": row.on,
                "sent_on": None if row.smudged else row.done,
                "sent_on__state": "unreadable" if row.smudged else "ok",
                "sent_on__raw": "?",
                "person": row.person,
                "kind": said(row.member),
            }
            for number, row in enumerate(rows, start=1)
        ]
        bound = self.build.bound(self.visits, cells, columns=VISITS, sources=("visits.csv",))
        made: BoundLog = replace(bound, covers=covers)
        return made

    def roster(self, stays: Sequence[Any]) -> BoundLog:
        cells = [
            {
                "_key": f"p{number}",
                "_row": number,
                "_unit": stay.unit,
                "_conflict": stay.conflict,
                "branch": stay.unit,
                "who": stay.who,
                "since": stay.since,
                "until": None if stay.blurred else stay.until,
                "until__state": "unreadable" if stay.blurred else "ok",
                "until__raw": "?",
                "kind": said(stay.member),
            }
            for number, stay in enumerate(stays, start=1)
        ]
        made: BoundLog = self.build.bound(
            self.posts, cells, columns=["branch", "who", "since", "until", "until__state", "until__raw", "kind"]
        )
        return made

    def standard(self, asked: Any, number: str = "1") -> Standard:
        per = Period.billing_window(2, 4) if asked.per == "billing" else Period.parse(asked.per)
        entity = Ref("branch") if asked.who == "unit" else Ref("who")
        check = Cadence(
            per,
            asked.at_least,
            Ref("person") if asked.who == "person" else None,
            asked.who == "whole",
            None,
            Ref("sent_on") if asked.done else None,
            Roster("post", entity, Ref("since"), Ref("until"), parse('kind == "y"')) if asked.roster else None,
            asked.at_least_days,
            asked.working_days_only,
            CalendarPoint(*asked.by) if asked.by else None,
            Limit.parse("{} {}".format(*asked.grace)) if asked.grace else None,
        )
        made: Standard = self.build.standard(check, number, where='kind == "y"', log="visit")
        return made

    def found(self, asked: Sequence[Any], rows: Sequence[Any], stays: Sequence[Any], times: Any) -> list[dict[tuple[str, str, str], str]]:
        standards = [self.standard(one, str(number)) for number, one in enumerate(asked)]
        told = instances([self.log(rows, times.covers), self.roster(stays)], standards, self.setting(times))
        return [{(i.unit, i.entity, i.period): i.reason for i in told[standard.id]} for standard in standards]

    def reasons(self, asked: Any, rows: Sequence[Any], times: Any, stays: Sequence[Any] = ()) -> dict[str, str]:
        """``entity period`` to the reason."""
        return {f"{who} {period}": reason for (_, who, period), reason in self.found([asked], rows, stays, times)[0].items()}

    def setting(self, times: Any, **given: Any) -> Setting:
        """When and over what is audited."""
        return Setting(times.as_of, times.since, times.until, calendar=CALENDAR, **given)

    def at(self, text: str) -> datetime:
        """A time of 2026."""
        return datetime.fromisoformat(f"2026-{text}")


def said(member: object) -> str | None:
    return None if member is None else "y" if member else "n"
