"""Trends: figures that get worse in a row, over gaps and before the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hegui.words.expressions import Ref
from hegui.words.groups import Trend


def monthly(values: Sequence[Any], name: str = "times", first: int = 1) -> list[dict[str, Any]]:
    """A row a month of 2026; None leaves the month out."""
    return [{"opened_at": datetime(2026, first + n, 10), name: value} for n, value in enumerate(values) if value is not None]


class TestTrend:
    """Figures that get worse in a row."""

    def trend(self, bench: Any, values: Sequence[int | None], periods: int = 2, worse: str = "rising", **setting: Any) -> dict[str, str]:
        judged = bench.judged(Trend(worse, periods, of=Ref("times")), monthly(values), **setting)
        return {period: reason for (_, _, period), (reason, _) in judged.items()}

    def test_rising(self, bench: Any) -> None:
        assert list(self.trend(bench, [1, 2, 3, 3, 4, 5]).values()) == [
            "no_comparison",
            "no_comparison",
            "worsening",
            "conforming",
            "conforming",
            "worsening",
        ]

    def test_falling(self, bench: Any) -> None:
        assert list(self.trend(bench, [5, 4, 3, 3], worse="falling").values())[2:] == ["worsening", "conforming"]

    def test_one_period(self, bench: Any) -> None:
        assert list(self.trend(bench, [5, 4, 6], 1).values()) == ["no_comparison", "conforming", "worsening"]

    def test_gaps(self, bench: Any) -> None:
        found = self.trend(bench, [1, 2, None, 3, 4, 5])
        assert found == {
            "2026-01": "no_comparison",
            "2026-02": "no_comparison",
            "2026-04": "unknown_value",
            "2026-05": "unknown_value",
            "2026-06": "worsening",
        }
        assert self.trend(bench, [1, 2, None, 3, 3])["2026-05"] == "conforming"

    def test_where_rows_are_counted_a_period_without_any_is_one_of_none(self, bench: Any) -> None:
        def counted(*numbers: int, **setting: Any) -> dict[str, Any]:
            given = [row for month, number in enumerate(numbers, start=1) for row in monthly([1], first=month) * number]
            return {period: told for (_, _, period), told in bench.judged(Trend("rising", 2), given, **setting).items()}

        found = counted(1, 0, 2, 3, 3)
        assert [reason for reason, _ in found.values()] == ["no_comparison", "conforming", "worsening", "conforming"]
        assert found["2026-04"][1] == {"series": "0, 2, 3"}
        assert "2026-02" not in found
        assert counted(0, 0, 1, 2)["2026-04"][0] == "no_comparison"  # whether there was a unit before its first row nobody knows
        assert counted(1, 0, 2, 3, covers=(date(2026, 3, 1), date(2027, 1, 1)))["2026-04"][0] == "no_comparison"

    def test_history_before_the_window_counts(self, bench: Any) -> None:
        assert self.trend(bench, [1, 2, 3], since=date(2026, 3, 1), until=date(2026, 4, 1)) == {"2026-03": "worsening"}

    def test_history_that_the_log_does_not_cover(self, bench: Any) -> None:
        found = self.trend(bench, [1, 2, 3, 4, 5], covers=(date(2026, 2, 1), date(2027, 1, 1)))
        assert list(found.values()) == ["log_does_not_cover", "no_comparison", "no_comparison", "worsening", "worsening"]

    def test_series(self, bench: Any) -> None:
        judged = bench.judged(Trend("rising", 3, of=Ref("times")), monthly([1, None, 3, 4]))
        assert judged["A", "A", "2026-04"][1] == {"series": "1, ?, 3, 4"}

    def test_rows_are_counted_and_the_whole_is_one(self, bench: Any) -> None:
        given = monthly([1, 1, 1]) + [{**row, "_unit": "B"} for row in monthly([None, 1, 1])] + monthly([None, None, 1])
        judged = bench.judged(Trend("rising", 2, whole=True), given)
        assert judged["-", "-", "2026-03"] == ("worsening", {"series": "1, 2, 3"})

    def test_quotients_are_compared_exactly(self, bench: Any) -> None:
        given = [
            {"opened_at": datetime(2026, month, 5), "times": events, "size": Decimal(size)}
            for month, events, size in ((1, 1, 3), (2, 2, 6), (3, 333_334, 1_000_000))
        ]
        judged = bench.judged(Trend("rising", 1, of=Ref("times"), over=Ref("size")), given)
        assert [reason for reason, _ in judged.values()] == ["no_comparison", "conforming", "worsening"]
        assert judged["A", "A", "2026-03"][1] == {"series": "0.3333, 0.3333"}

    def test_averages(self, bench: Any) -> None:
        given = monthly([2, 3]) + monthly([4, 2])
        judged = bench.judged(Trend("falling", 1, of=Ref("times"), average=True), given)
        assert judged["A", "A", "2026-02"] == ("worsening", {"series": "3, 2.5"})

    def test_what_is_not_known(self, bench: Any) -> None:
        doubtful = {"opened_at": datetime(2026, 2, 20), "times": 1, "_conflict": True}
        blank = {"opened_at": datetime(2026, 2, 20), "times": None}
        check = Trend("rising", 2, of=Ref("times"))
        assert bench.code(bench.judged(check, [*monthly([1, 2, 3]), doubtful]), ("A", "A", "2026-03")) == "unknown_members"
        assert bench.code(bench.judged(check, [*monthly([1, 2, 3]), blank]), ("A", "A", "2026-03")) == "unknown_value"
        assert bench.code(bench.judged(check, [*monthly([1, 2, 4, 3]), doubtful]), ("A", "A", "2026-04")) == "conforming"
        nothing = Trend("rising", 1, of=Ref("times"), over=Ref("size"))
        given = [{**row, "size": Decimal(n)} for n, row in enumerate(monthly([1, 2]))]
        assert bench.code(bench.judged(nothing, given), ("A", "A", "2026-02")) == "unknown_value"

    def test_the_running_period(self, bench: Any) -> None:
        found = self.trend(bench, [1, 2, 3], as_of=datetime(2026, 3, 20))
        assert found["2026-03"] == "pending"
