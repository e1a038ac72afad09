"""Calendar periods: they divide the calendar, number it without gaps, and say their names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.words.periods import CalendarPoint, Period

DIVIDING = [
    Period.parse(text) for text in ("day", "week", "month", "quarter", "half_year", "year", "cycle of 2 months", "cycle of 4 months")
]
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
ONE_DAY = timedelta(days=1)


@given(DAYS, st.sampled_from(DIVIDING))
def test_every_day_lies_in_the_period_of_its_number(day: date, period: Period) -> None:
    number = period.number_at(day)
    assert number is not None
    start, end = period.bounds(number)
    assert start <= day < end
    assert period.number_at(end) == number + 1
    assert period.number_at(start - ONE_DAY) == number - 1


@given(DAYS, st.integers(0, 14), st.integers(0, 14))
def test_a_billing_window_spans_the_end_of_its_month(day: date, last: int, first: int) -> None:
    if last + first == 0:
        return
    period = Period.billing_window(last, first)
    number = period.number_at(day)
    if number is None:
        # Between two windows: past the first days, and not yet in the last ones.
        assert first < day.day
        assert (day + timedelta(days=last)).month == day.month
        return
    start, end = period.bounds(number)
    assert start <= day < end
    assert (end - start).days == last + first
    assert (end - first * ONE_DAY).day == 1


@pytest.mark.parametrize(
    ("text", "day", "label"),
    [
        ("day", date(2026, 3, 7), "2026-03-07"),
        ("week", date(2026, 1, 1), "2026-W01"),
        ("week", date(2023, 1, 1), "2022-W52"),
        ("month", date(2026, 3, 31), "2026-03"),
        ("quarter", date(2026, 3, 31), "2026-Q1"),
        ("quarter", date(2026, 4, 1), "2026-Q2"),
        ("half_year", date(2026, 6, 30), "2026-H1"),
        ("year", date(2026, 12, 31), "2026"),
        ("cycle of 2 months", date(2026, 2, 28), "2026-01/02"),
        ("cycle of 2 months", date(2026, 12, 31), "2026-11/12"),
        ("cycle of 4 months", date(2026, 5, 1), "2026-05/08"),
    ],
)
def test_a_period_is_called_by_its_label(text: str, day: date, label: str) -> None:
    period = Period.parse(text)
    number = period.number_at(day)
    assert number is not None
    assert period.label(number) == label


def test_a_billing_window_is_counted_to_its_first_month() -> None:
    window = Period.billing_window(2, 4)
    assert [window.number_at(day) for day in (date(2026, 1, 29), date(2026, 1, 5))] == [None, None]
    numbers = {window.number_at(day) for day in (date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 4))}
    (number,) = numbers
    assert number is not None
    assert window.label(number) == "2025-12B"
    assert window.bounds(number) == (date(2025, 12, 30), date(2026, 1, 5))
    leap = window.number_at(date(2028, 2, 28))
    assert leap is not None
    assert window.bounds(leap) == (date(2028, 2, 28), date(2028, 3, 5))


@pytest.mark.parametrize("text", ["fortnight", "cycle of 5 months", "cycle of 1 months", "cycle of 24 months", "2 months", ""])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period; write one of day"):
        Period.parse(text)


@pytest.mark.parametrize(("last", "first"), [(0, 0), (15, 1), (1, 15), (-1, 3)])
def test_what_is_no_billing_window_is_refused(last: int, first: int) -> None:
    with pytest.raises(ValueError, match="at most 14 days"):
        Period.billing_window(last, first)


@pytest.mark.parametrize(
    ("point", "text", "day", "due"),
    [
        (CalendarPoint(25), "cycle of 2 months", date(2026, 1, 5), date(2026, 2, 25)),
        (CalendarPoint(25), "month", date(2026, 1, 31), date(2026, 1, 25)),
        (CalendarPoint(31), "cycle of 2 months", date(2026, 1, 5), date(2026, 2, 28)),
        (CalendarPoint(-1), "quarter", date(2026, 5, 5), date(2026, 6, 30)),
        (CalendarPoint(10, 1), "quarter", date(2026, 5, 5), date(2026, 4, 10)),
        (CalendarPoint(10, 2), "year", date(2026, 5, 5), date(2026, 2, 10)),
    ],
)
def test_a_point_of_the_calendar(point: CalendarPoint, text: str, day: date, due: date) -> None:
    period = Period.parse(text)
    number = period.number_at(day)
    assert number is not None
    assert point.in_period(period, number) == due


def test_periods_are_said_in_both_languages() -> None:
    said = [(str(period), period.in_chinese()) for period in (*DIVIDING, Period.billing_window(2, 4))]
    assert said == [
        ("day", "天"),
        ("week", "周"),
        ("month", "月"),
        ("quarter", "季度"),
        ("half-year", "半年"),
        ("year", "年"),
        ("cycle of 2 months", "2个月周期"),
        ("cycle of 4 months", "4个月周期"),
        ("billing window (last 2 and first 4 days)", "出账期（月末2天和月初4天）"),
    ]
