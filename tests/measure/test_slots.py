"""Slots: cadences against a naive evaluator, case by case at their boundaries, and through to tallies, evidence and the spool."""

from __future__ import annotations

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

from hegui.measure import instances, measure
from hegui.words.bound import BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.durations import Limit
from hegui.words.errors import PolicyError
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Ratio
from hegui.words.measured import Setting, Status
from hegui.words.periods import CalendarPoint, Period
from hegui.words.profiles import Objection, Waiver
from hegui.words.slots import Cadence, Roster
from hegui.words.standards import Adoption, Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Shape

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
SOME = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
DAYS_OFF = frozenset(date(2025, 1, 1) + timedelta(days=n) for n in range(1095) if (date(2025, 1, 1) + timedelta(days=n)).weekday() > 4)
CALENDAR = WorkingCalendar("default", date(2025, 1, 1), date(2027, 12, 31), DAYS_OFF, Hours(((0, 86400),)))
VISITS = ["held_at", "sent_on", "sent_on__state", "sent_on__raw", "person", "kind"]
FIELDS: dict[str, Any] = {
    "visit_id": "id",
    "held_at": "datetime",
    "sent_on": "date",
    "person": Field("person", FieldType.ID, Text("人员", "person"), personal=True),
    "kind": "enum",
}
ROSTER: dict[str, Any] = {"post_id": "id", "who": "id", "branch": "id", "since": "date", "until": "date", "kind": "enum"}


class Slots:
    """Turns the naive evaluator's words into logs and standards."""

    def __init__(self, build: Any, naive: ModuleType) -> None:
        self.build, self.naive = build, naive
        self.visits = build.vocabulary(FIELDS, name="visit", key="visit_id", anchor="held_at")
        self.posts = build.vocabulary(ROSTER, name="post", key="post_id", anchor="since")

    def log(self, rows: Sequence[Any], covers: tuple[date, date] | None = (date(2026, 1, 1), date(2026, 7, 1))) -> BoundLog:
        cells = [
            {
                "_key": f"v{number}",
                "_row": number,
                "_unit": row.unit,
                "_conflict": row.conflict,
                "held_at": row.on,
                "sent_on": None if row.smudged else row.done,
                "sent_on__state": "unreadable" if row.smudged else "ok",
                "sent_on__raw": "?",
                "person": row.person,
                "kind": said(row.member),
            }
            for number, row in enumerate(rows, start=1)
        ]
        bound = self.build.bound(self.visits, cells, columns=VISITS, sources=("visits.csv",))
        made: BoundLog = replace(bound, covers=covers)
        return made

    def roster(self, stays: Sequence[Any]) -> BoundLog:
        cells = [
            {
                "_key": f"p{number}",
                "_row": number,
                "_unit": stay.unit,
                "_conflict": stay.conflict,
                "branch": stay.unit,
                "who": stay.who,
                "since": stay.since,
                "until": None if stay.blurred else stay.until,
                "until__state": "unreadable" if stay.blurred else "ok",
                "until__raw": "?",
                "kind": said(stay.member),
            }
            for number, stay in enumerate(stays, start=1)
        ]
        made: BoundLog = self.build.bound(
            self.posts, cells, columns=["branch", "who", "since", "until", "until__state", "until__raw", "kind"]
        )
        return made

    def standard(self, asked: Any, number: str = "1") -> Standard:
        per = Period.billing_window(2, 4) if asked.per == "billing" else Period.parse(asked.per)
        entity = Ref("branch") if asked.who == "unit" else Ref("who")
        check = Cadence(
            per,
            asked.at_least,
            Ref("person") if asked.who == "person" else None,
            asked.who == "whole",
            None,
            Ref("sent_on") if asked.done else None,
            Roster("post", entity, Ref("since"), Ref("until"), parse('kind == "y"')) if asked.roster else None,
            asked.at_least_days,
            asked.working_days_only,
            CalendarPoint(*asked.by) if asked.by else None,
            Limit.parse("{} {}".format(*asked.grace)) if asked.grace else None,
        )
        made: Standard = self.build.standard(check, number, where='kind == "y"', log="visit")
        return made

    def found(self, asked: Sequence[Any], rows: Sequence[Any], stays: Sequence[Any], times: Any) -> list[dict[tuple[str, str, str], str]]:
        standards = [self.standard(one, str(number)) for number, one in enumerate(asked)]
        told = instances([self.log(rows, times.covers), self.roster(stays)], standards, setting(times))
        return [{(i.unit, i.entity, i.period): i.reason for i in told[standard.id]} for standard in standards]

    def reasons(self, asked: Any, rows: Sequence[Any], times: Any, stays: Sequence[Any] = ()) -> dict[str, str]:
        """``entity period`` to the reason."""
        return {f"{who} {period}": reason for (_, who, period), reason in self.found([asked], rows, stays, times)[0].items()}


