"""Standards that cannot be used are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "id: book.1.1.quick-answer",
            "id: book.1.2.quick-answer",
            ["1:7: the id 'book.1.2.quick-answer' does not name its handbook and clause; write book.1.1.<what-is-asked>"],
        ),
        (
            "id: book.1.1.quick-answer",
            "id: Book",
            ["1:7: 'id': 'Book' is not an id; write lower case letters and digits, with dots or hyphens between them"],
        ),
        ('clause: "1.1"', 'clause: "1.2"', ["2:11: book has no clause '1.2'; did you mean '1.1'?"]),
        ("log: ticket", "log: tickets", ["6:8: there is no log 'tickets'; did you mean 'ticket'?"]),
        (
            "limit: {value: 24 hours",
            "limit: {value: 24",
            ["11:60: the parameter 'limit' is '24', where a time limit is needed; write it as '24 hours'"],
        ),
        (
            "limit: {value: 24 hours",
            "limit: {value: 24 hrs",
            ["9:20: '24 hrs' is not a time limit; write a whole number and a unit, such as '24 hours' or '2 working hours'"],
        ),
        ("limit: {value: 24 hours", "limit: {value: 0 hours", ["9:20: '0 hours' is no limit: the amount must be above zero"]),
        (
            "limit: {value: 24 hours",
            "score: {value: 24 hours",
            ["9:5: the parameter 'score' is called like a field of the log", "11:60: there is no parameter 'limit'; known: score"],
        ),
        (
            "limit: {value: 24 hours",
            "tolerance: {value: 24 hours",
            ["9:5: the parameter 'tolerance' is called like a property", "11:60: there is no parameter 'limit'; known: tolerance"],
        ),
        ("limit: {value: 24 hours", "other: {value: 24 hours", ["11:60: there is no parameter 'limit'; known: other"]),
        ("source: handbook", "source: profile", ["9:38: 'source': 'profile' is not one of handbook, default"]),
        ("en: Urgent ticket answered in time", "en: ''", ["4:29: 'en': the text is empty"]),
        ("  remedy:", "  remedies:", ["1:3: 'remedy' is missing", "14:3: unknown key 'remedies'; did you mean 'remedy'?"]),
        ("tolerance: 0.5", "tolerance: 0.555", ["18:14: 'tolerance': decimal input should have no more than 2 decimal places"]),
        ("tolerance: 0.5", "tolerance: 101", ["18:14: 'tolerance': input should be less than or equal to 100"]),
        ("tolerance: 0.5", "tolerance: much", ["18:14: 'tolerance': expected a number, found 'much'"]),
        ("responsible: desk", "responsible: ~", ["12:16: 'responsible': nothing is given; give a value or leave the key out"]),
        (
            "responsible: desk",
            "responsible: Desk Team",
            [("12:16: 'responsible': 'Desk Team' is not a name; write lower case letters, digits and underscores, a letter first")],
        ),
    ],
)
def test_a_standard_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("book/ticket.yaml", old, new) == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("en: Add staff.", "en: Add staff", ["16:31: the text does not end in a full stop; end it with . or 。"]),
        ("en: Verbatim.", "en: Verbatim", ["9:68: the text does not end in a full stop; end it with . or 。"]),
        (
            "    - [general, 2026-03-02 09:00, ~, not_applicable, ~]\n",
            "",
            ["19:3: no example row ends in not_applicable; add a row for each"],
        ),
        (
            "    - [~, 2026-03-02 09:00, ~, undetermined, unknown_scope]\n",
            "",
            ["19:3: no example row ends in unknown_scope; add a row for each"],
        ),
    ],
)
def test_style_of_a_standard(linted_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert linted_with("book/ticket.yaml", old, new) == faults
