"""What the reader of a report must know before believing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hegui.words.bound import Account, BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Deadline, LimitTable, Moment, Same
from hegui.words.durations import Limit
from hegui.words.expressions import Ref
from hegui.words.findings import Decision, Determination
from hegui.words.jobs import Job
from hegui.words.kinds import Check
from hegui.words.periods import Period
from hegui.words.profiles import Objection, Waiver
from hegui.words.related import FollowUp, Related, Triggers
from hegui.words.slots import Cadence
from hegui.words.standards import Adoption, Force, Handbook, Remedy, Standard
from hegui.words.text import Text
from hegui.words.vocabulary import Log, Shape
from hegui.words.warned import Unanswered, warnings

NOTHING = Unanswered()

SAID = Text("文", "text")
ADOPTION = Adoption("No. 1", "issuer", date(2025, 12, 1), date(2026, 1, 1), None)
CALENDAR = WorkingCalendar("default", date(2026, 1, 1), date(2026, 12, 31), frozenset(), Hours(()))
AMISS = replace(CALENDAR, unknown_years=(2027, 2028))
ROWS = Related("call", ((Ref("about"), Ref("id")),))
DAYS, HOURS = Limit(3, "day", working=True), Limit(24, "hour")


def handbook(adoption: Adoption | None) -> Handbook:
    return Handbook("guide", "002", Text("指南", "Guide"), "1", SAID, (), adoption)


def standard(check: Check) -> Standard:
    return Standard("guide.1.a", "guide", "1", SAID, Force.MANDATORY, "ticket", check, Remedy(SAID, SAID, SAID), "staff", "people")


def within(limit: Limit | LimitTable) -> Standard:
    return standard(Deadline(Moment((Ref("a"),)), Moment((Ref("b"),)), limit))


def log(total: int | None) -> BoundLog:
    known = Log("ticket", Text("工单", "Tickets"), SAID, "id", None, "a", {})
    return BoundLog(known, Shape.WIDE, None, (), (), frozenset(), (), Account(12, 12), (), None, control_total=total)


def test_nothing_to_say() -> None:
    assert warnings(Job(), [handbook(ADOPTION)], [log(None), log(12)], [within(DAYS)], CALENDAR, NOTHING) == ()


def test_a_handbook_that_was_not_adopted() -> None:
    [told] = warnings(Job(), [handbook(ADOPTION), handbook(None)], [], [], CALENDAR, NOTHING)
    assert "“Guide” has no record of adoption" in told.en
    assert "《指南》" in told.zh


@pytest.mark.parametrize(
    ("checked", "told"),
    [
        (within(DAYS), 1),
        (within(HOURS), 0),
        (within(LimitTable(Ref("tier"), {"a": HOURS, "b": DAYS})), 1),
        (within(LimitTable(Ref("tier"), {"a": HOURS})), 0),
        (standard(Same((Ref("a"), Ref("b")))), 0),
        (standard(Deadline(Moment((Ref("a"),)), Moment((Ref("b"),)), HOURS, not_before=DAYS)), 1),
        (standard(FollowUp(ROWS, Ref("a"), DAYS)), 1),
        (standard(FollowUp(ROWS, Ref("a"), None, HOURS)), 0),
        (standard(Triggers(Ref("ok"), ROWS, DAYS)), 1),
        (standard(Cadence(Period.parse("day"), working_days_only=True)), 1),
        (standard(Cadence(Period.parse("day"))), 0),
    ],
)
def test_years_without_holidays_matter_where_working_days_count(checked: Standard, told: int) -> None:
    found = warnings(Job(), [], [], [checked], AMISS, NOTHING)
    assert [text.en for text in found] == ["No holiday data for 2027, 2028: Monday to Friday are worked."] * told


def test_a_control_total_that_does_not_agree() -> None:
    [told] = warnings(Job(), [], [log(13)], [], CALENDAR, NOTHING)
    assert told.en == "Tickets: the control total is 13, but 12 rows were read."


def test_waivers_unused_and_personal_data_shown_come_last() -> None:
    waiver = Waiver("guide.1.a", "typhoon", "director", date(2026, 1, 1), date(2026, 2, 1))
    objection = Objection("ticket", "K1", "c", "r", "e", "w", date(2026, 7, 1), upheld=True)
    determination = Determination("f0", Decision.CONFIRMED, "z", date(2026, 7, 1), "r")
    unanswered = Unanswered((waiver,), (objection,), (determination,))
    told = warnings(Job(show_personal=True), [handbook(None)], [], [], CALENDAR, unanswered)
    assert [text.en for text in told[1:]] == [
        "A waiver was not used: guide.1.a (typhoon).",
        "An upheld objection answers to no breach: ticket K1.",
        "A determination is about no finding: f0.",
        "This report shows personal data.",
    ]
