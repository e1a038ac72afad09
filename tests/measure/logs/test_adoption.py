"""A handbook binds from a day on, until another, and whom it names."""

from __future__ import annotations

from datetime import date, datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import instances, measure
from hegui.words.measured import Setting
from hegui.words.standards import Adoption

AS_OF = datetime(2026, 3, 10)


class TestAdoption:
    """A handbook binds from a day on, until another, and whom it names."""

    @pytest.fixture
    def filed(self, tickets: ModuleType) -> list[dict[str, Any]]:
        return [
            tickets.ticket("first day", "03-02 00:00"),
            tickets.ticket("the day before", "03-01 23:59:59"),
            tickets.ticket("last day", "03-04 23:59:59"),
            tickets.ticket("the day after", "03-05 00:00"),
            tickets.ticket("other unit", "03-03", _unit="B"),
            tickets.ticket("conflict", "02-01", _conflict=True),
            tickets.ticket("general", "02-01", tier="g"),
            tickets.ticket("nowhere"),
            tickets.ticket("nowhere, other unit", _unit="B"),
            tickets.ticket("unclear", "03-03", tier=None),
            tickets.ticket("unclear before", "02-03", tier=None),
        ]

    def test_outside_it_does_not_apply(self, wide: Any, build: Any, filed: list[dict[str, Any]]) -> None:
        rows = [{"tier": "u", **row} for row in filed]
        asked = build.standard(build.deadline("opened_at", "answered_at", "1 hour"), where='tier == "u"')
        adoption = Adoption("no. 1", "board", date(2026, 2, 1), date(2026, 3, 2), date(2026, 3, 5), ("A", "C"))
        setting = Setting(AS_OF, date(2026, 1, 1), adoptions={"guide": adoption})
        found = instances([wide(rows)], [asked], setting)[asked.id]
        assert {one.entity: one.reason for one in found} == {
            "first day": "missing",
            "the day before": "not_in_force",
            "last day": "missing",
            "the day after": "not_in_force",
            "other unit": "not_in_force",
            "conflict": "conflicting_rows",
            "general": "not_applicable",
            "nowhere": "no_anchor",
            "nowhere, other unit": "not_in_force",
            "unclear": "unknown_scope",
            "unclear before": "not_in_force",
        }
        measured = measure([wide(rows)], [asked], setting)
        assert sum(t.counts.in_scope for t in measured.tallies) == 5

    def test_what_does_not_apply_is_not_carried(self, wide: Any, answer: Any, tickets: ModuleType) -> None:
        adoption = Adoption("no. 1", "board", date(2026, 2, 1), date(2026, 3, 1))
        rows = [tickets.ticket("1", "02-28 12:00"), tickets.ticket("2", "03-01 12:00")]
        found = measure([wide(rows)], [answer], Setting(AS_OF, date(2026, 3, 1), adoptions={"guide": adoption}))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [("2026-03", {"missing": 1}, 0)]
        found = measure(
            [wide(rows)], [answer], Setting(AS_OF, date(2026, 3, 1), objections=(tickets.objection("1"), tickets.objection("2")))
        )
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"objection_upheld": 1}, 0),
            ("2026-03", {"objection_upheld": 1}, 0),
        ]
