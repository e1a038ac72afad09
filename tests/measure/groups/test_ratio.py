"""Ratios: shares of members and quotients of sums, on the limit and beside it, and where members are not known."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hegui.words.expressions import Ref, parse
from hegui.words.groups import Ratio

GOOD = parse("good == True")


class TestRatio:
    """Shares of members, and quotients of sums."""

    @pytest.mark.parametrize(("count", "of", "expected"), [(80, 100, "conforming"), (79, 100, "below_limit"), (799, 1000, "below_limit")])
    def test_exactly_on_the_limit_conforms(self, bench: Any, count: int, of: int, expected: str) -> None:
        assert bench.code(bench.judged(Ratio(GOOD, at_least=Decimal(80)), bench.good(count, of))) == expected

    @pytest.mark.parametrize(("count", "expected"), [(1, "conforming"), (2, "above_limit")])
    def test_at_most(self, bench: Any, count: int, expected: str) -> None:
        assert bench.code(bench.judged(Ratio(GOOD, at_most=Decimal("33.4")), bench.good(count, 3))) == expected

    def test_share_of_a_third_is_below_a_limit_of_more_decimals(self, bench: Any) -> None:
        judged = bench.judged(Ratio(GOOD, at_least=Decimal("33.33333334")), bench.good(1, 3))
        assert judged[bench.JANUARY] == ("below_limit", {"numerator": "1", "denominator": "3", "share": "33.3333", "limit": "33.33333334"})

    def test_both_limits(self, bench: Any) -> None:
        check = Ratio(GOOD, at_least=Decimal(40), at_most=Decimal(60))
        assert [bench.code(bench.judged(check, bench.good(n, 10))) for n in (3, 4, 6, 7)] == [
            "below_limit",
            "conforming",
            "conforming",
            "above_limit",
        ]
        assert bench.judged(check, bench.good(5, 10))[bench.JANUARY][1]["limit"] == "40 .. 60"

    def test_share_is_rounded_half_up(self, bench: Any) -> None:
        # 1 of 32 is 3.125; 5 of 32,768 is 0.0152587…; 1 of 160,000 is 0.000625.
        sums = bench.rows({"times": 1, "size": Decimal(160_000)})
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(0))
        assert bench.judged(check, sums)[bench.JANUARY][1]["share"] == "0.0006"
        assert bench.judged(check, bench.rows({"times": 1, "size": Decimal(200_000)}))[bench.JANUARY][1]["share"] == "0.0005"
        assert bench.judged(check, bench.rows({"times": 7, "size": Decimal(8_000_000)}))[bench.JANUARY][1]["share"] == "0.0001"
        assert bench.judged(check, bench.rows({"times": 11, "size": Decimal(8_000_000)}))[bench.JANUARY][1]["share"] == "0.0001"
        assert bench.judged(check, bench.rows({"times": 12, "size": Decimal(8_000_000)}))[bench.JANUARY][1]["share"] == "0.0002"

    def test_no_member_is_no_instance(self, bench: Any) -> None:
        check = Ratio(GOOD, parse("offered == True"), at_least=Decimal(80))
        assert bench.judged(check, []) == {}
        assert bench.judged(check, bench.rows({"offered": False, "good": True})) == {}
        assert bench.judged(check, bench.rows({"asked": False, "offered": True, "good": True}), where="asked == True") == {}

    @pytest.mark.parametrize(("members", "expected"), [(29, "small_sample"), (30, "conforming")])
    def test_min_sample(self, bench: Any, members: int, expected: str) -> None:
        check = Ratio(GOOD, at_least=Decimal(80), min_sample=30)
        assert bench.code(bench.judged(check, bench.good(members, members))) == expected

    def test_members_that_cannot_be_judged_do_not_fill_a_sample(self, bench: Any) -> None:
        check = Ratio(GOOD, at_least=Decimal(80), min_sample=30)
        assert bench.code(bench.judged(check, bench.good(29, 29) + bench.rows({"good": None}))) == "small_sample"

    @pytest.mark.parametrize(
        ("known", "unknown", "expected"),
        [((80, 99), 1, "conforming"), ((79, 99), 1, "unknown_members"), ((78, 99), 1, "below_limit"), ((0, 0), 1, "unknown_members")],
    )
    def test_unknown_members_are_tried_at_both_extremes(self, bench: Any, known: tuple[int, int], unknown: int, expected: str) -> None:
        judged = bench.judged(Ratio(GOOD, at_least=Decimal(80)), bench.good(*known) + bench.rows(*[{"good": None}] * unknown))
        assert bench.code(judged) == expected
        assert judged[bench.JANUARY][1]["unknown"] == str(unknown)

    @pytest.mark.parametrize("doubt", [{"asked": None}, {"offered": None}, {"_conflict": True}])
    def test_whatever_makes_a_member_unknown(self, bench: Any, doubt: dict[str, Any]) -> None:
        check = Ratio(GOOD, parse("offered == True"), at_least=Decimal(80))
        known = bench.rows(*({"asked": True, "offered": True, "good": n < 79} for n in range(99)))
        given = known + bench.rows({"asked": True, "offered": True, "good": False, **doubt})
        assert bench.code(bench.judged(check, given, where="asked == True")) == "unknown_members"

    def test_a_row_that_is_surely_no_member_is_none(self, bench: Any) -> None:
        check = Ratio(GOOD, parse("offered == True"), at_least=Decimal(80))
        given = bench.rows({"offered": True, "good": True}, {"offered": False, "good": None}, {"asked": False, "offered": None})
        assert bench.judged(check, given, where="asked is missing")[bench.JANUARY][1] == {
            "numerator": "1",
            "denominator": "1",
            "share": "100",
            "limit": "80",
        }

    def test_sums(self, bench: Any) -> None:
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(90))
        given = bench.rows({"times": 9, "size": Decimal("9.5")}, {"times": 9, "size": Decimal("10.5")})
        expected = {"numerator": "18", "denominator": "20", "share": "90", "limit": "90"}
        assert bench.judged(check, given) == {bench.JANUARY: ("conforming", expected)}
        assert bench.code(bench.judged(check, [*given, *bench.rows({"times": 0, "size": Decimal("0.000001")})])) == "below_limit"

    def test_sums_with_a_part_missing(self, bench: Any) -> None:
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(90))
        whole = bench.rows({"times": 100, "size": Decimal(100)})
        assert bench.code(bench.judged(check, whole + bench.rows({"times": None, "size": Decimal(11)}))) == "conforming"
        assert bench.code(bench.judged(check, whole + bench.rows({"times": None, "size": Decimal(12)}))) == "unknown_members"
        assert bench.code(bench.judged(check, whole + bench.rows({"times": 1, "size": None}))) == "unknown_members"

    def test_nothing_to_divide_by(self, bench: Any) -> None:
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(90))
        judged = bench.judged(check, bench.rows({"times": 0, "size": Decimal(0)}))
        assert judged[bench.JANUARY] == ("no_exposure", {"numerator": "0", "denominator": "0", "share": None, "limit": "90"})

    def test_a_ratio_of_nothing_is_an_error(self, bench: Any) -> None:
        with pytest.raises(TypeError, match="without anything to count"):
            bench.judged(Ratio(), bench.good(1, 1))

    def test_units_and_the_whole(self, bench: Any) -> None:
        given = bench.rows({"good": True}, {"good": False, "_unit": "B"})
        assert {key: c for key, (c, _) in bench.judged(Ratio(GOOD, at_least=Decimal(60)), given).items()} == {
            bench.JANUARY: "conforming",
            ("B", "B", "2026-01"): "below_limit",
        }
        assert bench.judged(Ratio(GOOD, at_least=Decimal(50), whole=True), given).keys() == {("-", "-", "2026-01")}
