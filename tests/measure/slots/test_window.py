"""Which periods have slots: those that begin in the window, and those carried into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import measure
from hegui.words.measured import Setting
from hegui.words.standards import Adoption


class TestWindow:
    """Periods that begin in the window, and those begun before it that were still to be met."""

    @pytest.mark.parametrize(
        ("since", "until", "periods"),
        [
            (None, None, ["2026-01", "2026-02", "2026-03", "2026-04"]),
            (date(2026, 2, 1), None, ["2026-02", "2026-03", "2026-04"]),
            (date(2026, 2, 2), None, ["2026-02", "2026-03", "2026-04"]),
            (date(2026, 2, 28), date(2026, 4, 1), ["2026-02", "2026-03"]),
            (date(2026, 3, 1), date(2026, 3, 2), ["2026-03"]),
            (None, date(2026, 2, 1), ["2026-01"]),
            (date(2026, 6, 1), None, []),
        ],
    )
    def test_periods(self, slots: Any, naive_slots: ModuleType, since: date | None, until: date | None, periods: list[str]) -> None:
        when = naive_slots.Times(slots.at("04-15"), since, until)
        assert list(slots.reasons(naive_slots.Asked("month", who="whole"), [], when)) == [f"- {period}" for period in periods]

    @pytest.mark.parametrize(
        ("rows", "carried"),
        [
            ([], {"missing_slot": 1}),
            ([("02-10", "02-11")], {}),
            ([("02-10", "02-28")], {}),
            ([("02-10", "03-01")], {"conforming": 1}),
            ([("02-10", "03-10")], {"conforming": 1}),
            ([("02-10", "03-11")], {"late": 1}),
        ],
    )
    def test_what_was_not_met_before_the_window_is_carried_into_it(
        self, slots: Any, naive_slots: ModuleType, rows: list[tuple[str, str]], carried: dict[str, int]
    ) -> None:
        asked = slots.standard(naive_slots.Asked("month", who="whole", done=True, grace=(10, "days")))
        visits = [naive_slots.Row("A", None, slots.at(on), slots.at(done).date()) for on, done in rows]
        found = measure([slots.log(visits)], [asked], Setting(slots.at("03-12"), date(2026, 3, 1)))
        earlier = {"2026-02": carried} if carried else {}
        assert {t.period: dict(t.counts.reasons) for t in found.tallies} == {**earlier, "2026-03": {"pending": 1}}
        assert sum(t.carried for t in found.tallies) == len(carried)

    def test_a_period_of_nobody_is_not_carried_as_in_scope(self, slots: Any, naive_slots: ModuleType) -> None:
        asked = slots.standard(naive_slots.Asked("month", who="whole", grace=(10, "days")))
        adoption = Adoption("no. 1", "board", date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1))
        found = measure([slots.log([])], [asked], Setting(slots.at("03-20"), date(2026, 3, 1), adoptions={"guide": adoption}))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"missing_slot": 1}, 1),
            ("2026-03", {"not_in_force": 1}, 0),
        ]
        never = replace(adoption, effective_from=date(2026, 4, 1), effective_until=None)
        found = measure([slots.log([])], [asked], Setting(slots.at("03-20"), date(2026, 3, 1), adoptions={"guide": never}))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"not_in_force": 1}, 0),
            ("2026-03", {"not_in_force": 1}, 0),
        ]

    def test_a_log_without_a_time_covers_nothing(self, slots: Any, naive_slots: ModuleType) -> None:
        asked = naive_slots.Asked("month", who="whole")
        assert slots.reasons(asked, [], naive_slots.Times(slots.at("04-15"), covers=None)) == {"- 2026-04": "pending"}
        since = naive_slots.Times(slots.at("04-15"), date(2026, 3, 1), covers=None)
        assert slots.reasons(asked, [], since) == {"- 2026-03": "log_does_not_cover", "- 2026-04": "pending"}
