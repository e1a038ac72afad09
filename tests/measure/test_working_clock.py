"""Limits on working clocks beside one another: what one of them gives must not depend on the others."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product

import ibis
import pyarrow as pa
import pytest

from hegui.measure.days import day_table, with_due
from hegui.measure.functions import microseconds_of
from hegui.measure.shelf import Shelf
from hegui.policy import load_policies
from hegui.words.bound import UNIT
from hegui.words.durations import Limit

LIMITS = ("1 working days", "5 working days", "10 working days", "2 working hours", "4 working hours", "30 working minutes")
STARTS = ("asked", "answered")


def test_limits_do_not_disturb_one_another() -> None:
    backend = ibis.duckdb.connect()
    calendar = load_policies().calendar("default", date(2026, 1, 1), date(2026, 12, 31))
    times = [datetime(2026, 6, 1, 9) + timedelta(hours=7 * step) for step in range(40)]
    rows = pa.table(
        {
            UNIT: ["LZ"] * len(times),
            "asked": [microseconds_of(time) for time in times],
            "answered": [microseconds_of(time + timedelta(days=3)) for time in times],
        }
    )
    with Shelf(backend, "rows") as shelf:
        days = day_table(shelf, calendar)
        table = alone = backend.create_table("rows", rows)
        for start, limit in product(STARTS, LIMITS):
            table = with_due(table, f"{limit} from {start}", table[start], Limit.parse(limit), calendar, days)
        together = table.order_by("asked").to_pyarrow().to_pydict()
        for start, limit in product(STARTS, LIMITS):
            single = with_due(alone, "due", alone[start], Limit.parse(limit), calendar, days).order_by("asked").to_pyarrow().to_pydict()
            assert together[f"{limit} from {start}"] == single["due"], (start, limit)


@pytest.mark.parametrize(("limit", "due"), [("5 working days", "2026-06-08"), ("10 working days", "2026-06-15")])
def test_each_limit_ends_with_its_own_day(limit: str, due: str) -> None:
    """Both at once, as in a deadline whose limit depends on a code."""
    backend = ibis.duckdb.connect()
    calendar = load_policies().calendar("default", date(2026, 1, 1), date(2026, 12, 31))
    with Shelf(backend, "rows") as shelf:
        days = day_table(shelf, calendar)
        table = backend.create_table("rows", pa.table({UNIT: ["LZ"], "start": [microseconds_of(datetime(2026, 6, 1, 9))]}))
        for each in ("5 working days", "10 working days"):
            table = with_due(table, each, table["start"], Limit.parse(each), calendar, days)
        found = table.to_pyarrow().to_pydict()[limit][0]
    assert found == microseconds_of(datetime.fromisoformat(due) + timedelta(days=1)) - 1
