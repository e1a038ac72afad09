"""Which period a group is of, at the edges of periods and of the window, and whether the period can be judged."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hegui.words.expressions import parse
from hegui.words.groups import Ratio
from hegui.words.periods import MONTH, Period

GOOD = parse("good == True")


class TestPeriods:
    """Which period a row is in, and whether the period can be judged."""

    CHECK = Ratio(GOOD, at_least=Decimal(80))

    def at(self, bench: Any, opened: datetime, per: Period = MONTH, **setting: Any) -> dict[str, str]:
        judged = bench.judged(Ratio(GOOD, at_least=Decimal(80), per=per), bench.rows({"good": True}, opened=opened), **setting)
        return {period: reason for (_, _, period), (reason, _) in judged.items()}

    @pytest.mark.parametrize(
        ("opened", "expected"),
        [
            (datetime(2026, 1, 29, 23, 59, 59), None),
            (datetime(2026, 1, 30), "2026-01B"),
            (datetime(2026, 2, 4, 23, 59, 59), "2026-01B"),
            (datetime(2026, 2, 5), None),
            (datetime(2026, 2, 27), "2026-02B"),
            (datetime(2025, 12, 30), "2025-12B"),
            (datetime(2026, 1, 4), "2025-12B"),
        ],
    )
    def test_billing_window_over_the_end_of_month_and_year(self, bench: Any, opened: datetime, expected: str | None) -> None:
        found = self.at(bench, opened, Period.billing_window(2, 4))
        assert found == ({} if expected is None else {expected: "conforming"})

    @pytest.mark.parametrize(
        ("opened", "months", "expected"),
        [
            (datetime(2026, 2, 28, 23), 2, "2026-01/02"),
            (datetime(2026, 3, 1), 2, "2026-03/04"),
            (datetime(2026, 4, 30, 23), 4, "2026-01/04"),
            (datetime(2026, 5, 1), 4, "2026-05/08"),
            (datetime(2026, 12, 31), 4, "2026-09/12"),
        ],
    )
    def test_cycles(self, bench: Any, opened: datetime, months: int, expected: str) -> None:
        assert self.at(bench, opened, Period.parse(f"cycle of {months} months")) == {expected: "conforming"}

    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [
            (datetime(2026, 1, 20), "pending"),
            (datetime(2026, 1, 31, 23, 59, 59), "pending"),
            (datetime(2026, 2, 1), "conforming"),
        ],
    )
    def test_a_period_is_over_when_the_next_begins(self, bench: Any, as_of: datetime, expected: str) -> None:
        assert self.at(bench, bench.OPENED, as_of=as_of) == {"2026-01": expected}

    @pytest.mark.parametrize(
        ("since", "until", "expected"),
        [
            (date(2026, 1, 1), date(2026, 2, 1), {"2026-01": "conforming"}),
            (date(2026, 1, 2), None, {"2026-01": "partial_period"}),
            (None, date(2026, 1, 31), {"2026-01": "partial_period"}),
            (date(2026, 1, 31), None, {"2026-01": "partial_period"}),
            (date(2026, 2, 1), None, {}),
            (None, date(2026, 1, 1), {}),
            (None, date(2026, 1, 2), {"2026-01": "partial_period"}),
        ],
    )
    def test_window(self, bench: Any, since: date | None, until: date | None, expected: dict[str, str]) -> None:
        assert self.at(bench, bench.OPENED, since=since, until=until) == expected

    def test_partial_comes_before_pending(self, bench: Any) -> None:
        assert self.at(bench, bench.OPENED, since=date(2026, 1, 5), as_of=datetime(2026, 1, 20)) == {"2026-01": "partial_period"}

    def test_window_between_billing_windows(self, bench: Any) -> None:
        per = Period.billing_window(2, 4)
        setting = {"since": date(2026, 1, 15), "until": date(2026, 2, 15)}
        assert self.at(bench, datetime(2026, 1, 31), per, **setting) == {"2026-01B": "conforming"}
        assert self.at(bench, datetime(2026, 1, 2), per, **setting) == {}
        assert self.at(bench, datetime(2026, 2, 28), per, **setting) == {}
        assert self.at(bench, datetime(2026, 1, 31), per, as_of=datetime(2026, 2, 20)) == {"2026-01B": "conforming"}

    @pytest.mark.parametrize(
        ("covers", "declared", "expected"),
        [
            ((date(2026, 1, 1), date(2026, 2, 1)), True, "conforming"),
            ((date(2026, 1, 2), date(2026, 2, 1)), True, "partial_period"),
            ((date(2026, 1, 1), date(2026, 1, 31)), True, "log_does_not_cover"),
            ((date(2026, 1, 15), date(2026, 1, 16)), False, "conforming"),
            ((date.min, date.max), True, "conforming"),
        ],
    )
    def test_only_a_declared_span_tells_of_gaps(self, bench: Any, covers: tuple[date, date], expected: str, *, declared: bool) -> None:
        assert self.at(bench, bench.OPENED, covers=covers, declared=declared) == {"2026-01": expected}

    def test_pending_comes_before_what_the_log_covers(self, bench: Any) -> None:
        covers = (date(2026, 1, 5), date(2026, 1, 20))
        assert self.at(bench, bench.OPENED, covers=covers, as_of=datetime(2026, 1, 20)) == {"2026-01": "pending"}

    def test_rows_without_an_anchor(self, bench: Any) -> None:
        given = bench.rows({"good": True}, {"good": True, "opened_at": None}, {"good": None, "opened_at": None})
        judged = bench.judged(self.CHECK, given, since=date(2026, 1, 1), until=date(2026, 2, 1))
        assert bench.code(judged) == "conforming"
        assert judged["A", "A", "unknown"] == ("no_anchor", {"unknown": "2"})

    def test_days_and_weeks(self, bench: Any) -> None:
        assert self.at(bench, datetime(2026, 3, 8, 23, 59), Period("week")) == {"2026-W10": "conforming"}
        assert self.at(bench, datetime(2026, 3, 9), Period("week")) == {"2026-W11": "conforming"}
        assert self.at(bench, datetime(2026, 3, 9), Period("day"), as_of=datetime(2026, 3, 9, 23)) == {"2026-03-09": "pending"}
