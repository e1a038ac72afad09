"""Which rows of another log are about a case: whatever shape the logs come in, by unit, and by keys of different types."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.measure.cases import case_view
from hegui.measure.precedence import rule
from hegui.measure.shelf import Shelf
from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.related import FollowUp, Related, RowCount
from hegui.words.vocabulary import Shape

pytestmark = pytest.mark.usefixtures("_tidy")


def test_the_other_log_may_come_as_events(build: Any, bench: ModuleType) -> None:
    """One row a case of the other log, at the milestone it is asked for; a milestone that is not reached has not happened."""
    log = bench.contacts(build, events={"contact_at": (), "called_at": ()})
    events = [
        {"_key": f"contact {key}", "ticket_ref": key, "_activity": activity, "_time": time, "good": True}
        for key, activity, time in (
            ("1", "contact_at", bench.at("03-02 08:00")),
            ("1", "called_at", bench.at("03-02 10:00")),
            ("2", "contact_at", bench.at("03-02 08:00")),
            ("3", "contact_at", bench.at("03-02 08:00")),
            ("3", "called_at", None),
            ("4", "called_at", bench.at("03-01 10:00")),
        )
    ]
    keyed = [{"_key": key, "ticket_id": key, "opened_at": bench.at("03-02 09:00")} for key in "1234"]
    called = RowCount(bench.related("contact.good == True", "called_at"), at_least=1)
    checks = [build.standard(check, str(number)) for number, check in enumerate([called, RowCount(bench.GOOD, at_least=1)])]
    found = bench.judged(build.bound(bench.case_log(build), keyed), [build.bound(log, events, Shape.LONG)], checks)
    assert [found[checks[0].id][key][0] for key in "1234"] == ["conforming", "pending", "unknown_value", "conforming"]
    assert [found[checks[1].id][key][0] for key in "1234"] == ["conforming", "conforming", "conforming", "pending"]


def test_cases_may_be_events_and_the_other_log_updates(build: Any, bench: ModuleType) -> None:
    log = build.vocabulary(bench.CASE_FIELDS, events={"opened_at": (), "handled_at": ()})
    events = [
        {"_key": "1", "_activity": activity, "_time": time, "ticket_id": "1"}
        for activity, time in (("opened_at", bench.at("03-01 09:00")), ("handled_at", bench.at("03-02 09:00")))
    ]
    updates = [
        {"_key": "c", "ticket_ref": "1", "_time": time, "contact_at": bench.at("03-02 10:00"), "good": good}
        for time, good in ((bench.at("03-02 10:00"), False), (bench.at("03-02 11:00"), True))
    ]
    standard = build.standard(FollowUp(bench.GOOD, Ref("handled_at"), Limit.parse("1 hours")))
    others = [build.bound(bench.contacts(build, snapshot="called_at"), updates, Shape.SNAPSHOT)]
    assert bench.judged(build.bound(log, events, Shape.LONG), others, [standard])[standard.id]["1"] == ("conforming", -1)


def test_units_are_matched_as_they_were_resolved(build: Any, bench: ModuleType) -> None:
    units = Related("contact", ((Ref("branch"), Ref("branch")),))
    keyed = [
        {"_key": key, "opened_at": bench.at("03-01 09:00"), "branch": name, "_unit": unit}
        for key, name, unit in (("1", "Nanchang", "NC"), ("2", None, "unknown"))
    ]
    theirs = [
        {"_key": "a", "contact_at": bench.at("03-02 09:00"), "branch": "NC city", "_unit": "NC"},
        {"_key": "b", "contact_at": bench.at("03-02 09:00"), "branch": None, "_unit": "unknown"},
    ]
    standard = build.standard(RowCount(units, at_least=1))
    found = bench.judged(build.bound(bench.case_log(build), keyed), [build.bound(bench.contacts(build), theirs)], [standard])[standard.id]
    assert [found[key][0] for key in "12"] == ["conforming", "unknown_value"]
    other_unit = replace(build.bound(bench.contacts(build), theirs), unit_field="caller")
    found = bench.judged(build.bound(bench.case_log(build), keyed), [other_unit], [standard])[standard.id]
    assert [found[key][0] for key in "12"] == ["pending", "unknown_value"]


@pytest.mark.parametrize(("their", "own"), [("on_day", "handled_at"), ("ticket_ref", "score"), ("number", "score")])
def test_keys_of_different_types_are_made_comparable(build: Any, their: str, own: str, bench: ModuleType) -> None:
    log = build.vocabulary({**bench.ROW_FIELDS, "number": "number"}, name="contact", key="contact_id", anchor="contact_at")
    keyed = [{"_key": "1", "opened_at": bench.at("03-01 09:00"), "handled_at": bench.at("03-02 09:00"), "score": 7}]
    row = {"_key": "a", "contact_at": bench.at("03-02 09:00"), "on_day": date(2026, 3, 2), "ticket_ref": "7", "number": 7}
    standard = build.standard(RowCount(Related("contact", ((Ref(their), Ref(own)),)), at_least=1))
    found = bench.judged(build.bound(bench.case_log(build), keyed), [build.bound(log, [row])], [standard])
    assert found[standard.id]["1"][0] == "conforming"


def test_a_crash_is_told_where_the_check_is_compiled(build: Any, bench: ModuleType) -> None:
    """What fails while rows are looked up fails for the checks on these rows alone."""
    keyed = [{"_key": "1", "ticket_id": "1", "opened_at": bench.at("03-01 09:00")}]
    theirs = build.bound(bench.contacts(build), [{"_key": "a", "ticket_ref": "1", "contact_at": bench.at("03-02 09:00"), "good": True}])
    bad = build.standard(RowCount(bench.related("contact.good > 3"), at_least=1), "1")
    good = build.standard(RowCount(bench.GOOD, at_least=1), "2")
    log = build.bound(bench.case_log(build), keyed)
    with Shelf(log.table.get_backend(), "ticket") as shelf:
        view = case_view(shelf, log, [bad, good], bench.AS_OF, bench.WEEKDAYS, logs={"contact": theirs})
        with pytest.raises(TypeError, match="cannot be compared"):
            rule(bad, view)
        assert shelf.fetch(view.table.select(reason=rule(good, view).reason))["reason"].to_pylist() == [1]
