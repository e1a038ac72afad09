"""Time limits: what they say, and the clock that follows from the unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.words.durations import Clock, Limit

ELAPSED, CALENDAR = ("second", "minute", "hour"), ("day", "week", "month", "year")
LIMITS = st.builds(Limit, st.integers(1, 100), st.sampled_from(ELAPSED + CALENDAR)) | st.builds(
    Limit, st.integers(1, 36_525), st.sampled_from(["minute", "hour", "day"]), st.just(value=True)
)


@given(LIMITS)
def test_a_limit_is_read_as_it_is_written(limit: Limit) -> None:
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    ("text", "limit", "clock"),
    [
        ("24 hours", Limit(24, "hour"), Clock.ELAPSED),
        (" 1 hour ", Limit(1, "hour"), Clock.ELAPSED),
        ("30 seconds", Limit(30, "second"), Clock.ELAPSED),
        ("15 days", Limit(15, "day"), Clock.CALENDAR),
        ("2 weeks", Limit(2, "week"), Clock.CALENDAR),
        ("3  months", Limit(3, "month"), Clock.CALENDAR),
        ("2 working hours", Limit(2, "hour", working=True), Clock.WORKING),
        ("3 working days", Limit(3, "day", working=True), Clock.WORKING_DAYS),
    ],
)
def test_the_clock_follows_from_the_unit(text: str, limit: Limit, clock: Clock) -> None:
    assert Limit.parse(text) == limit
    assert limit.clock is clock


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("24", "is not a time limit; write a whole number and a unit"),
        ("24hours", "is not a time limit"),
        ("1.5 hours", "is not a time limit"),
        ("-1 hours", "is not a time limit"),
        ("２４ hours", "is not a time limit"),
        ("24 hrs", "is not a time limit"),
        ("hours", "is not a time limit"),
        ("", "is not a time limit"),
        ("0 days", "the amount must be above zero"),
        ("2 working weeks", "working time is counted in minutes, hours or days"),
        ("9 working seconds", "working time is counted in minutes, hours or days"),
        ("101 years", "is longer than a hundred years"),
        ("9999999999 seconds", "is longer than a hundred years"),
    ],
)
def test_what_is_no_limit(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        Limit.parse(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30 seconds", 30), ("90 minutes", 5_400), ("24 hours", 86_400), ("2 working hours", 7_200)],
)
def test_lengths_on_the_elapsed_and_the_working_clock(text: str, seconds: int) -> None:
    assert Limit.parse(text).seconds == seconds


@pytest.mark.parametrize(("text", "days", "months"), [("15 days", 15, 0), ("2 weeks", 14, 0), ("3 months", 0, 3), ("2 years", 0, 24)])
def test_lengths_on_the_calendar(text: str, days: int, months: int) -> None:
    limit = Limit.parse(text)
    assert (limit.days, limit.months) == (days, months)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [("24 hours", "24小时"), ("3 months", "3个月"), ("1 week", "1周"), ("2 working hours", "2个工作小时"), ("3 working days", "3个工作日")],
)
def test_limits_in_chinese(text: str, chinese: str) -> None:
    assert Limit.parse(text).in_chinese() == chinese
