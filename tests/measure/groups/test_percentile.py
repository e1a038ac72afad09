"""Percentiles: ranks, ties, and members that are not known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from hegui.words.durations import Limit
from hegui.words.expressions import parse
from hegui.words.groups import Percentile

THIRTY_SECONDS = Limit.parse("30 seconds")


class TestPercentile:
    """Nearest ranks."""

    def judged(self, bench: Any, values: Sequence[int | None], percent: str = "90", **limits: Any) -> tuple[str, Any]:
        found: tuple[str, Any] = bench.judged(
            Percentile(parse("times"), Decimal(percent), **limits), bench.rows(*({"times": value} for value in values))
        )[bench.JANUARY]
        return found

    @pytest.mark.parametrize(
        ("values", "percent", "value"),
        [
            (range(1, 11), "90", "9"),
            (range(1, 12), "90", "10"),
            ([1, 2, 2, 2, 3], "50", "2"),
            ([1, 1, 1, 9], "75", "1"),
            ([1, 1, 1, 9], "76", "9"),
            ([5], "1", "5"),
            (range(1, 101), "7", "7"),
            (range(1, 101), "100", "100"),
            (range(1, 1001), "99.9", "999"),
        ],
    )
    def test_nearest_rank(self, bench: Any, values: Sequence[int], percent: str, value: str) -> None:
        assert self.judged(bench, values, percent, at_most=Decimal(0)) == (
            "above_limit",
            {"value": value, "limit": "0", "members": str(len(values))},
        )

    def test_on_the_limit_with_ties(self, bench: Any) -> None:
        assert self.judged(bench, [1, 2, 2, 2, 3], "80", at_most=Decimal(2))[0] == "conforming"
        assert self.judged(bench, [1, 2, 2, 2, 3], "80", at_least=Decimal(2))[0] == "conforming"
        assert self.judged(bench, [1, 2, 2, 3, 3], "80", at_most=Decimal(2))[0] == "above_limit"
        assert self.judged(bench, [1, 2, 2, 2, 3], "80", at_least=Decimal("2.0000001"))[0] == "below_limit"
        assert self.judged(bench, [1, 2, 2, 2, 3], "80", at_most=Decimal("1.9999999"))[0] == "above_limit"

    def test_unknown_members_at_both_ends(self, bench: Any) -> None:
        values = [1, 2, 3, 4, 5, 6, 7, 8, 9]
        assert self.judged(bench, [*values, None], at_most=Decimal(8))[0] == "unknown_members"
        assert self.judged(bench, [*values, None], at_most=Decimal(9))[0] == "conforming"
        assert self.judged(bench, [*values, None], at_most=Decimal(7))[0] == "above_limit"
        assert self.judged(bench, [*values, None], at_least=Decimal(9))[0] == "unknown_members"
        assert self.judged(bench, [*values, None], at_least=Decimal(8))[0] == "conforming"
        assert self.judged(bench, [*values, None], at_least=Decimal(10))[0] == "below_limit"
        assert self.judged(bench, [None], at_most=Decimal(8))[0] == "unknown_members"

    def test_times_and_samples(self, bench: Any) -> None:
        check = Percentile(parse("wait"), Decimal(50), at_most=THIRTY_SECONDS, min_sample=2)
        assert bench.judged(check, bench.rows({"wait": 30}, {"wait": 90}))[bench.JANUARY] == (
            "conforming",
            {"value": "30 s", "limit": "30 s", "members": "2"},
        )
        assert bench.code(bench.judged(check, bench.rows({"wait": 30}))) == "small_sample"
