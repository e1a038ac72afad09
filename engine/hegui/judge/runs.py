"""Periods in a row: in how many neighbouring periods a standard was breached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from hegui.judge.totals import Total
from hegui.words.groups import Group
from hegui.words.periods import Period
from hegui.words.slots import Cadence
from hegui.words.standards import Standard
from hegui.words.verdicts import Verdict


def periods_in_a_row(total: Total, report: Period) -> int:
    """The longest run of neighbouring periods with a breach.

    Periods are those of the report; slots and groups of longer ones have their own, or else quarters in a report by months would
    never be neighbours.
    """
    breached = (tally.number for tally, found in total.periods if found[Verdict.NONCONFORMING])
    numbers = [number for number in breached if number is not None]
    own = _own(total.standard)
    if own is not None and _days(own) > _days(report):
        numbers = [_within(own, report, number) for number in numbers]
    return longest_run(numbers)


def longest_run(numbers: Iterable[int]) -> int:
    """How many numbers follow each other at most."""
    known = set(numbers)
    return max((_length(number, known) for number in known if number - 1 not in known), default=0)


def _length(number: int, known: set[int]) -> int:
    end = number
    while end in known:
        end += 1
    return end - number


def _own(standard: Standard) -> Period | None:
    return standard.check.per if isinstance(standard.check, Cadence | Group) else None


def _days(period: Period) -> int:
    """About how long a period is."""
    return 30 * period.months or (7 if period.unit == "week" else 1)


def _within(own: Period, report: Period, number: int) -> int:
    """The own period that begins in a shorter period of the report: the last of which that one holds a day."""
    since, until = report.bounds(number)
    days = (until - timedelta(days=back) for back in range(1, (until - since).days + 1))
    return next((found for day in days if (found := own.number_at(day)) is not None), number)
