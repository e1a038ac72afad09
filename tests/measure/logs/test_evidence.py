"""The rows that are shown: which come first, when they were due, and their values as text, masked where they are personal."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Any

from hegui.measure import measure
from hegui.words.checks import Condition
from hegui.words.expressions import parse
from hegui.words.measured import Setting
from hegui.words.text import Text
from hegui.words.vocabulary import Field, FieldType

AS_OF = datetime(2026, 3, 10)


def test_evidence_is_the_worst_first_and_ties_stand_as_in_the_file(wide: Any, answer: Any, tickets: ModuleType) -> None:
    late = ["03-05 09:00", "03-04 09:00", "03-05 09:00", None, "03-03 09:00"]
    rows = [tickets.ticket(str(number), "03-01 09:00", answered) for number, answered in enumerate(late)]
    found = measure([wide(rows)], [answer], Setting(AS_OF, rows_kept=4))
    assert [row.key for row in found.evidence] == ["3", "0", "2", "1"]
    worst = found.evidence[0]
    assert (worst.reason, worst.source, worst.row, worst.period, worst.verdict) == ("missing", "tickets.csv", 4, "2026-03", "nonconforming")
    assert (worst.anchor, worst.due, worst.overrun_seconds) == (tickets.at("03-01 09:00"), tickets.at("03-02 09:00"), 7 * 86400 + 15 * 3600)
    assert worst.observed == (("opened_at", "2026-03-01 09:00:00"), ("answered_at", None))


def test_pending_is_shown_by_what_is_due_first(wide: Any, answer: Any, tickets: ModuleType) -> None:
    rows = [
        tickets.ticket("1", "03-09 12:00"),
        tickets.ticket("2", "03-09 09:00"),
        tickets.ticket("3", "03-09 10:00"),
        tickets.ticket("4", "03-09 00:00"),
    ]
    found = measure([wide(rows)], [answer], Setting(AS_OF, rows_kept=3))
    assert [(row.key, row.due) for row in found.pending] == [
        ("4", AS_OF),
        ("2", tickets.at("03-10 09:00")),
        ("3", tickets.at("03-10 10:00")),
    ]
    assert all(row.overrun_seconds is None for row in found.pending)


def test_undetermined_rows_have_neither_due_nor_overrun(wide: Any, build: Any, tickets: ModuleType) -> None:
    asked = build.standard(build.deadline("opened_at", "answered_at", "24 hours"), where='tier == "u"')
    found = measure([wide([tickets.ticket("1", "03-01 09:00")])], [asked], Setting(AS_OF))
    assert [(row.reason, row.due, row.overrun_seconds) for row in found.undetermined] == [("unknown_scope", None, None)]


def test_calendar_lateness_is_counted_in_days_and_due_ends_the_day(wide: Any, build: Any, tickets: ModuleType) -> None:
    asked = build.standard(build.deadline("opened_at", "answered_at", "1 month"))
    rows = [tickets.ticket("1", "01-31 17:00", "02-28 23:59:59"), tickets.ticket("2", "01-31 17:00", "03-01 00:00")]
    found = measure([wide(rows)], [asked], Setting(AS_OF))
    assert [(row.key, row.due, row.overrun_seconds) for row in found.evidence] == [("2", tickets.at("02-28 23:59:59"), 86400)]


def test_personal_values_are_pseudonyms_and_unreadable_cells_are_quoted(build: Any, tickets: ModuleType) -> None:
    fields = {**tickets.FIELDS, "ticket_id": Field("ticket_id", FieldType.ID, Text("号", "no."), personal=True)}
    log = build.vocabulary(fields)
    rows = [{"_key": "7", "opened_at": tickets.at("03-01"), "customer": "Li", "amount__state": "unreadable", "amount__raw": "twelve"}]
    bound = build.bound(log, rows, columns=["opened_at", "customer", "amount", "amount__state", "amount__raw"])
    asked = build.standard(Condition(parse("amount > 2 and customer is not missing")))
    shown = measure([bound], [asked], Setting(AS_OF)).undetermined[0]
    assert (shown.key, shown.reason, shown.observed) == ("7", "unreadable", (("amount", "twelve"), ("customer", "Li")))
    masked = measure([bound], [asked], Setting(AS_OF, mask_key="k")).undetermined[0]
    name = {value: "P-" + hashlib.sha256(f"k{value}".encode()).hexdigest()[:10] for value in ("7", "Li")}
    assert (masked.key, masked.observed) == (name["7"], (("amount", "twelve"), ("customer", name["Li"])))


def test_values_are_quoted_as_text(build: Any) -> None:
    fields = {
        "opened_at": "datetime",
        "day": "date",
        "n": "number",
        "i": "integer",
        "b": "boolean",
        "l": "list",
        "d": "duration",
        "m": "month",
    }
    log = build.vocabulary(fields)
    row = {"_key": "1", "opened_at": datetime(2026, 3, 1, 9, 0, 0, 5000), "day": date(2026, 3, 1), "n": Decimal("12.5"), "i": 3, "b": False}
    bound = build.bound(log, [{**row, "l": ["a", "b"], "d": 90, "m": "2026-03"}])
    text = "opened_at is missing or day is missing or n > 100 or i > 9 or b or l == 'z' or d > minutes(9) or m == '2027-01'"
    found = measure([bound], [build.standard(Condition(parse(text)))], Setting(AS_OF)).evidence[0]
    assert [value for _, value in found.observed] == ["2026-03-01 09:00:00", "2026-03-01", "12.5", "3", "false", "a, b", "90", "2026-03"]


def test_whole_numbers_keep_their_zeros(build: Any, tickets: ModuleType) -> None:
    bound = build.bound(build.vocabulary(tickets.FIELDS), [{"_key": "1", "opened_at": tickets.at("03-01"), "amount": 1200}])
    found = measure([bound], [build.standard(Condition(parse("amount < 2")))], Setting(AS_OF)).evidence[0]
    assert found.observed == (("amount", "1200"),)