def said(member: object) -> str | None:
    return None if member is None else "y" if member else "n"


def setting(times: Any, **given: Any) -> Setting:
    return Setting(times.as_of, times.since, times.until, calendar=CALENDAR, **given)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


@pytest.fixture
def slots(build: Any, naive_slots: ModuleType) -> Slots:
    return Slots(build, naive_slots)


def asked(n: ModuleType) -> list[Any]:
    return [
        n.Asked("month"),
        n.Asked("week", 2, grace=(3, "days")),
        n.Asked("cycle of 2 months", 2, "person", done=True, grace=(10, "days")),
        n.Asked("cycle of 4 months", who="whole", done=True, grace=(1, "months")),
        n.Asked("quarter", done=True, by=(25, -1)),
        n.Asked("month", by=(10, 1)),
        n.Asked("half_year", 3, "person", by=(31, 2), grace=(2, "working days")),
        n.Asked("billing", roster=True, at_least_days=2),
        n.Asked("month", roster=True),
        n.Asked("cycle of 2 months", 2, "person", done=True, roster=True, at_least_days=40),
        n.Asked("month", who="person", roster=True, grace=(1, "months")),
        n.Asked("billing", who="whole"),
    ]


def rows(n: ModuleType) -> st.SearchStrategy[list[Any]]:
    start = datetime(2025, 12, 20)
    times = st.one_of(st.none(), st.integers(0, 200 * 24).map(lambda hours: start + timedelta(hours=hours)))
    row = st.builds(
        n.Row,
        unit=st.sampled_from(["A", "A", "B", "unknown"]),
        person=st.sampled_from(["p", "q", None]),
        on=times,
        done=st.one_of(st.none(), st.integers(0, 240).map(lambda days: start.date() + timedelta(days=days))),
        smudged=st.sampled_from([False] * 5 + [True]),
        member=st.sampled_from([True, True, True, True, False, None]),
        conflict=st.sampled_from([False] * 9 + [True]),
    )
    return st.lists(row, max_size=14)


def stays(n: ModuleType) -> st.SearchStrategy[list[Any]]:
    days = st.one_of(st.none(), st.integers(0, 280).map(lambda count: date(2025, 11, 15) + timedelta(days=count)))
    stay = st.builds(
        n.Stay,
        who=st.sampled_from(["A", "p", "q", None]),
        unit=st.sampled_from(["A", "B", "C"]),
        since=days,
        until=days,
        member=st.sampled_from([True, True, True, False, None]),
        blurred=st.sampled_from([False, False, False, False, True]),
        conflict=st.sampled_from([False] * 9 + [True]),
    )
    mostly_forward = st.tuples(stay, st.sampled_from([False] * 9 + [True])).map(lambda pair: pair[0] if pair[1] else forward(pair[0]))
    return st.lists(mostly_forward, max_size=9)


def forward(stay: Any) -> Any:
    """A stay that begins before it ends."""
    back = stay.since is not None and stay.until is not None and stay.until < stay.since
    return replace(stay, since=stay.until, until=stay.since) if back else stay


def times(n: ModuleType) -> st.SearchStrategy[Any]:
    as_of = st.sampled_from([datetime(2026, 7, 10), datetime(2026, 4, 1), datetime(2026, 3, 31, 23, 59, 59), datetime(2026, 5, 13, 12)])
    window = st.sampled_from([None, date(2026, 2, 1), date(2026, 3, 10), date(2026, 4, 1)])
    covers = st.sampled_from([(date(2026, 1, 1), date(2026, 7, 1)), (date(2026, 1, 15), date(2026, 5, 1)), None])
    return st.builds(
        n.Times, as_of=as_of, since=window, until=st.sampled_from([None, date(2026, 5, 1)]), covers=covers, off=st.just(DAYS_OFF)
    )


def of_roster(one: Any, stays: Sequence[Any]) -> list[Any]:
    """Stays as a standard reads them: rosters of units go by the unit that answers."""
    return [replace(stay, who=stay.unit) for stay in stays] if one.who == "unit" else list(stays)


def test_slots_are_those_of_the_naive_evaluator(slots: Slots, naive_slots: ModuleType) -> None:
    n = naive_slots
    standards = asked(n)

    @SOME
    @given(rows(n), stays(n), times(n))
    def law(log: list[Any], posts: list[Any], when: Any) -> None:
        for one, found in zip(standards, slots.found(standards, log, posts, when), strict=True):
            assert found == n.reasons(one, log, of_roster(one, posts), when), one

    law()


