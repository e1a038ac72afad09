"""Expressions of the vocabulary mean the same in SQL as in Python."""

from __future__ import annotations

import duckdb
import pytest

from hegui.log.expressions import as_sql
from hegui.words.expressions import parse


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('status == "o\'pen"', True),
        ("status != 'x' and amount >= 2.5", True),
        ("status in ['a', 'b']", False),
        ("status not in ['a', 'b']", True),
        ("gone is missing", True),
        ("gone is not missing or not True", False),
        ("gone == 1", None),
        ("amount / 0 > 1", None),
        ("amount * 2 - 1 + 1 == 5", True),
        ("amount / 2 < 2", True),
        ("at + hours(24) > at", True),
        ("at - days(1) < at", True),
        ("amount > -1", True),
    ],
)
def test_expressions(expression: str, expected: bool | None) -> None:  # noqa: FBT001 - a value to compare with
    columns = {"status": "'o''pen'", "amount": "2.5", "gone": "CAST(NULL AS INTEGER)", "at": "TIMESTAMP '2026-03-01'"}
    (found,) = duckdb.execute("SELECT " + as_sql(parse(expression), lambda ref: columns[ref.name])).fetchall()[0]
    assert found is expected
