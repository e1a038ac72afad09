"""Slots and groups of several logs, which are one table: each log is judged as if it were alone, and fails alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import instancing, measure
from hegui.words.expressions import Ref
from hegui.words.groups import Coverage
from hegui.words.measured import Setting, Status
from hegui.words.periods import MONTH
from hegui.words.standards import Standard


class TestLogsTogether:
    """Visits, and stays on the register of posts taken as a log of its own."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Any, naive_slots: ModuleType) -> None:
        rows = [naive_slots.Row("A", "p", slots.at("01-05 09:00")), naive_slots.Row("B", "q", slots.at("02-06 09:00"), member=None)]
        stays = [
            naive_slots.Stay("p", "A", date(2026, 1, 10), date(2026, 3, 1)),
            naive_slots.Stay("q", "C", date(2026, 2, 3), None),
        ]
        self.logs = [slots.log(rows), replace(slots.roster(stays), covers=(date(2026, 1, 1), date(2026, 7, 1)))]
        monthly = slots.standard(naive_slots.Asked("month"))
        kinds = replace(monthly, id="guide.2.kinds", check=Coverage(Ref("kind"), ("y", "n"), MONTH))
        quarterly = slots.standard(naive_slots.Asked("quarter"), "3")
        self.visits: list[Standard] = [monthly, kinds]
        self.posts: list[Standard] = [replace(each, id=f"{each.id}.of-posts", log="post") for each in (quarterly, monthly, kinds)]
        self.setting = Setting(slots.at("04-15 12:00"))

    def measured(self, standards: Sequence[Standard]) -> Any:
        return measure(self.logs, standards, self.setting)

    def test_each_is_judged_as_if_it_were_alone(self) -> None:
        together = self.measured([*self.visits, *self.posts])
        assert {one.status for one in together.statuses} == {Status.JUDGED}
        for alone in ([standard] for standard in (*self.visits, *self.posts)):
            found = self.measured(alone)
            assert found.tallies == tuple(one for one in together.tallies if one.standard == alone[0].id)
            assert found.evidence == tuple(one for one in together.evidence if one.standard == alone[0].id)
            assert found.undetermined == tuple(one for one in together.undetermined if one.standard == alone[0].id)

    def test_a_log_whose_rows_cannot_be_read_leaves_the_others_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        there = instancing._there

        def shaky(table: Any, shelf: Any) -> Any:
            if shelf.name == "post":
                raise ValueError("lost")
            return there(table, shelf)

        monkeypatch.setattr(instancing, "_there", shaky)
        found = self.measured([*self.posts, *self.visits])
        assert [(one.status, one.why) for one in found.statuses] == [(Status.ERROR, "ValueError: lost")] * 3 + [(Status.JUDGED, "")] * 2
        assert {tally.standard for tally in found.tallies} == {standard.id for standard in self.visits}
        assert {one.status for one in self.measured(self.posts).statuses} == {Status.ERROR}

    def test_what_all_of_them_share_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def lost(*_: object) -> None:
            raise ValueError("lost")

        monkeypatch.setattr(instancing, "with_spans", lost)
        found = self.measured([*self.posts, *self.visits])
        assert {(one.status, one.why) for one in found.statuses} == {(Status.ERROR, "ValueError: lost")}
        assert found.tallies == ()
