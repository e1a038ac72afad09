"""Boundary cases of every kind of group check: on the limit and beside it, at the edges of periods, and where something is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Average, Coverage, Frequency, Group, Percentile, Ratio, Sampling, Score, Trend
from hegui.words.periods import MONTH, Period

GOOD = parse("good == True")
JANUARY = ("A", "A", "2026-01")
QUARTER = Period("quarter", 3)
THIRTY_SECONDS = Limit.parse("30 seconds")
OPENED = datetime(2026, 1, 15, 9)


@pytest.fixture
def bench(build: Any, group_bench: ModuleType) -> Any:
    return group_bench.GroupBench(build)


def rows(*given: Mapping[str, Any], opened: datetime = OPENED) -> list[dict[str, Any]]:
    """Rows of one day; each says what is not usual about it."""
    return [{"opened_at": opened, **row} for row in given]


def good(count: int, of: int) -> list[dict[str, Any]]:
    return rows(*({"good": number < count} for number in range(of)))


def monthly(values: Sequence[Any], name: str = "times", first: int = 1) -> list[dict[str, Any]]:
    """A row a month of 2026; None leaves the month out."""
    return [{"opened_at": datetime(2026, first + n, 10), name: value} for n, value in enumerate(values) if value is not None]


def number(text: int | str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def code(judged: Mapping[tuple[str, str, str], tuple[str, Any]], key: tuple[str, str, str] = JANUARY) -> str:
    return judged[key][0]


class TestRatio:
    """Shares of members, and quotients of sums."""

    @pytest.mark.parametrize(("count", "of", "expected"), [(80, 100, "conforming"), (79, 100, "below_limit"), (799, 1000, "below_limit")])
    def test_exactly_on_the_limit_conforms(self, bench: Any, count: int, of: int, expected: str) -> None:
        assert code(bench.judged(Ratio(GOOD, at_least=Decimal(80)), good(count, of))) == expected

    @pytest.mark.parametrize(("count", "expected"), [(1, "conforming"), (2, "above_limit")])
    def test_at_most(self, bench: Any, count: int, expected: str) -> None:
        assert code(bench.judged(Ratio(GOOD, at_most=Decimal("33.4")), good(count, 3))) == expected

    def test_share_of_a_third_is_below_a_limit_of_more_decimals(self, bench: Any) -> None:
        judged = bench.judged(Ratio(GOOD, at_least=Decimal("33.33333334")), good(1, 3))
        assert judged[JANUARY] == ("below_limit", {"numerator": "1", "denominator": "3", "share": "33.3333", "limit": "33.33333334"})

    def test_both_limits(self, bench: Any) -> None:
        check = Ratio(GOOD, at_least=Decimal(40), at_most=Decimal(60))
        assert [code(bench.judged(check, good(n, 10))) for n in (3, 4, 6, 7)] == ["below_limit", "conforming", "conforming", "above_limit"]
        assert bench.judged(check, good(5, 10))[JANUARY][1]["limit"] == "40 .. 60"

    def test_share_is_rounded_half_up(self, bench: Any) -> None:
        # 1 of 32 is 3.125; 5 of 32,768 is 0.0152587…; 1 of 160,000 is 0.000625.
        sums = rows({"times": 1, "size": Decimal(160_000)})
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(0))
        assert bench.judged(check, sums)[JANUARY][1]["share"] == "0.0006"
        assert bench.judged(check, rows({"times": 1, "size": Decimal(200_000)}))[JANUARY][1]["share"] == "0.0005"
        assert bench.judged(check, rows({"times": 7, "size": Decimal(8_000_000)}))[JANUARY][1]["share"] == "0.0001"
        assert bench.judged(check, rows({"times": 11, "size": Decimal(8_000_000)}))[JANUARY][1]["share"] == "0.0001"
        assert bench.judged(check, rows({"times": 12, "size": Decimal(8_000_000)}))[JANUARY][1]["share"] == "0.0002"

    def test_no_member_is_no_instance(self, bench: Any) -> None:
        check = Ratio(GOOD, parse("offered == True"), at_least=Decimal(80))
        assert bench.judged(check, []) == {}
        assert bench.judged(check, rows({"offered": False, "good": True})) == {}
        assert bench.judged(check, rows({"asked": False, "offered": True, "good": True}), where="asked == True") == {}

    @pytest.mark.parametrize(("members", "expected"), [(29, "small_sample"), (30, "conforming")])
    def test_min_sample(self, bench: Any, members: int, expected: str) -> None:
        check = Ratio(GOOD, at_least=Decimal(80), min_sample=30)
        assert code(bench.judged(check, good(members, members))) == expected

    def test_members_that_cannot_be_judged_do_not_fill_a_sample(self, bench: Any) -> None:
        check = Ratio(GOOD, at_least=Decimal(80), min_sample=30)
        assert code(bench.judged(check, good(29, 29) + rows({"good": None}))) == "small_sample"

    @pytest.mark.parametrize(
        ("known", "unknown", "expected"),
        [((80, 99), 1, "conforming"), ((79, 99), 1, "unknown_members"), ((78, 99), 1, "below_limit"), ((0, 0), 1, "unknown_members")],
    )
    def test_unknown_members_are_tried_at_both_extremes(self, bench: Any, known: tuple[int, int], unknown: int, expected: str) -> None:
        judged = bench.judged(Ratio(GOOD, at_least=Decimal(80)), good(*known) + rows(*[{"good": None}] * unknown))
        assert code(judged) == expected
        assert judged[JANUARY][1]["unknown"] == str(unknown)

    @pytest.mark.parametrize("doubt", [{"asked": None}, {"offered": None}, {"_conflict": True}])
    def test_whatever_makes_a_member_unknown(self, bench: Any, doubt: dict[str, Any]) -> None:
        check = Ratio(GOOD, parse("offered == True"), at_least=Decimal(80))
        known = rows(*({"asked": True, "offered": True, "good": n < 79} for n in range(99)))
        given = known + rows({"asked": True, "offered": True, "good": False, **doubt})
        assert code(bench.judged(check, given, where="asked == True")) == "unknown_members"

    def test_a_row_that_is_surely_no_member_is_none(self, bench: Any) -> None:
        check = Ratio(GOOD, parse("offered == True"), at_least=Decimal(80))
        given = rows({"offered": True, "good": True}, {"offered": False, "good": None}, {"asked": False, "offered": None})
        assert bench.judged(check, given, where="asked is missing")[JANUARY][1] == {
            "numerator": "1",
            "denominator": "1",
            "share": "100",
            "limit": "80",
        }

    def test_sums(self, bench: Any) -> None:
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(90))
        given = rows({"times": 9, "size": Decimal("9.5")}, {"times": 9, "size": Decimal("10.5")})
        expected = {"numerator": "18", "denominator": "20", "share": "90", "limit": "90"}
        assert bench.judged(check, given) == {JANUARY: ("conforming", expected)}
        assert code(bench.judged(check, [*given, *rows({"times": 0, "size": Decimal("0.000001")})])) == "below_limit"

    def test_sums_with_a_part_missing(self, bench: Any) -> None:
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(90))
        whole = rows({"times": 100, "size": Decimal(100)})
        assert code(bench.judged(check, whole + rows({"times": None, "size": Decimal(11)}))) == "conforming"
        assert code(bench.judged(check, whole + rows({"times": None, "size": Decimal(12)}))) == "unknown_members"
        assert code(bench.judged(check, whole + rows({"times": 1, "size": None}))) == "unknown_members"

    def test_nothing_to_divide_by(self, bench: Any) -> None:
        check = Ratio(numerator=Ref("times"), denominator=Ref("size"), at_least=Decimal(90))
        judged = bench.judged(check, rows({"times": 0, "size": Decimal(0)}))
        assert judged[JANUARY] == ("no_exposure", {"numerator": "0", "denominator": "0", "share": None, "limit": "90"})

    def test_a_ratio_of_nothing_is_an_error(self, bench: Any) -> None:
        with pytest.raises(TypeError, match="without anything to count"):
            bench.judged(Ratio(), good(1, 1))

    def test_units_and_the_whole(self, bench: Any) -> None:
        given = rows({"good": True}, {"good": False, "_unit": "B"})
        assert {key: c for key, (c, _) in bench.judged(Ratio(GOOD, at_least=Decimal(60)), given).items()} == {
            JANUARY: "conforming",
            ("B", "B", "2026-01"): "below_limit",
        }
        assert bench.judged(Ratio(GOOD, at_least=Decimal(50), whole=True), given).keys() == {("-", "-", "2026-01")}


class TestPeriods:
    """Which period a row is in, and whether the period can be judged."""

    CHECK = Ratio(GOOD, at_least=Decimal(80))

    def at(self, bench: Any, opened: datetime, per: Period = MONTH, **setting: Any) -> dict[str, str]:
        judged = bench.judged(Ratio(GOOD, at_least=Decimal(80), per=per), rows({"good": True}, opened=opened), **setting)
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
        assert self.at(bench, OPENED, as_of=as_of) == {"2026-01": expected}

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
        assert self.at(bench, OPENED, since=since, until=until) == expected

    def test_partial_comes_before_pending(self, bench: Any) -> None:
        assert self.at(bench, OPENED, since=date(2026, 1, 5), as_of=datetime(2026, 1, 20)) == {"2026-01": "partial_period"}

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
        assert self.at(bench, OPENED, covers=covers, declared=declared) == {"2026-01": expected}

    def test_pending_comes_before_what_the_log_covers(self, bench: Any) -> None:
        covers = (date(2026, 1, 5), date(2026, 1, 20))
        assert self.at(bench, OPENED, covers=covers, as_of=datetime(2026, 1, 20)) == {"2026-01": "pending"}

    def test_rows_without_an_anchor(self, bench: Any) -> None:
        given = rows({"good": True}, {"good": True, "opened_at": None}, {"good": None, "opened_at": None})
        judged = bench.judged(self.CHECK, given, since=date(2026, 1, 1), until=date(2026, 2, 1))
        assert code(judged) == "conforming"
        assert judged["A", "A", "unknown"] == ("no_anchor", {"unknown": "2"})

    def test_days_and_weeks(self, bench: Any) -> None:
        assert self.at(bench, datetime(2026, 3, 8, 23, 59), Period("week")) == {"2026-W10": "conforming"}
        assert self.at(bench, datetime(2026, 3, 9), Period("week")) == {"2026-W11": "conforming"}
        assert self.at(bench, datetime(2026, 3, 9), Period("day"), as_of=datetime(2026, 3, 9, 23)) == {"2026-03-09": "pending"}


class TestAverage:
    """Means of numbers and of lengths of time."""

    def waits(self, *seconds: int | None) -> list[dict[str, Any]]:
        return rows(*({"answered_at": None if s is None else OPENED + timedelta(seconds=s)} for s in seconds))

    @pytest.mark.parametrize(("last", "expected", "value"), [(30, "conforming", "30 s"), (31, "above_limit", "30.3333 s")])
    def test_times(self, bench: Any, last: int, expected: str, value: str) -> None:
        check = Average(parse("answered_at - opened_at"), at_most=THIRTY_SECONDS)
        judged = bench.judged(check, self.waits(20, 40, last))
        assert judged[JANUARY] == (expected, {"value": value, "limit": "30 s", "members": "3"})

    def test_duration_fields(self, bench: Any) -> None:
        check = Average(parse("wait"), at_least=THIRTY_SECONDS)
        assert code(bench.judged(check, rows({"wait": 29}, {"wait": 30}))) == "below_limit"

    def test_numbers(self, bench: Any) -> None:
        check = Average(parse("size"), at_least=Decimal("4.5"), min_sample=2)
        assert code(bench.judged(check, rows({"size": Decimal(4)}, {"size": Decimal(5)}))) == "conforming"
        assert code(bench.judged(check, rows({"size": Decimal(4)}, {"size": Decimal("4.999999")}))) == "below_limit"
        assert code(bench.judged(check, rows({"size": Decimal(5)}))) == "small_sample"

    def test_ten_tenths_are_one(self, bench: Any) -> None:
        judged = bench.judged(Average(parse("size"), at_most=Decimal("0.1")), rows(*[{"size": Decimal("0.1")}] * 10))
        assert judged[JANUARY] == ("conforming", {"value": "0.1", "limit": "0.1", "members": "10"})

    def test_results_of_arithmetic_and_negative_means(self, bench: Any) -> None:
        judged = bench.judged(Average(parse("times - 10"), at_most=Decimal(0)), rows({"times": 1}, {"times": 4}, {"times": 5}))
        assert judged[JANUARY] == ("conforming", {"value": "-6.6667", "limit": "0", "members": "3"})

    def test_a_missing_value_leaves_it_open_unless_it_is_no_member(self, bench: Any) -> None:
        given = self.waits(20, None)
        check = Average(parse("answered_at - opened_at"), at_most=THIRTY_SECONDS)
        assert code(bench.judged(check, given)) == "unknown_members"
        asked = Average(parse("answered_at - opened_at"), parse("answered_at is not missing"), at_most=THIRTY_SECONDS)
        assert code(bench.judged(asked, given)) == "conforming"

    def test_only_unknown_members(self, bench: Any) -> None:
        judged = bench.judged(Average(parse("size"), at_most=Decimal(1)), rows({"size": None}))
        assert judged[JANUARY] == ("unknown_members", {"value": None, "limit": "1", "members": "0", "unknown": "1"})

    def test_a_number_beyond_a_trillion_is_not_known(self, bench: Any) -> None:
        assert code(bench.judged(Average(parse("times"), at_most=Decimal(1)), rows({"times": 2**62}))) == "unknown_members"

    def test_a_text_has_no_mean(self, bench: Any) -> None:
        with pytest.raises(TypeError, match="neither a number nor a duration"):
            bench.judged(Average(parse("item"), at_most=Decimal(1)), rows({"item": "x"}))


class TestPercentile:
    """Nearest ranks."""

    def judged(self, bench: Any, values: Sequence[int | None], percent: str = "90", **limits: Any) -> tuple[str, Any]:
        found: tuple[str, Any] = bench.judged(
            Percentile(parse("times"), Decimal(percent), **limits), rows(*({"times": value} for value in values))
        )[JANUARY]
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
        assert bench.judged(check, rows({"wait": 30}, {"wait": 90}))[JANUARY] == (
            "conforming",
            {"value": "30 s", "limit": "30 s", "members": "2"},
        )
        assert code(bench.judged(check, rows({"wait": 30}))) == "small_sample"


class TestSampling:
    """Distinct things drawn from a roster."""

    CYCLE = Period("cycle", 4)
    FIRST = ("A", "A", "2026-01/04")

    def judged(self, bench: Any, group_bench: ModuleType, drawn: Sequence[Any], population: Any, **given: Any) -> Any:
        setting = {name: given.pop(name) for name in ("since", "until", "as_of", "covers", "where", "declared") if name in given}
        check = Sampling(Ref("thing"), group_bench.ROSTER, **{"at_least": Decimal(10), "per": self.CYCLE, **given})
        setting = {"as_of": datetime(2026, 5, 1), "since": date(2026, 1, 1), "until": date(2026, 5, 1), **setting}
        things = [thing if isinstance(thing, dict) else {"thing": thing} for thing in drawn]
        listed = [project(f"P{n}") for n in range(population)] if isinstance(population, int) else population
        return bench.judged(check, rows(*things), population=listed, **setting)

    @pytest.mark.parametrize(
        ("population", "drawn", "needed", "expected"),
        [(10, 1, "1", "conforming"), (11, 1, "2", "below_limit"), (11, 2, "2", "conforming"), (3, 0, "1", "below_limit")],
    )
    def test_needed_is_rounded_up(
        self, bench: Any, group_bench: ModuleType, population: int, drawn: int, needed: str, expected: str
    ) -> None:
        judged = self.judged(bench, group_bench, [f"P{n}" for n in range(drawn)], population)
        assert judged == {self.FIRST: (expected, {"drawn": str(drawn), "population": str(population), "needed": needed})}

    def test_at_least_one(self, bench: Any, group_bench: ModuleType) -> None:
        assert code(self.judged(bench, group_bench, [], 3, at_least=Decimal(0)), self.FIRST) == "below_limit"
        assert code(self.judged(bench, group_bench, [], 3, at_least=Decimal(0), at_least_one=False), self.FIRST) == "conforming"

    def test_no_population_is_no_instance(self, bench: Any, group_bench: ModuleType) -> None:
        assert self.judged(bench, group_bench, ["P0"], 0) == {}

    def test_twice_the_same_and_strangers_do_not_count(self, bench: Any, group_bench: ModuleType) -> None:
        judged = self.judged(bench, group_bench, ["P0", "P0", "Q7"], 20)
        assert judged[self.FIRST] == ("below_limit", {"drawn": "1", "population": "20", "needed": "2"})

    @pytest.mark.parametrize(
        ("started", "ended", "counts"),
        [
            (date(2026, 4, 30), None, True),
            (date(2026, 5, 1), None, False),
            (date(2025, 1, 1), date(2026, 1, 1), True),
            (date(2025, 1, 1), date(2025, 12, 31), False),
            (None, None, True),
        ],
    )
    def test_on_the_roster_on_any_day(
        self, bench: Any, group_bench: ModuleType, started: date | None, ended: date | None, *, counts: bool
    ) -> None:
        listed = [project("P0", started, ended), project("P1")]
        assert self.judged(bench, group_bench, ["P1"], listed)[self.FIRST][1]["population"] == str(1 + counts)

    def test_the_roster_decides_the_unit(self, bench: Any, group_bench: ModuleType) -> None:
        moved = [project("P0", date(2025, 1, 1), date(2026, 2, 1)), {**project("P0", date(2026, 2, 2)), "_unit": "B", "_key": "again"}]
        judged = self.judged(bench, group_bench, [{"thing": "P0", "_unit": "C"}], moved)
        assert judged.keys() == {("B", "B", "2026-01/04")}

    def test_every_period_up_to_the_running_one(self, bench: Any, group_bench: ModuleType) -> None:
        setting = {"since": None, "until": None, "as_of": datetime(2026, 9, 1), "covers": (date(2026, 1, 15), date(2026, 9, 1))}
        judged = self.judged(bench, group_bench, ["P0"], 1, declared=False, **setting)
        assert {period: reason for (_, _, period), (reason, _) in judged.items()} == {
            "2026-01/04": "conforming",
            "2026-05/08": "below_limit",
            "2026-09/12": "pending",
        }
        declared = self.judged(bench, group_bench, ["P0"], 1, **setting)
        assert code(declared, self.FIRST) == "partial_period"
        begun = self.judged(bench, group_bench, ["P0"], 1, **{**setting, "since": date(2026, 1, 1)})
        assert code(begun, self.FIRST) == "log_does_not_cover"

    def test_a_period_of_which_the_log_tells_nothing(self, bench: Any, group_bench: ModuleType) -> None:
        setting = {"until": None, "as_of": datetime(2026, 9, 1), "declared": False}
        judged = self.judged(bench, group_bench, ["P0"], 1, covers=(date(2026, 1, 15), date(2026, 1, 16)), **setting)
        assert code(judged, ("A", "A", "2026-05/08")) == "log_does_not_cover"
        assert code(self.judged(bench, group_bench, [], 1, covers=None, **setting), self.FIRST) == "log_does_not_cover"
        assert self.judged(bench, group_bench, [], 1, covers=None, since=None, until=None) == {}

    def test_window_before_as_of(self, bench: Any, group_bench: ModuleType) -> None:
        judged = self.judged(bench, group_bench, ["P0"], 1, since=date(2026, 2, 1), until=date(2026, 5, 1), as_of=datetime(2027, 1, 1))
        assert {period: reason for (_, _, period), (reason, _) in judged.items()} == {"2026-01/04": "partial_period"}

    @pytest.mark.parametrize("doubt", [{"thing": "P1", "asked": None}, {"thing": None, "asked": True}, {"thing": "P1", "_conflict": True}])
    def test_each_unknown_row_could_add_one(self, bench: Any, group_bench: ModuleType, doubt: dict[str, Any]) -> None:
        sure = {"thing": "P0", "asked": True}
        where = "asked == True"
        judged = self.judged(bench, group_bench, [sure, {"asked": True, **doubt}], 20, where=where)
        assert judged[self.FIRST] == ("unknown_members", {"drawn": "1", "population": "20", "needed": "2", "unknown": "1"})
        assert code(self.judged(bench, group_bench, [sure, {"asked": True, **doubt}], 21, where=where), self.FIRST) == "below_limit"
        assert code(self.judged(bench, group_bench, [sure, {"asked": True, **doubt}], 10, where=where), self.FIRST) == "conforming"

    def test_who_may_be_on_the_roster(self, bench: Any, group_bench: ModuleType) -> None:
        listed = [*(project(f"P{n}") for n in range(10)), {**project("P10"), "drawable": None}, {**project("P11"), "drawable": False}]
        assert self.judged(bench, group_bench, ["P0"], listed)[self.FIRST] == (
            "unknown_members",
            {"drawn": "1", "population": "10", "needed": "1", "unknown": "1"},
        )
        assert code(self.judged(bench, group_bench, ["P0", "P1"], listed), self.FIRST) == "conforming"
        assert code(self.judged(bench, group_bench, [], listed), self.FIRST) == "below_limit"
        assert code(self.judged(bench, group_bench, ["P10"], listed), self.FIRST) == "below_limit"
        assert code(self.judged(bench, group_bench, ["P0", "P10"], listed), self.FIRST) == "conforming"
        assert code(self.judged(bench, group_bench, [], listed[-2:]), self.FIRST) == "unknown_members"
        assert code(self.judged(bench, group_bench, ["P10"], listed[-2:]), self.FIRST) == "conforming"

    def test_the_whole_organisation_and_rows_without_an_anchor(self, bench: Any, group_bench: ModuleType) -> None:
        listed = [project("P0"), {**project("P1"), "_unit": "B"}]
        drawn = [{"thing": "P0"}, {"thing": None, "_unit": "B"}, {"thing": "P1", "opened_at": None}]
        judged = self.judged(bench, group_bench, drawn, listed, whole=True, at_least=Decimal(100))
        assert judged == {
            ("-", "-", "2026-01/04"): ("unknown_members", {"drawn": "1", "population": "2", "needed": "2", "unknown": "1"}),
            ("-", "-", "unknown"): ("no_anchor", {"unknown": "1"}),
        }


def project(name: str, started: date | None = date(2025, 1, 1), ended: date | None = None) -> dict[str, Any]:
    return {"_key": name, "project_id": name, "started_on": started, "ended_on": ended, "drawable": True}


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
        given = rows(
            *(
                {"item": "s", "thing": "7", "size": number(points), "noted": number(score), **more}
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
        given = rows({"item": "s", "thing": None, "noted": Decimal(100)})
        assert code(bench.judged(self.CHECK, given), ("A", "s / unknown", "2026-01")) == "unknown_value"

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


class TestFrequency:
    """Events by exposure."""

    PER_TEN_THOUSAND = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), recorded=Ref("noted"), at_most=Decimal(40))

    def given(self, *cells: tuple[int | None, int | str | None, str | None], **more: Any) -> list[dict[str, Any]]:
        return rows(
            *({"times": events, "size": number(exposure), "noted": number(recorded), **more} for events, exposure, recorded in cells)
        )

    def test_interruptions_per_ten_thousand_circuits(self, bench: Any) -> None:
        assert bench.judged(self.PER_TEN_THOUSAND, self.given((20, 5000, "40.00")))[JANUARY] == (
            "conforming",
            {"events": "20", "exposure": "5000", "value": "40", "recorded": "40", "recomputed": "40", "limit": "40"},
        )

    @pytest.mark.parametrize(
        ("events", "exposure", "recorded", "expected"),
        [
            (1, 3, "3333.33", "conforming"),
            (2, 3, "6666.67", "conforming"),
            (2, 3, "6666.66", "disagrees"),
            (1, 80_000, "0.13", "conforming"),  # 0.125, rounded half up
            (1, 80_000, "0.12", "disagrees"),
            (3, 80_000, "0.38", "conforming"),  # 0.375
            (2, 3, "6666.666667", "disagrees"),
        ],
    )
    def test_recorded_is_compared_rounded_half_up(self, bench: Any, events: int, exposure: int, recorded: str, expected: str) -> None:
        check = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), recorded=Ref("noted"))
        assert code(bench.judged(check, self.given((events, exposure, recorded)))) == expected

    def test_other_decimals(self, bench: Any) -> None:
        for decimals, recorded in ((0, "3333"), (1, "3333.3"), (6, "3333.333333")):
            check = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), recorded=Ref("noted"), decimals=decimals)
            judged = bench.judged(check, self.given((1, 3, recorded)))
            assert judged[JANUARY][0] == "conforming"
            assert judged[JANUARY][1]["recomputed"] == recorded

    def test_the_limit_is_compared_exactly(self, bench: Any) -> None:
        check = Frequency(Ref("size"), Decimal(10_000), events=Ref("times"), at_most=Decimal(40))
        assert code(bench.judged(check, self.given((20, "4999.999999", None)))) == "above_limit"
        assert code(bench.judged(check, self.given((10, "2500", None), (10, "2500", None)))) == "conforming"

    def test_disagreeing_comes_before_the_limit_and_the_limit_before_unknown(self, bench: Any) -> None:
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((21, 5000, "40")))) == "disagrees"
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((21, 5000, None)))) == "above_limit"
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((20, 5000, None)))) == "unknown_value"
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((10, 2500, "40"), (10, 2500, "39")))) == "unknown_value"

    def test_missing_parts_and_no_exposure(self, bench: Any) -> None:
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((20, 5000, "40"), (None, 1, "40")))) == "unknown_value"
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((20, 5000, "40"), (1, None, "40")))) == "unknown_value"
        judged = bench.judged(self.PER_TEN_THOUSAND, self.given((20, 0, "40")))
        assert judged[JANUARY][0] == "no_exposure"
        assert judged[JANUARY][1]["value"] is None
        assert code(bench.judged(self.PER_TEN_THOUSAND, self.given((20, 5000, "40"), _conflict=True))) == "unknown_members"

    def test_rows_are_counted(self, bench: Any) -> None:
        check = Frequency(Ref("size"), Decimal(100), at_most=Decimal("66.6"))
        assert bench.judged(check, self.given((None, 1, None), (None, 2, None)))[JANUARY] == (
            "above_limit",
            {"events": "2", "exposure": "3", "value": "66.6667", "limit": "66.6"},
        )


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
        assert code(bench.judged(check, [*monthly([1, 2, 3]), doubtful]), ("A", "A", "2026-03")) == "unknown_members"
        assert code(bench.judged(check, [*monthly([1, 2, 3]), blank]), ("A", "A", "2026-03")) == "unknown_value"
        assert code(bench.judged(check, [*monthly([1, 2, 4, 3]), doubtful]), ("A", "A", "2026-04")) == "conforming"
        nothing = Trend("rising", 1, of=Ref("times"), over=Ref("size"))
        given = [{**row, "size": Decimal(n)} for n, row in enumerate(monthly([1, 2]))]
        assert code(bench.judged(nothing, given), ("A", "A", "2026-02")) == "unknown_value"

    def test_the_running_period(self, bench: Any) -> None:
        found = self.trend(bench, [1, 2, 3], as_of=datetime(2026, 3, 20))
        assert found["2026-03"] == "pending"


class TestCoverage:
    """All items in a period."""

    LIST = Coverage(Ref("items"), ("a", "b", "c"), QUARTER)
    SINGLE = Coverage(Ref("item"), ("a", "b", "c"), QUARTER)
    FIRST = ("A", "A", "2026-Q1")

    def one(self, bench: Any, check: Coverage, *values: Any, **more: Any) -> tuple[str, Any]:
        found: tuple[str, Any] = bench.judged(check, rows(*({check.field.name: value, **more} for value in values)))[self.FIRST]
        return found

    def test_lists_and_single_items(self, bench: Any) -> None:
        assert self.one(bench, self.LIST, ["a", "x"], ["b", "c"]) == ("conforming", {"missing_items": None})
        assert self.one(bench, self.SINGLE, "a", "b", "c", "a") == ("conforming", {"missing_items": None})
        assert self.one(bench, self.LIST, ["a"], ["a", "d"]) == ("items_missing", {"missing_items": "b, c"})
        assert self.one(bench, self.SINGLE, "b") == ("items_missing", {"missing_items": "a, c"})

    def test_rows_of_which_the_field_is_not_known(self, bench: Any) -> None:
        assert self.one(bench, self.LIST, ["a"], None) == ("unknown_members", {"missing_items": "b, c", "unknown": "1"})
        assert self.one(bench, self.SINGLE, "a", None)[0] == "items_missing"
        assert self.one(bench, self.SINGLE, "a", None, None)[0] == "unknown_members"
        assert self.one(bench, self.SINGLE, "a", "b", "c", None)[0] == "conforming"

    def test_rows_that_may_be_no_members_bring_only_what_they_hold(self, bench: Any) -> None:
        given = rows({"item": "a"}, {"item": "b"}, {"item": "c", "_conflict": True})
        assert bench.judged(self.SINGLE, given)[self.FIRST] == ("unknown_members", {"missing_items": "c", "unknown": "1"})
        given = rows({"item": "a"}, {"item": "b", "_conflict": True}, {"item": "b", "_conflict": True})
        assert bench.judged(self.SINGLE, given)[self.FIRST][0] == "items_missing"
        given = rows({"items": ["a"]}, {"items": ["b", "c"], "asked": True}, {"items": ["d"], "asked": False})
        assert code(bench.judged(self.LIST, given, where="asked is missing or asked == False"), self.FIRST) == "items_missing"

    @pytest.mark.parametrize("field", ["item", "items"])
    @pytest.mark.parametrize("count", [61, 62, 63, 124, 125])
    def test_any_number_of_items(self, bench: Any, field: str, count: int) -> None:
        items = tuple(f"i{n}" for n in range(count))
        check = Coverage(Ref(field), items, QUARTER)
        values = [[item] for item in items] if field == "items" else list(items)
        assert self.one(bench, check, *values) == ("conforming", {"missing_items": None})
        for absent in (0, 60, count - 1):
            held = [value for place, value in enumerate(values) if place != absent]
            assert self.one(bench, check, *held) == ("items_missing", {"missing_items": items[absent]})
