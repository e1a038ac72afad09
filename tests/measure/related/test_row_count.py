"""Rows of another log are counted: up to a milestone, on different days, and only where the log would hold them."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.words.expressions import Ref
from hegui.words.related import RowCount

pytestmark = pytest.mark.usefixtures("_tidy")


def test_rows_are_counted(told: Any, bench: ModuleType) -> None:
    twice = RowCount(bench.GOOD, at_least=2)
    assert told(twice, "03-02 09:00", "03-03 09:00") == "conforming"
    assert told(twice, "03-02 09:00", "03-03 09:00, other") == "pending"
    assert told(twice, "03-02 09:00", "03-03 09:00, nobody", closed_at=bench.at("03-04 09:00")) == "too_few"
    assert told(twice, "03-02 09:00", "03-03 09:00, bad", closed_at=bench.at("03-04 09:00")) == "too_few"
    assert told(twice, "03-02 09:00", "03-03 09:00, maybe", closed_at=bench.at("03-04 09:00")) == "unknown_value"
    assert told(twice, "03-02 09:00", "03-03 09:00, disagrees") == "unknown_value"
    assert told(twice, "03-02 09:00", "?") == "unknown_value"
    assert told(twice, "03-02 09:00", "-") == "unknown_value"
    assert told(twice, "03-02 09:00", "04-01 09:00", closed_at=bench.at("03-04 09:00")) == "too_few"
    assert told(twice, ticket_id=None) == "unknown_value"
    assert told(twice, "03-02 09:00", "03-03 09:00", ticket_id="?") == "unreadable"


def test_rows_are_counted_up_to_a_milestone(told: Any, bench: ModuleType) -> None:
    check = RowCount(bench.ALL, at_least=1, at_most=2, until=Ref("ended_at"))
    ended = bench.at("03-05 09:00")
    assert told(check, "03-05 09:00", ended_at=ended) == "conforming"
    assert told(check, "03-05 09:01", ended_at=ended) == "too_few"
    assert told(check) == "pending"
    assert told(check, "03-02 09:00", "03-03 09:00", "03-04 09:00") == "too_many"
    assert told(check, "03-02 09:00", "03-03 09:00", "03-06 09:00", ended_at=ended) == "conforming"
    assert told(check, "03-02 09:00", ended_at="?") == "unreadable"
    days = RowCount(bench.ALL, at_least=2, distinct_days=True)
    assert told(days, "03-02 00:00", "03-02 23:59") == "pending"
    assert told(days, "03-02 23:59", "03-03 00:00") == "conforming"


def test_too_few_is_a_breach_only_where_the_log_would_hold_the_rows(told: Any, bench: ModuleType) -> None:
    check = RowCount(bench.ALL, at_least=1, until=Ref("ended_at"))
    ended = bench.at("03-05 00:00")
    for covers, reason in (
        (None, "too_few"),
        ((date(2026, 3, 1), date(2026, 3, 5)), "too_few"),
        ((date(2026, 3, 2), date(2026, 3, 5)), "log_does_not_cover"),
        ((date(2026, 3, 1), date(2026, 3, 4)), "log_does_not_cover"),
    ):
        assert told(check, ended_at=ended, covers=covers) == reason


def test_a_row_that_is_not_there_yet_is_not_in_doubt(told: Any, bench: ModuleType) -> None:
    """Seen from an earlier instant, a row whose anchor is later has not happened, and is not one without a time."""
    assert told(RowCount(bench.GOOD, at_least=1), "03-20 09:00", as_of="03-10 09:00") == "pending"
