"""Scorecards: added up again, within the tolerance and beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from hegui.words.expressions import Ref
from hegui.words.groups import Group, Score


class TestScore:
    """Scorecards added up again."""

    CHECK = Score(
        (Ref("item"), Ref("thing")),
        Ref("noted"),
        base=Decimal(100),
        deductions=Ref("size"),
        floor=Decimal(0),
        within=Decimal("0.01"),
        pass_mark=Decimal(60),
    )
    CARD = ("A", "s / 7", "2026-01")

    def card(self, bench: Any, deductions: Sequence[Any], *noted: Any, check: Group = CHECK, **more: Any) -> tuple[str, Any]:
        given = bench.rows(
            *(
                {"item": "s", "thing": "7", "size": bench.number(points), "noted": bench.number(score), **more}
                for points, score in zip(deductions, noted, strict=True)
            )
        )
        found: tuple[str, Any] = bench.judged(check, given)[self.CARD]
        return found

    def test_deductions_are_summed(self, bench: Any) -> None:
        assert self.card(bench, ["10", "2.5", None], "87.5", None, "87.5") == (
            "conforming",
            {"recorded": "87.5", "recomputed": "87.5", "limit": "60"},
        )

    @pytest.mark.parametrize(
        ("noted", "expected"), [("87.51", "conforming"), ("87.49", "conforming"), ("87.510001", "disagrees"), ("87.489999", "disagrees")]
    )
    def test_within_the_tolerance(self, bench: Any, noted: str, expected: str) -> None:
        assert self.card(bench, ["12.5"], noted)[0] == expected

    def test_pass_mark_is_of_the_recorded_score(self, bench: Any) -> None:
        assert self.card(bench, ["40"], "60")[0] == "conforming"
        assert self.card(bench, ["40.01"], "59.99")[0] == "below_limit"
        assert self.card(bench, ["40.01"], "60")[0] == "conforming"
        assert self.card(bench, ["60"], "50")[0] == "disagrees"

    def test_no_score_is_below_the_floor(self, bench: Any) -> None:
        assert self.card(bench, ["70", "60"], "0", None) == ("below_limit", {"recorded": "0", "recomputed": "0", "limit": "60"})
        assert self.card(bench, ["130"], "-30")[0] == "disagrees"

    def test_recorded_missing_or_differing(self, bench: Any) -> None:
        assert self.card(bench, ["10"], None) == ("unknown_value", {"recorded": None, "recomputed": "90", "limit": "60"})
        assert self.card(bench, ["10", "10"], "80", "90")[0] == "unknown_value"

    def test_unreadable_cells(self, bench: Any) -> None:
        assert self.card(bench, [None, "10"], None, "90", noted__state="unreadable")[0] == "unknown_value"
        assert self.card(bench, [None, "10"], None, "90", size__state="unreadable")[0] == "unknown_value"
        assert self.card(bench, [None, "10"], None, "90", noted__state="missing", size__state="missing")[0] == "conforming"

    def test_unknown_rows(self, bench: Any) -> None:
        assert self.card(bench, ["10"], "90", _conflict=True)[0] == "unknown_members"

    def test_a_card_without_a_full_name(self, bench: Any) -> None:
        given = bench.rows({"item": "s", "thing": None, "noted": Decimal(100)})
        assert bench.code(bench.judged(self.CHECK, given), ("A", "s / unknown", "2026-01")) == "unknown_value"

    def test_base_from_the_card(self, bench: Any) -> None:
        check = Score((Ref("item"), Ref("thing")), Ref("noted"), base=Ref("times"), deductions=Ref("size"))
        assert self.card(bench, ["10"], "110", check=check, times=120) == ("conforming", {"recorded": "110", "recomputed": "110"})
        assert self.card(bench, ["10"], "110", check=check)[0] == "unknown_value"
        assert self.card(bench, ["10"], "109.999999", check=check, times=120)[0] == "disagrees"

    def test_weights(self, bench: Any) -> None:
        weights = ((Ref("size"), Decimal("0.4")), (Ref("times"), Decimal("0.125")))
        check = Score((Ref("item"), Ref("thing")), Ref("noted"), weights=weights, floor=Decimal(-1))
        assert self.card(bench, ["90"], "48.5", check=check, times=100) == ("conforming", {"recorded": "48.5", "recomputed": "48.5"})
        assert self.card(bench, ["90.000001"], "48.5", check=check, times=100) == (
            "disagrees",
            {"recorded": "48.5", "recomputed": "48.5000004"},
        )
        assert self.card(bench, [None], "48.5", check=check, times=100) == ("unknown_value", {"recorded": "48.5", "recomputed": None})
        assert self.card(bench, ["90", "91"], "48.5", "48.5", check=check, times=100)[0] == "unknown_value"

    def test_period_and_unit_of_the_last_row(self, bench: Any) -> None:
        given = [
            {"opened_at": datetime(2026, 1, 31), "item": "s", "thing": "7", "size": Decimal(1), "noted": Decimal(97)},
            {"opened_at": datetime(2026, 2, 1), "item": "s", "thing": "7", "size": Decimal(2), "noted": Decimal(97), "_unit": "B"},
        ]
        assert bench.judged(self.CHECK, given).keys() == {("B", "s / 7", "2026-02")}
