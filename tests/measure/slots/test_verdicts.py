"""One slot at its boundaries: in the period, by its due day, often enough, and where something is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from types import ModuleType
from typing import Any

import pytest


class TestVerdict:
    """One slot at its boundaries."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Any, naive_slots: ModuleType) -> None:
        self.slots, self.n = slots, naive_slots

    def reason(self, rows: Sequence[Any], as_of: str = "05-01 00:00", per: str = "month", period: str = "2026-03", **given: Any) -> str:
        times = self.n.Times(datetime.fromisoformat(f"2026-{as_of}"), covers=given.pop("covers", (date(2026, 1, 1), date(2026, 7, 1))))
        given.setdefault("who", "whole")
        found: str = self.slots.reasons(self.n.Asked(per, **given), rows, times)[f"- {period}"]
        return found

    def row(self, on: str | None, done: str | None = None, **given: Any) -> Any:
        return self.n.Row("A", on=self.slots.at(on) if on else None, done=self.slots.at(done).date() if done else None, **given)

    @pytest.mark.parametrize(
        ("on", "reason"),
        [
            ("03-01 00:00:00", "conforming"),
            ("03-31 23:59:59.999999", "conforming"),
            ("02-28 23:59:59.999999", "missing_slot"),
            ("04-01 00:00:00", "missing_slot"),
        ],
    )
    def test_a_row_lies_in_the_period_from_its_first_to_its_last_moment(self, on: str, reason: str) -> None:
        assert self.reason([self.row(on)]) == reason

    @pytest.mark.parametrize(
        ("as_of", "given", "reason"),
        [
            ("03-31 23:59:59.999999", {}, "pending"),
            ("04-01 00:00:00", {}, "missing_slot"),
            ("04-10 23:59:59", {"grace": (10, "days")}, "pending"),
            ("04-11 00:00:00", {"grace": (10, "days")}, "missing_slot"),
            ("04-30 23:59:59", {"grace": (1, "months")}, "pending"),
            ("05-01 00:00:00", {"grace": (1, "months")}, "missing_slot"),
            ("03-25 23:59:59", {"by": (25, -1)}, "pending"),
            ("03-26 00:00:00", {"by": (25, -1)}, "missing_slot"),
        ],
    )
    def test_it_is_pending_to_the_end_of_its_due_day(self, as_of: str, given: dict[str, Any], reason: str) -> None:
        assert self.reason([], as_of, **given) == reason

    def test_it_conforms_before_the_period_is_over(self) -> None:
        assert self.reason([self.row("03-01 08:00")], "03-02 00:00") == "conforming"

    @pytest.mark.parametrize(
        ("done", "given", "reason"),
        [
            ("03-31", {}, "conforming"),
            ("04-01", {}, "late"),
            ("04-10", {"grace": (10, "days")}, "conforming"),
            ("04-11", {"grace": (10, "days")}, "late"),
            ("03-25", {"by": (25, 1)}, "conforming"),
            ("03-26", {"by": (25, 1)}, "late"),
            (None, {}, "missing_slot"),
        ],
    )
    def test_done_by_the_due_day(self, done: str | None, given: dict[str, Any], reason: str) -> None:
        assert self.reason([self.row("03-05", done)], done=True, **given) == reason

    def test_nobody_knows_when_it_was_done(self) -> None:
        assert self.reason([self.row("03-05", smudged=True)], done=True) == "unknown_scope"
        assert self.reason([self.row("03-05", smudged=True), self.row("03-06", "03-07")], done=True) == "conforming"

    def test_without_another_time_the_row_itself_has_to_be_there_by_the_due_day(self) -> None:
        assert self.reason([self.row("03-25 23:00")], by=(25, -1)) == "conforming"
        assert self.reason([self.row("03-26 00:00")], by=(25, -1)) == "late"

    def test_some_but_too_few(self) -> None:
        assert self.reason([self.row("03-05")], at_least=2) == "too_few"
        assert self.reason([self.row("03-05"), self.row("03-05")], at_least=2) == "conforming"
        assert self.reason([self.row("03-05", "03-06"), self.row("03-07", "04-06")], at_least=3, done=True) == "too_few"
        assert self.reason([self.row("03-05", "03-06"), self.row("03-07", "04-06")], at_least=2, done=True) == "late"

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ({"member": False}, "missing_slot"),
            ({"member": None}, "unknown_scope"),
            ({"conflict": True}, "unknown_scope"),
            ({"conflict": True, "member": False}, "unknown_scope"),
            ({"on": None}, "unknown_scope"),
            ({"on": None, "member": False}, "missing_slot"),
            ({"on": None, "member": None}, "unknown_scope"),
            ({"on": datetime(2026, 2, 1), "member": None}, "missing_slot"),
        ],
    )
    def test_rows_of_which_nobody_knows_could_fill_it(self, row: dict[str, Any], reason: str) -> None:
        assert self.reason([replace(self.row("03-05"), **row)]) == reason

    def test_what_was_done_too_late_fills_nothing(self) -> None:
        assert self.reason([self.row("03-05", "04-01", member=None)], done=True) == "missing_slot"
        assert self.reason([self.row(None, "03-31")], done=True) == "unknown_scope"
        assert self.reason([self.row(None, "04-01")], done=True) == "missing_slot"

    def test_rows_of_nobody_could_be_anybodys(self) -> None:
        rows = [self.row("02-05", person="p"), self.row("02-06", person="q"), self.row("03-05")]
        found = self.slots.reasons(self.n.Asked("month", who="person"), rows, self.n.Times(self.slots.at("04-01")))
        assert found == {"p 2026-02": "conforming", "p 2026-03": "unknown_scope", "q 2026-02": "conforming", "q 2026-03": "unknown_scope",
                         "p 2026-04": "pending", "q 2026-04": "pending"}  # fmt: skip

    @pytest.mark.parametrize(
        ("covers", "given", "reason"),
        [
            ((date(2026, 3, 1), date(2026, 4, 1)), {}, "missing_slot"),
            ((date(2026, 3, 2), date(2026, 4, 1)), {}, "partial_period"),
            ((date(2026, 3, 1), date(2026, 3, 31)), {}, "log_does_not_cover"),
            ((date(2026, 3, 1), date(2026, 4, 11)), {"done": True, "grace": (10, "days")}, "missing_slot"),
            ((date(2026, 3, 1), date(2026, 4, 10)), {"done": True, "grace": (10, "days")}, "log_does_not_cover"),
            ((date(2026, 3, 1), date(2026, 3, 26)), {"done": True, "by": (25, 1)}, "missing_slot"),
            ((date(2026, 3, 1), date(2026, 3, 25)), {"done": True, "by": (25, 1)}, "log_does_not_cover"),
        ],
    )
    def test_what_the_log_does_not_cover_is_no_breach(self, covers: tuple[date, date], given: dict[str, Any], reason: str) -> None:
        assert self.reason([], covers=covers, **given) == reason

    def test_a_row_in_a_period_that_the_log_covers_in_part_is_enough(self) -> None:
        assert self.reason([self.row("03-05")], covers=(date(2026, 3, 2), date(2026, 3, 20))) == "conforming"