def test_days_worked_are_slots_and_days_off_are_none(slots: Slots, naive_slots: ModuleType) -> None:
    n = naive_slots
    asked = n.Asked("day", roster=True, working_days_only=True, grace=(2, "working days"))
    log = [n.Row("A", on=datetime(2026, 1, 2) + timedelta(days=step)) for step in range(0, 14, 2)]
    when = n.Times(datetime(2026, 1, 20, 9), until=date(2026, 1, 16), off=DAYS_OFF)
    posts = [n.Stay("A", "A", date(2026, 1, 5), date(2026, 1, 14)), n.Stay("B", "B", date(2026, 1, 14))]
    [found] = slots.found([asked], log, posts, when)
    assert found == n.reasons(asked, log, posts, when)
    assert {period: reason for (unit, _, period), reason in found.items() if unit == "A"} == {
        "2026-01-05": "missing_slot",
        "2026-01-06": "conforming",
        "2026-01-07": "missing_slot",
        "2026-01-08": "conforming",
        "2026-01-09": "missing_slot",
        "2026-01-12": "conforming",
        "2026-01-13": "missing_slot",
        "2026-01-14": "conforming",
    }


def test_order_of_rows_and_other_units_change_nothing(slots: Slots, naive_slots: ModuleType) -> None:
    n = naive_slots
    standards = [one for one in asked(n) if one.who != "whole"]

    @FEW
    @given(rows(n), stays(n), times(n), st.randoms(use_true_random=False))
    def law(log: list[Any], posts: list[Any], when: Any, random: Any) -> None:
        known = [row for row in log if row.unit != "unknown" and row.person is not None]
        alone = slots.found(standards, sorted(known, key=str), posts, when)
        others = [replace(row, unit="Z", person="z") for row in known if row.unit == "B"]
        mixed = [*known, *others]
        random.shuffle(mixed)
        strangers = [replace(stay, who="z", unit="Z") for stay in posts[::2]]
        together = slots.found(standards, mixed, [*posts, *strangers], when)
        for one, other in zip(alone, together, strict=True):
            assert {(who, period): reason for (_, who, period), reason in other.items() if who not in {"z", "Z"}} == {
                (who, period): reason for (_, who, period), reason in one.items()
            }

    law()


def test_counts_add_up_to_slots(slots: Slots, naive_slots: ModuleType) -> None:
    n = naive_slots
    standards = [slots.standard(one, str(number)) for number, one in enumerate(asked(n))]

    @FEW
    @given(rows(n), stays(n), times(n))
    def law(log: list[Any], posts: list[Any], when: Any) -> None:
        logs = [slots.log(log, when.covers), slots.roster(posts)]
        found, told = measure(logs, standards, setting(when, rows_kept=1000)), instances(logs, standards, setting(when))
        listed = Counter((row.standard, row.reason) for row in (*found.evidence, *found.pending, *found.undetermined))
        for standard in standards:
            counted = sum((Counter(t.counts.reasons) for t in found.tallies if t.standard == standard.id), Counter[str]())
            assert counted == Counter(one.reason for one in told[standard.id])
            shown = {code: number for (owner, code), number in listed.items() if owner == standard.id}
            assert shown == {code: number for code, number in counted.items() if code not in {"conforming", "partial_period"}}

    law()


