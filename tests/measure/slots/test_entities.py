"""Who has slots: seen in the log or on a roster, long enough, and under which unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import instances
from hegui.words.expressions import Ref
from hegui.words.measured import Setting
from hegui.words.periods import Period
from hegui.words.slots import Cadence, Roster
from hegui.words.vocabulary import Shape


class TestEntities:
    """Who has slots, and whose they are."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Any, naive_slots: ModuleType) -> None:
        self.slots, self.n = slots, naive_slots

    def found(self, asked: Any, rows: Sequence[Any], stays: Sequence[Any] = (), as_of: str = "04-01") -> dict[tuple[str, str, str], str]:
        found: dict[tuple[str, str, str], str] = self.slots.found([asked], rows, stays, self.n.Times(self.slots.at(as_of)))[0]
        return found

    def test_seen_entities_count_from_their_first_period_whatever_the_row_is_about(self) -> None:
        rows = [
            self.n.Row("A", "p", self.slots.at("02-20"), member=False),
            self.n.Row("B", "p", self.slots.at("03-20")),
            self.n.Row("C", "q", None),
        ]
        found = self.found(self.n.Asked("month", who="person"), rows)
        assert found == {("B", "p", "2026-02"): "missing_slot", ("B", "p", "2026-03"): "conforming", ("B", "p", "2026-04"): "pending"}

    def test_rows_that_come_after_as_of_are_not_there_yet(self) -> None:
        rows = [self.n.Row("A", on=self.slots.at("04-20")), self.n.Row("B", on=self.slots.at("03-20"))]
        assert [key[1:] for key in self.found(self.n.Asked("month"), rows)] == [("B", "2026-03"), ("B", "2026-04")]

    @pytest.mark.parametrize(
        ("stays", "at_least_days", "periods"),
        [
            ([("02-01", "02-28")], None, ["2026-02"]),
            ([("02-02", "02-28")], None, []),
            ([("02-01", "02-27")], None, []),
            ([("02-01", "02-14"), ("02-15", "02-28")], None, ["2026-02"]),
            ([("02-01", "02-20"), ("02-10", "02-28")], None, ["2026-02"]),
            ([("02-01", "02-28"), ("02-10", "02-12")], None, ["2026-02"]),
            ([("02-01", "02-12"), ("02-14", "02-28")], None, []),
            ([("02-01", "02-12"), ("02-05", "02-10")], 12, ["2026-02"]),
            ([("02-01", "02-12"), ("02-05", "02-10")], 13, []),
            ([("01-20", "02-10")], 10, ["2026-01", "2026-02"]),
            ([("02-28", "02-28")], 1, ["2026-02"]),
            ([(None, "02-28")], None, ["2026-01", "2026-02"]),
            ([("03-01", None)], None, ["2026-03", "2026-04"]),
            ([("05-01", None)], None, []),
        ],
    )
    def test_a_period_counts_for_who_is_on_the_roster_long_enough(
        self, stays: Sequence[tuple[str | None, str | None]], at_least_days: int | None, periods: list[str]
    ) -> None:
        posts = [self.n.Stay("p", "A", *(self.slots.at(day).date() if day else None for day in stay)) for stay in stays]
        asked = self.n.Asked("month", who="person", roster=True, at_least_days=at_least_days)
        for order in (posts, posts[::-1]):
            assert [period for _, _, period in self.found(asked, [], order)] == periods

    def test_who_may_be_on_the_roster_may_have_to_be_there(self) -> None:
        posts = [self.n.Stay("p", "A", date(2026, 2, 1), blurred=True), self.n.Stay("q", "A", date(2026, 2, 1), member=None)]
        posts += [self.n.Stay("r", "A", date(2026, 2, 1)), self.n.Stay("s", "A", date(2026, 2, 1), member=False), self.n.Stay(None, "A")]
        found = self.found(self.n.Asked("month", who="person", roster=True), [self.n.Row("A", "q", self.slots.at("03-05"))], posts)
        assert {key[1:]: reason for key, reason in found.items() if key[2] == "2026-03"} == {
            ("p", "2026-03"): "unknown_scope",
            ("q", "2026-03"): "conforming",
            ("r", "2026-03"): "missing_slot",
        }

    @pytest.mark.parametrize(
        "stay",
        [
            {"since": date(2026, 2, 2), "until": date(2026, 2, 1)},  # ends before it begins
            {"since": date(2026, 1, 1), "conflict": True},  # another row of its key says otherwise
            {"since": date(2026, 1, 1), "conflict": True, "member": False},
            {"since": date(2026, 1, 1), "until": date(2026, 1, 31), "conflict": True},
        ],
    )
    def test_a_row_that_is_not_to_be_believed_may_stand_for_any_time(self, stay: dict[str, Any]) -> None:
        posts, visit = [self.n.Stay("p", "A", **stay)], self.n.Row("A", "p", self.slots.at("02-05"))
        found = self.found(self.n.Asked("month", who="person", roster=True), [visit], posts)
        assert {key[2]: reason for key, reason in found.items()} == {
            "2026-01": "unknown_scope",
            "2026-02": "conforming",
            "2026-03": "unknown_scope",
            "2026-04": "pending",
        }

    def test_the_unit_is_that_of_the_stretch_that_began_last(self) -> None:
        posts = [
            self.n.Stay("p", "A", None, date(2026, 2, 10)),
            self.n.Stay("p", "B", date(2026, 2, 11)),
            self.n.Stay("p", "C", date(2026, 3, 31)),
        ]
        found = self.found(self.n.Asked("month", who="person", roster=True), [], posts)
        assert sorted((period, unit) for unit, _, period in found) == [
            ("2026-01", "A"),
            ("2026-02", "B"),
            ("2026-03", "C"),
            ("2026-04", "C"),
        ]

    def test_until_a_time_of_day_the_day_before_is_the_last_whole_one(self, build: Any) -> None:
        fields = {"who": "id", "since": "datetime", "until": "datetime", "month": "month"}
        log = build.vocabulary(fields, name="post", anchor="since")
        stays = {"midnight": "03-01 00:00", "evening": "02-28 18:00", "whole": "03-01 18:00"}
        cells = [
            {"_key": who, "who": who, "since": self.slots.at("02-01 00:00"), "until": self.slots.at(until)} for who, until in stays.items()
        ]
        check = Cadence(Period.parse("month"), entity=Ref("person"), roster=Roster("post", Ref("who"), Ref("since"), Ref("until")))
        standard = build.standard(check, log="visit")
        found = instances([self.slots.log([]), build.bound(log, cells, columns=fields)], [standard], Setting(self.slots.at("03-01")))
        assert sorted((one.entity, one.period) for one in found[standard.id]) == [("midnight", "2026-02"), ("whole", "2026-02")]
        by_month = replace(check, roster=Roster("post", Ref("who"), Ref("month"), Ref("month")))
        months = [{"_key": "m", "who": "m", "since": self.slots.at("02-01 00:00"), "month": "2026-02"}]
        found = instances(
            [self.slots.log([]), build.bound(log, months, columns=fields)],
            [build.standard(by_month, log="visit")],
            Setting(self.slots.at("03-01")),
        )
        assert [(one.entity, one.period) for one in found[standard.id]] == [("m", "2026-02")]

    def test_a_roster_of_events_is_cut_at_as_of(self, build: Any) -> None:
        log = build.vocabulary(
            {"who": "id", "joined": "date", "left": "date"}, name="post", anchor="joined", events={"joined": (), "left": ()}
        )
        events = [("p", "joined", "01-01"), ("p", "left", "03-01"), ("q", "joined", "02-10"), ("q", "left", "02-20")]
        cells = [{"_key": who, "who": who, "_activity": what, "_time": self.slots.at(when)} for who, what, when in events]
        check = Cadence(
            Period.parse("month"), entity=Ref("person"), roster=Roster("post", Ref("who"), Ref("joined"), Ref("left")), at_least_days=5
        )
        standard = build.standard(check, log="visit")
        found = instances(
            [self.slots.log([]), build.bound(log, cells, Shape.LONG, columns=["who"])], [standard], Setting(self.slots.at("02-15"))
        )
        assert [(one.entity, one.period) for one in found[standard.id]] == [(who, period) for who, period in
            [("p", "2026-01"), ("p", "2026-02"), ("q", "2026-02")]]  # fmt: skip
