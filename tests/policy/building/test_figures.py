"""Figures of checks are literals or names of parameters, typed by where they stand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from hegui.policy.library import Policies
from hegui.words.checks import Allowed, Count, Deadline, Filled, LimitTable, Moment, Pick, Presence, Same, Sequence
from hegui.words.durations import Limit
from hegui.words.expressions import Compare, Literal, Ref
from hegui.words.kinds import Check

Files = dict[str, str]
Load = Callable[[Files], Policies]
Changed = Callable[[str, str, str], list[str]]

DEADLINE = "deadline: {from: received_at, to: answered_at, within: limit}"
START, END = Moment((Ref("received_at"),)), Moment((Ref("answered_at"),))


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("deadline: {from: received_at, to: answered_at, within: 15 days}", Deadline(START, END, Limit(15, "day"))),
        (
            "deadline: {from: {earliest: [received_at, opened_on]}, to: {all: [answered_at, closed_at]}, within: limit}",
            Deadline(
                Moment((Ref("received_at"), Ref("opened_on")), Pick.EARLIEST),
                Moment((Ref("answered_at"), Ref("closed_at")), Pick.ALL),
                Limit(24, "hour"),
            ),
        ),
        (
            "deadline: {from: received_at, to: answered_at, within: {by: tier, table: {urgent: limit, general: 2 working days}}}",
            Deadline(START, END, LimitTable(Ref("tier"), {"urgent": Limit(24, "hour"), "general": Limit(2, "day", working=True)})),
        ),
        ("allowed: {field: calls, values: [1, -2]}", Allowed(Ref("calls"), (1, -2))),
        ("allowed: {field: calls, values: [most]}", Allowed(Ref("calls"), (3,))),
        ("allowed: {field: score, values: [1.5, 2]}", Allowed(Ref("score"), (Decimal("1.5"), Decimal(2)))),
        ("allowed: {field: approved, values: [True]}", Allowed(Ref("approved"), (True,))),
        ("allowed: {field: month, values: [2026-03]}", Allowed(Ref("month"), ("2026-03",))),
        (
            "allowed: {field: channel, by: tier, table: {urgent: [phone], general: [phone, online]}, open: yes}",
            Allowed(Ref("channel"), (), Ref("tier"), {"urgent": ("phone",), "general": ("phone", "online")}, open=True),
        ),
        ("count: {of: answered_at, at_least: 1, at_most: most, until: closed_at}", Count(Ref("answered_at"), 1, 3, Ref("closed_at"))),
        ("presence: {fields: [taker, {field: items, covers: [name]}], after: closed_at}",
         Presence((Filled(Ref("taker")), Filled(Ref("items"), ("name",))), Ref("closed_at"))),
        ("presence: {fields: [approved]}", Presence((Filled(Ref("approved")),), booleans=True, others=False)),
        ("sequence: {stages: [received_at, [answered_at, opened_on], closed_at], optional: [opened_on]}",
         Sequence(((Ref("received_at"),), (Ref("answered_at"), Ref("opened_on")), (Ref("closed_at"),)), frozenset({Ref("opened_on")}))),
        ("same: {fields: [taker, owner], unless: approved == True}",
         Same((Ref("taker"), Ref("owner")), Compare("==", Ref("approved"), Literal(value=True)))),
    ],
)  # fmt: skip
def test_checks_are_read_as_written(load: Load, files: Files, text: str, check: Check) -> None:
    files["book/ticket.yaml"] = (
        files["book/ticket.yaml"].replace(DEADLINE, text).replace("  check:", "    most: {value: 3, source: default}\n  check:")
    )
    assert load(files).standards[0].check == check


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("allowed: {field: approved, values: [limit]}", ["11:41: '24 hours' is not a value of approved, which is of type boolean"]),
        ("allowed: {field: score, values: [1.5.2]}", ["11:38: '1.5.2' is not a value of score, which is of type number"]),
        ("count: {of: answered_at, at_least: 1 2}", ["11:40: '1 2' is not a whole number"]),
        ("condition: {that: waited > limit and approved}", []),
    ],
)
def test_figures_that_do_not_fit(wrong_with: Changed, text: str, faults: list[str]) -> None:
    assert wrong_with("book/ticket.yaml", DEADLINE, text) == faults


def test_working_time_does_not_stand_in_expressions(files: Files, wrong: Callable[[Files], list[str]]) -> None:
    text = files["book/ticket.yaml"].replace(DEADLINE, "condition: {that: waited > limit}")
    files["book/ticket.yaml"] = text.replace("24 hours", "2 working hours")
    assert wrong(files) == ["p/book/ticket.yaml:11:23: 'limit' is working time, which expressions do not know; use a deadline"]
