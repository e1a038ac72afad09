"""Averages: on the limit and beside it, of numbers and of lengths of time."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hegui.words.durations import Limit
from hegui.words.expressions import parse
from hegui.words.groups import Average

THIRTY_SECONDS = Limit.parse("30 seconds")


class TestAverage:
    """Means of numbers and of lengths of time."""

    def waits(self, bench: Any, *seconds: int | None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = bench.rows(
            *({"answered_at": None if s is None else bench.OPENED + timedelta(seconds=s)} for s in seconds)
        )
        return found

    @pytest.mark.parametrize(("last", "expected", "value"), [(30, "conforming", "30 s"), (31, "above_limit", "30.3333 s")])
    def test_times(self, bench: Any, last: int, expected: str, value: str) -> None:
        check = Average(parse("answered_at - opened_at"), at_most=THIRTY_SECONDS)
        judged = bench.judged(check, self.waits(bench, 20, 40, last))
        assert judged[bench.JANUARY] == (expected, {"value": value, "limit": "30 s", "members": "3"})

    def test_duration_fields(self, bench: Any) -> None:
        check = Average(parse("wait"), at_least=THIRTY_SECONDS)
        assert bench.code(bench.judged(check, bench.rows({"wait": 29}, {"wait": 30}))) == "below_limit"

    def test_numbers(self, bench: Any) -> None:
        check = Average(parse("size"), at_least=Decimal("4.5"), min_sample=2)
        assert bench.code(bench.judged(check, bench.rows({"size": Decimal(4)}, {"size": Decimal(5)}))) == "conforming"
        assert bench.code(bench.judged(check, bench.rows({"size": Decimal(4)}, {"size": Decimal("4.999999")}))) == "below_limit"
        assert bench.code(bench.judged(check, bench.rows({"size": Decimal(5)}))) == "small_sample"

    def test_ten_tenths_are_one(self, bench: Any) -> None:
        judged = bench.judged(Average(parse("size"), at_most=Decimal("0.1")), bench.rows(*[{"size": Decimal("0.1")}] * 10))
        assert judged[bench.JANUARY] == ("conforming", {"value": "0.1", "limit": "0.1", "members": "10"})

    def test_results_of_arithmetic_and_negative_means(self, bench: Any) -> None:
        judged = bench.judged(Average(parse("times - 10"), at_most=Decimal(0)), bench.rows({"times": 1}, {"times": 4}, {"times": 5}))
        assert judged[bench.JANUARY] == ("conforming", {"value": "-6.6667", "limit": "0", "members": "3"})

    def test_a_missing_value_leaves_it_open_unless_it_is_no_member(self, bench: Any) -> None:
        given = self.waits(bench, 20, None)
        check = Average(parse("answered_at - opened_at"), at_most=THIRTY_SECONDS)
        assert bench.code(bench.judged(check, given)) == "unknown_members"
        asked = Average(parse("answered_at - opened_at"), parse("answered_at is not missing"), at_most=THIRTY_SECONDS)
        assert bench.code(bench.judged(asked, given)) == "conforming"

    def test_only_unknown_members(self, bench: Any) -> None:
        judged = bench.judged(Average(parse("size"), at_most=Decimal(1)), bench.rows({"size": None}))
        assert judged[bench.JANUARY] == ("unknown_members", {"value": None, "limit": "1", "members": "0", "unknown": "1"})

    def test_a_number_beyond_a_trillion_is_not_known(self, bench: Any) -> None:
        assert bench.code(bench.judged(Average(parse("times"), at_most=Decimal(1)), bench.rows({"times": 2**62}))) == "unknown_members"

    def test_a_text_has_no_mean(self, bench: Any) -> None:
        with pytest.raises(TypeError, match="neither a number nor a duration"):
            bench.judged(Average(parse("item"), at_most=Decimal(1)), bench.rows({"item": "x"}))