class TestVerdict:
    """One slot at its boundaries."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Slots, naive_slots: ModuleType) -> None:
        self.slots, self.n = slots, naive_slots

    def reason(self, rows: Sequence[Any], as_of: str = "05-01 00:00", per: str = "month", period: str = "2026-03", **given: Any) -> str:
        times = self.n.Times(datetime.fromisoformat(f"2026-{as_of}"), covers=given.pop("covers", (date(2026, 1, 1), date(2026, 7, 1))))
        given.setdefault("who", "whole")
        return self.slots.reasons(self.n.Asked(per, **given), rows, times)[f"- {period}"]

    def row(self, on: str | None, done: str | None = None, **given: Any) -> Any:
        return self.n.Row("A", on=at(on) if on else None, done=at(done).date() if done else None, **given)

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
        found = self.slots.reasons(self.n.Asked("month", who="person"), rows, self.n.Times(at("04-01")))
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


class TestEntities:
    """Who has slots, and whose they are."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Slots, naive_slots: ModuleType) -> None:
        self.slots, self.n = slots, naive_slots

    def found(self, asked: Any, rows: Sequence[Any], stays: Sequence[Any] = (), as_of: str = "04-01") -> dict[tuple[str, str, str], str]:
        found: dict[tuple[str, str, str], str] = self.slots.found([asked], rows, stays, self.n.Times(at(as_of)))[0]
        return found

    def test_seen_entities_count_from_their_first_period_whatever_the_row_is_about(self) -> None:
        rows = [self.n.Row("A", "p", at("02-20"), member=False), self.n.Row("B", "p", at("03-20")), self.n.Row("C", "q", None)]
        found = self.found(self.n.Asked("month", who="person"), rows)
        assert found == {("B", "p", "2026-02"): "missing_slot", ("B", "p", "2026-03"): "conforming", ("B", "p", "2026-04"): "pending"}

    def test_rows_that_come_after_as_of_are_not_there_yet(self) -> None:
        rows = [self.n.Row("A", on=at("04-20")), self.n.Row("B", on=at("03-20"))]
        assert [key[1:] for key in self.found(self.n.Asked("month"), rows)] == [("B", "2026-03"), ("B", "2026-04")]

    @pytest.mark.parametrize(
        ("stays", "at_least_days", "periods"),
        [
            ([("02-01", "02-28")], None, ["2026-02"]),
            ([("02-02", "02-28")], None, []),
            ([("02-01", "02-27")], None, []),
            ([("02-01", "02-14"), ("02-15", "02-28")], None, ["2026-02"]),
            ([("02-01", "02-20"), ("02-10", "02-28")], None, ["2026-02"]),
            ([("02-01", "02-28"), ("02-10", "02-12")], None, ["2026-02"]),
            ([("02-01", "02-12"), ("02-14", "02-28")], None, []),
            ([("02-01", "02-12"), ("02-05", "02-10")], 12, ["2026-02"]),
            ([("02-01", "02-12"), ("02-05", "02-10")], 13, []),
            ([("01-20", "02-10")], 10, ["2026-01", "2026-02"]),
            ([("02-28", "02-28")], 1, ["2026-02"]),
            ([(None, "02-28")], None, ["2026-01", "2026-02"]),
            ([("03-01", None)], None, ["2026-03", "2026-04"]),
            ([("05-01", None)], None, []),
        ],
    )
    def test_a_period_counts_for_who_is_on_the_roster_long_enough(
        self, stays: Sequence[tuple[str | None, str | None]], at_least_days: int | None, periods: list[str]
    ) -> None:
        posts = [self.n.Stay("p", "A", *(at(day).date() if day else None for day in stay)) for stay in stays]
        asked = self.n.Asked("month", who="person", roster=True, at_least_days=at_least_days)
        for order in (posts, posts[::-1]):
            assert [period for _, _, period in self.found(asked, [], order)] == periods

    def test_who_may_be_on_the_roster_may_have_to_be_there(self) -> None:
        posts = [self.n.Stay("p", "A", date(2026, 2, 1), blurred=True), self.n.Stay("q", "A", date(2026, 2, 1), member=None)]
        posts += [self.n.Stay("r", "A", date(2026, 2, 1)), self.n.Stay("s", "A", date(2026, 2, 1), member=False), self.n.Stay(None, "A")]
        found = self.found(self.n.Asked("month", who="person", roster=True), [self.n.Row("A", "q", at("03-05"))], posts)
        assert {key[1:]: reason for key, reason in found.items() if key[2] == "2026-03"} == {
            ("p", "2026-03"): "unknown_scope",
            ("q", "2026-03"): "conforming",
            ("r", "2026-03"): "missing_slot",
        }

    @pytest.mark.parametrize(
        "stay",
        [
            {"since": date(2026, 2, 2), "until": date(2026, 2, 1)},  # ends before it begins
            {"since": date(2026, 1, 1), "conflict": True},  # another row of its key says otherwise
            {"since": date(2026, 1, 1), "conflict": True, "member": False},
            {"since": date(2026, 1, 1), "until": date(2026, 1, 31), "conflict": True},
        ],
    )
    def test_a_row_that_is_not_to_be_believed_may_stand_for_any_time(self, stay: dict[str, Any]) -> None:
        posts, visit = [self.n.Stay("p", "A", **stay)], self.n.Row("A", "p", at("02-05"))
        found = self.found(self.n.Asked("month", who="person", roster=True), [visit], posts)
        assert {key[2]: reason for key, reason in found.items()} == {
            "2026-01": "unknown_scope",
            "2026-02": "conforming",
            "2026-03": "unknown_scope",
            "2026-04": "pending",
        }

    def test_the_unit_is_that_of_the_stretch_that_began_last(self) -> None:
        posts = [
            self.n.Stay("p", "A", None, date(2026, 2, 10)),
            self.n.Stay("p", "B", date(2026, 2, 11)),
            self.n.Stay("p", "C", date(2026, 3, 31)),
        ]
        found = self.found(self.n.Asked("month", who="person", roster=True), [], posts)
        assert sorted((period, unit) for unit, _, period in found) == [
            ("2026-01", "A"),
            ("2026-02", "B"),
            ("2026-03", "C"),
            ("2026-04", "C"),
        ]

    def test_until_a_time_of_day_the_day_before_is_the_last_whole_one(self, build: Any) -> None:
        fields = {"who": "id", "since": "datetime", "until": "datetime", "month": "month"}
        log = build.vocabulary(fields, name="post", anchor="since")
        stays = {"midnight": "03-01 00:00", "evening": "02-28 18:00", "whole": "03-01 18:00"}
        cells = [{"_key": who, "who": who, "since": at("02-01 00:00"), "until": at(until)} for who, until in stays.items()]
        check = Cadence(Period.parse("month"), entity=Ref("person"), roster=Roster("post", Ref("who"), Ref("since"), Ref("until")))
        standard = build.standard(check, log="visit")
        found = instances([self.slots.log([]), build.bound(log, cells, columns=fields)], [standard], Setting(at("03-01")))
        assert sorted((one.entity, one.period) for one in found[standard.id]) == [("midnight", "2026-02"), ("whole", "2026-02")]
        by_month = replace(check, roster=Roster("post", Ref("who"), Ref("month"), Ref("month")))
        months = [{"_key": "m", "who": "m", "since": at("02-01 00:00"), "month": "2026-02"}]
        found = instances(
            [self.slots.log([]), build.bound(log, months, columns=fields)], [build.standard(by_month, log="visit")], Setting(at("03-01"))
        )
        assert [(one.entity, one.period) for one in found[standard.id]] == [("m", "2026-02")]

    def test_a_roster_of_events_is_cut_at_as_of(self, build: Any) -> None:
        log = build.vocabulary(
            {"who": "id", "joined": "date", "left": "date"}, name="post", anchor="joined", events={"joined": (), "left": ()}
        )
        events = [("p", "joined", "01-01"), ("p", "left", "03-01"), ("q", "joined", "02-10"), ("q", "left", "02-20")]
        cells = [{"_key": who, "who": who, "_activity": what, "_time": at(when)} for who, what, when in events]
        check = Cadence(
            Period.parse("month"), entity=Ref("person"), roster=Roster("post", Ref("who"), Ref("joined"), Ref("left")), at_least_days=5
        )
        standard = build.standard(check, log="visit")
        found = instances([self.slots.log([]), build.bound(log, cells, Shape.LONG, columns=["who"])], [standard], Setting(at("02-15")))
        assert [(one.entity, one.period) for one in found[standard.id]] == [(who, period) for who, period in
            [("p", "2026-01"), ("p", "2026-02"), ("q", "2026-02")]]  # fmt: skip


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
    def test_periods(self, slots: Slots, naive_slots: ModuleType, since: date | None, until: date | None, periods: list[str]) -> None:
        when = naive_slots.Times(at("04-15"), since, until)
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
        self, slots: Slots, naive_slots: ModuleType, rows: list[tuple[str, str]], carried: dict[str, int]
    ) -> None:
        asked = slots.standard(naive_slots.Asked("month", who="whole", done=True, grace=(10, "days")))
        visits = [naive_slots.Row("A", None, at(on), at(done).date()) for on, done in rows]
        found = measure([slots.log(visits)], [asked], Setting(at("03-12"), date(2026, 3, 1)))
        earlier = {"2026-02": carried} if carried else {}
        assert {t.period: dict(t.counts.reasons) for t in found.tallies} == {**earlier, "2026-03": {"pending": 1}}
        assert sum(t.carried for t in found.tallies) == len(carried)

    def test_a_period_of_nobody_is_not_carried_as_in_scope(self, slots: Slots, naive_slots: ModuleType) -> None:
        asked = slots.standard(naive_slots.Asked("month", who="whole", grace=(10, "days")))
        adoption = Adoption("no. 1", "board", date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1))
        found = measure([slots.log([])], [asked], Setting(at("03-20"), date(2026, 3, 1), adoptions={"guide": adoption}))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"missing_slot": 1}, 1),
            ("2026-03", {"not_in_force": 1}, 0),
        ]
        never = replace(adoption, effective_from=date(2026, 4, 1), effective_until=None)
        found = measure([slots.log([])], [asked], Setting(at("03-20"), date(2026, 3, 1), adoptions={"guide": never}))
        assert [(t.period, dict(t.counts.reasons), t.carried) for t in found.tallies] == [
            ("2026-02", {"not_in_force": 1}, 0),
            ("2026-03", {"not_in_force": 1}, 0),
        ]

    def test_a_log_without_a_time_covers_nothing(self, slots: Slots, naive_slots: ModuleType) -> None:
        asked = naive_slots.Asked("month", who="whole")
        assert slots.reasons(asked, [], naive_slots.Times(at("04-15"), covers=None)) == {"- 2026-04": "pending"}
        since = naive_slots.Times(at("04-15"), date(2026, 3, 1), covers=None)
        assert slots.reasons(asked, [], since) == {"- 2026-03": "log_does_not_cover", "- 2026-04": "pending"}


