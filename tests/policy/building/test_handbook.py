"""Handbooks that cannot be used are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("handbook: book", "handbook: books", ["1:11: the handbook 'books' lies in a folder called 'book'; call both the same"]),
        ('number: "3"', 'number: "1.1"', ["11:12: clause '1.1' stands twice; number clauses apart"]),
        ('number: "3"', "number: 三", ["11:12: the number '三' has no letter and no digit; ids are made from it"]),
        (
            "checkable: no,\n   why_not: {zh: 看不出。, en: Not in logs.}",
            "checkable: no",
            ["11:96: checkable is no, and 'why_not' does not say why; give why_not: {zh: …, en: …}"],
        ),
        ("effective_from: 2026-01-01", "effective_from: 2026-13-01", ["6:81: '2026-13-01' is not a date; write it as 2026-03-31"]),
        ("effective_from: 2026-01-01", "effective_from: [2026-01-01]", ["6:81: 'effective_from': expected a date, found a list"]),
        (
            "effective_from: 2026-01-01",
            "effective_from: 2026-01-01, effective_until: 2025-01-01",
            ["6:110: the handbook ends before it begins"],
        ),
        ("checkable: yes", "checkable: Yes", ["8:94: 'checkable': 'Yes' is not one of yes, partly, no"]),
    ],
)
def test_a_handbook_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("book/handbook.yaml", old, new) == faults


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("en: Be quick.", "en: Be quick", ["8:71: the text does not end in a full stop; end it with . or 。"]),
        (
            "checkable: yes",
            "checkable: yes, why_not: {zh: 是。, en: So.}",
            ["8:99: 'why_not' stands on a clause that is checkable; say partly or no, or leave it out"],
        ),
    ],
)
def test_style_of_a_handbook(linted_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert linted_with("book/handbook.yaml", old, new) == faults
