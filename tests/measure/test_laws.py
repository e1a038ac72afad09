"""Verdicts of every kind of check against the naive evaluator, on frames of many random rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure import verdicts
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Allowed, Condition, Count, Different, DueOn, Filled, Presence, Same
from hegui.words.checks import Sequence as Stages
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.periods import CalendarPoint, Period
from hegui.words.standards import Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType, Log, Shape

FRAMES = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
"""Frames hold many rows: a failure names the row, so nothing is gained by shrinking the frame."""
AS_OF = datetime(2026, 3, 10, 12)
FIELDS: dict[str, Any] = {
    "ticket_id": "id",
    "opened_at": "datetime",
    "answered_at": "datetime",
    "handled_at": "datetime",
    "feedback_at": "datetime",
    "done_on": "date",
    "promised_at": Field("promised_at", FieldType.DATETIME, Text("约", "promised"), planned=True),
    "tier": Field("tier", FieldType.ENUM, Text("级", "tier"), values={"g": (), "u": (), "m": ()}),
    "channel": "enum",
    "owner": "id",
    "taker": "id",
    "reviewer": "id",
    "approved": "boolean",
    "items": "list",
    "amount": "number",
    "visits": "integer",
    "wait": "duration",
}
TIMES = ("opened_at", "answered_at", "handled_at", "feedback_at", "promised_at")
CALENDAR = WorkingCalendar(
    "default",
    date(2026, 1, 1),
    date(2026, 12, 31),
    frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365) if (date(2026, 1, 1) + timedelta(days=n)).weekday() > 4)
    - {date(2026, 3, 7)}
    | {date(2026, 3, 5)},
    Hours(((9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600))),
    {"B": Hours(((8 * 3600, 20 * 3600),))},
)

_starts = [datetime(2026, 1, 31, 17, 30), datetime(2026, 2, 27, 9), datetime(2026, 3, 6, 17, 59), datetime(2026, 3, 9, 12), AS_OF]
_steps = [timedelta(0), timedelta(hours=2), timedelta(hours=24), timedelta(days=2), timedelta(days=3), timedelta(days=28)]
MOMENTS = sorted({s + d + timedelta(seconds=n) for s in _starts for d in _steps for n in (-1, 0, 1)})
moments = st.sampled_from(MOMENTS)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, values, st.none())


def standards(build: Any) -> list[Standard]:
    """Standards of every kind over ``FIELDS``."""
    deadlines = [
        ("opened_at", "answered_at", "24 hours"),
        ("opened_at", "all handled_at feedback_at", "2 days"),
        ("opened_at", "earliest handled_at feedback_at", "1 month"),
        ("earliest opened_at answered_at", "handled_at", "3 working days"),
        ("all opened_at answered_at", "feedback_at", "2 working hours"),
        ("answered_at", "done_on", "24 hours"),
        ("done_on", "feedback_at", "2 working hours"),
        ("answered_at", "all handled_at feedback_at", {"g": "48 hours", "u": "9 working hours", "m": "3 days"}),
        ("promised_at", "handled_at", "2 hours"),
        ("opened_at", "done_on", "1 week"),
    ]
    whole = [build.standard(build.deadline(*given), f"1.{number}") for number, given in enumerate(deadlines)]
    whole += [
        build.standard(replace(build.deadline(*given), not_before=Limit.parse(least)), f"5.{number}")
        for number, (given, least) in enumerate(
            [
                (("opened_at", "answered_at", "3 days"), "2 hours"),
                (("opened_at", "done_on", "1 month"), "24 hours"),
                (("opened_at", "all handled_at feedback_at", "1 month"), "2 days"),
                (("answered_at", "handled_at", "9 working hours"), "2 working hours"),
                (("opened_at", "handled_at", {"g": "1 month", "u": "3 working days"}), "1 working days"),
            ]
        )
    ]
    expressions = [
        "amount / visits >= 0.5",
        "amount * 2 - visits != 3 and not approved",
        'tier in ["g", "u"] or approved is missing',
        'tier not in ["g", "u"]',
        "handled_at - answered_at > days(2)",
        "handled_at - answered_at <= months(1)",
        "feedback_at >= opened_at + hours(24)",
        'done_on <= "2026-03-01"',
        'opened_at < "2026-03-09 12:00"',
        "done_on >= handled_at",
        "wait <= minutes(2)",
        "tier is missing or channel is not missing",
        'items == "a" or visits in [1, 2]',
        "approved == True or approved == False",
        "handled_at - answered_at >= wait",
    ]
    month, cycle = Period.parse("month"), Period.parse("cycle of 2 months")
    checks = [
        DueOn(Ref("handled_at"), Ref("opened_at"), month, CalendarPoint(10)),
        DueOn(Ref("done_on"), Ref("answered_at"), cycle, CalendarPoint(31)),
        DueOn(Ref("feedback_at"), Ref("done_on"), cycle, CalendarPoint(-1, 1)),
        DueOn(Ref("handled_at"), Ref("opened_at"), Period.billing_window(2, 6), CalendarPoint(9)),
        Presence((Filled(Ref("owner")), Filled(Ref("items"), ("a", "b")), Filled(Ref("done_on"))), Ref("answered_at")),
        Presence((Filled(Ref("approved")), Filled(Ref("tier"))), booleans=True),
        Presence((Filled(Ref("items")),), Ref("promised_at")),
        Presence((Filled(Ref("owner")),), Ref("approved")),
        Stages(tuple((Ref(name),) for name in ("opened_at", "answered_at", "handled_at", "feedback_at"))),
        Stages(((Ref("opened_at"),), (Ref("answered_at"), Ref("handled_at")), (Ref("done_on"),)), frozenset({Ref("handled_at")})),
        Same((Ref("owner"), Ref("taker"))),
        Same((Ref("owner"), Ref("taker"), Ref("reviewer")), parse("approved == True")),
        Different((Ref("owner"), Ref("taker"), Ref("reviewer"))),
        Allowed(Ref("tier"), ("g", "u")),
        Allowed(Ref("tier"), ("g", "u"), open=True),
        Allowed(Ref("channel"), ("phone",), open=True),
        Allowed(Ref("channel"), by=Ref("tier"), table={"g": ("phone", "web"), "u": ("phone",)}),
        Allowed(Ref("visits"), (1, 2)),
        Allowed(Ref("items"), ("a", "b")),
        Count(Ref("answered_at"), at_least=1),
        *(Condition(parse(text)) for text in expressions),
    ]
    whole += [build.standard(check, f"2.{number}") for number, check in enumerate(checks)]
    scoped = build.deadline("opened_at", "answered_at", "24 hours")
    return [*whole, build.standard(scoped, "3", where='tier == "u" or amount > 2'), build.standard(checks[12], "4", where="not approved")]


def cells(naive: ModuleType) -> st.SearchStrategy[dict[str, Any]]:
    unreadable = st.just(naive.Unreadable())
    persons = st.sampled_from(["ann", "bob", "cho"])
    strategies: dict[str, st.SearchStrategy[Any]] = {
        **{name: st.one_of(moments, moments, moments, st.none(), unreadable) for name in TIMES},
        "done_on": st.one_of(moments.map(datetime.date), st.none(), unreadable),
        "tier": st.one_of(st.sampled_from(["g", "u", "m"]), st.none(), st.just(naive.Stranger())),
        "channel": maybe(st.sampled_from(["phone", "web"])),
        "owner": st.one_of(persons, st.sampled_from([None, " "])),
        "taker": maybe(persons),
        "reviewer": maybe(persons),
        "approved": st.one_of(st.booleans(), st.none(), unreadable),
        "items": maybe(st.lists(st.sampled_from("abc"), unique=True)),
        "amount": st.one_of(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("2.5"), Decimal(-3)]), st.none(), unreadable),
        "visits": maybe(st.integers(0, 3)),
        "wait": maybe(st.sampled_from([0, 120, 121, 86400])),
        "_unit": st.sampled_from("AB"),
        "_conflict": st.sampled_from([False, False, False, True]),
    }
    return st.fixed_dictionaries(strategies)


def columns(naive: ModuleType, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as binding leaves it: the value, its state and its text."""
    flaws = {naive.Unreadable: "unreadable", naive.Stranger: "unknown_code"}
    bound: dict[str, Any] = {}
    for name, value in row.items():
        bound[name] = None if type(value) in flaws else value
        if not name.startswith("_") and name in (*TIMES, "done_on", "tier", "approved", "amount"):
            bound[name + "__state"] = flaws.get(type(value), "missing" if value is None else "ok")
            bound[name + "__raw"] = value.raw if type(value) in flaws else str(value)
    return bound


