"""Measuring whole logs: tallies, statuses, evidence, window, waivers, the spool."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import instances, measure, verdicts
from hegui.measure.said import said
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Condition, Count, Filled, Presence
from hegui.words.checks import Sequence as Stages
from hegui.words.durations import Limit
from hegui.words.errors import HeguiError, PolicyError
from hegui.words.expressions import Ref, parse
from hegui.words.measured import Measurement, Setting, Status, Tally
from hegui.words.periods import Period
from hegui.words.profiles import Objection, Waiver
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.standards import Adoption
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log, Shape

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 10)
FIELDS: dict[str, Any] = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "answered_at": "datetime",
    "closed_at": "datetime",
    "tier": "enum",
    "customer": Field("customer", FieldType.ID, Text("客户", "customer"), personal=True),
    "amount": "number",
    "wait": "duration",
    "solved_at": "datetime",
    "fixed_at": "datetime",
}
COLUMNS = ("opened_at", "answered_at", "closed_at", "tier", "customer", "amount", "wait")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


@pytest.fixture
def log(build: Any) -> Log:
    made: Log = build.vocabulary(FIELDS, closed="closed_at is not missing", events={"opened_at": (), "answered_at": (), "closed_at": ()})
    return made


@pytest.fixture
def wide(build: Any, log: Log) -> Any:
    return lambda rows, **given: build.bound(log, rows, columns=COLUMNS, **given)


@pytest.fixture
def answer(build: Any) -> Any:
    return build.standard(build.deadline("opened_at", "answered_at", "24 hours"))


def ticket(key: str, opened: str | None = None, answered: str | None = None, **more: Any) -> dict[str, Any]:
    return {"_key": key, "opened_at": at(opened) if opened else None, "answered_at": at(answered) if answered else None, **more}


def tally(found: Measurement, unit: str = "A", period: str = "2026-03") -> Tally:
    return next(tally for tally in found.tallies if (tally.unit, tally.period) == (unit, period))


def status(found: Measurement) -> list[tuple[Status, str]]:
    return [(one.status, one.why) for one in found.statuses]


def test_tally_counts_every_reason_by_unit_and_period(wide: Any, answer: Any) -> None:
    rows = [
        ticket("1", "03-01 09:00", "03-02 09:00"),
        ticket("2", "03-01 09:00", "03-02 09:00:01"),
        ticket("3", "03-01 09:00"),
        ticket("4", "03-09 09:00"),
        ticket("5", "02-01 09:00", "02-01 08:59"),
        ticket("6", "03-01 09:00", "03-05 09:00", _unit="B"),
        ticket("7"),
    ]
    found = measure([wide(rows)], [answer], Setting(AS_OF))
    assert [(t.unit, t.period, dict(t.counts.reasons), t.worst_seconds) for t in found.tallies] == [
        ("A", "2026-02", {"not_credible": 1}, None),
        ("A", "2026-03", {"conforming": 1, "late": 1, "missing": 1, "pending": 1}, 8 * 86400 - 9 * 3600),
        ("A", "unknown", {"no_anchor": 1}, None),
        ("B", "2026-03", {"late": 1}, 3 * 86400),
    ]
    assert status(found) == [(Status.JUDGED, "")]


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("day", "2026-01-01"),
        ("week", "2026-W01"),
        ("month", "2026-01"),
        ("quarter", "2026-Q1"),
        ("half_year", "2026-H1"),
        ("year", "2026"),
    ],
)
def test_period_label(wide: Any, answer: Any, period: str, label: str) -> None:
    found = measure([wide([ticket("1", "01-01 00:00")])], [answer], Setting(AS_OF, period=Period.parse(period)))
    assert [t.period for t in found.tallies] == [label]


def test_periods_of_a_year_end_in_the_week_of_its_thursday(wide: Any, answer: Any) -> None:
    rows = [{"_key": "1", "opened_at": datetime(2024, 12, 30)}, {"_key": "2", "opened_at": datetime(2023, 1, 1, 23, 59, 59)}]
    found = measure([wide(rows)], [answer], Setting(AS_OF, period=Period.parse("week")))
    assert [t.period for t in found.tallies] == ["2022-W52", "2025-W01"]


def test_evidence_is_the_worst_first_and_ties_stand_as_in_the_file(wide: Any, answer: Any) -> None:
    late = ["03-05 09:00", "03-04 09:00", "03-05 09:00", None, "03-03 09:00"]
    rows = [ticket(str(number), "03-01 09:00", answered) for number, answered in enumerate(late)]
    found = measure([wide(rows)], [answer], Setting(AS_OF, rows_kept=4))
    assert [row.key for row in found.evidence] == ["3", "0", "2", "1"]
    worst = found.evidence[0]
    assert (worst.reason, worst.source, worst.row, worst.period, worst.verdict) == ("missing", "tickets.csv", 4, "2026-03", "nonconforming")
    assert (worst.anchor, worst.due, worst.overrun_seconds) == (at("03-01 09:00"), at("03-02 09:00"), 7 * 86400 + 15 * 3600)
    assert worst.observed == (("opened_at", "2026-03-01 09:00:00"), ("answered_at", None))


def test_pending_is_shown_by_what_is_due_first(wide: Any, answer: Any) -> None:
    rows = [ticket("1", "03-09 12:00"), ticket("2", "03-09 09:00"), ticket("3", "03-09 10:00"), ticket("4", "03-09 00:00")]
    found = measure([wide(rows)], [answer], Setting(AS_OF, rows_kept=3))
    assert [(row.key, row.due) for row in found.pending] == [("4", AS_OF), ("2", at("03-10 09:00")), ("3", at("03-10 10:00"))]
    assert all(row.overrun_seconds is None for row in found.pending)


def test_undetermined_rows_have_neither_due_nor_overrun(wide: Any, build: Any) -> None:
    asked = build.standard(build.deadline("opened_at", "answered_at", "24 hours"), where='tier == "u"')
    found = measure([wide([ticket("1", "03-01 09:00")])], [asked], Setting(AS_OF))
    assert [(row.reason, row.due, row.overrun_seconds) for row in found.undetermined] == [("unknown_scope", None, None)]


def test_calendar_lateness_is_counted_in_days_and_due_ends_the_day(wide: Any, build: Any) -> None:
    asked = build.standard(build.deadline("opened_at", "answered_at", "1 month"))
    rows = [ticket("1", "01-31 17:00", "02-28 23:59:59"), ticket("2", "01-31 17:00", "03-01 00:00")]
    found = measure([wide(rows)], [asked], Setting(AS_OF))
    assert [(row.key, row.due, row.overrun_seconds) for row in found.evidence] == [("2", at("02-28 23:59:59"), 86400)]


def test_closed_without_an_end_is_missing_before_the_limit(wide: Any, answer: Any) -> None:
    found = measure([wide([ticket("1", "03-09 12:00", closed_at=at("03-09 13:00"))])], [answer], Setting(AS_OF))
    assert [(row.reason, row.overrun_seconds) for row in found.evidence] == [("missing", None)]
    assert tally(found).worst_seconds is None


def test_later_than_as_of_has_not_happened(wide: Any, answer: Any) -> None:
    rows = [ticket("1", "03-01 09:00", "03-10 00:01"), ticket("2", "03-09 09:00", "03-10 00:01")]
    assert verdicts(wide(rows), [answer], AS_OF)[answer.id] == {"1": "missing", "2": "pending"}


def objection(key: str) -> Objection:
    return Objection("ticket", key, "record", "it was answered", "recording", "head", date(2026, 3, 9), upheld=True)


class TestWindow:
    """Half-open on the anchor, with what was pending when it began."""

    ROWS = (
        ticket("before, done", "02-20 09:00", "02-20 10:00"),
        ticket("before, breached", "02-20 09:00"),
        ticket("before, pending, then late", "02-28 12:00", "03-05 09:00"),
        ticket("before, pending, then in time", "02-28 12:00", "03-01 09:00"),
        ticket("first", "03-01 00:00", "03-01 01:00"),
        ticket("last", "03-04 23:59:59", "03-05 01:00"),
        ticket("after", "03-05 00:00", "03-05 01:00"),
        ticket("nowhere"),
    )

    def test_only_rows_of_the_window_and_carried_ones_count(self, wide: Any, answer: Any) -> None:
        found = measure([wide(self.ROWS)], [answer], Setting(AS_OF, date(2026, 3, 1), date(2026, 3, 5)))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"conforming": 1, "late": 1}, 2),
            ("2026-03", {"conforming": 2}, 0),
            ("unknown", {"no_anchor": 1}, 0),
        ]

    def test_open_ends(self, wide: Any, answer: Any) -> None:
        until = measure([wide(self.ROWS)], [answer], Setting(AS_OF, until=date(2026, 3, 1)))
        assert sum(t.counts.in_scope for t in until.tallies) == 5
        since = measure([wide(self.ROWS)], [answer], Setting(AS_OF, date(2026, 3, 5)))
        assert (sum(t.counts.in_scope for t in since.tallies), sum(t.carried for t in since.tallies)) == (3, 1)

    def test_carried_rows_of_a_log_of_events(self, build: Any, log: Log, answer: Any) -> None:
        events = [
            {"_key": row["_key"], "_activity": name, "_time": row[name]}
            for row in self.ROWS
            for name in ("opened_at", "answered_at")
            if row[name]
        ]
        found = measure([build.bound(log, events, Shape.LONG)], [answer], Setting(AS_OF, date(2026, 3, 1), date(2026, 3, 5)))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"conforming": 1, "late": 1}, 2),
            ("2026-03", {"conforming": 2}, 0),
        ]

    def test_a_standard_that_nothing_can_be_pending_of_carries_nothing(self, wide: Any, build: Any) -> None:
        asked = build.standard(Presence((Filled(Ref("answered_at")),)))
        found = measure([wide(self.ROWS)], [asked], Setting(AS_OF, date(2026, 3, 1)))
        assert {t.period: t.carried for t in found.tallies} == {"2026-03": 0, "unknown": 0}


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
    def test_in_force_where_it_matches(self, wide: Any, answer: Any, given: dict[str, Any], reasons: dict[str, int]) -> None:
        rows = [
            ticket("1", "03-01 09:00", "03-05 09:00"),
            ticket("2", "03-04 09:00", "03-06 09:00"),
            ticket("3", "03-01 09:00", "03-01 10:00"),
        ]
        waiver = self.waiver(**given)
        found = measure([wide(rows)], [answer], Setting(AS_OF, waivers=(waiver,)))
        counts = dict(tally(found).counts.reasons)
        assert counts == {**reasons, "conforming": 1}
        assert found.unused_waivers == (() if "waived" in reasons else (waiver,))
        assert [row.key for row in found.evidence] == (["2"] if "waived" in reasons else ["1", "2"])

    def test_anchor_counts_where_there_is_no_due_time(self, wide: Any, build: Any) -> None:
        asked = build.standard(Presence((Filled(Ref("answered_at")),)))
        waiver = self.waiver(effective=date(2026, 3, 1), expires=date(2026, 3, 2))
        found = measure([wide([ticket("1", "03-01 09:00"), ticket("2", "03-02 00:00")])], [asked], Setting(AS_OF, waivers=(waiver,)))
        assert dict(tally(found).counts.reasons) == {"blank": 1, "waived": 1}

    def test_a_waived_breach_is_not_the_worst(self, wide: Any, answer: Any) -> None:
        found = measure([wide([ticket("1", "03-01 09:00", "03-09 09:00")])], [answer], Setting(AS_OF, waivers=(self.waiver(),)))
        assert (tally(found).worst_seconds, tally(found).counts.judged, tally(found).counts.in_scope) == (None, 0, 1)


class TestStatus:
    """None but ``judged`` is a result."""

    def test_nothing_in_scope(self, wide: Any, build: Any) -> None:
        asked = build.standard(build.deadline("opened_at", "answered_at", "1 hour"), where='tier == "u"')
        assert status(measure([wide([ticket("1", "03-01 09:00", tier="g")])], [asked], Setting(AS_OF))) == [
            (Status.NOT_EVALUATED, "nothing is in scope")
        ]

    @pytest.mark.parametrize(
        ("start", "end", "within", "why"),
        [
            ("opened_at", "solved_at", "1 hour", "field 'solved_at' is not in the log"),
            ("opened_at", "earliest solved_at fixed_at", "1 hour", "none of the fields 'solved_at', 'fixed_at' is in the log"),
            ("opened_at", "earliest solved_at answered_at", "1 hour", ""),
            ("opened_at", "all solved_at answered_at", "1 hour", "field 'solved_at' is not in the log"),
            ("opened_at", "answered_at.last", "1 hour", "'answered_at.last' needs a log of events"),
            ("opened_at", "answered_at", "2 working hours", "no working calendar is given"),
            ("opened_at", "answered_at", {"g": "2 working days"}, "no working calendar is given"),
        ],
    )
    def test_what_a_deadline_needs(self, wide: Any, build: Any, start: str, end: str, within: Any, why: str) -> None:
        asked = build.standard(build.deadline(start, end, within))
        expected = (Status.NOT_CHECKED, why) if why else (Status.JUDGED, "")
        assert status(measure([wide([ticket("1", "03-01 09:00")])], [asked], Setting(AS_OF))) == [expected]

    def test_other_needs(self, build: Any, log: Log, wide: Any) -> None:
        rows = [ticket("1", "03-01 09:00")]
        optional = Stages(((Ref("opened_at"),), (Ref("solved_at"),)), frozenset({Ref("solved_at")}))
        asked = [
            build.standard(optional, "1"),
            build.standard(Count(Ref("answered_at"), at_most=1), "2"),
            build.standard(optional, "3", where="colour == 'red'"),
            build.standard(optional, "4", log="order"),
        ]
        assert status(measure([wide(rows)], asked, Setting(AS_OF))) == [
            (Status.JUDGED, ""),
            (Status.NOT_CHECKED, "counting 'answered_at' needs a log of events"),
            (Status.NOT_CHECKED, "field 'colour' is not in the log"),
            (Status.NOT_CHECKED, "no log 'order' is given"),
        ]
        events = [{"_key": "1", "_activity": "opened_at", "_time": at("03-01 09:00"), "tier": "g"}]
        counting = [build.standard(Count(Ref("tier"), at_most=1)), build.standard(Condition(parse("tier.first.actor is missing")), "2")]
        found = measure([build.bound(log, events, Shape.LONG)], counting, Setting(AS_OF))
        assert status(found) == [
            (Status.NOT_CHECKED, "'tier' is not a milestone that events reach"),
            (Status.NOT_CHECKED, "field 'tier.first.actor' is not in the log"),
        ]
        assert verdicts(wide(rows), [asked[1]], AS_OF) == {asked[1].id: {}}

    def test_a_crash_while_compiling_leaves_the_others_alone(self, wide: Any, build: Any, answer: Any) -> None:
        broken = build.standard(Condition(parse("tier + 1 == 2")), "2")
        found = measure([wide([ticket("1", "03-01 09:00", "03-01 10:00")])], [broken, answer], Setting(AS_OF))
        assert status(found) == [(Status.ERROR, "TypeError: a value of type enum + a number is not in the language"), (Status.JUDGED, "")]

    def test_a_crash_on_the_data_leaves_the_others_alone(self, wide: Any, build: Any, answer: Any) -> None:
        broken = build.standard(Condition(parse("opened_at + wait < answered_at")), "2")
        found = measure([wide([ticket("1", "03-01 09:00", "03-01 10:00", wait=10**14)])], [answer, broken], Setting(AS_OF))
        assert [one.status for one in found.statuses] == [Status.JUDGED, Status.ERROR]
        assert found.statuses[1].why
        assert {t.standard for t in found.tallies} == {answer.id}

    def test_a_crash_of_what_all_share_is_said_of_all(self, build: Any, answer: Any) -> None:
        shaky = build.vocabulary(FIELDS, closed="tier > 1")
        found = measure([build.bound(shaky, [ticket("1", "03-01 09:00")], columns=COLUMNS)], [answer], Setting(AS_OF))
        assert [one.status for one in found.statuses] == [Status.ERROR]

    def test_a_crash_while_telling_leaves_the_others_alone(self, build: Any, answer: Any, tmp_path: Path) -> None:
        """A value that no quotation can be made of: it is judged whether it is missing, and nothing more."""
        texts = build.vocabulary({**FIELDS, "note": "text"})
        times = build.vocabulary({**FIELDS, "note": Field("note", FieldType.DATETIME, Text("注", "note"), planned=True)})
        bound = build.bound(texts, [ticket("1", "03-01 09:00", note="soon")], columns=[*COLUMNS, "note"])
        broken = build.standard(Condition(parse("note is missing")), "2")
        for rows_kept in (100, 0):
            setting = Setting(AS_OF, rows_kept=rows_kept, spool=tmp_path / f"{rows_kept}.parquet")
            found = measure([replace(bound, log=times)], [broken, answer], setting)
            assert [one.status for one in found.statuses] == [Status.ERROR, Status.JUDGED]
            assert {t.standard for t in found.tallies} == {answer.id}
            assert {row["standard"] for row in pq.read_table(found.spool).to_pylist()} == {answer.id}

    def test_a_place_where_nothing_can_be_written_is_said(self, wide: Any, answer: Any, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("no folder")
        with pytest.raises(HeguiError, match=r"^evidence.parquet: the evidence cannot be written: NotADirectoryError"):
            measure([wide([ticket("1", "03-01 09:00")])], [answer], Setting(AS_OF, spool=tmp_path / "file" / "evidence.parquet"))

    def test_a_disk_that_is_full_is_blamed_on_no_standard(
        self, wide: Any, answer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(pq.ParquetWriter, "write_batch", full)
        setting = Setting(AS_OF, rows_kept=0, spool=tmp_path / "evidence.parquet")
        with pytest.raises(HeguiError, match=r"^evidence.parquet: the evidence cannot be written: .*No space left on device"):
            measure([wide([ticket(str(number), "03-01 09:00", _row=number) for number in range(1, 3)])], [answer], setting)

    def test_a_crash_is_no_empty_result(self, wide: Any, build: Any, answer: Any) -> None:
        broken = build.standard(Condition(parse("tier + 1 == 2")), "2")
        with pytest.raises(PolicyError, match=r"standard 'guide\.2\.asked' cannot be measured: TypeError: a value of type enum"):
            verdicts(wide([ticket("1", "03-01 09:00")]), [answer, broken], AS_OF)

    def test_a_parameter_that_nobody_set(self, wide: Any, answer: Any) -> None:
        asked = [replace(answer, id="1", unset=("target",)), replace(answer, id="2", unset=("low", "high"))]
        assert status(measure([wide([])], asked, Setting(AS_OF))) == [
            (Status.NOT_CHECKED, "parameter 'target' is not set; set it in the profile"),
            (Status.NOT_CHECKED, "parameters 'low' and 'high' are not set; set them in the profile"),
        ]

    def test_message_of_an_error_without_one(self) -> None:
        assert said(ValueError()) == "ValueError: no message"

    def test_log_without_rows(self, wide: Any, answer: Any) -> None:
        found = measure([wide([])], [answer], Setting(AS_OF))
        assert status(found) == [(Status.NOT_EVALUATED, "nothing is in scope")]
        assert not found.tallies
        assert not found.evidence


class TestNeeds:
    """What other logs, clocks and events have to be there."""

    @pytest.fixture
    def calls(self, build: Any) -> Any:
        log = build.vocabulary(
            {"call_id": "id", "ticket_id": "id", "called_at": "datetime"}, name="call", key="call_id", anchor="called_at"
        )
        return lambda *columns: build.bound(log, [{"_key": "1", "ticket_id": "1", "called_at": at("03-01 10:00")}], columns=columns)

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
    def test_other_logs(self, build: Any, log: Log, calls: Any, check: Any, columns: tuple[str, ...] | None, why: str) -> None:
        tickets = build.bound(log, [ticket("1", "03-01 09:00", ticket_id="1")], columns=[*COLUMNS, "ticket_id"])
        logs = [tickets] if columns is None else [tickets, calls(*columns)]
        assert status(measure(logs, [build.standard(check)], Setting(AS_OF))) == [(Status.NOT_CHECKED, why)]

    @pytest.mark.parametrize(
        ("given", "pauses", "why"),
        [
            ({"each": True}, (), "asking for each occurrence needs a log of events"),
            ({"pausing": True}, (), "the vocabulary does not say when cases of log 'ticket' are paused"),
            ({"pausing": True}, (("solved_at", "closed_at"),), "field 'solved_at' is not in the log"),
            ({"not_before": Limit.parse("1 working day")}, (), "no working calendar is given"),
        ],
    )
    def test_deadlines(self, build: Any, log: Log, given: dict[str, Any], pauses: tuple[tuple[str, str], ...], why: str) -> None:
        check = replace(build.deadline("opened_at", "answered_at", "1 day"), **given)
        bound = build.bound(replace(log, pauses=pauses), [ticket("1", "03-01 09:00")], columns=COLUMNS)
        assert status(measure([bound], [build.standard(check)], Setting(AS_OF))) == [(Status.NOT_CHECKED, why)]

    def test_each_is_asked_of_milestones(self, build: Any, log: Log) -> None:
        check = replace(build.deadline("opened_at", "tier", "1 day"), each=True)
        events = [{"_key": "1", "_activity": "opened_at", "_time": at("03-01 09:00"), "tier": "g"}]
        found = measure([build.bound(log, events, Shape.LONG)], [build.standard(check)], Setting(AS_OF))
        assert status(found) == [(Status.NOT_CHECKED, "'tier' is not a milestone that events reach")]

    def test_a_view_that_cannot_be_made_for_one_standard_is_made_for_the_others(
        self, build: Any, log: Log, calls: Any, answer: Any
    ) -> None:
        tickets = build.bound(log, [ticket("1", "03-01 09:00", "03-01 10:00", ticket_id="1")], columns=[*COLUMNS, "ticket_id"])
        broken = build.standard(RowCount(replace(self.ROWS, where=parse("call.ticket_id > 1")), at_least=1), "2")
        found = measure([tickets, calls("ticket_id", "called_at")], [answer, broken], Setting(AS_OF))
        assert [one.status for one in found.statuses] == [Status.JUDGED, Status.ERROR]


class TestAdoption:
    """A handbook binds from a day on, until another, and whom it names."""

    ROWS = (
        ticket("first day", "03-02 00:00"),
        ticket("the day before", "03-01 23:59:59"),
        ticket("last day", "03-04 23:59:59"),
        ticket("the day after", "03-05 00:00"),
        ticket("other unit", "03-03", _unit="B"),
        ticket("conflict", "02-01", _conflict=True),
        ticket("general", "02-01", tier="g"),
        ticket("nowhere"),
        ticket("nowhere, other unit", _unit="B"),
        ticket("unclear", "03-03", tier=None),
        ticket("unclear before", "02-03", tier=None),
    )

    def test_outside_it_does_not_apply(self, wide: Any, build: Any) -> None:
        rows = [{"tier": "u", **row} for row in self.ROWS]
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

    def test_what_does_not_apply_is_not_carried(self, wide: Any, answer: Any) -> None:
        adoption = Adoption("no. 1", "board", date(2026, 2, 1), date(2026, 3, 1))
        rows = [ticket("1", "02-28 12:00"), ticket("2", "03-01 12:00")]
        found = measure([wide(rows)], [answer], Setting(AS_OF, date(2026, 3, 1), adoptions={"guide": adoption}))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [("2026-03", {"missing": 1}, 0)]
        found = measure([wide(rows)], [answer], Setting(AS_OF, date(2026, 3, 1), objections=(objection("1"), objection("2"))))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"objection_upheld": 1}, 0),
            ("2026-03", {"objection_upheld": 1}, 0),
        ]


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
    def test_by_log_standard_and_key(self, wide: Any, answer: Any, build: Any, given: dict[str, Any], upheld: bool) -> None:  # noqa: FBT001
        rows = [ticket("1", "03-01 09:00"), ticket("2", "03-01 09:00", "03-01 10:00"), ticket("3", "03-01 09:00")]
        other = build.standard(Presence((Filled(Ref("opened_at")),)), "2")
        one = replace(objection("1"), **given)
        found = measure([wide(rows)], [answer, other], Setting(AS_OF, objections=(one,)))
        assert (
            dict(tally(found).counts.reasons) == {"conforming": 1, "missing": 1, "objection_upheld": 1}
            if upheld
            else {"conforming": 1, "missing": 2}
        )
        assert found.unused_objections == (() if upheld or not one.upheld else (one,))
        assert [row.key for row in found.evidence] == (["3"] if upheld else ["1", "3"])

    def test_an_objection_goes_before_a_waiver(self, wide: Any, answer: Any) -> None:
        waiver = Waiver("guide.1.asked", "storm", "head", effective=date(2026, 3, 1), expires=date(2026, 4, 1))
        rows = [ticket("1", "03-01 09:00"), ticket("2", "03-01 09:00")]
        found = measure([wide(rows)], [answer], Setting(AS_OF, objections=(objection("1"),), waivers=(waiver,)))
        assert dict(tally(found).counts.reasons) == {"objection_upheld": 1, "waived": 1}
        assert (found.unused_waivers, found.unused_objections) == ((), ())


class TestSpool:
    """The complete evidence in one file."""

    ROWS = (
        ticket("1", "03-01 09:00", "03-03 09:00", customer="Li", tier="u"),
        ticket("2", "03-01 09:00", "03-04 09:00", customer="Li", _source=1),
        ticket("3", "03-09 09:00", None),
        ticket("4", "03-01 09:00", "03-01 10:00"),
        ticket("5", None, None, _unit="B"),
    )

    @pytest.fixture
    def asked(self, build: Any) -> list[Any]:
        deadline = build.standard(build.deadline("opened_at", "answered_at", "24 hours"), where="customer is missing or customer != 'Wu'")
        return [deadline, build.standard(Presence((Filled(Ref("tier")),)), "2")]

    def test_every_row_that_does_not_simply_conform(self, wide: Any, asked: list[Any], tmp_path: Path) -> None:
        waiver = Waiver("guide.1.asked", "storm", "head", date(2026, 3, 1), date(2026, 4, 1), keys=("1",))
        setting = Setting(AS_OF, waivers=(waiver,), mask_key="key", spool=tmp_path / "it's evidence.parquet", rows_kept=0)
        found = measure([wide(self.ROWS, sources=("a.csv", "<frame>"))], asked, setting)
        assert found.spool == setting.spool
        assert found.evidence == ()
        rows = pq.read_table(found.spool).to_pylist()
        names = ["standard", "unit", "period", "key", "source", "row", "verdict", "reason", "anchor", "due", "overrun_seconds", "observed"]
        assert list(rows[0]) == names
        brief = [(r["standard"][:7], r["unit"], r["verdict"], r["reason"], r["key"], r["source"], r["row"]) for r in rows]
        assert brief == [
            ("guide.1", "A", "nonconforming", "late", "2", "", 2),
            ("guide.1", "A", "pending", "pending", "3", "a.csv", 3),
            ("guide.1", "A", "waived", "waived", "1", "a.csv", 1),
            ("guide.1", "B", "undetermined", "no_anchor", "5", "a.csv", 5),
            ("guide.2", "A", "nonconforming", "blank", "2", "", 2),
            ("guide.2", "A", "nonconforming", "blank", "3", "a.csv", 3),
            ("guide.2", "A", "nonconforming", "blank", "4", "a.csv", 4),
            ("guide.2", "B", "undetermined", "no_anchor", "5", "a.csv", 5),
        ]
        assert [(r["period"], r["due"], r["overrun_seconds"]) for r in rows[:4]] == [
            ("2026-03", at("03-02 09:00"), 2 * 86400),
            ("2026-03", at("03-10 09:00"), None),
            ("2026-03", at("03-02 09:00"), 86400),
            ("unknown", None, None),
        ]
        pseudonym = "P-" + hashlib.sha256(b"keyLi").hexdigest()[:10]
        assert json.loads(rows[0]["observed"]) == {
            "opened_at": "2026-03-01 09:00:00",
            "answered_at": "2026-03-04 09:00:00",
            "customer": pseudonym,
        }

    def test_same_rows_give_the_same_bytes(self, wide: Any, asked: list[Any], tmp_path: Path) -> None:
        many = [ticket(str(n), "03-01 09:00", "03-04 09:00", _row=n) for n in range(1, 5000)]
        paths = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
        for path, rows in zip(paths, (many, many[::-1]), strict=True):
            measure([wide(rows)], asked, Setting(AS_OF, spool=path))
        assert paths[0].read_bytes() == paths[1].read_bytes()

    def test_a_large_log_is_written_one_standard_after_the_other(
        self, wide: Any, asked: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        setting = Setting(AS_OF, spool=tmp_path / "at once.parquet")
        measure([wide(self.ROWS, sources=("a.csv", "b.csv"))], asked[::-1], setting)
        at_once = pq.read_table(tmp_path / "at once.parquet")
        monkeypatch.setattr("hegui.measure.spool.AT_ONCE", 3)
        measure([wide(self.ROWS, sources=("a.csv", "b.csv"))], asked[::-1], replace(setting, spool=tmp_path / "in turn.parquet"))
        assert pq.read_table(tmp_path / "in turn.parquet").to_pylist() == at_once.to_pylist()
        assert pq.ParquetFile(tmp_path / "in turn.parquet").num_row_groups == 2

    def test_nothing_measured_writes_nothing(self, wide: Any, build: Any, tmp_path: Path) -> None:
        broken = build.standard(Condition(parse("tier + 1 == 2")))
        assert measure([wide(self.ROWS)], [broken], Setting(AS_OF, spool=tmp_path / "x.parquet")).spool is None
        assert not (tmp_path / "x.parquet").exists()


def test_personal_values_are_pseudonyms_and_unreadable_cells_are_quoted(build: Any) -> None:
    fields = {**FIELDS, "ticket_id": Field("ticket_id", FieldType.ID, Text("号", "no."), personal=True)}
    log = build.vocabulary(fields)
    rows = [{"_key": "7", "opened_at": at("03-01"), "customer": "Li", "amount__state": "unreadable", "amount__raw": "twelve"}]
    bound = build.bound(log, rows, columns=["opened_at", "customer", "amount", "amount__state", "amount__raw"])
    asked = build.standard(Condition(parse("amount > 2 and customer is not missing")))
    shown = measure([bound], [asked], Setting(AS_OF)).undetermined[0]
    assert (shown.key, shown.reason, shown.observed) == ("7", "unreadable", (("amount", "twelve"), ("customer", "Li")))
    masked = measure([bound], [asked], Setting(AS_OF, mask_key="k")).undetermined[0]
    name = {value: "P-" + hashlib.sha256(f"k{value}".encode()).hexdigest()[:10] for value in ("7", "Li")}
    assert (masked.key, masked.observed) == (name["7"], (("amount", "twelve"), ("customer", name["Li"])))


def test_values_are_quoted_as_text(build: Any) -> None:
    fields = {
        "opened_at": "datetime",
        "day": "date",
        "n": "number",
        "i": "integer",
        "b": "boolean",
        "l": "list",
        "d": "duration",
        "m": "month",
    }
    log = build.vocabulary(fields)
    row = {"_key": "1", "opened_at": datetime(2026, 3, 1, 9, 0, 0, 5000), "day": date(2026, 3, 1), "n": Decimal("12.5"), "i": 3, "b": False}
    bound = build.bound(log, [{**row, "l": ["a", "b"], "d": 90, "m": "2026-03"}])
    text = "opened_at is missing or day is missing or n > 100 or i > 9 or b or l == 'z' or d > minutes(9) or m == '2027-01'"
    found = measure([bound], [build.standard(Condition(parse(text)))], Setting(AS_OF)).evidence[0]
    assert [value for _, value in found.observed] == ["2026-03-01 09:00:00", "2026-03-01", "12.5", "3", "false", "a, b", "90", "2026-03"]


def test_whole_numbers_keep_their_zeros(build: Any) -> None:
    bound = build.bound(build.vocabulary(FIELDS), [{"_key": "1", "opened_at": at("03-01"), "amount": 1200}])
    found = measure([bound], [build.standard(Condition(parse("amount < 2")))], Setting(AS_OF)).evidence[0]
    assert found.observed == (("amount", "1200"),)


class TestEvents:
    """What is particular to logs of events."""

    def long(self, build: Any, log: Log, *events: tuple[str, str, str]) -> Any:
        return build.bound(log, [{"_key": key, "_activity": name, "_time": at(time)} for key, name, time in events], Shape.LONG)

    def test_an_answer_before_the_request_does_not_count(self, build: Any, log: Log, answer: Any) -> None:
        bound = self.long(
            build,
            log,
            ("again", "answered_at", "03-01 08:00"),
            ("again", "opened_at", "03-01 09:00"),
            ("again", "answered_at", "03-03 09:00"),
            ("again", "answered_at", "03-04 09:00"),
            ("only before", "opened_at", "03-01 09:00"),
            ("only before", "answered_at", "03-01 08:59:59"),
            ("at once", "answered_at", "03-01 09:00"),
            ("at once", "opened_at", "03-01 09:00"),
        )
        found = measure([bound], [answer], Setting(AS_OF))
        assert dict(tally(found).counts.reasons) == {"conforming": 1, "late": 1, "missing": 1}
        assert [(row.key, row.observed[1]) for row in found.evidence] == [
            ("only before", ("answered_at", None)),
            ("again", ("answered_at", "2026-03-03 09:00:00")),
        ]
        assert [row.row for row in found.evidence] == [5, 1]

    def test_the_last_known_unit_answers(self, build: Any, log: Log, answer: Any) -> None:
        units = [("unknown", "03-01 09:00"), ("A", "03-02 09:00"), ("B", "03-03 09:00"), ("unknown", "03-04 09:00"), ("C", "03-11 09:00")]
        events = [{"_key": "1", "_unit": unit, "_activity": "opened_at", "_time": at(time)} for unit, time in units]
        found = measure([build.bound(log, events, Shape.LONG)], [answer], Setting(AS_OF))
        assert [t.unit for t in found.tallies] == ["B"]

    def test_more_attributes_than_bits_of_a_number(self, build: Any) -> None:
        names = [f"f{number}" for number in range(70)]
        log = build.vocabulary({"opened_at": "datetime"} | dict.fromkeys(names, "id"), events={"opened_at": ()})
        events = [{"_key": "1", "_activity": "opened_at", "_time": at("03-01 09:00"), **dict.fromkeys(names, "first")}]
        events += [
            {"_key": "1", "_activity": None, "_time": at("03-01 10:00"), **{n: None if n in {"f3", "f65"} else "last" for n in names}}
        ]
        asked = [build.standard(Condition(parse(f"{name} == 'last'")), str(number)) for number, name in enumerate(names)]
        found = verdicts(build.bound(log, events, Shape.LONG), asked, AS_OF)
        assert [one.check.that.left.name for one in asked if found[one.id]["1"] != "conforming"] == ["f3", "f65"]

    def test_cases_that_began_after_as_of_are_none(self, build: Any, log: Log, answer: Any) -> None:
        bound = self.long(build, log, ("1", "opened_at", "03-11 09:00"), ("2", "opened_at", "03-01 09:00"))
        assert verdicts(bound, [answer], AS_OF) == {answer.id: {"2": "missing"}}


def random_rows(units: Sequence[str] = ("A", "B")) -> st.SearchStrategy[list[dict[str, Any]]]:
    times = st.one_of(st.none(), st.integers(0, 400).map(lambda hours: datetime(2026, 2, 20) + timedelta(hours=hours)))
    row = st.fixed_dictionaries(
        {
            "opened_at": times,
            "answered_at": times,
            "closed_at": times,
            "tier": st.sampled_from(["g", "u", None]),
            "_unit": st.sampled_from(units),
        }
    )
    return st.lists(row, min_size=30, max_size=60).map(
        lambda rows: [{"_key": f"{units[0]}{n}", "_row": n, **row} for n, row in enumerate(rows, start=1)]
    )


@pytest.fixture
def several(build: Any) -> list[Any]:
    deadline = build.deadline("opened_at", "answered_at", "24 hours")
    stages = Stages(((Ref("opened_at"),), (Ref("answered_at"),), (Ref("closed_at"),)))
    return [
        build.standard(deadline, "1"),
        build.standard(deadline, "2", where='tier == "u"'),
        build.standard(stages, "3"),
        build.standard(Presence((Filled(Ref("tier")),), Ref("closed_at")), "4"),
    ]


def test_counts_add_up_to_rows_and_order_changes_nothing(wide: Any, several: list[Any]) -> None:
    @FEW
    @given(random_rows(), st.randoms(use_true_random=False))
    def law(rows: list[dict[str, Any]], random: Any) -> None:
        found = measure([wide(rows)], several, Setting(AS_OF))
        for asked in several:
            assert sum(sum(t.counts.reasons.values()) for t in found.tallies if t.standard == asked.id) == len(rows)
        shuffled = rows[:]
        random.shuffle(shuffled)
        assert measure([wide(shuffled)], several, Setting(AS_OF)) == found

    law()


def test_an_unrelated_unit_changes_nothing_else(wide: Any, several: list[Any]) -> None:
    @FEW
    @given(random_rows(), random_rows(("Z",)))
    def law(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
        alone = measure([wide(rows)], several, Setting(AS_OF))
        further = [{**row, "_source": 1} for row in others]
        together = measure([wide([*rows, *further], sources=("tickets.csv", "others.csv"))], several, Setting(AS_OF))
        for part in ("tallies", "evidence", "pending", "undetermined"):
            assert tuple(one for one in getattr(together, part) if one.unit != "Z") == getattr(alone, part)

    law()


def test_carried_is_what_was_pending_when_the_window_began(wide: Any, naive: ModuleType, several: list[Any]) -> None:
    since = datetime(2026, 2, 28)

    @FEW
    @given(random_rows())
    def law(rows: list[dict[str, Any]]) -> None:
        bound = wide(rows)
        found = measure([bound], several, Setting(AS_OF, since.date()))
        for asked in several:
            expected: Counter[str] = Counter()
            carried = 0
            for row in rows:
                case = naive.Case(bound.log, AS_OF, row)
                before = row["opened_at"] is not None and row["opened_at"] < since
                pending = before and naive.verdict(asked, naive.Case(bound.log, since, row)) == "pending"
                if not before or pending:
                    expected[naive.verdict(asked, case)] += 1
                    carried += pending and naive.verdict(asked, case) != "not_applicable"
            mine = [t for t in found.tallies if t.standard == asked.id]
            assert sum((Counter(t.counts.reasons) for t in mine), Counter()) == expected
            assert sum(t.carried for t in mine) == carried

    law()


def test_working_hours_of_units(build: Any, log: Log) -> None:
    calendar = WorkingCalendar(
        "default",
        date(2026, 3, 1),
        date(2026, 3, 31),
        frozenset({date(2026, 3, 2)}),
        Hours(((9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600))),
        {"B": Hours(((0, 86400),)), "C": Hours(())},
    )
    asked = build.standard(build.deadline("opened_at", "answered_at", "2 working hours"))
    rows = [
        ticket("lunch", "03-03 11:00", "03-03 14:00"),
        ticket("lunch, late", "03-03 11:00", "03-03 14:00:01"),
        ticket("evening", "03-03 17:00", "03-04 10:00"),
        ticket("night", "03-03 22:00", "03-04 11:00"),
        ticket("before a day off", "03-01 17:00", "03-03 10:00"),
        ticket("ends with the morning", "03-03 10:00", "03-03 12:00"),
        ticket("ends with the morning, late", "03-03 10:00", "03-03 12:00:01"),
        ticket("all day", "03-03 22:00", "03-04 00:00", _unit="B"),
        ticket("all day, late", "03-03 22:00", "03-04 00:00:01", _unit="B"),
        ticket("never open", "03-03 22:00", None, _unit="C"),
    ]
    found = verdicts(build.bound(log, rows, columns=COLUMNS), [asked], AS_OF, calendar)[asked.id]
    assert {key for key, code in found.items() if code == "late"} == {"lunch, late", "ends with the morning, late", "all day, late"}
    assert found["never open"] == "pending"
