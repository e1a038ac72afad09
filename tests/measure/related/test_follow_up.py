"""A row of another log follows in time, or in every stretch of time."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.related import FollowUp, Requires

pytestmark = pytest.mark.usefixtures("_tidy")


def test_a_row_follows_in_time(told: Any, bench: ModuleType) -> None:
    check = FollowUp(bench.GOOD, Ref("handled_at"), Limit.parse("24 hours"))
    handled = bench.at("03-02 09:00")
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


def test_closing_a_case_does_not_end_a_limit_but_until_does(told: Any, bench: ModuleType) -> None:
    check = FollowUp(bench.ALL, Ref("handled_at"), Limit.parse("5 days"), until=Ref("ended_at"))
    handled = bench.at("03-02 09:00")
    assert told(check, handled_at=handled, closed_at=handled, as_of="03-03 09:00") == "pending"
    assert told(check, handled_at=handled, ended_at=bench.at("03-03 09:00"), as_of="03-03 09:00") == "missing"
    assert told(check, "03-03 09:00", handled_at=handled, ended_at=bench.at("03-03 09:00")) == "conforming"
    assert told(check, "03-03 09:01", handled_at=handled, ended_at=bench.at("03-03 09:00")) == "late"
    assert told(check, handled_at=handled, ended_at=bench.at("03-02 08:59")) == "not_credible"
    assert told(check, handled_at=handled, ended_at="?") == "unreadable"


def test_follow_up_needs_the_log_to_cover_its_time(told: Any, bench: ModuleType) -> None:
    check = FollowUp(bench.ALL, Ref("handled_at"), Limit.parse("2 days"))
    handled = bench.at("03-02 00:00")
    whole, short, tardy = (date(2026, 3, 2), date(2026, 3, 5)), (date(2026, 3, 2), date(2026, 3, 4)), (date(2026, 3, 3), date(2026, 4, 1))
    assert told(check, handled_at=handled, covers=whole) == "missing"
    assert told(check, handled_at=handled, covers=short) == "log_does_not_cover"
    assert told(check, handled_at=handled, covers=tardy) == "log_does_not_cover"
    assert told(check, "03-06 09:00", handled_at=handled, covers=tardy) == "log_does_not_cover"
    assert told(check, "03-03 09:00", handled_at=handled, covers=short) == "conforming"
    assert told(check, handled_at=handled, covers=short, as_of="03-03 12:00") == "pending"


def test_a_row_in_every_stretch(told: Any, bench: ModuleType) -> None:
    check = FollowUp(bench.ALL, Ref("handled_at"), every=Limit.parse("1 month"), until=Ref("ended_at"))
    handled = bench.at("01-31 09:00")
    given: dict[str, Any] = {"opened_at": handled, "handled_at": handled}
    assert told(check, "02-28 23:59", **given, as_of="03-01 00:00") == "pending"
    assert told(check, "03-01 00:00", **given, as_of="03-01 00:00") == "late"
    assert told(check, **given, as_of="02-28 23:59") == "pending"
    assert told(check, **given, as_of="03-01 00:00") == "missing"
    assert told(check, "02-01 09:00", "03-01 09:00", **given, ended_at=bench.at("03-31 12:00")) == "conforming"
    assert told(check, "02-01 09:00", **given, ended_at=bench.at("03-30 12:00")) == "conforming"
    assert told(check, "02-01 09:00", **given, as_of="04-01 00:00") == "missing"
    assert told(check, "02-01 09:00", **given, closed_at=bench.at("02-27 09:00"), as_of="04-01 00:00") == "conforming"
    assert told(check, **given, closed_at=bench.at("02-27 09:00"), as_of="04-01 00:00") == "conforming"


def test_nobody_knows_when_the_case_ended(build: Any, bench: ModuleType) -> None:
    """Stretches stop with the case: where that is not recorded, only a case that lacks no row up to as-of is known to conform."""
    log = build.vocabulary(bench.CASE_FIELDS, closed="score == 0")
    keyed = [{"_key": key, "ticket_id": key, "opened_at": bench.at("03-01 09:00"), "score": 0} for key in "12"]
    theirs = [{"_key": str(day), "ticket_ref": "1", "contact_at": bench.at(f"03-{day} 09:00")} for day in ("05", "15", "25")]
    standard = build.standard(FollowUp(bench.ALL, Ref("opened_at"), every=Limit.parse("10 days")))
    found = bench.judged(build.bound(log, keyed), [build.bound(bench.contacts(build), theirs)], [standard])[standard.id]
    assert {key: reason for key, (reason, _) in found.items()} == {"1": "conforming", "2": "unknown_value"}


def test_working_time_has_no_stretches_and_no_time_before(told: Any, bench: ModuleType) -> None:
    for check in (
        FollowUp(bench.ALL, Ref("opened_at"), every=Limit.parse("2 working days")),
        Requires(bench.ALL, Ref("opened_at"), Limit.parse("2 working days")),
    ):
        with pytest.raises(TypeError, match="not in the language"):
            told(check)


def test_lateness_is_told(build: Any, bench: ModuleType) -> None:
    keyed = [{"_key": key, "ticket_id": key, "opened_at": bench.at("03-01 09:00"), "handled_at": None} for key in "123"]
    theirs = [{"_key": "a", "ticket_ref": "1", "contact_at": bench.at("03-04 09:00"), "good": True}]
    checks = [
        FollowUp(bench.GOOD, Ref("opened_at"), Limit.parse("24 hours")),
        FollowUp(bench.GOOD, Ref("opened_at"), Limit.parse("2 days")),
        FollowUp(bench.GOOD, Ref("opened_at"), every=Limit.parse("20 days")),
    ]
    asked = [build.standard(check, str(number)) for number, check in enumerate(checks)]
    found = bench.judged(
        build.bound(bench.case_log(build), keyed), [build.bound(bench.contacts(build), theirs)], asked, bench.at("03-05 09:00")
    )
    day = 86_400
    assert [found[standard.id]["1"] for standard in asked[:2]] == [("late", 2 * day), ("late", day)]
    assert [found[standard.id]["2"] for standard in asked[:2]] == [("missing", 3 * day), ("missing", 2 * day)]
    assert found[asked[2].id]["2"] == ("pending", -(16 * day + 15 * 3600))
