"""What is particular to measuring logs of events."""

from __future__ import annotations

from datetime import datetime
from types import ModuleType
from typing import Any

from hegui.measure import measure, verdicts
from hegui.words.checks import Condition
from hegui.words.expressions import parse
from hegui.words.measured import Setting
from hegui.words.vocabulary import Log, Shape

AS_OF = datetime(2026, 3, 10)


class TestEvents:
    """What is particular to logs of events."""

    def long(self, build: Any, log: Log, *events: tuple[str, str, str]) -> Any:
        return build.bound(
            log,
            [{"_key": key, "_activity": name, "_time": datetime.fromisoformat(f"2026-{time}")} for key, name, time in events],
            Shape.LONG,
        )

    def test_an_answer_before_the_request_does_not_count(self, build: Any, log: Log, answer: Any, tickets: ModuleType) -> None:
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
        assert dict(tickets.tally(found).counts.reasons) == {"conforming": 1, "late": 1, "missing": 1}
        assert [(row.key, row.observed[1]) for row in found.evidence] == [
            ("only before", ("answered_at", None)),
            ("again", ("answered_at", "2026-03-03 09:00:00")),
        ]
        assert [row.row for row in found.evidence] == [5, 1]

    def test_the_last_known_unit_answers(self, build: Any, log: Log, answer: Any, tickets: ModuleType) -> None:
        units = [("unknown", "03-01 09:00"), ("A", "03-02 09:00"), ("B", "03-03 09:00"), ("unknown", "03-04 09:00"), ("C", "03-11 09:00")]
        events = [{"_key": "1", "_unit": unit, "_activity": "opened_at", "_time": tickets.at(time)} for unit, time in units]
        found = measure([build.bound(log, events, Shape.LONG)], [answer], Setting(AS_OF))
        assert [t.unit for t in found.tallies] == ["B"]

    def test_more_attributes_than_bits_of_a_number(self, build: Any, tickets: ModuleType) -> None:
        names = [f"f{number}" for number in range(70)]
        log = build.vocabulary({"opened_at": "datetime"} | dict.fromkeys(names, "id"), events={"opened_at": ()})
        events = [{"_key": "1", "_activity": "opened_at", "_time": tickets.at("03-01 09:00"), **dict.fromkeys(names, "first")}]
        events += [
            {
                "_key": "1",
                "_activity": None,
                "_time": tickets.at("03-01 10:00"),
                **{n: None if n in {"f3", "f65"} else "last" for n in names},
            }
        ]
        asked = [build.standard(Condition(parse(f"{name} == 'last'")), str(number)) for number, name in enumerate(names)]
        found = verdicts(build.bound(log, events, Shape.LONG), asked, AS_OF)
        assert [one.check.that.left.name for one in asked if found[one.id]["1"] != "conforming"] == ["f3", "f65"]

    def test_cases_that_began_after_as_of_are_none(self, build: Any, log: Log, answer: Any) -> None:
        bound = self.long(build, log, ("1", "opened_at", "03-11 09:00"), ("2", "opened_at", "03-01 09:00"))
        assert verdicts(bound, [answer], AS_OF) == {answer.id: {"2": "missing"}}