class TestPipeline:
    """From slots to tallies, evidence, the complete evidence, and what takes them out of the count."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Slots, naive_slots: ModuleType) -> None:
        self.slots, self.n = slots, naive_slots
        self.rows = [
            naive_slots.Row("A", "p", at("01-05 09:00")),
            naive_slots.Row("B", "q", at("01-06 09:00"), member=False),
            naive_slots.Row("B", "q", at("02-06 09:00"), member=None),
        ]
        self.log = slots.log(self.rows)
        self.monthly = slots.standard(naive_slots.Asked("month"))
        self.personal = slots.standard(naive_slots.Asked("quarter", 2, "person", done=True, grace=(1, "months")), "2")

    def codes(self, found: Any) -> dict[str, dict[str, int]]:
        """``unit report-period`` to the reasons of the first standard."""
        return {f"{t.unit} {t.period}": dict(t.counts.reasons) for t in found.tallies if t.standard == self.monthly.id}

    def measured(self, *standards: Standard, as_of: str = "03-15 12:00", logs: Sequence[BoundLog] = (), **given: Any) -> Any:
        return measure([self.log, *logs], standards or [self.monthly], Setting(at(as_of), **given))

    def test_tallies_stand_in_the_report_period_that_holds_the_start(self) -> None:
        assert self.codes(self.measured()) == {
            "A 2026-01": {"conforming": 1},
            "A 2026-02": {"missing_slot": 1},
            "A 2026-03": {"pending": 1},
            "B 2026-01": {"missing_slot": 1},
            "B 2026-02": {"unknown_scope": 1},
            "B 2026-03": {"pending": 1},
        }
        by_quarter = self.measured(period=Period.parse("quarter"))
        assert self.codes(by_quarter)["B 2026-Q1"] == {"missing_slot": 1, "pending": 1, "unknown_scope": 1}
        assert [tally.number for tally in by_quarter.tallies] == [2026 * 4] * 2
        assert [one.status for one in by_quarter.statuses] == [Status.JUDGED]

    def test_evidence_tells_what_was_found_and_when_it_was_due(self) -> None:
        found = self.measured(self.monthly, self.personal, as_of="05-01")
        first = found.evidence[0]
        assert (first.standard, first.unit, first.key, first.period, first.reason) == (self.monthly.id, "A", "A", "2026-02", "missing_slot")
        assert (first.source, first.row, first.anchor, first.due, first.overrun_seconds) == ("", 0, at("02-01"), at("02-28 23:59:59"), None)
        assert first.observed == (("found", "0"), ("needed", "1"), ("from", "2026-02-01"), ("until", "2026-03-01"))
        assert [(row.unit, row.period, row.reason, row.due) for row in found.undetermined] == [("B", "2026-02", "unknown_scope", None)]
        last = found.evidence[-1]
        assert (last.key, last.period, last.due, last.observed[-1]) == ("q", "2026-Q1", at("04-30 23:59:59"), ("first_done", None))
        assert [row.due for row in found.pending] == [at("05-31 23:59:59")] * 2 + [at("07-30 23:59:59")] * 2

    def test_when_it_was_first_done_is_said_as_it_is_recorded(self) -> None:
        on_days = self.slots.standard(self.n.Asked("month", who="whole", done=True))
        check: Any = on_days.check
        at_times = replace(on_days, id="guide.9.asked", check=replace(check, done=Ref("held_at"), at_least=3))
        rows = [self.n.Row("A", "p", at("02-27 10:00"), date(2026, 3, 2)), self.n.Row("A", "p", at("02-28 10:00"), date(2026, 3, 1))]
        found = measure([self.slots.log(rows)], [on_days, at_times], Setting(at("04-01")))
        february = [row for row in found.evidence if row.period == "2026-02"]
        assert [(row.reason, row.observed[-1][1]) for row in february] == [("late", "2026-03-01"), ("too_few", "2026-02-27 10:00:00")]
        alone = measure([self.slots.log(rows)], [at_times], Setting(at("04-01")))
        assert alone.evidence == tuple(row for row in found.evidence if row.standard == at_times.id)

    def test_the_earliest_are_kept_and_shown_first(self) -> None:
        found = self.measured(as_of="06-01", rows_kept=2)
        assert [(row.unit, row.period) for row in found.evidence] == [
            ("A", "2026-02"),
            ("A", "2026-03"),
            ("B", "2026-01"),
            ("B", "2026-03"),
        ]
        assert [(row.unit, row.period) for row in found.pending] == [("A", "2026-06"), ("B", "2026-06")]
        assert self.measured(rows_kept=0).evidence == ()

    def test_persons_are_pseudonyms(self, tmp_path: Path) -> None:
        by_roster = self.slots.standard(self.n.Asked("month", who="person", roster=True), "3")
        posts = [self.n.Stay("r", "A", date(2026, 1, 1), date(2026, 1, 31))]
        asked = (self.monthly, self.personal, by_roster)
        spool = tmp_path / "evidence.parquet"
        found = self.measured(*asked, as_of="05-01", logs=[self.slots.roster(posts)], mask_key="k", spool=spool)
        keys = {row.standard: row.key for row in (*found.evidence, *found.undetermined)}
        assert keys[self.monthly.id] in {"A", "B"}
        assert all(keys[one.id].startswith("P-") for one in (self.personal, by_roster))
        written = {row["key"] for row in pq.read_table(spool).to_pylist()}
        assert {key[:2] for key in written} == {"A", "B", "P-"}

    def test_the_complete_evidence_holds_them_beside_cases(self, build: Any, tmp_path: Path) -> None:
        case = build.standard(build.deadline("held_at", "sent_on", "2 days"), "1.5", log="visit")
        asked = (self.personal, case, self.monthly)
        found = self.measured(*asked, as_of="05-01", spool=tmp_path / "evidence.parquet")
        rows = pq.read_table(found.spool).to_pylist()
        brief = [(r["standard"], r["unit"], r["verdict"], r["period"], r["key"], r["source"], r["row"]) for r in rows]
        assert brief[:6] == [
            ("guide.1.5.asked", "A", "nonconforming", "2026-01", "v1", "visits.csv", 1),
            ("guide.1.5.asked", "B", "nonconforming", "2026-01", "v2", "visits.csv", 2),
            ("guide.1.5.asked", "B", "nonconforming", "2026-02", "v3", "visits.csv", 3),
            ("guide.1.asked", "A", "nonconforming", "2026-02", "A", "", 0),
            ("guide.1.asked", "A", "nonconforming", "2026-03", "A", "", 0),
            ("guide.1.asked", "A", "nonconforming", "2026-04", "A", "", 0),
        ]
        assert json.loads(rows[3]["observed"]) == {"found": "0", "needed": "1", "from": "2026-02-01", "until": "2026-03-01"}
        assert (rows[3]["anchor"], rows[3]["due"], rows[3]["overrun_seconds"]) == (at("02-01"), at("02-28 23:59:59"), None)
        counted = sum(
            (Counter({t.standard: sum(t.counts.reasons.values()) - t.counts.reasons.get("conforming", 0)}) for t in found.tallies),
            Counter(),
        )
        assert Counter(row["standard"] for row in rows) == counted

    def test_the_same_rows_give_the_same_bytes(self, tmp_path: Path) -> None:
        persons = [self.n.Row("AB"[n % 2], f"p{n * 7 % 400}", at("01-05") + timedelta(hours=n)) for n in range(800)]
        asked = [self.slots.standard(self.n.Asked("week", 2, "person"), "3"), self.monthly]
        for name, rows in (("one", persons), ("two", persons[::-1])):
            bound = self.slots.log(rows)
            measure([bound], asked, Setting(at("04-01"), spool=tmp_path / name))
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()

    @pytest.mark.parametrize(
        ("given", "waived"),
        [
            ({}, ["A 2026-02"]),
            ({"effective": date(2026, 3, 1), "expires": date(2026, 3, 2)}, []),
            ({"effective": date(2026, 1, 31), "expires": date(2026, 2, 1)}, ["B 2026-01"]),
            ({"unit": "B"}, []),
            ({"unit": "A"}, ["A 2026-02"]),
            ({"keys": ("A",)}, ["A 2026-02"]),
            ({"keys": ("A 2026-02",)}, ["A 2026-02"]),
            ({"keys": ("A 2026-01", "B")}, []),
            ({"standard": "guide.2.asked"}, []),
        ],
    )
    def test_waivers_are_by_entity_and_period(self, given: dict[str, Any], waived: list[str]) -> None:
        waiver = replace(Waiver(self.monthly.id, "storm", "head", date(2026, 2, 28), date(2026, 3, 1)), **given)
        found = self.measured(waivers=(waiver,))
        assert [name for name, codes in self.codes(found).items() if "waived" in codes] == waived
        assert found.unused_waivers == (() if waived else (waiver,))

    @pytest.mark.parametrize(
        ("given", "upheld"),
        [
            ({}, ["A 2026-02"]),
            ({"standard": "guide.1.asked"}, ["A 2026-02"]),
            ({"standard": "guide.2.asked"}, []),
            ({"key": "A"}, []),
            ({"key": "A 2026-01"}, []),
            ({"log": "post"}, []),
        ],
    )
    def test_upheld_objections_leave_the_count(self, given: dict[str, Any], upheld: list[str]) -> None:
        objection = replace(
            Objection("visit", "A 2026-02", "fault", "it was held", "minutes", "head", date(2026, 4, 1), upheld=True), **given
        )
        rejected = replace(objection, key="B 2026-01", upheld=False)
        found = self.measured(self.monthly, self.personal, objections=(objection, rejected))
        assert [name for name, codes in self.codes(found).items() if "objection_upheld" in codes] == upheld
        assert found.unused_objections == (() if upheld else (objection,))
        assert "missing_slot" in self.codes(found)["B 2026-01"]

    def test_an_objection_goes_before_a_waiver(self) -> None:
        waiver = Waiver(self.monthly.id, "storm", "head", date(2026, 2, 1), date(2026, 4, 1))
        objection = Objection("visit", "A 2026-02", "fault", "it was held", "minutes", "head", date(2026, 4, 1), upheld=True)
        found = self.measured(objections=(objection,), waivers=(waiver,))
        assert self.codes(found)["A 2026-02"] == {"objection_upheld": 1}
        assert found.unused_waivers == (waiver,)

    @pytest.mark.parametrize(
        ("given", "bound"),
        [
            ({}, ["A 2026-01", "A 2026-02", "A 2026-03", "B 2026-01", "B 2026-02", "B 2026-03"]),
            ({"effective_from": date(2026, 2, 1)}, ["A 2026-02", "A 2026-03", "B 2026-02", "B 2026-03"]),
            ({"effective_from": date(2026, 2, 2), "effective_until": date(2026, 3, 2)}, ["A 2026-03", "B 2026-03"]),
            ({"effective_until": date(2026, 2, 1)}, ["A 2026-01", "B 2026-01"]),
            ({"units": ("B", "C")}, ["B 2026-01", "B 2026-02", "B 2026-03"]),
        ],
    )
    def test_a_handbook_binds_from_the_start_of_a_period(self, given: dict[str, Any], bound: list[str]) -> None:
        adoption = replace(Adoption("no. 1", "board", date(2025, 12, 1), date(2026, 1, 1)), **given)
        codes = self.codes(self.measured(adoptions={"guide": adoption, "other": replace(adoption, units=("nobody",))}))
        assert [name for name, reasons in codes.items() if "not_in_force" not in reasons] == bound

    def test_a_crash_leaves_the_others_alone(self, tmp_path: Path) -> None:
        check: Any = self.monthly.check
        broken = [
            replace(self.monthly, id="guide.8.asked", where=parse("kind > 1")),
            replace(self.monthly, id="guide.9.asked", check=replace(check, per=Period.parse("week"), by=CalendarPoint(25))),
        ]
        found = self.measured(*broken, self.monthly, spool=tmp_path / "evidence.parquet")
        assert [one.status for one in found.statuses] == [Status.ERROR, Status.ERROR, Status.JUDGED]
        assert {t.standard for t in found.tallies} == {self.monthly.id}
        nothing = self.measured(*broken, spool=tmp_path / "nothing.parquet")
        assert [one.status for one in nothing.statuses] == [Status.ERROR, Status.ERROR]
        assert nothing.spool is None
        with pytest.raises(PolicyError, match=r"standard 'guide\.8\.asked' cannot be measured: TypeError"):
            instances([self.log], [self.monthly, broken[0]], Setting(at("03-15")))

    def test_slots_and_groups_are_measured_together(self, tmp_path: Path) -> None:
        ratio = replace(self.monthly, id="guide.7.asked", check=Ratio(of=parse('person == "p"'), at_least=Decimal(50)))
        found = self.measured(ratio, self.monthly, as_of="04-01", spool=tmp_path / "evidence.parquet")
        assert [one.status for one in found.statuses] == [Status.JUDGED, Status.JUDGED]
        row = next(row for row in (*found.evidence, *found.undetermined) if row.standard == ratio.id)
        assert (row.unit, row.key, row.period, row.anchor) == ("B", "B", "2026-02", at("02-01"))
        told = instances([self.log], [ratio, self.monthly], Setting(at("04-01")))
        assert {one.reason for one in told[ratio.id]} == {"conforming", "unknown_members"}
        assert {row["standard"] for row in pq.read_table(found.spool).to_pylist()} == {ratio.id, self.monthly.id}

    @pytest.mark.parametrize(
        ("asked", "why"),
        [
            ({"roster": True}, "no log 'post' is given"),
            ({"working_days_only": True, "per": "day"}, "no working calendar is given"),
            ({"grace": (2, "working days")}, "no working calendar is given"),
        ],
    )
    def test_what_it_needs(self, asked: dict[str, Any], why: str) -> None:
        standard = self.slots.standard(self.n.Asked(**{"per": "month", **asked}))
        found = self.measured(standard)
        assert [(one.status, one.why) for one in found.statuses] == [(Status.NOT_CHECKED, why)]
        assert instances([self.log], [standard], Setting(at("03-15"))) == {standard.id: []}

    def test_a_roster_needs_its_fields(self, build: Any) -> None:
        standard = self.slots.standard(self.n.Asked("month", who="person", roster=True))
        posts = build.bound(self.slots.posts, [{"_key": "1", "who": "p", "since": date(2026, 1, 1), "kind": "y"}])
        assert [one.why for one in self.measured(standard, logs=[posts]).statuses] == ["field 'until' is not in log 'post'"]

    def test_nothing_in_scope(self) -> None:
        standard = self.slots.standard(self.n.Asked("month", roster=True))
        assert [one.status for one in self.measured(standard, logs=[self.slots.roster([])]).statuses] == [Status.NOT_EVALUATED]
