"""Neighbouring periods are found whatever the period of the report."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hegui.judge.runs import longest_run, periods_in_a_row
from hegui.judge.totals import Total
from hegui.words.measured import Counts, Tally
from hegui.words.periods import Period
from hegui.words.slots import Cadence

WINDOWS = Period.billing_window(2, 4)
YEAR_2024 = {"day": 45_290, "week": 6_470, "month": 24_288, "quarter": 8_096, "half_year": 4_048, "year": 2_024, "cycle": 12_144}
LONGER = [
    ("quarter", "month"), ("cycle of 2 months", "month"), ("half_year", "quarter"), ("year", "week"), ("month", "week"), ("week", "day"),
    ("cycle of 4 months", "quarter"),
]  # fmt: skip


@given(st.sets(st.integers(-9, 9)))
def test_the_longest_run_of_numbers(numbers: set[int]) -> None:
    runs = [length for start in numbers for length in range(1, 20) if set(range(start, start + length)) <= numbers]
    assert longest_run(numbers) == max(runs, default=0)


def total(audit: Any, own: Period, report: Period, numbers: set[int]) -> Total:
    """A total with a breach in each own period, counted in the period of the report that holds its first day."""
    one = audit.standard(check=Cadence(own))
    counted = {report.number_at(own.bounds(number)[0]) for number in numbers} - {None}
    tallies = tuple(Tally(one.id, "U", str(number), Counts({"missing_slot": 1}), number) for number in sorted(counted, key=str))
    return Total(one, "U", Counts(), None, tallies)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(periods=st.sampled_from(LONGER), numbers=st.sets(st.integers(0, 9), max_size=8))
def test_longer_periods_keep_their_own_neighbours(audit: Any, periods: tuple[str, str], numbers: set[int]) -> None:
    own, report = map(Period.parse, periods)
    mine = {YEAR_2024.get(own.unit, 0) // (2 if periods[0] == "cycle of 4 months" else 1) + number for number in numbers}
    assert periods_in_a_row(total(audit, own, report, mine), report) == longest_run(mine)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.sets(st.integers(24_288, 24_300), max_size=8))
def test_billing_windows_in_a_report_by_weeks(audit: Any, numbers: set[int]) -> None:
    weeks = Period.parse("week")
    assert periods_in_a_row(total(audit, WINDOWS, weeks, numbers), weeks) == longest_run(numbers)


@pytest.mark.parametrize(("own", "report"), [("week", "month"), ("month", "quarter"), ("month", "month")])
def test_shorter_periods_are_those_of_the_report(audit: Any, own: str, report: str) -> None:
    whole = Period.parse(report)
    first = whole.number_at(Period.parse(own).bounds(YEAR_2024[own])[0])
    assert first is not None
    one = audit.standard(check=Cadence(Period.parse(own)))
    tallies = tuple(Tally(one.id, "U", str(number), Counts({"late": 1}), number) for number in (first, first + 1, first + 3))
    unknown = Tally(one.id, "U", "unknown", Counts({"late": 1}))
    assert periods_in_a_row(Total(one, "U", Counts(), None, (*tallies, unknown)), whole) == 2
