"""Checks that look at rows of another log: on random logs they say what the naive evaluator says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.related import FollowUp, Related, Requires, RowCount, Triggers

pytestmark = pytest.mark.usefixtures("_tidy")
FRAMES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 31, 12)
TIMES = ("opened_at", "handled_at", "ended_at", "closed_at")


def wheres(bench: ModuleType) -> dict[Related, Any]:
    return {
        bench.ALL: lambda _row, _case: True,
        bench.GOOD: lambda row, _: row["good"],
        bench.DAYS: lambda row, _: row["good"],
        bench.MIXED: lambda row, case: (
            True if row["good"] or (case["score"] or 0) > 70 else None if None in (row["good"], case["score"]) else False
        ),
    }


def checks(bench: ModuleType) -> list[Any]:
    return [
        RowCount(bench.ALL, at_least=2),
        RowCount(bench.GOOD, at_most=1),
        RowCount(bench.MIXED, at_least=1, at_most=2, until=Ref("ended_at")),
        RowCount(bench.GOOD, at_least=2, until=Ref("ended_on"), distinct_days=True),
        RowCount(bench.DAYS, at_least=2, until=Ref("ended_at"), distinct_days=True),
        FollowUp(bench.GOOD, Ref("handled_at"), Limit.parse("2 days")),
        FollowUp(bench.ALL, Ref("handled_at"), Limit.parse("24 hours"), until=Ref("ended_at")),
        FollowUp(bench.MIXED, Ref("handled_on"), Limit.parse("3 working days"), until=Ref("ended_on")),
        FollowUp(bench.DAYS, Ref("handled_at"), Limit.parse("24 hours")),
        FollowUp(bench.DAYS, Ref("handled_at"), Limit.parse("1 month"), until=Ref("ended_at")),
        FollowUp(bench.GOOD, Ref("handled_at"), every=Limit.parse("1 month")),
        FollowUp(bench.ALL, Ref("handled_at"), Limit.parse("2 days"), Limit.parse("10 days"), Ref("ended_at")),
        FollowUp(bench.MIXED, Ref("handled_on"), every=Limit.parse("500 hours"), until=Ref("ended_on")),
        FollowUp(bench.DAYS, Ref("handled_at"), Limit.parse("36 hours"), Limit.parse("2 weeks")),
        FollowUp(bench.GOOD, Ref("opened_at"), Limit.parse("1 month"), Limit.parse("20 days"), Ref("ended_on")),
        Triggers(parse("score < 60"), bench.GOOD, Limit.parse("3 days")),
        Triggers(parse("score < 60"), bench.MIXED, Limit.parse("24 hours"), Ref("handled_at")),
        Requires(bench.GOOD, Ref("handled_at")),
        Requires(bench.ALL, Ref("handled_at"), Limit.parse("36 hours")),
        Requires(bench.MIXED, Ref("handled_on"), Limit.parse("1 month")),
        Requires(bench.DAYS, Ref("handled_at"), Limit.parse("12 hours")),
        Requires(bench.DAYS, Ref("handled_on"), Limit.parse("5 days")),
    ]


_starts = [datetime(2026, 1, 31, 17), datetime(2026, 2, 14), datetime(2026, 2, 28, 9), datetime(2026, 3, 28, 12), datetime(2026, 3, 30, 9)]
_steps = [
    timedelta(0),
    timedelta(hours=24),
    timedelta(hours=36),
    timedelta(days=3),
    timedelta(days=10),
    timedelta(days=28),
    timedelta(days=45),
]
MOMENTS = sorted({s + d + timedelta(seconds=n) for s in _starts for d in _steps for n in (-1, 0, 1)})


def some_case(chance: Random, bad: str) -> dict[str, Any]:
    """A case; binding has set aside those whose anchor is later than as-of."""
    day = chance.choice(MOMENTS)
    return {
        "opened_at": chance.choice([moment for moment in MOMENTS if moment <= AS_OF]),
        "handled_at": chance.choice([*MOMENTS, *[None, bad] * 5]),
        "handled_on": chance.choice([day.date(), day.date(), None]),
        "ended_at": chance.choice([*MOMENTS, *[None, None, bad] * 8]),
        "ended_on": chance.choice([chance.choice(MOMENTS).date(), None]),
        "closed_at": chance.choice([chance.choice(MOMENTS), None, None]),
        "score": chance.choice([50, 50, 60, 80, None]),
        "customer": chance.choice(["ann", *["bob"] * 5, None]),
    }


def some_row(chance: Random, bad: str, number_of_cases: int) -> dict[str, Any]:
    """A row of the other log."""
    return {
        "ticket_ref": chance.choice([*map(str, range(number_of_cases)), None]),
        "caller": chance.choice(["ann", *["bob"] * 5, None]),
        "contact_at": chance.choice([*MOMENTS, *[None, bad] * 2]),
        "called_at": chance.choice([*MOMENTS, *[None, bad] * 2]),
        "on_day": chance.choice([*(moment.date() for moment in MOMENTS), *[None, bad] * 2]),
        "good": chance.choice([*[True] * 10, False, None]),
        "_conflict": chance.random() < 0.05,
    }


def as_bound(naive: ModuleType, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as binding leaves it."""
    bound: dict[str, Any] = {}
    for name, value in row.items():
        unreadable = value == naive.UNREADABLE
        bound[name] = None if unreadable else value
        if name in {*TIMES, "contact_at", "called_at", "on_day"}:
            bound[name + "__state"] = "unreadable" if unreadable else "missing" if value is None else "ok"
            bound[name + "__raw"] = str(value)
    return bound


