"""Calendars: what is refused, and which days are worked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hegui.policy.library import Policies
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.errors import UsageError

Files = dict[str, str]
Load = Callable[[Files], Policies]
Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("country: CN", "country: US", ["2:10: 'country': 'US' is not one of CN"]),
        ("hours: {default:", "hours: {south:", ["3:8: there are no 'default' hours; they hold for units that have none of their own"]),
        (
            '"13:00-18:00"]',
            '"11:00-18:00"]',
            [("3:34: 11:00-18:00 begins before the stretch before it has ended; give stretches in order, with a gap between them")],
        ),
        ('"13:00-18:00"]', '"18:00-13:00"]', ["3:34: 18:00-13:00 ends before it begins"]),
        ('"13:00-18:00"]', '"13-18"]', ["3:34: 'default': '13-18' is not a stretch of the day; write it as 09:00-12:00"]),
        ("extra_days_off: [2026-03-04]", "extra_days_off: [2026-03-08]", ["5:22: 2026-03-08 is a day off too"]),
        ("extra_days_off: [2026-03-04]", "extra_days_off: [4.3.2026]", ["4:18: '4.3.2026' is not a date; write it as 2026-03-31"]),
    ],
)
def test_a_calendar_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("calendars/default.yaml", old, new) == faults


def span(load: Load, files: Files, first: date, last: date) -> WorkingCalendar:
    return load(files).calendar("default", first, last)


def test_weekends_and_public_holidays_are_off(load: Load, files: Files) -> None:
    days = span(load, files, date(2026, 2, 14), date(2026, 3, 9))
    worked = [
        day for day in (date(2026, 2, 14), date(2026, 2, 17), date(2026, 2, 24), date(2026, 2, 28), date(2026, 3, 7)) if days.is_worked(day)
    ]
    assert worked == [date(2026, 2, 14), date(2026, 2, 24), date(2026, 2, 28)]  # two Saturdays are worked in place of the spring festival
    assert days.unknown_years == ()


def test_extra_days_count(load: Load, files: Files) -> None:
    days = span(load, files, date(2026, 3, 1), date(2026, 3, 9))
    assert not days.is_worked(date(2026, 3, 4))
    assert days.is_worked(date(2026, 3, 8))


def test_hours_are_kept_by_unit(load: Load, files: Files) -> None:
    days = span(load, files, date(2026, 3, 1), date(2026, 3, 9))
    assert days.hours == Hours(((9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600)))
    assert days.hours.seconds == 8 * 3600
    assert days.unit_hours == {"north": Hours(((8 * 3600, 16 * 3600),))}


def test_years_without_holidays_are_said_and_fall_back_to_weekdays(load: Load, files: Files) -> None:
    days = span(load, files, date(2090, 12, 30), date(2091, 1, 3))
    assert days.unknown_years == (2090, 2091)
    assert [day for day in range(1, 4) if days.is_worked(date(2091, 1, day))] == [1, 2, 3]
    assert not days.is_worked(date(2090, 12, 31))


def test_a_file_may_make_a_year_known(load: Load, files: Files) -> None:
    files["calendars/default.yaml"] += "years: [2090]\n"
    assert span(load, files, date(2090, 12, 30), date(2091, 1, 3)).unknown_years == (2091,)


def test_without_a_country_only_weekends_are_off(load: Load, files: Files) -> None:
    files["calendars/default.yaml"] = files["calendars/default.yaml"].replace("country: CN\n", "")
    days = span(load, files, date(2026, 2, 14), date(2091, 1, 3))
    assert days.is_worked(date(2026, 2, 17))
    assert not days.is_worked(date(2026, 2, 14))
    assert days.unknown_years == ()


def test_a_calendar_that_is_not_there_is_named(load: Load, files: Files) -> None:
    with pytest.raises(UsageError, match=r"there is no calendar 'defult'; did you mean 'default'\?"):
        load(files).calendar("defult", date(2026, 1, 1), date(2026, 1, 2))
