"""What takes a breach out of the count: waivers beforehand, upheld objections afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import measure
from hegui.words.checks import Filled, Presence
from hegui.words.expressions import Ref
from hegui.words.measured import Setting
from hegui.words.profiles import Waiver

AS_OF = datetime(2026, 3, 10)


class TestWaivers:
    """Allowed beforehand: by standard, unit and key, in force at the due time."""

    def waiver(self, **given: Any) -> Waiver:
        whole = Waiver("guide.1.asked", "storm", "head", effective=date(2026, 3, 2), expires=date(2026, 3, 3))
        return replace(whole, **given)

    @pytest.mark.parametrize(
        ("given", "reasons"),
        [
            ({}, {"waived": 1, "late": 1}),
            ({"effective": date(2026, 3, 3), "expires": date(2026, 3, 4)}, {"late": 2}),
            ({"effective": date(2026, 3, 1), "expires": date(2026, 3, 2)}, {"late": 2}),
            ({"unit": "A"}, {"waived": 1, "late": 1}),
            ({"unit": "B"}, {"late": 2}),
            ({"keys": ("1", "9")}, {"waived": 1, "late": 1}),
            ({"keys": ("2",)}, {"late": 2}),
            ({"standard": "guide.9.other"}, {"late": 2}),
        ],
    )
    def test_in_force_where_it_matches(
        self, wide: Any, answer: Any, given: dict[str, Any], reasons: dict[str, int], tickets: ModuleType
    ) -> None:
        rows = [
            tickets.ticket("1", "03-01 09:00", "03-05 09:00"),
            tickets.ticket("2", "03-04 09:00", "03-06 09:00"),
            tickets.ticket("3", "03-01 09:00", "03-01 10:00"),
        ]
        waiver = self.waiver(**given)
        found = measure([wide(rows)], [answer], Setting(AS_OF, waivers=(waiver,)))
        counts = dict(tickets.tally(found).counts.reasons)
        assert counts == {**reasons, "conforming": 1}
        assert found.unused_waivers == (() if "waived" in reasons else (waiver,))
        assert [row.key for row in found.evidence] == (["2"] if "waived" in reasons else ["1", "2"])

    def test_anchor_counts_where_there_is_no_due_time(self, wide: Any, build: Any, tickets: ModuleType) -> None:
        asked = build.standard(Presence((Filled(Ref("answered_at")),)))
        waiver = self.waiver(effective=date(2026, 3, 1), expires=date(2026, 3, 2))
        found = measure(
            [wide([tickets.ticket("1", "03-01 09:00"), tickets.ticket("2", "03-02 00:00")])], [asked], Setting(AS_OF, waivers=(waiver,))
        )
        assert dict(tickets.tally(found).counts.reasons) == {"blank": 1, "waived": 1}

    def test_a_waived_breach_is_not_the_worst(self, wide: Any, answer: Any, tickets: ModuleType) -> None:
        found = measure([wide([tickets.ticket("1", "03-01 09:00", "03-09 09:00")])], [answer], Setting(AS_OF, waivers=(self.waiver(),)))
        assert (tickets.tally(found).worst_seconds, tickets.tally(found).counts.judged, tickets.tally(found).counts.in_scope) == (
            None,
            0,
            1,
        )


class TestObjections:
    """Upheld ones take a breach out of the count."""

    @pytest.mark.parametrize(
        ("given", "upheld"),
        [
            ({}, True),
            ({"standard": "guide.1.asked"}, True),
            ({"standard": "guide.2.asked"}, False),
            ({"log": "order"}, False),
            ({"upheld": False}, False),
            ({"key": "2"}, False),
            ({"key": "9"}, False),
        ],
    )
    def test_by_log_standard_and_key(
        self, wide: Any, answer: Any, build: Any, given: dict[str, Any], tickets: ModuleType, *, upheld: bool
    ) -> None:
        rows = [tickets.ticket("1", "03-01 09:00"), tickets.ticket("2", "03-01 09:00", "03-01 10:00"), tickets.ticket("3", "03-01 09:00")]
        other = build.standard(Presence((Filled(Ref("opened_at")),)), "2")
        one = replace(tickets.objection("1"), **given)
        found = measure([wide(rows)], [answer, other], Setting(AS_OF, objections=(one,)))
        assert (
            dict(tickets.tally(found).counts.reasons) == {"conforming": 1, "missing": 1, "objection_upheld": 1}
            if upheld
            else {"conforming": 1, "missing": 2}
        )
        assert found.unused_objections == (() if upheld or not one.upheld else (one,))
        assert [row.key for row in found.evidence] == (["3"] if upheld else ["1", "3"])

    def test_an_objection_goes_before_a_waiver(self, wide: Any, answer: Any, tickets: ModuleType) -> None:
        waiver = Waiver("guide.1.asked", "storm", "head", effective=date(2026, 3, 1), expires=date(2026, 4, 1))
        rows = [tickets.ticket("1", "03-01 09:00"), tickets.ticket("2", "03-01 09:00")]
        found = measure([wide(rows)], [answer], Setting(AS_OF, objections=(tickets.objection("1"),), waivers=(waiver,)))
        assert dict(tickets.tally(found).counts.reasons) == {"objection_upheld": 1, "waived": 1}
        assert (found.unused_waivers, found.unused_objections) == ((), ())