def cut(case: Mapping[str, Any]) -> dict[str, Any]:
    """A case as things stood: what is recorded for later has not happened."""
    return {
        name: None if isinstance(value, date) and (value > AS_OF if isinstance(value, datetime) else value > AS_OF.date()) else value
        for name, value in case.items()
    }


@pytest.mark.parametrize("covers", [None, (date(2026, 2, 1), date(2026, 3, 29))])
def test_rows_of_another_log_are_judged_as_the_naive_evaluator_judges(
    build: Any, naive_related: ModuleType, covers: tuple[date, date] | None, bench: ModuleType
) -> None:
    naive, where = naive_related, wheres(bench)
    asked = [build.standard(check, str(number)) for number, check in enumerate(checks(bench))]

    @FRAMES
    @given(st.integers(0, 10**9))
    def law(seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - rows of a test
        given_cases = [some_case(chance, naive.UNREADABLE) for _ in range(40)]
        given_rows = [some_row(chance, naive.UNREADABLE, 40) for _ in range(120)]
        keyed = [{"_key": str(number), "ticket_id": str(number), **as_bound(naive, case)} for number, case in enumerate(given_cases)]
        others = [{"_key": str(number), **as_bound(naive, row)} for number, row in enumerate(given_rows)]
        chance.shuffle(keyed)
        chance.shuffle(others)
        others.append({"_key": "unrelated", "ticket_ref": "nobody's", "contact_at": datetime(2026, 3, 1), "good": True})
        theirs = replace(build.bound(bench.contacts(build), others), covers=covers, covers_declared=covers is not None)
        found = bench.judged(build.bound(bench.case_log(build), keyed), [theirs], asked)
        for standard in asked:
            check = standard.check
            world = naive.World(AS_OF, where[check.rows], lambda case: None if case["score"] is None else case["score"] < 60, covers)
            for number, case in enumerate(given_cases):
                whole = {"ticket_id": str(number), **cut(case)}
                expected = naive.verdict(check, whole, given_rows, world)
                got = found[standard.id][str(number)][0]
                mine = [row for row in given_rows if row["ticket_ref"] == str(number)]
                assert got == expected, f"{got} should be {expected}: {check} of {whole} with {mine}"

    law()
