"""Checks that look at rows of another log, against the naive evaluator and at their edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hegui.measure.cases import case_view
from hegui.measure.kinds import DUES
from hegui.measure.precedence import rule
from hegui.measure.shelf import Shelf
from hegui.words.bound import KEY, BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.related import FollowUp, Related, Requires, RowCount, Triggers
from hegui.words.standards import Standard
from hegui.words.verdicts import REASON_OF_NUMBER
from hegui.words.vocabulary import Log, Shape

pytestmark = pytest.mark.usefixtures("_tidy")

FRAMES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
AS_OF = datetime(2026, 3, 31, 12)
CASE_FIELDS = {
    "ticket_id": "id",
    "customer": "id",
    "opened_at": "datetime",
    "handled_at": "datetime",
    "handled_on": "date",
    "ended_at": "datetime",
    "ended_on": "date",
    "closed_at": "datetime",
    "score": "integer",
    "branch": "id",
}
ROW_FIELDS = {
    "contact_id": "id",
    "ticket_ref": "id",
    "caller": "id",
    "contact_at": "datetime",
    "called_at": "datetime",
    "on_day": "date",
    "good": "boolean",
    "branch": "id",
}
WEEKDAYS = WorkingCalendar(
    "default",
    date(2026, 1, 1),
    date(2026, 12, 31),
    frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365) if (date(2026, 1, 1) + timedelta(days=n)).weekday() > 4),
    Hours(((9 * 3600, 18 * 3600),)),
)
TIMES = ("opened_at", "handled_at", "ended_at", "closed_at")


def judged(
    case_log: BoundLog, others: Sequence[BoundLog], standards: Sequence[Standard], as_of: datetime = AS_OF
) -> dict[str, dict[str, tuple[str, int | None]]]:
    """Reason and seconds past due of every case, by standard and key."""
    logs = {log.log.name: log for log in (case_log, *others)}
    with Shelf(case_log.table.get_backend(), case_log.log.name) as shelf:
        view = case_view(shelf, case_log, standards, as_of, WEEKDAYS, logs=logs)
        rulings = {standard.id: rule(standard, view) for standard in standards}
        columns: dict[str, Any] = {f"reason {name}": ruling.reason for name, ruling in rulings.items()}
        columns |= {f"alone {s.id}": DUES[type(s.check)](s.check, view) for s in standards if type(s.check) in DUES}
        columns |= {f"past {name}": ruling.past_due for name, ruling in rulings.items() if ruling.past_due is not None}
        columns |= {f"due {name}": ruling.due for name, ruling in rulings.items() if ruling.due is not None}
        rows = shelf.fetch(view.table.select(KEY, **columns)).to_pydict()
    assert all(rows[f"due {name}"] == rows.get(f"alone {name}") for name, ruling in rulings.items() if ruling.due is not None)
    found: dict[str, dict[str, tuple[str, int | None]]] = {}
    for name in rulings:
        past = rows.get(f"past {name}", [None] * len(rows[KEY]))
        found[name] = {
            key: (REASON_OF_NUMBER[number].code, seconds)
            for key, number, seconds in zip(rows[KEY], rows[f"reason {name}"], past, strict=True)
        }
    return found


def related(where: str | None = None, at: str | None = None, *, more: bool = False) -> Related:
    match = ((Ref("ticket_ref"), Ref("ticket_id")), *([(Ref("caller"), Ref("customer"))] if more else []))
    return Related("contact", match, parse(where) if where else None, Ref(at) if at else None)


def limit(text: str) -> Limit:
    return Limit.parse(text)


ALL, GOOD, DAYS = related(), related("contact.good == True"), related("contact.good == True", "on_day")
MIXED = related("contact.good == True or score > 70", "called_at", more=True)
WHERES: dict[Related, Any] = {
    ALL: lambda _row, _case: True,
    GOOD: lambda row, _: row["good"],
    DAYS: lambda row, _: row["good"],
    MIXED: lambda row, case: True if row["good"] or (case["score"] or 0) > 70 else None if None in (row["good"], case["score"]) else False,
}
CHECKS: list[Any] = [
    RowCount(ALL, at_least=2),
    RowCount(GOOD, at_most=1),
    RowCount(MIXED, at_least=1, at_most=2, until=Ref("ended_at")),
    RowCount(GOOD, at_least=2, until=Ref("ended_on"), distinct_days=True),
    RowCount(DAYS, at_least=2, until=Ref("ended_at"), distinct_days=True),
    FollowUp(GOOD, Ref("handled_at"), limit("2 days")),
    FollowUp(ALL, Ref("handled_at"), limit("24 hours"), until=Ref("ended_at")),
    FollowUp(MIXED, Ref("handled_on"), limit("3 working days"), until=Ref("ended_on")),
    FollowUp(DAYS, Ref("handled_at"), limit("24 hours")),
    FollowUp(DAYS, Ref("handled_at"), limit("1 month"), until=Ref("ended_at")),
    FollowUp(GOOD, Ref("handled_at"), every=limit("1 month")),
    FollowUp(ALL, Ref("handled_at"), limit("2 days"), limit("10 days"), Ref("ended_at")),
    FollowUp(MIXED, Ref("handled_on"), every=limit("500 hours"), until=Ref("ended_on")),
    FollowUp(DAYS, Ref("handled_at"), limit("36 hours"), limit("2 weeks")),
    FollowUp(GOOD, Ref("opened_at"), limit("1 month"), limit("20 days"), Ref("ended_on")),
    Triggers(parse("score < 60"), GOOD, limit("3 days")),
    Triggers(parse("score < 60"), MIXED, limit("24 hours"), Ref("handled_at")),
    Requires(GOOD, Ref("handled_at")),
    Requires(ALL, Ref("handled_at"), limit("36 hours")),
    Requires(MIXED, Ref("handled_on"), limit("1 month")),
    Requires(DAYS, Ref("handled_at"), limit("12 hours")),
    Requires(DAYS, Ref("handled_on"), limit("5 days")),
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


def case_log(build: Any) -> Log:
    log: Log = build.vocabulary(CASE_FIELDS, closed="closed_at is not missing")
    return log


def contacts(build: Any, **given: Any) -> Log:
    log: Log = build.vocabulary(ROW_FIELDS, **{"name": "contact", "key": "contact_id", "anchor": "contact_at", **given})
    return log


@pytest.mark.parametrize("covers", [None, (date(2026, 2, 1), date(2026, 3, 29))])
def test_rows_of_another_log_are_judged_as_the_naive_evaluator_judges(
    build: Any, naive_related: ModuleType, covers: tuple[date, date] | None
) -> None:
    naive = naive_related
    asked = [build.standard(check, str(number)) for number, check in enumerate(CHECKS)]

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
        theirs = replace(build.bound(contacts(build), others), covers=covers, covers_declared=covers is not None)
        found = judged(build.bound(case_log(build), keyed), [theirs], asked)
        for standard in asked:
            check = standard.check
            world = naive.World(AS_OF, WHERES[check.rows], lambda case: None if case["score"] is None else case["score"] < 60, covers)
            for number, case in enumerate(given_cases):
                whole = {"ticket_id": str(number), **cut(case)}
                expected = naive.verdict(check, whole, given_rows, world)
                got = found[standard.id][str(number)][0]
                mine = [row for row in given_rows if row["ticket_ref"] == str(number)]
                assert got == expected, f"{got} should be {expected}: {check} of {whole} with {mine}"

    law()


@pytest.fixture
def told(build: Any) -> Any:
    """The reason code of one case, of rows at times such as ``03-02 09:00``; other cells of a row after a comma."""

    def of(check: Any, *times: str, as_of: str = "03-31 12:00", covers: tuple[date, date] | None = None, **case: Any) -> str:
        whole = dict.fromkeys(CASE_FIELDS) | {"_key": "1", "ticket_id": "1", "opened_at": at("03-01 09:00"), "score": 50, **case}
        own = as_bound_flawed(whole)
        theirs = [{"_key": f"row {number}", **row(text)} for number, text in enumerate(times)]
        log = build.bound(contacts(build), theirs, columns=[*ROW_FIELDS, "contact_at__state", "contact_at__raw"])
        standard = build.standard(check)
        found = judged(
            build.bound(case_log(build), [own]), [replace(log, covers=covers, covers_declared=covers is not None)], [standard], at(as_of)
        )
        return found[standard.id]["1"][0]

    return of


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


def row(text: str) -> dict[str, Any]:
    when, *marks = text.split(", ")
    known = when not in {"?", "-"}
    return {
        "ticket_ref": "2" if "other" in marks else None if "nobody" in marks else "1",
        "contact_at": at(when) if known else None,
        "contact_at__state": "unreadable" if when == "?" else "ok",
        "contact_at__raw": when,
        "on_day": at(when).date() if known else None,
        "good": None if "maybe" in marks else "bad" not in marks,
        "_conflict": "disagrees" in marks,
    }


def as_bound_flawed(case: dict[str, Any]) -> dict[str, Any]:
    bad = {name for name, value in case.items() if value == "?"}
    flawed = {name + suffix: value for name in bad for suffix, value in (("__state", "unreadable"), ("__raw", "?"))}
    return {name: None if name in bad else value for name, value in case.items()} | flawed


def test_rows_are_counted(told: Any) -> None:
    twice = RowCount(GOOD, at_least=2)
    assert told(twice, "03-02 09:00", "03-03 09:00") == "conforming"
    assert told(twice, "03-02 09:00", "03-03 09:00, other") == "pending"
    assert told(twice, "03-02 09:00", "03-03 09:00, nobody", closed_at=at("03-04 09:00")) == "too_few"
    assert told(twice, "03-02 09:00", "03-03 09:00, bad", closed_at=at("03-04 09:00")) == "too_few"
    assert told(twice, "03-02 09:00", "03-03 09:00, maybe", closed_at=at("03-04 09:00")) == "unknown_value"
    assert told(twice, "03-02 09:00", "03-03 09:00, disagrees") == "unknown_value"
    assert told(twice, "03-02 09:00", "?") == "unknown_value"
    assert told(twice, "03-02 09:00", "-") == "unknown_value"
    assert told(twice, "03-02 09:00", "04-01 09:00", closed_at=at("03-04 09:00")) == "too_few"
    assert told(twice, ticket_id=None) == "unknown_value"
    assert told(twice, "03-02 09:00", "03-03 09:00", ticket_id="?") == "unreadable"


def test_rows_are_counted_up_to_a_milestone(told: Any) -> None:
    check = RowCount(ALL, at_least=1, at_most=2, until=Ref("ended_at"))
    ended = at("03-05 09:00")
    assert told(check, "03-05 09:00", ended_at=ended) == "conforming"
    assert told(check, "03-05 09:01", ended_at=ended) == "too_few"
    assert told(check) == "pending"
    assert told(check, "03-02 09:00", "03-03 09:00", "03-04 09:00") == "too_many"
    assert told(check, "03-02 09:00", "03-03 09:00", "03-06 09:00", ended_at=ended) == "conforming"
    assert told(check, "03-02 09:00", ended_at="?") == "unreadable"
    days = RowCount(ALL, at_least=2, distinct_days=True)
    assert told(days, "03-02 00:00", "03-02 23:59") == "pending"
    assert told(days, "03-02 23:59", "03-03 00:00") == "conforming"


def test_too_few_is_a_breach_only_where_the_log_would_hold_the_rows(told: Any) -> None:
    check = RowCount(ALL, at_least=1, until=Ref("ended_at"))
    ended = at("03-05 00:00")
    for covers, reason in (
        (None, "too_few"),
        ((date(2026, 3, 1), date(2026, 3, 5)), "too_few"),
        ((date(2026, 3, 2), date(2026, 3, 5)), "log_does_not_cover"),
        ((date(2026, 3, 1), date(2026, 3, 4)), "log_does_not_cover"),
    ):
        assert told(check, ended_at=ended, covers=covers) == reason


def test_a_row_follows_in_time(told: Any) -> None:
    check = FollowUp(GOOD, Ref("handled_at"), limit("24 hours"))
    handled = at("03-02 09:00")
    assert told(check) == "not_applicable"
    assert told(check, handled_at="?") == "unreadable"
    assert told(check, "03-02 09:00", handled_at=handled) == "conforming"
    assert told(check, "03-03 09:00", handled_at=handled) == "conforming"
    assert told(check, "03-03 09:01", handled_at=handled) == "late"
    assert told(check, "03-02 08:59", handled_at=handled) == "missing"
    assert told(check, handled_at=handled, as_of="03-03 09:00") == "pending"
    assert told(check, handled_at=handled, as_of="03-03 09:01") == "missing"
    assert told(check, "03-03 09:30, maybe", handled_at=handled) == "missing"
    assert told(check, "03-03 08:30, maybe", handled_at=handled) == "unknown_value"
    assert told(check, "03-04 09:00", "?", handled_at=handled) == "unknown_value"
    assert told(check, handled_at=handled, ticket_id=None) == "unknown_value"


def test_closing_a_case_does_not_end_a_limit_but_until_does(told: Any) -> None:
    check = FollowUp(ALL, Ref("handled_at"), limit("5 days"), until=Ref("ended_at"))
    handled = at("03-02 09:00")
    assert told(check, handled_at=handled, closed_at=handled, as_of="03-03 09:00") == "pending"
    assert told(check, handled_at=handled, ended_at=at("03-03 09:00"), as_of="03-03 09:00") == "missing"
    assert told(check, "03-03 09:00", handled_at=handled, ended_at=at("03-03 09:00")) == "conforming"
    assert told(check, "03-03 09:01", handled_at=handled, ended_at=at("03-03 09:00")) == "late"
    assert told(check, handled_at=handled, ended_at=at("03-02 08:59")) == "not_credible"
    assert told(check, handled_at=handled, ended_at="?") == "unreadable"


def test_follow_up_needs_the_log_to_cover_its_time(told: Any) -> None:
    check = FollowUp(ALL, Ref("handled_at"), limit("2 days"))
    handled = at("03-02 00:00")
    whole, short, tardy = (date(2026, 3, 2), date(2026, 3, 5)), (date(2026, 3, 2), date(2026, 3, 4)), (date(2026, 3, 3), date(2026, 4, 1))
    assert told(check, handled_at=handled, covers=whole) == "missing"
    assert told(check, handled_at=handled, covers=short) == "log_does_not_cover"
    assert told(check, handled_at=handled, covers=tardy) == "log_does_not_cover"
    assert told(check, "03-06 09:00", handled_at=handled, covers=tardy) == "log_does_not_cover"
    assert told(check, "03-03 09:00", handled_at=handled, covers=short) == "conforming"
    assert told(check, handled_at=handled, covers=short, as_of="03-03 12:00") == "pending"


def test_a_row_in_every_stretch(told: Any) -> None:
    check = FollowUp(ALL, Ref("handled_at"), every=limit("1 month"), until=Ref("ended_at"))
    handled = at("01-31 09:00")
    given: dict[str, Any] = {"opened_at": handled, "handled_at": handled}
    assert told(check, "02-28 23:59", **given, as_of="03-01 00:00") == "pending"
    assert told(check, "03-01 00:00", **given, as_of="03-01 00:00") == "late"
    assert told(check, **given, as_of="02-28 23:59") == "pending"
    assert told(check, **given, as_of="03-01 00:00") == "missing"
    assert told(check, "02-01 09:00", "03-01 09:00", **given, ended_at=at("03-31 12:00")) == "conforming"
    assert told(check, "02-01 09:00", **given, ended_at=at("03-30 12:00")) == "conforming"
    assert told(check, "02-01 09:00", **given, as_of="04-01 00:00") == "missing"
    assert told(check, "02-01 09:00", **given, closed_at=at("02-27 09:00"), as_of="04-01 00:00") == "conforming"
    assert told(check, **given, closed_at=at("02-27 09:00"), as_of="04-01 00:00") == "conforming"


def test_nobody_knows_when_the_case_ended(build: Any) -> None:
    """Stretches stop with the case: where that is not recorded, only a case that lacks no row up to as-of is known to conform."""
    log = build.vocabulary(CASE_FIELDS, closed="score == 0")
    keyed = [{"_key": key, "ticket_id": key, "opened_at": at("03-01 09:00"), "score": 0} for key in "12"]
    theirs = [{"_key": str(day), "ticket_ref": "1", "contact_at": at(f"03-{day} 09:00")} for day in ("05", "15", "25")]
    standard = build.standard(FollowUp(ALL, Ref("opened_at"), every=limit("10 days")))
    found = judged(build.bound(log, keyed), [build.bound(contacts(build), theirs)], [standard])[standard.id]
    assert {key: reason for key, (reason, _) in found.items()} == {"1": "conforming", "2": "unknown_value"}


def test_working_time_has_no_stretches_and_no_time_before(told: Any) -> None:
    for check in (
        FollowUp(ALL, Ref("opened_at"), every=limit("2 working days")),
        Requires(ALL, Ref("opened_at"), limit("2 working days")),
    ):
        with pytest.raises(TypeError, match="not in the language"):
            told(check)


def test_if_this_then_that(told: Any) -> None:
    check = Triggers(parse("score < 60"), ALL, limit("2 days"))
    assert told(check, score=60) == "not_applicable"
    assert told(check, score=None) == "unknown_value"
    assert told(check, "03-03 23:59") == "conforming"
    assert told(check, "03-04 00:00") == "late"
    assert told(check, as_of="03-03 23:59") == "pending"
    assert told(check, as_of="03-04 00:00") == "missing"
    assert told(check, closed_at=at("03-01 10:00"), as_of="03-03 23:59") == "pending"
    later = Triggers(parse("score < 60"), ALL, limit("2 days"), Ref("handled_at"))
    assert told(later) == "not_applicable"
    assert told(later, handled_at="?") == "unreadable"


def test_something_came_before(told: Any) -> None:
    check = Requires(GOOD, Ref("handled_at"), limit("1 month"))
    handled = at("03-31 09:00")
    assert told(check) == "not_applicable"
    assert told(check, handled_at="?") == "unreadable"
    assert told(check, "03-31 09:00", handled_at=handled) == "conforming"
    assert told(check, "03-31 09:01", handled_at=handled) == "not_preceded"
    assert told(check, "02-28 00:00", handled_at=handled) == "conforming"
    assert told(check, "02-27 23:59", handled_at=handled) == "not_preceded"
    assert told(check, "02-27 23:59, maybe", handled_at=handled) == "not_preceded"
    assert told(check, "03-01 23:59, maybe", handled_at=handled) == "unknown_value"
    assert told(check, handled_at=handled, ticket_id=None) == "unknown_value"
    assert told(check, handled_at=handled, covers=(date(2026, 2, 28), date(2026, 4, 1))) == "not_preceded"
    assert told(check, handled_at=handled, covers=(date(2026, 3, 1), date(2026, 4, 1))) == "log_does_not_cover"
    ever = Requires(GOOD, Ref("handled_at"))
    assert told(ever, "01-01 00:00", handled_at=handled) == "conforming"
    assert told(ever, handled_at=handled) == "not_preceded"
    assert told(ever, handled_at=handled, covers=(date(2020, 1, 1), date(2026, 4, 1))) == "log_does_not_cover"


def test_the_other_log_may_come_as_events(build: Any) -> None:
    """One row a case of the other log, at the milestone it is asked for; a milestone that is not reached has not happened."""
    log = contacts(build, events={"contact_at": (), "called_at": ()})
    events = [
        {"_key": f"contact {key}", "ticket_ref": key, "_activity": activity, "_time": time, "good": True}
        for key, activity, time in (
            ("1", "contact_at", at("03-02 08:00")),
            ("1", "called_at", at("03-02 10:00")),
            ("2", "contact_at", at("03-02 08:00")),
            ("3", "contact_at", at("03-02 08:00")),
            ("3", "called_at", None),
            ("4", "called_at", at("03-01 10:00")),
        )
    ]
    keyed = [{"_key": key, "ticket_id": key, "opened_at": at("03-02 09:00")} for key in "1234"]
    called = RowCount(related("contact.good == True", "called_at"), at_least=1)
    checks = [build.standard(check, str(number)) for number, check in enumerate([called, RowCount(GOOD, at_least=1)])]
    found = judged(build.bound(case_log(build), keyed), [build.bound(log, events, Shape.LONG)], checks)
    assert [found[checks[0].id][key][0] for key in "1234"] == ["conforming", "pending", "unknown_value", "conforming"]
    assert [found[checks[1].id][key][0] for key in "1234"] == ["conforming", "conforming", "conforming", "pending"]


def test_cases_may_be_events_and_the_other_log_updates(build: Any) -> None:
    log = build.vocabulary(CASE_FIELDS, events={"opened_at": (), "handled_at": ()})
    events = [
        {"_key": "1", "_activity": activity, "_time": time, "ticket_id": "1"}
        for activity, time in (("opened_at", at("03-01 09:00")), ("handled_at", at("03-02 09:00")))
    ]
    updates = [
        {"_key": "c", "ticket_ref": "1", "_time": time, "contact_at": at("03-02 10:00"), "good": good}
        for time, good in ((at("03-02 10:00"), False), (at("03-02 11:00"), True))
    ]
    standard = build.standard(FollowUp(GOOD, Ref("handled_at"), limit("1 hours")))
    others = [build.bound(contacts(build, snapshot="called_at"), updates, Shape.SNAPSHOT)]
    assert judged(build.bound(log, events, Shape.LONG), others, [standard])[standard.id]["1"] == ("conforming", -1)


def test_units_are_matched_as_they_were_resolved(build: Any) -> None:
    units = Related("contact", ((Ref("branch"), Ref("branch")),))
    keyed = [
        {"_key": key, "opened_at": at("03-01 09:00"), "branch": name, "_unit": unit}
        for key, name, unit in (("1", "Nanchang", "NC"), ("2", None, "unknown"))
    ]
    theirs = [
        {"_key": "a", "contact_at": at("03-02 09:00"), "branch": "NC city", "_unit": "NC"},
        {"_key": "b", "contact_at": at("03-02 09:00"), "branch": None, "_unit": "unknown"},
    ]
    standard = build.standard(RowCount(units, at_least=1))
    found = judged(build.bound(case_log(build), keyed), [build.bound(contacts(build), theirs)], [standard])[standard.id]
    assert [found[key][0] for key in "12"] == ["conforming", "unknown_value"]
    other_unit = replace(build.bound(contacts(build), theirs), unit_field="caller")
    found = judged(build.bound(case_log(build), keyed), [other_unit], [standard])[standard.id]
    assert [found[key][0] for key in "12"] == ["pending", "unknown_value"]


@pytest.mark.parametrize(("their", "own"), [("on_day", "handled_at"), ("ticket_ref", "score"), ("number", "score")])
def test_keys_of_different_types_are_made_comparable(build: Any, their: str, own: str) -> None:
    log = build.vocabulary({**ROW_FIELDS, "number": "number"}, name="contact", key="contact_id", anchor="contact_at")
    keyed = [{"_key": "1", "opened_at": at("03-01 09:00"), "handled_at": at("03-02 09:00"), "score": 7}]
    row = {"_key": "a", "contact_at": at("03-02 09:00"), "on_day": date(2026, 3, 2), "ticket_ref": "7", "number": 7}
    standard = build.standard(RowCount(Related("contact", ((Ref(their), Ref(own)),)), at_least=1))
    found = judged(build.bound(case_log(build), keyed), [build.bound(log, [row])], [standard])
    assert found[standard.id]["1"][0] == "conforming"


def test_lateness_is_told(build: Any) -> None:
    keyed = [{"_key": key, "ticket_id": key, "opened_at": at("03-01 09:00"), "handled_at": None} for key in "123"]
    theirs = [{"_key": "a", "ticket_ref": "1", "contact_at": at("03-04 09:00"), "good": True}]
    checks = [
        FollowUp(GOOD, Ref("opened_at"), limit("24 hours")),
        FollowUp(GOOD, Ref("opened_at"), limit("2 days")),
        FollowUp(GOOD, Ref("opened_at"), every=limit("20 days")),
    ]
    asked = [build.standard(check, str(number)) for number, check in enumerate(checks)]
    found = judged(build.bound(case_log(build), keyed), [build.bound(contacts(build), theirs)], asked, at("03-05 09:00"))
    day = 86_400
    assert [found[standard.id]["1"] for standard in asked[:2]] == [("late", 2 * day), ("late", day)]
    assert [found[standard.id]["2"] for standard in asked[:2]] == [("missing", 3 * day), ("missing", 2 * day)]
    assert found[asked[2].id]["2"] == ("pending", -(16 * day + 15 * 3600))


def test_a_crash_is_told_where_the_check_is_compiled(build: Any) -> None:
    """What fails while rows are looked up fails for the checks on these rows alone."""
    keyed = [{"_key": "1", "ticket_id": "1", "opened_at": at("03-01 09:00")}]
    theirs = build.bound(contacts(build), [{"_key": "a", "ticket_ref": "1", "contact_at": at("03-02 09:00"), "good": True}])
    bad = build.standard(RowCount(related("contact.good > 3"), at_least=1), "1")
    good = build.standard(RowCount(GOOD, at_least=1), "2")
    log = build.bound(case_log(build), keyed)
    with Shelf(log.table.get_backend(), "ticket") as shelf:
        view = case_view(shelf, log, [bad, good], AS_OF, WEEKDAYS, logs={"contact": theirs})
        with pytest.raises(TypeError, match="cannot be compared"):
            rule(bad, view)
        assert shelf.fetch(view.table.select(reason=rule(good, view).reason))["reason"].to_pylist() == [1]


def test_a_row_that_is_not_there_yet_is_not_in_doubt(told: Any) -> None:
    """Seen from an earlier instant, a row whose anchor is later has not happened, and is not one without a time."""
    assert told(RowCount(GOOD, at_least=1), "03-20 09:00", as_of="03-10 09:00") == "pending"
