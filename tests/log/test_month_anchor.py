"""Logs with one row a month: the month places the row, at its beginning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from hegui.words.bound import BoundLog
from hegui.words.vocabulary import Log

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def vocabulary(vocabulary: dict[str, Log]) -> dict[str, Log]:
    """The log of complaints as one of monthly figures."""
    return {"complaint": replace(vocabulary["complaint"], anchor="cycle", events={}, actors={}, void=())}


def test_months_place_rows(bind: Any, write: Any, rows: Rows) -> None:
    name = write("a.csv", "地市,考核月份,金额", "南昌,2026-01,1", "南昌,2026年2月,2", "南昌,202604,4", "南昌,202605,5", "南昌,?,6")
    log: BoundLog = bind(name, as_of=datetime(2026, 4, 1))
    assert rows(log, "_row", "cycle") == [(1, "2026-01"), (2, "2026-02"), (3, "2026-04"), (5, None)]
    assert log.account.set_aside == {"after_as_of": 1}
    assert log.covers == (date(2026, 1, 1), date(2026, 4, 2))
