"""What other logs, clocks and events have to be there before a standard is checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import measure
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.measured import Setting, Status
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.vocabulary import Log, Shape

AS_OF = datetime(2026, 3, 10)


class TestNeeds:
    """What other logs, clocks and events have to be there."""

    @pytest.fixture
    def calls(self, build: Any, tickets: ModuleType) -> Any:
        log = build.vocabulary(
            {"call_id": "id", "ticket_id": "id", "called_at": "datetime"}, name="call", key="call_id", anchor="called_at"
        )
        return lambda *columns: build.bound(log, [{"_key": "1", "ticket_id": "1", "called_at": tickets.at("03-01 10:00")}], columns=columns)

    ROWS = Related("call", ((Ref("ticket_id"), Ref("ticket_id")),))

    @pytest.mark.parametrize(
        ("check", "columns", "why"),
        [
            (RowCount(ROWS, at_least=1), None, "no log 'call' is given"),
            (RowCount(ROWS, at_least=1), ("called_at",), "field 'ticket_id' is not in log 'call'"),
            (FollowUp(ROWS, Ref("opened_at"), Limit.parse("1 day")), ("ticket_id",), "field 'called_at' is not in log 'call'"),
            (
                FollowUp(ROWS, Ref("opened_at"), every=Limit.parse("2 working days")),
                ("ticket_id", "called_at"),
                "no working calendar is given",
            ),
            (
                Requires(replace(ROWS, at=Ref("ended_at")), Ref("opened_at")),
                ("ticket_id", "called_at"),
                "field 'ended_at' is not in log 'call'",
            ),
            (Requires(ROWS, Ref("solved_at")), ("ticket_id", "called_at"), "field 'solved_at' is not in the log"),
            (
                Triggers(parse('tier == "u"'), ROWS, Limit.parse("2 working hours")),
                ("ticket_id", "called_at"),
                "no working calendar is given",
            ),
            (Pattern(parse("event.time > previous.time")), (), "relations of events need a log of events"),
        ],
    )
    def test_other_logs(
        self, build: Any, log: Log, calls: Any, check: Any, columns: tuple[str, ...] | None, why: str, tickets: ModuleType
    ) -> None:
        own = build.bound(log, [tickets.ticket("1", "03-01 09:00", ticket_id="1")], columns=[*tickets.COLUMNS, "ticket_id"])
        logs = [own] if columns is None else [own, calls(*columns)]
        assert tickets.status(measure(logs, [build.standard(check)], Setting(AS_OF))) == [(Status.NOT_CHECKED, why)]

    @pytest.mark.parametrize(
        ("given", "pauses", "why"),
        [
            ({"each": True}, (), "asking for each occurrence needs a log of events"),
            ({"pausing": True}, (), "the vocabulary does not say when cases of log 'ticket' are paused"),
            ({"pausing": True}, (("solved_at", "closed_at"),), "field 'solved_at' is not in the log"),
            ({"not_before": Limit.parse("1 working day")}, (), "no working calendar is given"),
        ],
    )
    def test_deadlines(
        self, build: Any, log: Log, given: dict[str, Any], pauses: tuple[tuple[str, str], ...], why: str, tickets: ModuleType
    ) -> None:
        check = replace(build.deadline("opened_at", "answered_at", "1 day"), **given)
        bound = build.bound(replace(log, pauses=pauses), [tickets.ticket("1", "03-01 09:00")], columns=tickets.COLUMNS)
        assert tickets.status(measure([bound], [build.standard(check)], Setting(AS_OF))) == [(Status.NOT_CHECKED, why)]

    def test_each_is_asked_of_milestones(self, build: Any, log: Log, tickets: ModuleType) -> None:
        check = replace(build.deadline("opened_at", "tier", "1 day"), each=True)
        events = [{"_key": "1", "_activity": "opened_at", "_time": tickets.at("03-01 09:00"), "tier": "g"}]
        found = measure([build.bound(log, events, Shape.LONG)], [build.standard(check)], Setting(AS_OF))
        assert tickets.status(found) == [(Status.NOT_CHECKED, "'tier' is not a milestone that events reach")]

    def test_a_view_that_cannot_be_made_for_one_standard_is_made_for_the_others(
        self, build: Any, log: Log, calls: Any, answer: Any, tickets: ModuleType
    ) -> None:
        own = build.bound(log, [tickets.ticket("1", "03-01 09:00", "03-01 10:00", ticket_id="1")], columns=[*tickets.COLUMNS, "ticket_id"])
        broken = build.standard(RowCount(replace(self.ROWS, where=parse("call.ticket_id > 1")), at_least=1), "2")
        found = measure([own, calls("ticket_id", "called_at")], [answer, broken], Setting(AS_OF))
        assert [one.status for one in found.statuses] == [Status.JUDGED, Status.ERROR]
