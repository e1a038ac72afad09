"""Tallies of whole logs: every reason by unit and period, whatever the period, the clock and the end of a case."""

from __future__ import annotations

from datetime import date, datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import measure, verdicts
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.measured import Setting, Status
from hegui.words.periods import Period
from hegui.words.vocabulary import Log

AS_OF = datetime(2026, 3, 10)


def test_tally_counts_every_reason_by_unit_and_period(wide: Any, answer: Any, tickets: ModuleType) -> None:
    rows = [
        tickets.ticket("1", "03-01 09:00", "03-02 09:00"),
        tickets.ticket("2", "03-01 09:00", "03-02 09:00:01"),
        tickets.ticket("3", "03-01 09:00"),
        tickets.ticket("4", "03-09 09:00"),
        tickets.ticket("5", "02-01 09:00", "02-01 08:59"),
        tickets.ticket("6", "03-01 09:00", "03-05 09:00", _unit="B"),
        tickets.ticket("7"),
    ]
    found = measure([wide(rows)], [answer], Setting(AS_OF))
    assert [(t.unit, t.period, dict(t.counts.reasons), t.worst_seconds) for t in found.tallies] == [
        ("A", "2026-02", {"not_credible": 1}, None),
        ("A", "2026-03", {"conforming": 1, "late": 1, "missing": 1, "pending": 1}, 8 * 86400 - 9 * 3600),
        ("A", "unknown", {"no_anchor": 1}, None),
        ("B", "2026-03", {"late": 1}, 3 * 86400),
    ]
    assert tickets.status(found) == [(Status.JUDGED, "")]


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("day", "2026-01-01"),
        ("week", "2026-W01"),
        ("month", "2026-01"),
        ("quarter", "2026-Q1"),
        ("half_year", "2026-H1"),
        ("year", "2026"),
    ],
)
def test_period_label(wide: Any, answer: Any, period: str, label: str, tickets: ModuleType) -> None:
    found = measure([wide([tickets.ticket("1", "01-01 00:00")])], [answer], Setting(AS_OF, period=Period.parse(period)))
    assert [t.period for t in found.tallies] == [label]


def test_periods_of_a_year_end_in_the_week_of_its_thursday(wide: Any, answer: Any) -> None:
    rows = [{"_key": "1", "opened_at": datetime(2024, 12, 30)}, {"_key": "2", "opened_at": datetime(2023, 1, 1, 23, 59, 59)}]
    found = measure([wide(rows)], [answer], Setting(AS_OF, period=Period.parse("week")))
    assert [t.period for t in found.tallies] == ["2022-W52", "2025-W01"]


def test_closed_without_an_end_is_missing_before_the_limit(wide: Any, answer: Any, tickets: ModuleType) -> None:
    found = measure([wide([tickets.ticket("1", "03-09 12:00", closed_at=tickets.at("03-09 13:00"))])], [answer], Setting(AS_OF))
    assert [(row.reason, row.overrun_seconds) for row in found.evidence] == [("missing", None)]
    assert tickets.tally(found).worst_seconds is None


def test_later_than_as_of_has_not_happened(wide: Any, answer: Any, tickets: ModuleType) -> None:
    rows = [tickets.ticket("1", "03-01 09:00", "03-10 00:01"), tickets.ticket("2", "03-09 09:00", "03-10 00:01")]
    assert verdicts(wide(rows), [answer], AS_OF)[answer.id] == {"1": "missing", "2": "pending"}


def test_working_hours_of_units(build: Any, log: Log, tickets: ModuleType) -> None:
    calendar = WorkingCalendar(
        "default",
        date(2026, 3, 1),
        date(2026, 3, 31),
        frozenset({date(2026, 3, 2)}),
        Hours(((9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600))),
        {"B": Hours(((0, 86400),)), "C": Hours(())},
    )
    asked = build.standard(build.deadline("opened_at", "answered_at", "2 working hours"))
    rows = [
        tickets.ticket("lunch", "03-03 11:00", "03-03 14:00"),
        tickets.ticket("lunch, late", "03-03 11:00", "03-03 14:00:01"),
        tickets.ticket("evening", "03-03 17:00", "03-04 10:00"),
        tickets.ticket("night", "03-03 22:00", "03-04 11:00"),
        tickets.ticket("before a day off", "03-01 17:00", "03-03 10:00"),
        tickets.ticket("ends with the morning", "03-03 10:00", "03-03 12:00"),
        tickets.ticket("ends with the morning, late", "03-03 10:00", "03-03 12:00:01"),
        tickets.ticket("all day", "03-03 22:00", "03-04 00:00", _unit="B"),
        tickets.ticket("all day, late", "03-03 22:00", "03-04 00:00:01", _unit="B"),
        tickets.ticket("never open", "03-03 22:00", None, _unit="C"),
    ]
    found = verdicts(build.bound(log, rows, columns=tickets.COLUMNS), [asked], AS_OF, calendar)[asked.id]
    assert {key for key, code in found.items() if code == "late"} == {"lunch, late", "ends with the morning, late", "all day, late"}
    assert found["never open"] == "pending"
