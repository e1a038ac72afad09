"""From slots to tallies, evidence, the complete evidence, and what takes them out of the count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest

from hegui.measure import instances, measure
from hegui.words.bound import BoundLog
from hegui.words.errors import PolicyError
from hegui.words.expressions import Ref, parse
from hegui.words.groups import Ratio
from hegui.words.measured import Setting, Status
from hegui.words.periods import CalendarPoint, Period
from hegui.words.profiles import Objection, Waiver
from hegui.words.standards import Adoption, Standard


class TestPipeline:
    """From slots to tallies, evidence, the complete evidence, and what takes them out of the count."""

    @pytest.fixture(autouse=True)
    def words(self, slots: Any, naive_slots: ModuleType) -> None:
        self.slots, self.n = slots, naive_slots
        self.rows = [
            naive_slots.Row("A", "p", self.slots.at("01-05 09:00")),
            naive_slots.Row("B", "q", self.slots.at("01-06 09:00"), member=False),
            naive_slots.Row("B", "q", self.slots.at("02-06 09:00"), member=None),
        ]
        self.log = slots.log(self.rows)
        self.monthly = slots.standard(naive_slots.Asked("month"))
        self.personal = slots.standard(naive_slots.Asked("quarter", 2, "person", done=True, grace=(1, "months")), "2")

    def codes(self, found: Any) -> dict[str, dict[str, int]]:
        """``unit report-period`` to the reasons of the first standard."""
        return {f"{t.unit} {t.period}": dict(t.counts.reasons) for t in found.tallies if t.standard == self.monthly.id}

    def measured(self, *standards: Standard, as_of: str = "03-15 12:00", logs: Sequence[BoundLog] = (), **given: Any) -> Any:
        return measure([self.log, *logs], standards or [self.monthly], Setting(self.slots.at(as_of), **given))

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
        assert (first.source, first.row, first.anchor, first.due, first.overrun_seconds) == (
            "",
            0,
            self.slots.at("02-01"),
            self.slots.at("02-28 23:59:59"),
            None,
        )
        assert first.observed == (("found", "0"), ("needed", "1"), ("from", "2026-02-01"), ("until", "2026-03-01"))
        assert [(row.unit, row.period, row.reason, row.due) for row in found.undetermined] == [("B", "2026-02", "unknown_scope", None)]
        last = found.evidence[-1]
        assert (last.key, last.period, last.due, last.observed[-1]) == (
            "q",
            "2026-Q1",
            self.slots.at("04-30 23:59:59"),
            ("first_done", None),
        )
        assert [row.due for row in found.pending] == [self.slots.at("05-31 23:59:59")] * 2 + [self.slots.at("07-30 23:59:59")] * 2

    def test_when_it_was_first_done_is_said_as_it_is_recorded(self) -> None:
        on_days = self.slots.standard(self.n.Asked("month", who="whole", done=True))
        check: Any = on_days.check
        at_times = replace(on_days, id="guide.9.asked", check=replace(check, done=Ref("held_at"), at_least=3))
        rows = [
            self.n.Row("A", "p", self.slots.at("02-27 10:00"), date(2026, 3, 2)),
            self.n.Row("A", "p", self.slots.at("02-28 10:00"), date(2026, 3, 1)),
        ]
        found = measure([self.slots.log(rows)], [on_days, at_times], Setting(self.slots.at("04-01")))
        february = [row for row in found.evidence if row.period == "2026-02"]
        assert [(row.reason, row.observed[-1][1]) for row in february] == [("late", "2026-03-01"), ("too_few", "2026-02-27 10:00:00")]
        alone = measure([self.slots.log(rows)], [at_times], Setting(self.slots.at("04-01")))
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
        assert (rows[3]["anchor"], rows[3]["due"], rows[3]["overrun_seconds"]) == (
            self.slots.at("02-01"),
            self.slots.at("02-28 23:59:59"),
            None,
        )
        counted = sum(
            (Counter({t.standard: sum(t.counts.reasons.values()) - t.counts.reasons.get("conforming", 0)}) for t in found.tallies),
            Counter(),
        )
        assert Counter(row["standard"] for row in rows) == counted

    def test_the_same_rows_give_the_same_bytes(self, tmp_path: Path) -> None:
        persons = [self.n.Row("AB"[n % 2], f"p{n * 7 % 400}", self.slots.at("01-05") + timedelta(hours=n)) for n in range(800)]
        asked = [self.slots.standard(self.n.Asked("week", 2, "person"), "3"), self.monthly]
        for name, rows in (("one", persons), ("two", persons[::-1])):
            bound = self.slots.log(rows)
            measure([bound], asked, Setting(self.slots.at("04-01"), spool=tmp_path / name))
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
            instances([self.log], [self.monthly, broken[0]], Setting(self.slots.at("03-15")))

    def test_slots_and_groups_are_measured_together(self, tmp_path: Path) -> None:
        ratio = replace(self.monthly, id="guide.7.asked", check=Ratio(of=parse('person == "p"'), at_least=Decimal(50)))
        found = self.measured(ratio, self.monthly, as_of="04-01", spool=tmp_path / "evidence.parquet")
        assert [one.status for one in found.statuses] == [Status.JUDGED, Status.JUDGED]
        row = next(row for row in (*found.evidence, *found.undetermined) if row.standard == ratio.id)
        assert (row.unit, row.key, row.period, row.anchor) == ("B", "B", "2026-02", self.slots.at("02-01"))
        told = instances([self.log], [ratio, self.monthly], Setting(self.slots.at("04-01")))
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
        assert instances([self.log], [standard], Setting(self.slots.at("03-15"))) == {standard.id: []}

    def test_a_roster_needs_its_fields(self, build: Any) -> None:
        standard = self.slots.standard(self.n.Asked("month", who="person", roster=True))
        posts = build.bound(self.slots.posts, [{"_key": "1", "who": "p", "since": date(2026, 1, 1), "kind": "y"}])
        assert [one.why for one in self.measured(standard, logs=[posts]).statuses] == ["field 'until' is not in log 'post'"]

    def test_nothing_in_scope(self) -> None:
        standard = self.slots.standard(self.n.Asked("month", roster=True))
        assert [one.status for one in self.measured(standard, logs=[self.slots.roster([])]).statuses] == [Status.NOT_EVALUATED]
