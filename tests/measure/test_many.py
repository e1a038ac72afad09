"""So many checks on one log that the joins they need do not fit into one query."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hegui.measure.cases import case_view
from hegui.measure.precedence import rule
from hegui.measure.shelf import Shelf
from hegui.words.bound import BoundLog
from hegui.words.calendars import Hours, WorkingCalendar
from hegui.words.checks import Count, Deadline, LimitTable, Moment
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, parse
from hegui.words.kinds import Check
from hegui.words.related import FollowUp, Related, Requires, RowCount, Triggers
from hegui.words.standards import Standard
from hegui.words.verdicts import REASON_OF_NUMBER
from hegui.words.vocabulary import Shape

pytestmark = pytest.mark.usefixtures("_tidy")

MANY = 60
AS_OF = datetime(2026, 3, 31, 12)
OPENED, HANDLED = datetime(2026, 3, 2, 9), datetime(2026, 3, 3, 12)
FIELDS = {
    "ticket_id": "id",
    "branch": "id",
    "opened_at": "datetime",
    "handled_at": "datetime",
    "held_at": "datetime",
    "resumed_at": "datetime",
    "tier": "enum",
}
CASE = {"_key": "1", "ticket_id": "1", "opened_at": OPENED, "handled_at": HANDLED, "tier": "t5"}
CALENDAR = WorkingCalendar("default", date(2026, 1, 1), date(2026, 12, 31), frozenset(), Hours(((9 * 3600, 18 * 3600),)))
ASKED, DONE = Moment((Ref("opened_at"),)), Moment((Ref("handled_at"),))


def reasons(log: BoundLog, standards: Sequence[Standard], *others: BoundLog) -> list[str]:
    """What is said of the one case of a log, standard by standard."""
    logs = {one.log.name: one for one in (log, *others)}
    with Shelf(log.table.get_backend(), log.log.name) as shelf:
        view = case_view(shelf, log, standards, AS_OF, CALENDAR, logs=logs)
        columns = {standard.id: rule(standard, view).reason for standard in standards}
        (row,) = shelf.fetch(shelf.keep("verdicts", view.table.select(**columns))).to_pylist()
    return [REASON_OF_NUMBER[row[standard.id]].code for standard in standards]


def of_case(build: Any, checks: Sequence[Check], **cells: datetime) -> list[str]:
    """What checks say of one ticket."""
    log = build.vocabulary(FIELDS, pauses=(("held_at", "resumed_at"),))
    return reasons(build.bound(log, [CASE | cells]), [build.standard(check, str(number)) for number, check in enumerate(checks)])


def rows(number: int) -> Related:
    return Related("contact", ((Ref("ticket_ref"), Ref("ticket_id")),), parse(f"contact.score < {number}"))


CHECKS: Mapping[str, Callable[[int], tuple[Check, str]]] = {
    "row_count": lambda n: (RowCount(rows(n), at_most=n - n % 2), "too_many" if n % 2 else "conforming"),
    "follow_up": lambda n: (FollowUp(rows(n), Ref("opened_at"), Limit.parse("2 hours")), "conforming" if n else "missing"),
    "triggers": lambda n: (Triggers(parse("ticket_id == '1'"), rows(n), Limit.parse("1 hours")), "late" if n else "missing"),
    "requires": lambda n: (Requires(rows(n), Ref("handled_at")), "conforming" if n else "not_preceded"),
}
"""Kind to a number of rows to a check that sees them, and what it says."""


@pytest.mark.parametrize("kind", CHECKS)
def test_many_checks_on_different_rows_of_another_log(build: Any, kind: str) -> None:
    log = build.vocabulary(
        {"contact_id": "id", "branch": "id", "ticket_ref": "id", "contact_at": "datetime", "score": "integer"},
        name="contact", key="contact_id", anchor="contact_at",
    )  # fmt: skip
    theirs = [{"_key": str(n), "ticket_ref": "1", "contact_at": OPENED + timedelta(hours=2), "score": n} for n in range(MANY)]
    checks, said = zip(*map(CHECKS[kind], range(MANY)), strict=True)
    standards = [build.standard(check, str(number)) for number, check in enumerate(checks)]
    assert reasons(build.bound(build.vocabulary(FIELDS), [CASE]), standards, build.bound(log, theirs)) == list(said)


def test_many_limits_on_a_working_clock(build: Any) -> None:
    """Twelve hours were worked from the one time to the other."""
    checks = [Deadline(ASKED, DONE, Limit.parse(f"{hours} working hours")) for hours in range(1, 25)]
    assert of_case(build, checks) == ["late"] * 11 + ["conforming"] * 13


def test_many_limits_on_a_working_clock_in_one_table(build: Any) -> None:
    limits = {f"t{hours}": Limit.parse(f"{hours} working hours") for hours in range(1, 25)}
    assert of_case(build, [Deadline(ASKED, DONE, LimitTable(Ref("tier"), limits))]) == ["late"]


def test_many_limits_on_a_pausing_clock(build: Any) -> None:
    """Of the 27 hours the clock stood still for ten."""
    checks = [Deadline(ASKED, DONE, Limit.parse(f"{hours} hours"), pausing=True) for hours in range(1, MANY + 1)]
    said = of_case(build, checks, held_at=OPENED + timedelta(hours=1), resumed_at=OPENED + timedelta(hours=11))
    assert said == ["late"] * 16 + ["conforming"] * (MANY - 16)


@pytest.fixture
def of_events(build: Any) -> Callable[[Sequence[Check]], list[str]]:
    """What checks say of a case that was handled and ended twice, three hours apart; stage ``m5`` comes in the fifth hour."""

    def of(checks: Sequence[Check]) -> list[str]:
        names = ("handled", "ended", *(f"m{number}" for number in range(MANY)))
        log = build.vocabulary({"ticket_id": "id", "branch": "id", "tier": "enum"}, anchor="handled", events={name: name for name in names})
        at = [("handled", 0), ("ended", 3), ("handled", 6), ("ended", 9), *((f"m{number}", number) for number in range(MANY))]
        events = [{"_key": "1", "_activity": name, "_time": OPENED + timedelta(hours=hours), "tier": "t5"} for name, hours in at]
        standards = [build.standard(check, str(number)) for number, check in enumerate(checks)]
        return reasons(build.bound(log, events, Shape.LONG), standards)

    return of


def test_many_counts_up_to_different_milestones(of_events: Callable[[Sequence[Check]], list[str]]) -> None:
    said = of_events([Count(Ref("handled"), at_least=2, until=Ref(f"m{number}")) for number in range(MANY)])
    assert said == ["too_few"] * 6 + ["conforming"] * (MANY - 6)


def test_many_deadlines_of_each_start(of_events: Callable[[Sequence[Check]], list[str]]) -> None:
    start, end = Moment((Ref("handled"),)), Moment((Ref("ended"),))
    said = of_events([Deadline(start, end, Limit.parse(f"{hours} hours"), each=True) for hours in range(1, MANY + 1)])
    assert said == ["late"] * 2 + ["conforming"] * (MANY - 2)


def test_many_limits_on_a_working_clock_of_each_start(of_events: Callable[[Sequence[Check]], list[str]]) -> None:
    start, end = Moment((Ref("handled"),)), Moment((Ref("ended"),))
    limits = {f"t{hours}": Limit.parse(f"{hours} working hours") for hours in range(1, 25)}
    assert of_events([Deadline(start, end, LimitTable(Ref("tier"), limits), each=True)]) == ["conforming"]