def agree(naive: ModuleType, asked: Sequence[Standard], found: Mapping[str, Mapping[str, str]], cases: Mapping[str, Any]) -> None:
    """Compare every verdict, and name the first that differs with all that it rests on."""
    for standard in asked:
        assert set(found[standard.id]) == set(cases), standard.check
        for key, case in cases.items():
            expected, got = naive.verdict(standard, case), found[standard.id][key]
            read = {str(ref): case.get(ref) for ref in standard.refs()}
            assert got == expected, f"{got} should be {expected}: {standard.check} where {standard.where} of {read} in {case.unit}"


def wide_log(build: Any) -> Log:
    log: Log = build.vocabulary(FIELDS, closed='feedback_at is not missing and done_on is not missing or channel == "web"')
    return log


def test_wide_log_is_judged_as_the_naive_evaluator_judges(build: Any, naive: ModuleType) -> None:
    log, asked = wide_log(build), standards(build)

    @FRAMES
    @given(st.lists(cells(naive), min_size=25, max_size=25))
    def law(rows: list[dict[str, Any]]) -> None:
        keyed = [{"_key": str(number), **columns(naive, row)} for number, row in enumerate(rows)]
        found = verdicts(build.bound(log, keyed), asked, AS_OF, CALENDAR)
        cases = {
            str(number): naive.Case(log, AS_OF, row, conflict=row["_conflict"], calendar=CALENDAR, unit=row["_unit"])
            for number, row in enumerate(rows)
        }
        agree(naive, asked, found, cases)

    law()


