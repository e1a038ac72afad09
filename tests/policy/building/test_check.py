"""Checks that cannot be measured are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hegui.words.kinds import KINDS

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("within: limit", "within: limt", ["11:60: there is no parameter 'limt'; did you mean 'limit'?"]),
        (
            "within: limit",
            "within: 24 hrs",
            ["11:60: '24 hrs' is not a time limit; write a whole number and a unit, such as '24 hours' or '2 working hours'"],
        ),
        (
            "within: limit",
            "within: {by: tier, table: {general: 48 hours, urgnt: limit}}",
            ["11:98: 'urgnt' is not a code of tier; did you mean 'urgent'?"],
        ),
        ("within: limit", "within: {by: score, table: {general: limit}}", ["11:65: 'score' is a number, where a text is needed"]),
        ("within: limit", "within: [limit]", ["11:60: 'within': found a list, which has no meaning here"]),
        (
            "to: answered_at",
            "to: {all: [answered_at, closed_at], earliest: [answered_at, closed_at]}",
            ["11:39: give either 'earliest' or 'all'"],
        ),
        ("to: answered_at", "to: {all: [answered_at]}", ["11:45: 'all': fewer entries than the 2 that are needed"]),
        ("to: answered_at", "to: {any: [answered_at, closed_at]}", ["11:40: unknown key 'any'; known: all, earliest"]),
        ("to: answered_at", "to: {all: [answered_at, answered_at]}", ["11:59: 'answered_at' stands twice"]),
        ("to: answered_at", "to: tier", ["11:39: 'tier' is a text, where a time is needed"]),
        ("to: answered_at", "to: received_at", ["11:39: 'received_at' is where the limit starts; a deadline has two different ends"]),
        ("to: answered_at", "to: a b", ["11:41: not an expression: invalid syntax"]),
    ],
)
def test_a_deadline_that_cannot_be_measured(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("book/ticket.yaml", old, new) == faults


@pytest.mark.parametrize(
    ("new", "faults"),
    [
        ("presence: {fields: [taker, ownr]}", ["11:32: 'ownr' is not a field of ticket; did you mean 'owner'?"]),
        ("presence: {fields: []}", ["11:24: 'fields': fewer entries than the 1 that are needed"]),
        ("presence: {fields: {a: b}}", ["11:24: 'fields': expected a list, found a mapping"]),
        (
            "presence: {fields: [{field: items, covers: [nam]}], after: tier}",
            ["11:49: 'nam' is not a code of items; did you mean 'name'?", "11:64: 'tier' is a text, where a time is needed"],
        ),
        ("presence: {fields: [{field: taker, covers: [name]}]}", ["11:33: 'taker' is a text, where a list is needed"]),
        ("presence: {fields: [taker, taker]}", ["11:32: 'taker' stands twice"]),
        ("sequence: {stages: [received_at]}", ["11:24: 'stages': fewer entries than the 2 that are needed"]),
        (
            "sequence: {stages: [received_at, [answered_at, received_at], closd_at], optional: [opened_on]}",
            [
                "11:38: the stage 'received_at' stands twice",
                "11:66: 'closd_at' is not a field of ticket; did you mean 'closed_at'?",
                "11:88: 'opened_on' is not one of the stages; known: answered_at, closd_at, received_at",
            ],
        ),
        ("sequence: {stages: [received_at, tier]}", ["11:38: 'tier' is a text, where a time is needed"]),
        ("same: {fields: [taker]}", ["11:20: 'fields': fewer entries than the 2 that are needed"]),
        ("same: {fields: [taker, score]}", ["11:28: 'score' is a number and cannot be compared with 'taker', a text"]),
        (
            "same: {fields: [items, items]}",
            [
                "11:21: 'items' is a list and cannot be compared with 'items', a list",
                "11:28: 'items' is a list and cannot be compared with 'items', a list",
                "11:28: 'items' stands twice",
            ],
        ),
        (
            "same: {fields: [taker, owner], unless: aproved == True}",
            ["11:44: 'aproved' is not a field of ticket; did you mean 'approved'?"],
        ),
        ("different: {fields: [taker, takr]}", ["11:33: 'takr' is not a field of ticket; did you mean 'taker'?"]),
        ("allowed: {field: channel, values: [phone, fax]}", ["11:47: 'fax' is not a code of channel; known: online, phone"]),
        ("allowed: {field: channel}", ["11:14: give either 'values', or 'by' with 'table'"]),
        (
            "allowed: {field: channel, by: tier, table: {urgent: [fax], normal: [phone]}}",
            [
                "11:58: 'fax' is not a code of channel; known: online, phone",
                "11:64: 'normal' is not a code of tier; did you mean 'general'?",
            ],
        ),
        ("allowed: {field: received_at, values: [a]}", ["11:22: 'received_at' is a time, where a text or number or boolean is needed"]),
        ("allowed: {field: calls, values: [x]}", ["11:38: 'x' is not a value of calls, which is of type integer"]),
        ("allowed: {field: approved, values: [x]}", ["11:41: 'x' is not a value of approved, which is of type boolean"]),
        ("condition: {that: score > }", ["11:30: not an expression: invalid syntax"]),
        ("condition: {}", ["11:16: 'that' is missing"]),
        ("count: {of: answered_at}", ["11:12: give 'at_least', 'at_most' or both"]),
        ("count: {of: answered_at, at_least: x}", ["11:40: there is no parameter 'x'; known: limit"]),
        ("count: {of: answered_at, at_least: -1}", ["11:40: '-1' is not a whole number"]),
        ("count: {of: answered_at, at_least: 3, at_most: 2}", ["11:40: at least 3 and at most 2 contradict each other"]),
        ("count: {of: answered_at, at_least: limit}", ["11:40: the parameter 'limit' is '24 hours', where a whole number is needed"]),
        (
            "count: {of: taker, at_least: 1, until: tier}",
            ["11:17: 'taker' is a text, where a time is needed", "11:44: 'tier' is a text, where a time is needed"],
        ),
        ("deadlin: {}", ["11:5: unknown key 'deadlin'; did you mean 'deadline'?"]),
        ("~", ["11:5: 'check': nothing is given; give a value or leave the key out"]),
        (
            "deadline: {from: received_at, to: answered_at, within: limit}\n    same: {fields: [taker, owner]}",
            [f"11:5: a check is of exactly one kind; kinds are {', '.join(KINDS)}"],
        ),
        (
            "deadline: ~",
            [f"11:5: a check is of exactly one kind; kinds are {', '.join(KINDS)}"],
        ),
    ],
)
def test_a_check_that_cannot_be_measured(wrong_with: Changed, new: str, faults: list[str]) -> None:
    assert wrong_with("book/ticket.yaml", "deadline: {from: received_at, to: answered_at, within: limit}", new) == faults
