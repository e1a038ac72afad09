"""What is said of a standard that cannot be judged: nothing in scope, a crash, a figure that nobody set."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest

from hegui.measure import measure, verdicts
from hegui.measure.said import said
from hegui.words.checks import Condition, Count
from hegui.words.checks import Sequence as Stages
from hegui.words.errors import HeguiError, PolicyError
from hegui.words.expressions import Ref, parse
from hegui.words.measured import Setting, Status
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log, Shape

AS_OF = datetime(2026, 3, 10)


class TestStatus:
    """None but ``judged`` is a result."""

    def test_nothing_in_scope(self, wide: Any, build: Any, tickets: ModuleType) -> None:
        asked = build.standard(build.deadline("opened_at", "answered_at", "1 hour"), where='tier == "u"')
        assert tickets.status(measure([wide([tickets.ticket("1", "03-01 09:00", tier="g")])], [asked], Setting(AS_OF))) == [
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
    def test_what_a_deadline_needs(self, wide: Any, build: Any, start: str, end: str, within: Any, why: str, tickets: ModuleType) -> None:
        asked = build.standard(build.deadline(start, end, within))
        expected = (Status.NOT_CHECKED, why) if why else (Status.JUDGED, "")
        assert tickets.status(measure([wide([tickets.ticket("1", "03-01 09:00")])], [asked], Setting(AS_OF))) == [expected]

    def test_other_needs(self, build: Any, log: Log, wide: Any, tickets: ModuleType) -> None:
        rows = [tickets.ticket("1", "03-01 09:00")]
        optional = Stages(((Ref("opened_at"),), (Ref("solved_at"),)), frozenset({Ref("solved_at")}))
        asked = [
            build.standard(optional, "1"),
            build.standard(Count(Ref("answered_at"), at_most=1), "2"),
            build.standard(optional, "3", where="colour == 'red'"),
            build.standard(optional, "4", log="order"),
        ]
        assert tickets.status(measure([wide(rows)], asked, Setting(AS_OF))) == [
            (Status.JUDGED, ""),
            (Status.NOT_CHECKED, "counting 'answered_at' needs a log of events"),
            (Status.NOT_CHECKED, "field 'colour' is not in the log"),
            (Status.NOT_CHECKED, "no log 'order' is given"),
        ]
        events = [{"_key": "1", "_activity": "opened_at", "_time": tickets.at("03-01 09:00"), "tier": "g"}]
        counting = [build.standard(Count(Ref("tier"), at_most=1)), build.standard(Condition(parse("tier.first.actor is missing")), "2")]
        found = measure([build.bound(log, events, Shape.LONG)], counting, Setting(AS_OF))
        assert tickets.status(found) == [
            (Status.NOT_CHECKED, "'tier' is not a milestone that events reach"),
            (Status.NOT_CHECKED, "field 'tier.first.actor' is not in the log"),
        ]
        assert verdicts(wide(rows), [asked[1]], AS_OF) == {asked[1].id: {}}

    def test_a_crash_while_compiling_leaves_the_others_alone(self, wide: Any, build: Any, answer: Any, tickets: ModuleType) -> None:
        broken = build.standard(Condition(parse("tier + 1 == 2")), "2")
        found = measure([wide([tickets.ticket("1", "03-01 09:00", "03-01 10:00")])], [broken, answer], Setting(AS_OF))
        assert tickets.status(found) == [
            (Status.ERROR, "TypeError: a value of type enum + a number is not in the language"),
            (Status.JUDGED, ""),
        ]

    def test_a_crash_on_the_data_leaves_the_others_alone(self, wide: Any, build: Any, answer: Any, tickets: ModuleType) -> None:
        broken = build.standard(Condition(parse("opened_at + wait < answered_at")), "2")
        found = measure([wide([tickets.ticket("1", "03-01 09:00", "03-01 10:00", wait=10**14)])], [answer, broken], Setting(AS_OF))
        assert [one.status for one in found.statuses] == [Status.JUDGED, Status.ERROR]
        assert found.statuses[1].why
        assert {t.standard for t in found.tallies} == {answer.id}

    def test_a_crash_of_what_all_share_is_said_of_all(self, build: Any, answer: Any, tickets: ModuleType) -> None:
        shaky = build.vocabulary(tickets.FIELDS, closed="tier > 1")
        found = measure([build.bound(shaky, [tickets.ticket("1", "03-01 09:00")], columns=tickets.COLUMNS)], [answer], Setting(AS_OF))
        assert [one.status for one in found.statuses] == [Status.ERROR]

    def test_a_crash_while_telling_leaves_the_others_alone(self, build: Any, answer: Any, tmp_path: Path, tickets: ModuleType) -> None:
        """A value that no quotation can be made of: it is judged whether it is missing, and nothing more."""
        texts = build.vocabulary({**tickets.FIELDS, "note": "text"})
        times = build.vocabulary({**tickets.FIELDS, "note": Field("note", FieldType.DATETIME, Text("注", "note"), planned=True)})
        bound = build.bound(texts, [tickets.ticket("1", "03-01 09:00", note="soon")], columns=[*tickets.COLUMNS, "note"])
        broken = build.standard(Condition(parse("note is missing")), "2")
        for rows_kept in (100, 0):
            setting = Setting(AS_OF, rows_kept=rows_kept, spool=tmp_path / f"{rows_kept}.parquet")
            found = measure([replace(bound, log=times)], [broken, answer], setting)
            assert [one.status for one in found.statuses] == [Status.ERROR, Status.JUDGED]
            assert {t.standard for t in found.tallies} == {answer.id}
            assert {row["standard"] for row in pq.read_table(found.spool).to_pylist()} == {answer.id}

    def test_a_place_where_nothing_can_be_written_is_said(self, wide: Any, answer: Any, tmp_path: Path, tickets: ModuleType) -> None:
        (tmp_path / "file").write_text("no folder")
        with pytest.raises(HeguiError, match=r"^evidence.parquet: the evidence cannot be written: NotADirectoryError"):
            measure([wide([tickets.ticket("1", "03-01 09:00")])], [answer], Setting(AS_OF, spool=tmp_path / "file" / "evidence.parquet"))

    def test_a_disk_that_is_full_is_blamed_on_no_standard(
        self, wide: Any, answer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tickets: ModuleType
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
        rows = [tickets.ticket(str(number), "03-01 09:00", _row=number) for number in range(1, 3)]
        with pytest.raises(HeguiError, match=r"^evidence.parquet: the evidence cannot be written: .*No space left on device"):
            measure([wide(rows)], [answer], Setting(AS_OF, rows_kept=0, spool=tmp_path / "evidence.parquet"))

    def test_a_crash_is_no_empty_result(self, wide: Any, build: Any, answer: Any, tickets: ModuleType) -> None:
        broken = build.standard(Condition(parse("tier + 1 == 2")), "2")
        with pytest.raises(PolicyError, match=r"standard 'guide\.2\.asked' cannot be measured: TypeError: a value of type enum"):
            verdicts(wide([tickets.ticket("1", "03-01 09:00")]), [answer, broken], AS_OF)

    def test_a_parameter_that_nobody_set(self, wide: Any, answer: Any, tickets: ModuleType) -> None:
        asked = [replace(answer, id="1", unset=("target",)), replace(answer, id="2", unset=("low", "high"))]
        assert tickets.status(measure([wide([])], asked, Setting(AS_OF))) == [
            (Status.NOT_CHECKED, "parameter 'target' is not set; set it in the profile"),
            (Status.NOT_CHECKED, "parameters 'low' and 'high' are not set; set them in the profile"),
        ]

    def test_message_of_an_error_without_one(self) -> None:
        assert said(ValueError()) == "ValueError: no message"

    def test_log_without_rows(self, wide: Any, answer: Any, tickets: ModuleType) -> None:
        found = measure([wide([])], [answer], Setting(AS_OF))
        assert tickets.status(found) == [(Status.NOT_EVALUATED, "nothing is in scope")]
        assert not found.tallies
        assert not found.evidence
