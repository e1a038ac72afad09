"""Expressions that make no sense on a log are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("new", "faults"),
    [
        ('where: tier == "urgnt"', ["7:10: 'urgnt' is not a code of tier; did you mean 'urgent'?"]),
        ('where: score == "urgent"', ["7:10: a number is compared with the text 'urgent'"]),
        ("where: tier", ["7:10: the expression is a text, where something true or false is needed"]),
        ("where: not tier", ["7:10: 'not' joins a text, where something true or false is needed"]),
        ('where: tier < "urgent"', ["7:10: '<' has no meaning for a text; use == or !="]),
        ("where: received_at == score", ["7:10: a time is compared with a number"]),
        ("where: received_at + score == received_at", ["7:10: there is no time + number"]),
        ('where: received_at > "yesterday"', ["7:10: 'yesterday' is not a time; write it as 2026-03-31 or 2026-03-31 09:00"]),
        ("where: waited > months(3)", ["7:10: 3 months has no fixed length; compare the difference of two times with it, or write days"]),
        ('where: items == "nme"', ["7:10: 'nme' is not a code of items; did you mean 'name'?"]),
        ('where: taker.first == "a"', ["7:10: 'taker.first': ticket is not a log of events; write 'taker'"]),
        (
            "where: tier is missing or case.first_event > received_at",
            [("7:10: 'case.first_event' is no selector of ticket; of a log of events there are case.first_event and case.last_event")],
        ),
        ("where: tier == missing", ["7:10: 'missing' is not a field of ticket; write 'x is missing'"]),
        ('where: score in [1, "a"]', ["7:10: a number is compared with the text 'a'"]),
        ("where: {a: b}", ["7:10: 'where': expected a text, found a mapping"]),
        ("where: nothing == 1 or calls + nothing == 2 or not nothing", ["7:10: 'nothing' is not a field of ticket"]),
        (
            'where: received_at > "2026-03-01T00:00+08:00"',
            ["7:10: '2026-03-01T00:00+08:00' is not a time; write it as 2026-03-31 or 2026-03-31 09:00"],
        ),
        ("where: approved < approved", ["7:10: '<' has no meaning for a boolean; use == or !="]),
    ],
)
def test_an_expression_that_makes_no_sense(wrong_with: Changed, new: str, faults: list[str]) -> None:
    assert wrong_with("book/ticket.yaml", 'where: tier == "urgent"', new) == faults
