"""Samples: how many of a roster were drawn, and who may be on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from hegui.words.expressions import Ref
from hegui.words.groups import Sampling
from hegui.words.periods import Period


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
        return bench.judged(check, bench.rows(*things), population=listed, **setting)

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
        assert bench.code(self.judged(bench, group_bench, [], 3, at_least=Decimal(0)), self.FIRST) == "below_limit"
        assert bench.code(self.judged(bench, group_bench, [], 3, at_least=Decimal(0), at_least_one=False), self.FIRST) == "conforming"

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
        assert bench.code(declared, self.FIRST) == "partial_period"
        begun = self.judged(bench, group_bench, ["P0"], 1, **{**setting, "since": date(2026, 1, 1)})
        assert bench.code(begun, self.FIRST) == "log_does_not_cover"

    def test_a_period_of_which_the_log_tells_nothing(self, bench: Any, group_bench: ModuleType) -> None:
        setting = {"until": None, "as_of": datetime(2026, 9, 1), "declared": False}
        judged = self.judged(bench, group_bench, ["P0"], 1, covers=(date(2026, 1, 15), date(2026, 1, 16)), **setting)
        assert bench.code(judged, ("A", "A", "2026-05/08")) == "log_does_not_cover"
        assert bench.code(self.judged(bench, group_bench, [], 1, covers=None, **setting), self.FIRST) == "log_does_not_cover"
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
        assert bench.code(self.judged(bench, group_bench, [sure, {"asked": True, **doubt}], 21, where=where), self.FIRST) == "below_limit"
        assert bench.code(self.judged(bench, group_bench, [sure, {"asked": True, **doubt}], 10, where=where), self.FIRST) == "conforming"

    def test_who_may_be_on_the_roster(self, bench: Any, group_bench: ModuleType) -> None:
        listed = [*(project(f"P{n}") for n in range(10)), {**project("P10"), "drawable": None}, {**project("P11"), "drawable": False}]
        assert self.judged(bench, group_bench, ["P0"], listed)[self.FIRST] == (
            "unknown_members",
            {"drawn": "1", "population": "10", "needed": "1", "unknown": "1"},
        )
        assert bench.code(self.judged(bench, group_bench, ["P0", "P1"], listed), self.FIRST) == "conforming"
        assert bench.code(self.judged(bench, group_bench, [], listed), self.FIRST) == "below_limit"
        assert bench.code(self.judged(bench, group_bench, ["P10"], listed), self.FIRST) == "below_limit"
        assert bench.code(self.judged(bench, group_bench, ["P0", "P10"], listed), self.FIRST) == "conforming"
        assert bench.code(self.judged(bench, group_bench, [], listed[-2:]), self.FIRST) == "unknown_members"
        assert bench.code(self.judged(bench, group_bench, ["P10"], listed[-2:]), self.FIRST) == "conforming"

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
