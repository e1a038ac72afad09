"""Vocabularies that cannot be used are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("key: ticket_id", "key: ticket", ["4:6: 'ticket' is not a field of this log; did you mean 'ticket_id' or 'tier'?"]),
        ("unit: branch", "unit: brnch", ["5:7: 'brnch' is not a field of this log; did you mean 'branch'?"]),
        (
            "anchor: received_at",
            "anchor: received_at\npauses: [{from: tier, to: closd_at}]",
            [
                "7:17: 'tier' is of type enum, where a date or datetime is needed",
                "7:27: 'closd_at' is not a field of this log; did you mean 'closed_at'?",
            ],
        ),
        ("  score:", "  event:", ["22:3: a field cannot be called 'event'; the name is taken; choose another"]),
        ("anchor: received_at", "anchor: tier", ["6:9: 'tier' is of type enum, where a date or datetime is needed"]),
        (
            "type: datetime, zh: 关闭时间",
            "type: dattime, zh: 关闭时间",
            ["14:21: 'type': 'dattime' is not one of id, text, enum, list, number, integer, boolean, date, datetime, month, duration"],
        ),
        ("zh: 关闭时间, en: Closed", "zh: 关闭时间", ["14:14: 'en' is missing"]),
        ("personal: true", "personal: maybe", ["19:51: 'personal': expected yes or no, found 'maybe'"]),
        (
            "score: {type: number,",
            "score: {type: number, values: {a: [b]},",
            ["22:25: a field of type number has no code list; make it an enum"],
        ),
        ("[紧急, 加急]", "[紧急, 一般]", ["15:72: '一般' stands for the code 'general' already; one text means one thing"]),
        ("  score:", "  missing:", ["22:3: a field cannot be called 'missing'; the name is taken; choose another"]),
        ("  score:", "  sco__re:", ["22:3: a field cannot be called 'sco__re'; the name is taken; choose another"]),
        ("  score:", "  Score:", ["22:3: 'Score' is not a name; write lower case letters, digits and underscores, a letter first"]),
        (
            'closed: closed_at is not missing or status == "closed"',
            'closed: closed_at is not missing or statis == "closed"',
            ["7:9: 'statis' is not a field of ticket; did you mean 'status'?"],
        ),
        (
            'closed: closed_at is not missing or status == "closed"',
            'closed: closed_at is not missing or status == "clsed"',
            ["7:9: 'clsed' is not a code of status; did you mean 'closed'?"],
        ),
        (
            'closed: closed_at is not missing or status == "closed"',
            "closed: foo(closed_at)",
            ["7:9: no such function; there are seconds, minutes, hours, days, weeks, months, years"],
        ),
        (
            'closed: closed_at is not missing or status == "closed"',
            "closed: \"tier == 'urgent' and foo(closed_at)\"",
            ["7:31: no such function; there are seconds, minutes, hours, days, weeks, months, years"],
        ),
        (
            'closed: closed_at is not missing or status == "closed"',
            "closed: closed_at",
            ["7:9: the expression is a time, where something true or false is needed"],
        ),
        (
            'withdrawn: status == "withdrawn"',
            'withdrawn: statuss == "withdrawn"',
            ["8:19: 'statuss' is not a field of ticket; did you mean 'status'?"],
        ),
        (
            "  score: {",
            "  score: {type: number, zh: 评分, en: Score}\n  rank: {type: numbr, ",
            [
                "23:16: 'type': 'numbr' is not one of id, text, enum, list, number, integer, boolean, date, datetime, month, duration",
                "23:23: the key 'type' stands twice; it is given in line 23 already; remove one",
            ],
        ),
        ("key: ticket_id", "key: [ticket_id]", ["4:6: 'key': expected a text, found a list"]),
        ("row: {zh: 一件工单, en: one ticket}", "row: one ticket", ["3:6: 'row': expected a mapping, found 'one ticket'"]),
    ],
)
def test_a_log_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("vocabulary/ticket.yaml", old, new) == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "events: {asked_at: [请求], given_at: [给出]}",
            "events: {asked_at: [请求], given_at: [请求]}",
            ["16:36: the activity '请求' reaches 'asked_at' already; one activity reaches one milestone"],
        ),
        (
            "events: {asked_at: [请求]",
            "events: {askd_at: [请求]",
            [
                "16:19: 'askd_at' is not a field of this log; did you mean 'asked_at'?",
                "17:17: 'asked_at' is not a milestone in 'events'; did you mean 'askd_at'?",
            ],
        ),
        (
            "actors: {asker: asked_at}",
            "actors: {asker: seen_at}",
            ["17:17: 'seen_at' is not a milestone in 'events'; did you mean 'given_at' or 'asked_at'?"],
        ),
        ("actors: {asker: asked_at}", "actors: {askr: asked_at}", ["17:16: 'askr' is not a field of this log; did you mean 'asker'?"]),
        ("updated_at: asked_at", "updated_at: state", ["8:24: 'state' is of type text, where a date or datetime is needed"]),
        ("state: state}", "state: stte}", ["8:41: 'stte' is not a field of this log; did you mean 'state'?"]),
        (
            "events: {asked_at",
            "events: {asker",
            [
                "16:17: 'asker' is of type id, where a date or datetime is needed",
                "17:17: 'asked_at' is not a milestone in 'events'; did you mean 'asker'?",
            ],
        ),
    ],
)
def test_a_log_of_events_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("vocabulary/trace.yaml", old, new) == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("en: Taker", "en: Owner", ["20:3: the title 'Owner' is that of 'taker' too; tell them apart"]),
    ],
)
def test_style_of_a_log(linted_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert linted_with("vocabulary/ticket.yaml", old, new) == faults
