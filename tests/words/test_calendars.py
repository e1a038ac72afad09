"""Working calendars: which days are worked, and the n-th working day after a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.words.calendars import Hours, WorkingCalendar

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
WEEKENDS = frozenset(day for n in range(365) if (day := FIRST + timedelta(days=n)).weekday() >= 5)
HOURS = Hours(((9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600)))


def calendar(days_off: frozenset[date] = WEEKENDS) -> WorkingCalendar:
    return WorkingCalendar("c", FIRST, LAST, days_off, HOURS)


def test_hours_add_up() -> None:
    assert HOURS.seconds == 8 * 3600
    assert Hours(()).seconds == 0


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 3, 6), True),
        (date(2026, 3, 7), False),
        (date(2025, 12, 27), False),
        (date(2025, 12, 31), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 2), False),
    ],
)
def test_outside_its_span_weekdays_are_worked(day: date, worked: bool) -> None:  # noqa: FBT001
    assert calendar().is_worked(day) is worked


def test_a_weekend_day_that_is_not_off_is_worked() -> None:
    assert calendar(WEEKENDS - {date(2026, 3, 7)}).is_worked(date(2026, 3, 7))


@pytest.mark.parametrize(
    ("day", "working_days", "after"),
    [
        (date(2026, 3, 6), 0, date(2026, 3, 6)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
    ],
)
def test_the_nth_working_day_after_a_day(day: date, working_days: int, after: date) -> None:
    assert calendar().after(day, working_days) == after


@given(st.dates(FIRST, date(2026, 9, 1)), st.integers(1, 20), st.frozensets(st.dates(FIRST, LAST), max_size=60))
def test_the_nth_working_day_is_worked_and_n_lie_between(day: date, working_days: int, days_off: frozenset[date]) -> None:
    days = calendar(days_off | WEEKENDS)
    after = days.after(day, working_days)
    between = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    assert days.is_worked(after)
    assert sum(map(days.is_worked, between)) == working_days
