"""Slots on random rows, rosters and windows: they are those of the naive evaluator, whatever the order of rows, and add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import instances, measure

FEW = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
SOME = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])


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


def times(slots: Any) -> st.SearchStrategy[Any]:
    as_of = st.sampled_from([datetime(2026, 7, 10), datetime(2026, 4, 1), datetime(2026, 3, 31, 23, 59, 59), datetime(2026, 5, 13, 12)])
    window = st.sampled_from([None, date(2026, 2, 1), date(2026, 3, 10), date(2026, 4, 1)])
    covers = st.sampled_from([(date(2026, 1, 1), date(2026, 7, 1)), (date(2026, 1, 15), date(2026, 5, 1)), None])
    return st.builds(
        slots.naive.Times,
        as_of=as_of,
        since=window,
        until=st.sampled_from([None, date(2026, 5, 1)]),
        covers=covers,
        off=st.just(slots.DAYS_OFF),
    )


def of_roster(one: Any, stays: Sequence[Any]) -> list[Any]:
    """Stays as a standard reads them: rosters of units go by the unit that answers."""
    return [replace(stay, who=stay.unit) for stay in stays] if one.who == "unit" else list(stays)


def test_slots_are_those_of_the_naive_evaluator(slots: Any, naive_slots: ModuleType) -> None:
    n = naive_slots
    standards = asked(n)

    @SOME
    @given(rows(n), stays(n), times(slots))
    def law(log: list[Any], posts: list[Any], when: Any) -> None:
        for one, found in zip(standards, slots.found(standards, log, posts, when), strict=True):
            assert found == n.reasons(one, log, of_roster(one, posts), when), one

    law()


def test_days_worked_are_slots_and_days_off_are_none(slots: Any, naive_slots: ModuleType) -> None:
    n = naive_slots
    asked = n.Asked("day", roster=True, working_days_only=True, grace=(2, "working days"))
    log = [n.Row("A", on=datetime(2026, 1, 2) + timedelta(days=step)) for step in range(0, 14, 2)]
    when = n.Times(datetime(2026, 1, 20, 9), until=date(2026, 1, 16), off=slots.DAYS_OFF)
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


def test_order_of_rows_and_other_units_change_nothing(slots: Any, naive_slots: ModuleType) -> None:
    n = naive_slots
    standards = [one for one in asked(n) if one.who != "whole"]

    @FEW
    @given(rows(n), stays(n), times(slots), st.randoms(use_true_random=False))
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


def test_counts_add_up_to_slots(slots: Any, naive_slots: ModuleType) -> None:
    n = naive_slots
    standards = [slots.standard(one, str(number)) for number, one in enumerate(asked(n))]

    @FEW
    @given(rows(n), stays(n), times(slots))
    def law(log: list[Any], posts: list[Any], when: Any) -> None:
        logs = [slots.log(log, when.covers), slots.roster(posts)]
        found, told = measure(logs, standards, slots.setting(when, rows_kept=1000)), instances(logs, standards, slots.setting(when))
        listed = Counter((row.standard, row.reason) for row in (*found.evidence, *found.pending, *found.undetermined))
        for standard in standards:
            counted = sum((Counter(t.counts.reasons) for t in found.tallies if t.standard == standard.id), Counter[str]())
            assert counted == Counter(one.reason for one in told[standard.id])
            shown = {code: number for (owner, code), number in listed.items() if owner == standard.id}
            assert shown == {code: number for code, number in counted.items() if code not in {"conforming", "partial_period"}}

    law()
