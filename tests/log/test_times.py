"""Times are read in every form that exports write them in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegui.log.clocks import changes
from hegui.log.engine import open_engine
from hegui.log.times import Order, Scale, day_first, reading_of
from hegui.words.errors import LogError

Rows = Callable[..., list[tuple[Any, ...]]]
AT = datetime(2026, 3, 1, 9, 15, 30)
FORMS = {
    "2026-03-01 09:15:30": AT,
    "2026-03-01 09:15:30.0": AT,
    "2026-03-01 09:15:30.123": AT.replace(microsecond=123000),
    "2026-03-01 09:15:30.1234567": AT.replace(microsecond=123456),
    "2026/3/1 9:15": AT.replace(second=0),
    "2026.03.01": AT.replace(hour=0, minute=0, second=0),
    "20260301091530": AT,
    "20260301 091530": AT,
    "202603010915": AT.replace(second=0),
    "20260301": AT.replace(hour=0, minute=0, second=0),
    "2026年3月1日 9时15分": AT.replace(second=0),
    "2026年03月01日9时15分30秒": AT,
    "2026年3月1日 下午3:05": datetime(2026, 3, 1, 15, 5),
    "２０２６－０３－０１　０９：１５：３０": AT,
    "46082.38576388889": AT,
    "2026-03-01T09:15:30+08:00": AT,
    "2026-03-01T01:15:30Z": AT,
    "2026-03-01 01:15:30 UTC": AT,
    "2026-03-01T09:15:30": AT,
    "22-Apr-15 03:53:50 PM": datetime(2015, 4, 22, 15, 53, 50),
    "Apr 22, 2015 3:04 pm": datetime(2015, 4, 22, 15, 4),
    "22 April 2015": datetime(2015, 4, 22),
    '="2026-03-01 09:15:30"': AT,
    "2026-03-01 09:15:30\t": AT,
    "29/2/2016 01:16": datetime(2016, 2, 29, 1, 16),
    "2/29/2016 01:16": datetime(2016, 2, 29, 1, 16),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form(bind: Any, write: Any, rows: Rows, form: str) -> None:
    cell = '"' + form.replace('"', '""') + '"'
    log = bind(write("a.csv", "complaint_id,received_at", f"C1,{cell}"))
    assert rows(log, "received_at") == [(FORMS[form],)]
    assert log.flawed == frozenset()


def test_forms_may_be_mixed(bind: Any, write: Any, rows: Rows) -> None:
    mixed = ["2026-03-01 09:15:30", "2026/3/1 9:15:30", "2026-03-01T01:15:30Z", "46082.38576388889", "20260301091530"]
    log = bind(write("a.csv", "complaint_id,received_at", *(f"C{i},{form}" for i, form in enumerate(mixed))))
    assert rows(log, "received_at") == [(AT,)] * 5


@pytest.mark.parametrize(("cell", "expected"), [("1772327730", AT), ("1772327730000", AT)])
def test_epochs_where_the_whole_column_is_so(bind: Any, write: Any, rows: Rows, cell: str, expected: datetime) -> None:
    assert rows(bind(write("a.csv", "complaint_id,received_at", f"C1,{cell}")), "received_at") == [(expected,)]
    log = bind(write("b.csv", "complaint_id,received_at", f"C1,{cell}", "C2,2026/3/1 9:15"))
    assert rows(log, "received_at", "received_at__state")[0] == (None, "unreadable")


def test_day_and_month_are_decided_on_the_whole_column(bind: Any, write: Any, rows: Rows) -> None:
    log = bind(write("a.csv", "complaint_id,received_at,handled_at", "C1,1/2/2016 1:16,3/2/2016 2:00", "C2,13/2/2016 1:16,4/2/2016 2:00"))
    assert rows(log, "received_at", "handled_at")[0] == (datetime(2016, 2, 1, 1, 16), datetime(2016, 2, 3, 2))
    log = bind(write("b.csv", "complaint_id,received_at", "C1,1/2/2016", "C2,1/13/2016"))
    assert rows(log, "received_at") == [(datetime(2016, 1, 2),), (datetime(2016, 1, 13),)]


def test_what_stays_ambiguous_is_asked(bind: Any, write: Any, rows: Rows) -> None:
    name = write("a.csv", "complaint_id,received_at,handled_at", "C1,1/2/2016 1:16,1/3/2016 0:00", "C2,1/3/2016 1:16,3/4/2016 0:00")
    with pytest.raises(LogError, match=r"(?s)column 'handled_at'.*column 'received_at', such as '1/2/2016 1:16'.*time_format"):
        bind(name)
    log = bind(name, time_format="%m/%d/%Y %H:%M")
    assert rows(log, "received_at")[0] == (datetime(2016, 1, 2, 1, 16),)
    assert rows(bind(write("b.csv", "complaint_id,received_at", "C1,3/3/2016")), "received_at") == [(datetime(2016, 3, 3),)]
    with pytest.raises(LogError, match="time_format"):
        bind(write("c.csv", "complaint_id,received_at", "C1,13/1/2016", "C2,1/13/2016"))


def test_a_time_format_that_is_none(bind: Any, write: Any) -> None:
    with pytest.raises(LogError, match="'%Q' is no time format"):
        bind(write("a.csv", "complaint_id,received_at", "C1,2026-03-01"), time_format="%Q")


@pytest.mark.parametrize("day", ["20260301", "2026-03-01", "2026/3/1 0:00:00", "2026-03-01 00:00:00"])
@pytest.mark.parametrize("clock", ["91530", "091530", "9:15:30", "09:15:30 AM"])
def test_date_and_time_in_two_columns(bind: Any, write: Any, rows: Rows, day: str, clock: str) -> None:
    log = bind(
        write("a.csv", "complaint_id,受理日,受理时刻", f"C1,{day},{clock}", "C2,,9:00"), columns={"received_at": "受理日 + 受理时刻"}
    )
    assert rows(log, "received_at") == [(AT,), (None,)]
    assert [column.header for column in log.columns if column.field == "received_at"] == ["受理日 + 受理时刻"]


def test_missing_unreadable_and_incredible_times(bind: Any, write: Any, rows: Rows) -> None:
    cells = [
        "",
        "-",
        "无",
        "NULL",
        "\\N",
        "0000-00-00 00:00:00",
        "1900-01-00",
        "9999-12-31 23:59:59",
        "soon",
        "2026-02-30",
        "1900-01-01",
        "2150-01-01",
    ]
    log = bind(write("a.csv", "complaint_id,received_at,handled_at", *(f"C{i},2026-03-01,{cell}" for i, cell in enumerate(cells))))
    assert rows(log, "handled_at__state") == [("missing",)] * 8 + [("unreadable",)] * 4
    assert [raw for (raw,) in rows(log, "handled_at__raw")][8:] == cells[8:]
    found = {fault.code: (fault.count, [text for _, _, text in fault.samples]) for fault in log.faults if fault.field == "handled_at"}
    assert found == {"unreadable_time": (2, ["soon", "2026-02-30"]), "time_not_credible": (2, ["1900-01-01", "2150-01-01"])}


def test_dates_lose_their_time_of_day(bind: Any, write: Any, rows: Rows) -> None:
    log = bind(write("a.csv", "complaint_id,received_at,visited_on", "C1,2026-03-01,2026-03-02 23:59:59"))
    assert rows(log, "visited_on") == [(datetime(2026, 3, 2).date(),)]


def test_hours_that_the_clocks_skip_or_repeat(bind: Any, write: Any) -> None:
    name = write("a.csv", "complaint_id,received_at", "C1,2026-03-29 02:30:00", "C2,2026-10-25 02:30:00", "C3,2026-10-26 02:30:00")
    found = {fault.code: fault.samples for fault in bind(name, timezone="Europe/Berlin").faults}
    assert found["clock_gap"] == (("a.csv", 1, "2026-03-29 02:30:00"),)
    assert found["clock_repeat"] == (("a.csv", 2, "2026-10-25 02:30:00"),)
    assert not {"clock_gap", "clock_repeat"} & {fault.code for fault in bind(name).faults}
    with pytest.raises(LogError, match="no time zone 'Mars'"):
        bind(name, timezone="Mars")


def test_changes_of_the_clocks() -> None:
    spring, autumn = changes("Europe/Berlin", datetime(2026, 1, 1), datetime(2026, 12, 31))
    assert (spring.since, spring.until, spring.repeated) == (datetime(2026, 3, 29, 2), datetime(2026, 3, 29, 3), False)
    assert (autumn.since, autumn.until, autumn.repeated) == (datetime(2026, 10, 25, 2), datetime(2026, 10, 25, 3), True)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2099, 12, 31)),
    st.sampled_from(
        [
            "%Y-%m-%d %H:%M:%S",
            "%Y/%m/%d %H:%M:%S.%f",
            "%Y年%m月%d日 %H时%M分%S秒",
            "%Y%m%d%H%M%S",
            "%d-%b-%Y %I:%M:%S %p",
            "%Y-%m-%dT%H:%M:%S",
        ]
    ),
)
def test_a_time_that_is_written_is_read_again(at: datetime, form: str) -> None:
    written = at.strftime(form)
    reading = reading_of(re.sub(r"\d", "0", written))
    assert reading is not None
    assert reading.order is Order.CLEAR
    expected = at if "%f" in form else at.replace(microsecond=0)
    assert datetime.strptime(written, reading.format) == expected


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 31)), min_size=1))
def test_the_order_of_day_and_month_follows_from_the_largest_parts(parts: list[tuple[int, int]]) -> None:
    assert day_first([(month, day) for month, day in parts]) is (False if max(day for _, day in parts) > 12 else None)
    assert day_first([(day, month) for month, day in parts]) is (True if max(day for _, day in parts) > 12 else None)


@pytest.mark.parametrize("shape", ["", "0", "00:00", "0000-00", "abc", "00000000000", "0000-00-00 x", "00/00"])
def test_other_shapes_are_no_times(shape: str) -> None:
    assert reading_of(shape) is None


def test_bare_numbers() -> None:
    assert [reading.scale for shape in ("00000", "00000.00", "0000000000", "0000000000000") if (reading := reading_of(shape))] == [
        Scale.SERIAL,
        Scale.SERIAL,
        Scale.SECONDS,
        Scale.MILLISECONDS,
    ]


def test_the_engine_is_locked() -> None:
    import duckdb

    with open_engine("1GB") as engine:
        for forbidden in ("SET threads = 1", "SELECT * FROM read_csv('/etc/passwd')", "INSTALL excel"):
            with pytest.raises(duckdb.Error):
                engine.con.execute(forbidden)
