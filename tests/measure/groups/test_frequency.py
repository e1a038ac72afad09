"""Frequencies: events by exposure, as they are and as they were recorded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hegui.words.expressions import Ref
from hegui.words.groups import Frequency


class TestFrequency:
    """Events by exposure."""

    PER_TEN_THOUSAND = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), recorded=Ref("noted"), at_most=Decimal(40))

    def given(self, bench: Any, *cells: tuple[int | None, int | str | None, str | None], **more: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = bench.rows(
            *(
                {"times": events, "size": bench.number(exposure), "noted": bench.number(recorded), **more}
                for events, exposure, recorded in cells
            )
        )
        return found

    def test_interruptions_per_ten_thousand_circuits(self, bench: Any) -> None:
        assert bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (20, 5000, "40.00")))[bench.JANUARY] == (
            "conforming",
            {"events": "20", "exposure": "5000", "value": "40", "recorded": "40", "recomputed": "40", "limit": "40"},
        )

    @pytest.mark.parametrize(
        ("events", "exposure", "recorded", "expected"),
        [
            (1, 3, "3333.33", "conforming"),
            (2, 3, "6666.67", "conforming"),
            (2, 3, "6666.66", "disagrees"),
            (1, 80_000, "0.13", "conforming"),  # 0.125, rounded up
            (1, 80_000, "0.12", "conforming"),  # and down
            (1, 80_000, "0.119999", "disagrees"),
            (1, 80_000, "0.130001", "disagrees"),
            (2, 3, "6666.666667", "conforming"),  # more exact than it has to be
            (2, 3, "6666.661667", "conforming"),
            (2, 3, "6666.661666", "disagrees"),
        ],
    )
    def test_recorded_may_be_half_of_the_last_decimal_off(
        self, bench: Any, events: int, exposure: int, recorded: str, expected: str
    ) -> None:
        check = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), recorded=Ref("noted"))
        assert bench.code(bench.judged(check, self.given(bench, (events, exposure, recorded)))) == expected

    def test_other_decimals(self, bench: Any) -> None:
        for decimals, recorded in ((0, "3333"), (1, "3333.3"), (6, "3333.333333")):
            check = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), recorded=Ref("noted"), decimals=decimals)
            judged = bench.judged(check, self.given(bench, (1, 3, recorded)))
            assert judged[bench.JANUARY][0] == "conforming"
            assert judged[bench.JANUARY][1]["recomputed"] == recorded

    def test_the_limit_is_compared_exactly(self, bench: Any) -> None:
        check = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), at_most=Decimal(40))
        assert bench.code(bench.judged(check, self.given(bench, (20, "4999.999999", None)))) == "above_limit"
        assert bench.code(bench.judged(check, self.given(bench, (10, "2500", None), (10, "2500", None)))) == "conforming"

    def test_disagreeing_comes_before_the_limit_and_the_limit_before_unknown(self, bench: Any) -> None:
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (21, 5000, "40")))) == "disagrees"
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (21, 5000, None)))) == "above_limit"
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (20, 5000, None)))) == "unknown_value"
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (10, 2500, "40"), (10, 2500, "39")))) == "unknown_value"

    def test_missing_parts_and_no_exposure(self, bench: Any) -> None:
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (20, 5000, "40"), (None, 1, "40")))) == "unknown_value"
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (20, 5000, "40"), (1, None, "40")))) == "unknown_value"
        judged = bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (20, 0, "40")))
        assert judged[bench.JANUARY][0] == "no_exposure"
        assert judged[bench.JANUARY][1]["value"] is None
        assert bench.code(bench.judged(self.PER_TEN_THOUSAND, self.given(bench, (20, 5000, "40"), _conflict=True))) == "unknown_members"

    def test_rows_are_counted(self, bench: Any) -> None:
        check = Frequency(Ref("size"), Decimal(100), at_most=Decimal("66.6"))
        assert bench.judged(check, self.given(bench, (None, 1, None), (None, 2, None)))[bench.JANUARY] == (
            "above_limit",
            {"events": "2", "exposure": "3", "value": "66.6667", "limit": "66.6"},
        )
