"""Every row is accounted for, in every shape."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hegui.log import bind_logs, open_engine
from hegui.log.faults import pseudonym
from hegui.log.units import stem
from hegui.words.bound import BoundLog
from hegui.words.errors import LogError
from hegui.words.jobs import Extent, LogSource, Unit
from hegui.words.vocabulary import Log, Shape

Rows = Callable[..., list[tuple[Any, ...]]]
Faults = Callable[[BoundLog], dict[tuple[str, str], int]]
UNITS = (
    Unit("NC", "南昌", aliases=("省会",)),
    Unit("JJ", "九江分公司"),
    Unit("JA1", "吉安市"),
    Unit("JA2", "吉安县"),
)


def balanced(log: BoundLog) -> bool:
    account = log.account
    return account.read == account.used + sum(account.set_aside.values()) + sum(account.void.values())


def test_duplicates_conflicts_and_void_rows(bind: Any, write: Any, rows: Rows, faults: Faults) -> None:
    name = write(
        "a.csv",
        "complaint_id,received_at,severity_tier,status,序号",
        "C1,2026-03-01,一般,处理中,1",
        "C1,2026-03-01,一般,处理中,2",
        "C2,2026-03-01,一般,处理中,3",
        "C2,2026-03-01,紧急,处理中,4",
        "C2,2026-03-01,紧急,处理中,5",
        "C3,2026-03-01,一般,已撤单,6",
        ",2026-03-01,一般,处理中,7",
        ",,,,",
        "C4,2026-03-01,特别,处理中,9",
    )
    log = bind(name)
    assert rows(log, "_row", "_key", "_conflict") == [(1, "C1", False), (3, "C2", True), (7, "#0:7", False), (9, "C4", False)]
    assert log.account.set_aside == {"blank_row": 1, "conflicting_row": 1, "duplicate_row": 2}
    assert log.account.void == {"withdrawn": 1}
    assert balanced(log)
    found = faults(log)
    assert (found["no_key", "complaint_id"], found["unknown_code", "severity_tier"]) == (1, 1)
    assert rows(log, "severity_tier__state", "severity_tier__raw")[-1] == ("unknown_code", "特别")


def test_duplicates_across_files(bind: Any, write: Any, rows: Rows) -> None:
    write("1.csv", "complaint_id,received_at", "C1,2026-03-01", "C2,2026-03-02")
    write("2.csv", "受理时间,工单号", "2026/3/2,C2", "2026/3/3,C3")
    log = bind("1.csv", "2.csv")
    assert rows(log, "_source", "_key") == [(0, "C1"), (0, "C2"), (1, "C3")]
    assert log.account.set_aside == {"duplicate_row": 1}


@pytest.mark.parametrize("parquet", [False, True])
def test_events(bind: Any, rows: Rows, faults: Faults, tmp_path: Path, *, parquet: bool) -> None:
    events = [
        ("C1", "受理", "2026-03-01 09:00:00", "甲", "处理中", "a"),
        ("C1", "受理", "2026-03-01 09:00:00", "甲", "处理中", "a"),
        ("C1", "受理", "2026-03-01 09:00:00", "甲", "处理中", "b"),
        ("C1", "派单", "2026-03-01 10:00:00", None, "处理中", "a"),
        ("C1", "办结", "2026-03-02 09:00:00", "乙", "已关闭", "a"),
        ("C2", "受理", "2026-03-01 09:00:00", "甲", "处理中", "a"),
        ("C2", "关单", "2026-03-03 09:00:00", "甲", "已撤单", "a"),
        (None, "受理", "2026-03-01 09:00:00", "甲", "处理中", "a"),
        ("C3", "受理", None, "甲", "处理中", "a"),
    ]
    frame = pd.DataFrame(events, columns=["工单号", "环节", "发生时间", "操作人", "工单状态", "其他"])
    if parquet:
        frame["发生时间"] = pd.to_datetime(frame["发生时间"])
        frame.to_parquet(tmp_path / "a.parquet")
    else:
        frame.to_csv(tmp_path / "a.csv", index=False)
    log = bind("a.parquet" if parquet else "a.csv")
    assert log.shape is Shape.LONG
    assert rows(log, "_row", "_key", "_activity", "_actor") == [
        (1, "C1", "received_at", "甲"),
        (3, "C1", "received_at", "甲"),
        (4, "C1", "派单", None),
        (5, "C1", "handled_at", "乙"),
    ]
    assert log.account.set_aside == {"duplicate_row": 1, "no_key": 1, "no_time": 1}
    assert log.account.void == {"withdrawn": 2}
    assert balanced(log)
    assert faults(log)["unknown_activity", ""] == 1
    assert {column.field for column in log.columns if column.by == "event"} == {"received_at", "handled_at", "closed_at", "accepted_by"}
    assert log.bound >= {"complaint_id", "status", "closed_at"}


def test_a_milestone_of_which_only_the_time_cannot_be_read_stays(bind: Any, write: Any, rows: Rows, faults: Faults) -> None:
    """Set aside it would be taken for never reached."""
    write(
        "a.csv",
        "工单号,环节,发生时间,操作人,工单状态",
        "C1,受理,2026-03-01 09:00:00,甲,处理中",
        "C1,办结,待补录,乙,已撤单",  # what it says of the case counts for least
        "C1,派单,待补录,乙,处理中",  # no milestone
        "C2,受理,2026-03-01 09:00:00,甲,处理中",
        "C2,办结,,乙,处理中",  # nothing happened yet
    )
    log = bind("a.csv")
    at = datetime(2026, 3, 1, 9)
    assert rows(log, "_key", "_activity", "_time") == [("C1", "received_at", at), ("C1", "handled_at", None), ("C2", "received_at", at)]
    assert log.account.set_aside == {"no_time": 2}
    assert (faults(log)["unreadable_time", ""], log.account.void) == (1, {})
    assert balanced(log)


def test_a_view_of_parquet_with_rows_set_aside(bind: Any, rows: Rows, tmp_path: Path) -> None:
    times = pd.to_datetime(["2026-03-01", "2026-03-01", "2026-03-02", "2026-03-09", "2026-03-01"])
    codes = ["处理中", "处理中", "已撤单", "处理中", "处理中"]
    pd.DataFrame({"complaint_id": ["C1", "C1", "C2", "C3", "C4"], "received_at": times, "status": codes}).to_parquet(tmp_path / "a.parquet")
    log = bind("a.parquet", as_of=datetime(2026, 3, 5), mask_key="k")
    assert rows(log, "_row", "_key", "status") == [(1, "C1", "open"), (5, "C4", "open")]
    assert (log.account.set_aside, log.account.void) == ({"after_as_of": 1, "duplicate_row": 1}, {"withdrawn": 1})
    assert {(fault.code, fault.samples) for fault in log.faults if fault.code in log.account.set_aside} == {
        ("after_as_of", (("a.parquet", 4, "C3"),)),
        ("duplicate_row", (("a.parquet", 2, "C1"),)),
    }


def test_updates(bind: Any, write: Any, rows: Rows) -> None:
    name = write(
        "a.csv",
        "number,state,updated_at,opened_at,resolved_at",
        "1,New,2026-03-01 09:00:00,2026-03-01 08:00:00,",
        "1,Resolved,2026-03-02 09:00:00,2026-03-01 08:00:00,2026-03-02 09:00:00",
        "1,Resolved,2026-03-02 09:00:00,2026-03-01 08:00:00,2026-03-02 09:00:00",
        "2,New,2026-03-03 09:00:00,2026-03-01 08:00:00,2026-03-02 09:00:00",
        "3,Lost,2026-03-01 09:00:00,2026-03-01 08:00:00,",
    )
    log = bind(name)
    assert log.shape is Shape.SNAPSHOT
    assert rows(log, "_key", "_activity", "_time", "_unit") == [
        ("1", "new", datetime(2026, 3, 1, 9), "-"),
        ("1", "resolved_at", datetime(2026, 3, 2, 9), "-"),
        ("3", "Lost", datetime(2026, 3, 1, 9), "-"),
    ]
    assert (log.account.set_aside, log.account.void) == ({"duplicate_row": 1}, {"reopened": 1})


def test_the_instant_of_the_audit(bind_all: Any, write: Any, tmp_path: Path) -> None:
    lines = [f"C{i},2026-03-{1 + i % 28:02} 10:00:00,2026-04-02 11:00:00,2027-01-01" for i in range(2000)]
    name = write("a.csv", "complaint_id,received_at,handled_at,due_at", *lines, "TYPO,2062-03-01,,")
    source = LogSource(files=(name,), base=tmp_path)
    found = bind_all(source)
    (log,) = found.logs
    assert found.as_of == log.latest == datetime(2026, 4, 2, 11)
    assert log.covers == (date(2026, 3, 1), date(2026, 3, 29))
    assert log.account.set_aside == {"after_as_of": 1}
    given_ = bind_all(source, as_of=datetime(2026, 3, 10))
    assert given_.as_of == datetime(2026, 3, 10)
    assert given_.logs[0].covers == (date(2026, 3, 1), date(2026, 3, 11))
    assert balanced(given_.logs[0])
    with pytest.raises(LogError, match="no log holds a time"):
        bind_all(LogSource(files=(write("b.csv", "complaint_id,channel", "C1,x"),), base=tmp_path))


def test_what_the_job_declares_goes_with_the_log(bind: Any, write: Any) -> None:
    extent = Extent(full=False, method="random", size=1, population=10)
    name = write("a.csv", "complaint_id,received_at", "C1,2026-03-01")
    log = bind(name, covers=(date(2026, 1, 1), date(2026, 4, 1)), extent=extent, control_total=2, system="EOMS", extracted_by="李")
    assert (log.covers, log.covers_declared, log.extent, log.control_total) == ((date(2026, 1, 1), date(2026, 4, 1)), True, extent, 2)
    assert log.origin == {"system": "EOMS", "extracted_by": "李"}
    assert [(fault.count, fault.samples) for fault in log.faults if fault.code == "control_total"] == [(1, (("", 0, "2 / 1"),))]


def test_what_several_sources_declare_is_merged(bind_all: Any, write: Any, tmp_path: Path, faults: Faults) -> None:
    march = write("m.csv", "complaint_id,received_at", "C1,2026-03-01", "C2,2026-03-02")
    april = [write(f"a{n}.csv", "complaint_id,received_at", f"D{n},2026-04-0{n}") for n in (1, 2)]
    days = {1: date(2026, 3, 1), 2: date(2026, 4, 1), 3: date(2026, 5, 1)}

    def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> BoundLog:
        first = LogSource(files=(march,), base=tmp_path, **one)
        second = LogSource(files=tuple(april), base=tmp_path, **other)
        return bind_all(first, second).logs[0]  # type: ignore[no-any-return]

    both = merged(
        {"covers": (days[1], days[2]), "control_total": 2, "system": "CRM", "extracted_by": "李", "filter": "全部"},
        {"covers": (days[2], days[3]), "control_total": 2, "system": "EOMS", "extracted_by": "李"},
    )
    assert (both.covers, both.covers_declared, both.control_total, both.extent) == ((days[1], days[3]), True, 4, Extent())
    assert both.origin == {"system": "CRM / EOMS", "extracted_by": "李", "filter": "全部"}
    assert ("control_total", "") not in faults(both)
    assert faults(merged({"control_total": 2}, {"control_total": 3}))["control_total", ""] == 1
    one = merged({"covers": (days[1], days[3]), "control_total": 99}, {})
    assert (one.covers, one.covers_declared, one.control_total) == ((days[1], date(2026, 4, 3)), False, None)
    sample, other = Extent(full=False, method="random", size=10, population=100), Extent(full=False, method="first", size=5)
    assert merged({}, {"extent": sample}).extent == sample
    assert merged({"extent": sample}, {"extent": other}).extent == Extent(full=False, method="random", size=15, population=100)
    assert merged({"extent": other}, {"extent": other}).extent == Extent(full=False, method="first", size=10)


def test_logs_that_hold_a_header_only(bind_all: Any, write: Any, tmp_path: Path) -> None:
    sources = [LogSource(files=(write(name, "complaint_id,received_at"),), base=tmp_path) for name in ("a.csv", "b.csv")]
    with pytest.raises(LogError) as caught:
        bind_all(*sources)
    assert [str(fault) for fault in caught.value.faults] == [
        "a.csv: there are no rows under the header; export it again",
        "as_of: no log holds a time that could be the instant of the audit; give --as-of TIME, or as_of in the job file",
        "b.csv: there are no rows under the header; export it again",
    ]
    assert bind_all(*sources, as_of=datetime(2026, 4, 1)).logs[0].account.read == 0


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_total_is_no_unit(bind: Any, faults: Faults, tmp_path: Path, ending: str) -> None:
    cells = [("C1", "南昌", "2026-03-01 09:00:00"), ("合计", "244单", None)]
    frame = pd.DataFrame(cells, columns=["complaint_id", "地市", "received_at"])
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    log = bind(f"a.{ending}", units=UNITS)
    assert faults(log) == {("footer", "complaint_id"): 1}
    assert (log.account.read, log.account.set_aside) == (2, {"footer": 1})


def test_units(bind: Any, write: Any, rows: Rows, faults: Faults) -> None:
    cells = [("省会", ""), ("南昌市分公司", ""), ("九江", "南昌"), ("吉安", ""), ("", ""), ("jj", "")]
    name = write("a.csv", "complaint_id,received_at,地市,责任部门", *(f"C{i},2026-03-01,{a},{b}" for i, (a, b) in enumerate(cells)))
    told = {"complaint": ("responsible_unit", "branch_id")}
    log = bind(name, units=UNITS, unit_fields=told)
    assert [unit for (unit,) in rows(log, "_unit")] == ["NC", "NC", "NC", "吉安", "unknown", "JJ"]
    assert (faults(log)["unknown_unit", "responsible_unit"], faults(log)["unit_missing", "responsible_unit"]) == (1, 1)
    assert log.unit_field == "responsible_unit / branch_id"
    assert [unit for (unit,) in rows(bind(name), "_unit")] == ["省会", "南昌市分公司", "九江", "吉安", "unknown", "jj"]
    assert stem("中国联通南昌市分公司") == stem("南昌") == "南昌"


def test_a_case_whose_events_name_no_unit(bind: Any, write: Any, faults: Faults) -> None:
    name = write("a.csv", "工单号,环节,发生时间,地市", "C1,受理,2026-03-01,南昌", "C1,办结,2026-03-02,", "C2,受理,2026-03-01,")
    assert faults(bind(name, log="complaint"))["unit_missing", "branch_id"] == 1


def test_personal_cells_are_masked_in_samples(bind: Any, write: Any, vocabulary: dict[str, Log]) -> None:
    log = vocabulary["complaint"]
    fields = dict(log.fields)
    fields["amount"] = type(fields["amount"])(**{**vars(fields["amount"]), "personal": True})
    vocabulary["complaint"] = type(log)(**{**vars(log), "fields": fields})
    name = write("a.csv", "complaint_id,received_at,amount", "C1,2026-03-01,13900001111x")
    hidden = [fault.samples for fault in bind(name, mask_key="secret").faults if fault.code == "unreadable_number"]
    assert hidden == [(("a.csv", 1, pseudonym("secret", "13900001111x")),)]
    shown = [fault.samples for fault in bind(name).faults if fault.code == "unreadable_number"]
    assert shown == [(("a.csv", 1, "13900001111x"),)]


CELLS = st.fixed_dictionaries(
    {
        "complaint_id": st.sampled_from(["C1", "C2", "C3", "C4", "", "合计"]),
        "received_at": st.sampled_from(["2026-03-01 09:00:00", "2026/3/2 10:00", "2062-01-01", "soon", ""]),
        "severity_tier": st.sampled_from(["一般", "紧急", "外星", ""]),
        "status": st.sampled_from(["处理中", "已撤单", ""]),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(CELLS, min_size=1, max_size=12), seed=st.integers(0, 99))
def test_rows_add_up_and_their_order_does_not_matter(
    vocabulary: dict[str, Log], tmp_path: Path, found: list[dict[str, str]], seed: int
) -> None:
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    accounts = []
    for cells in (found, shuffled):
        pd.DataFrame(cells, columns=sorted(cells[0])).to_csv(tmp_path / "a.csv", index=False)
        with open_engine() as engine:
            (log,) = bind_logs(engine, [LogSource(files=("a.csv",), base=tmp_path)], vocabulary, as_of=datetime(2030, 1, 1)).logs
            assert balanced(log)
            assert log.account.used == log.table.count().to_pyarrow().as_py()
            keys = sorted(key for key in log.table["_key"].to_pyarrow().to_pylist() if not key.startswith("#"))
            counted: Mapping[str, int] = log.account.set_aside
            accounts.append(
                (
                    log.account.read,
                    {k: n for k, n in counted.items() if k in {"blank_row", "footer", "duplicate_row"}},
                    len(set(keys)) == len(keys),
                )
            )
    assert accounts[0] == accounts[1]
    assert accounts[0][2]
