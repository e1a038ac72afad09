"""The window of an audit: which rows lie in it, and what was pending when it began."""

from __future__ import annotations

from datetime import date, datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import measure
from hegui.words.checks import Filled, Presence
from hegui.words.expressions import Ref
from hegui.words.measured import Setting
from hegui.words.vocabulary import Log, Shape

AS_OF = datetime(2026, 3, 10)


class TestWindow:
    """Half-open on the anchor, with what was pending when it began."""

    @pytest.fixture
    def filed(self, tickets: ModuleType) -> list[dict[str, Any]]:
        return [
            tickets.ticket("before, done", "02-20 09:00", "02-20 10:00"),
            tickets.ticket("before, breached", "02-20 09:00"),
            tickets.ticket("before, pending, then late", "02-28 12:00", "03-05 09:00"),
            tickets.ticket("before, pending, then in time", "02-28 12:00", "03-01 09:00"),
            tickets.ticket("first", "03-01 00:00", "03-01 01:00"),
            tickets.ticket("last", "03-04 23:59:59", "03-05 01:00"),
            tickets.ticket("after", "03-05 00:00", "03-05 01:00"),
            tickets.ticket("nowhere"),
        ]

    def test_only_rows_of_the_window_and_carried_ones_count(self, wide: Any, answer: Any, filed: list[dict[str, Any]]) -> None:
        found = measure([wide(filed)], [answer], Setting(AS_OF, date(2026, 3, 1), date(2026, 3, 5)))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"conforming": 1, "late": 1}, 2),
            ("2026-03", {"conforming": 2}, 0),
            ("unknown", {"no_anchor": 1}, 0),
        ]

    def test_open_ends(self, wide: Any, answer: Any, filed: list[dict[str, Any]]) -> None:
        until = measure([wide(filed)], [answer], Setting(AS_OF, until=date(2026, 3, 1)))
        assert sum(t.counts.in_scope for t in until.tallies) == 5
        since = measure([wide(filed)], [answer], Setting(AS_OF, date(2026, 3, 5)))
        assert (sum(t.counts.in_scope for t in since.tallies), sum(t.carried for t in since.tallies)) == (3, 1)

    def test_carried_rows_of_a_log_of_events(self, build: Any, log: Log, answer: Any, filed: list[dict[str, Any]]) -> None:
        events = [
            {"_key": row["_key"], "_activity": name, "_time": row[name]}
            for row in filed
            for name in ("opened_at", "answered_at")
            if row[name]
        ]
        found = measure([build.bound(log, events, Shape.LONG)], [answer], Setting(AS_OF, date(2026, 3, 1), date(2026, 3, 5)))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"conforming": 1, "late": 1}, 2),
            ("2026-03", {"conforming": 2}, 0),
        ]

    def test_a_standard_that_nothing_can_be_pending_of_carries_nothing(self, wide: Any, build: Any, filed: list[dict[str, Any]]) -> None:
        asked = build.standard(Presence((Filled(Ref("answered_at")),)))
        found = measure([wide(filed)], [asked], Setting(AS_OF, date(2026, 3, 1)))
        assert {t.period: t.carried for t in found.tallies} == {"2026-03": 0, "unknown": 0}