MILESTONES = ("opened_at", "answered_at", "handled_at", "feedback_at")


def event_standards(build: Any) -> list[Standard]:
    """Standards of every kind for logs of events and of updates."""
    deadlines = [
        ("opened_at", "answered_at", "24 hours"),
        ("opened_at", "all handled_at feedback_at", "2 days"),
        ("opened_at", "earliest handled_at feedback_at", "1 month"),
        ("earliest answered_at handled_at", "feedback_at.last", "3 working days"),
        ("case.first_event", "answered_at.first", "2 working hours"),
        ("answered_at.last", "handled_at", {"g": "48 hours", "u": "9 working hours", "m": "3 days"}),
        ("promised_at", "handled_at", "2 hours"),
        ("opened_at", "promised_at", "1 week"),
        ("done_on", "feedback_at", "1 day"),
    ]
    checks = [
        Stages(tuple((Ref(name),) for name in MILESTONES)),
        Stages(
            ((Ref("opened_at"),), (Ref("answered_at"), Ref("handled_at")), (Ref("feedback_at", ("last",)),)), frozenset({Ref("handled_at")})
        ),
        Same((Ref("owner"), Ref("taker"))),
        Same((Ref("opened_at", ("first", "actor")), Ref("feedback_at", ("last", "actor")))),
        Different((Ref("owner"), Ref("taker"))),
        Different((Ref("owner"), Ref("channel"))),
        Presence((Filled(Ref("channel")), Filled(Ref("taker"))), Ref("answered_at")),
        Allowed(Ref("tier"), ("g", "u")),
        Allowed(Ref("channel", ("first",)), ("phone",)),
        Allowed(Ref("channel", ("last",)), ("phone",)),
        Allowed(Ref("source"), ("web",)),
        Count(Ref("answered_at"), at_least=2, at_most=3),
        Count(Ref("answered_at"), at_least=1, until=Ref("handled_at")),
        Count(Ref("feedback_at"), at_most=1, until=Ref("done_on")),
        Condition(parse('channel == "phone" and answered_at.last - opened_at <= days(2)')),
    ]
    whole = [build.standard(build.deadline(*given), f"1.{number}") for number, given in enumerate(deadlines)]
    whole += [build.standard(check, f"2.{number}") for number, check in enumerate(checks)]
    return [*whole, build.standard(checks[0], "3", where='tier in ["g", "m"]')]


def event_log(build: Any, shape: Shape) -> Log:
    names = ("ticket_id", *MILESTONES, "promised_at", "done_on", "tier", "channel", "owner", "taker")
    log: Log = build.vocabulary(
        {name: FIELDS[name] for name in names} | {"source": Field("source", FieldType.TEXT, Text("源", "source"), first=True)},
        events=dict.fromkeys(MILESTONES, ()),
        actors={"owner": "opened_at", "taker": "answered_at"},
        closed='feedback_at is not missing and channel == "web"',
        snapshot="updated_at" if shape is Shape.SNAPSHOT else None,
    )
    return log


def event(naive: ModuleType) -> st.SearchStrategy[Any]:
    attributes = {
        "promised_at": maybe(moments),
        "done_on": maybe(moments.map(datetime.date)),
        "tier": maybe(st.sampled_from("gum")),
        "channel": maybe(st.sampled_from(["phone", "web", "ann"])),
        "source": maybe(st.sampled_from(["phone", "web"])),
    }
    return st.builds(
        naive.Event,
        activity=st.sampled_from([*MILESTONES, *MILESTONES, "note", None]),
        at=moments,
        actor=maybe(st.sampled_from(["ann", "bob"])),
        cells=st.fixed_dictionaries(attributes),
    )


@pytest.mark.parametrize("shape", [Shape.LONG, Shape.SNAPSHOT])
def test_log_of_events_is_judged_as_the_naive_evaluator_judges(build: Any, naive: ModuleType, shape: Shape) -> None:
    log, asked = event_log(build, shape), event_standards(build)
    one = st.tuples(st.integers(0, 19), event(naive))

    @FRAMES
    @given(st.lists(one, min_size=60, max_size=100), st.lists(st.sampled_from("AB"), min_size=20, max_size=20))
    def law(rows: list[tuple[int, Any]], units: list[str]) -> None:
        bound = [
            {"_key": str(key), "_unit": units[key], "_activity": e.activity, "_time": e.at, "_actor": e.actor, **e.cells} for key, e in rows
        ]
        begun = sorted({key for key, e in rows if e.at <= AS_OF})
        cases = {
            str(key): naive.Case(log, AS_OF, events=[e for k, e in rows if k == key], shape=shape, calendar=CALENDAR, unit=units[key])
            for key in begun
        }
        agree(naive, asked, verdicts(build.bound(log, bound, shape), asked, AS_OF, CALENDAR), cases)

    law()


@pytest.fixture(autouse=True)
def _tidy(build: Any) -> Any:
    yield
    for table in build.engine.con.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
        build.engine.con.execute(f"DROP TABLE {table[0]}")
