"""Headers are bound to fields by name, title and synonym, and doubt is a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hegui.log.coding import wrong_codes
from hegui.log.headers import bind_headers, header_row, known_headers, normal
from hegui.words.bound import BoundLog
from hegui.words.errors import LogError
from hegui.words.jobs import LogSource
from hegui.words.places import Place
from hegui.words.vocabulary import Log, Shape

Rows = Callable[..., list[tuple[Any, ...]]]
Faults = Callable[[BoundLog], dict[tuple[str, str], int]]


def bound_by(log: BoundLog) -> dict[str, tuple[str, str]]:
    return {column.field: (column.header, column.by) for column in log.columns}


def test_by_name_title_and_synonym(bind: Any, write: Any) -> None:
    log = bind(write("a.csv", " 工单 编号*,Received_At,用户,办结时间：,处理时长(分)", "C1,2026-03-01,x,2026-03-02,5"))
    assert bound_by(log) == {
        "complaint_id": (" 工单 编号*".strip(), "synonym"),
        "received_at": ("Received_At", "name"),
        "handled_at": ("办结时间：", "name"),
        "talk_s": ("处理时长(分)", "synonym"),
    }
    assert log.unbound == ("用户",)


def test_the_job_overrides(bind: Any, write: Any, rows: Rows) -> None:
    name = write("a.csv", "编号,受理时间,实际受理", "C1,2026-03-01,2026-03-05")
    log = bind(name, columns={"complaint_id": "编号", "received_at": "实际受理"}, log="complaint")
    assert bound_by(log) == {"complaint_id": ("编号", "job"), "received_at": ("实际受理", "job")}
    assert log.unbound == ("受理时间",)
    assert [at.day for _, at in rows(log, "_key", "received_at")] == [5]
    with pytest.raises(
        LogError, match=r"(?s)no field 'recieved_at'; did you mean 'received_at'.*no column '实际受埋' for field 'handled_at'"
    ):
        bind(name, columns={"recieved_at": "实际受理", "handled_at": "实际受埋"}, log="complaint")
    with pytest.raises(LogError, match="given 2 columns"):
        bind(name, columns={"severity_tier": "编号 + 实际受理"}, log="complaint")


def test_a_field_can_be_left_unbound_or_made_of_columns(bind: Any, write: Any, rows: Rows) -> None:
    name = write("a.csv", "complaint_id,line,received_at", "1,A,2026-03-01", "1,B,2026-03-02", "1,,2026-03-03")
    assert rows(bind(name, columns={"complaint_id": ""}), "_key") == [("#0:1",), ("#0:2",), ("#0:3",)]
    assert rows(bind(name, columns={"complaint_id": "line + complaint_id"}), "_key") == [("A/1",), ("B/1",), ("#0:3",)]


def test_two_headers_for_one_field(bind: Any, write: Any, faults: Faults) -> None:
    with pytest.raises(LogError, match="the columns '工单编号' and '工单号' both name field 'complaint_id'"):
        bind(write("a.csv", "工单编号,工单号,受理时间", "C1,C2,2026-03-01"))
    log = bind(write("b.csv", "投诉时间,受理时间,工单号", "2026-03-01,2026-03-02,C1"))
    assert bound_by(log)["received_at"] == ("受理时间", "name")
    assert faults(log)["rival_header", "received_at"] == 1
    assert log.unbound == ("投诉时间",)


def test_one_header_for_two_fields(vocabulary: dict[str, Log]) -> None:
    log = vocabulary["complaint"]
    fields = dict(log.fields)
    fields["handled_at"] = type(fields["handled_at"])(**{**vars(fields["handled_at"]), "also": ("投诉时间",)})
    doubtful = type(log)(**{**vars(log), "fields": fields})
    found = bind_headers(doubtful, ["投诉时间"], LogSource(), Place("a.csv"), events=False)
    assert [fault.what for fault in found.faults] == [
        "the column '投诉时间' names the fields 'received_at' and 'handled_at' of log 'complaint'"
    ]


def test_a_header_that_stands_twice(bind: Any, write: Any, rows: Rows, faults: Faults) -> None:
    log = bind(write("a.csv", "complaint_id,channel,channel,received_at", "C1,电话,其他,2026-03-01"))
    assert rows(log, "channel") == [("电话",)]
    assert faults(log)["repeated_header", "channel"] == 1


def test_which_log_a_file_is(bind: Any, write: Any) -> None:
    assert bind(write("a.csv", "事件号,更新时间,建单时间", "1,2026-03-01,2026-03-01")).log.name == "incident"
    with pytest.raises(LogError, match="no log knows any of its columns: x, y"):
        bind(write("b.csv", "x,y", "1,2"))
    with pytest.raises(LogError, match="it could be any of these logs: complaint, incident"):
        bind(write("c.csv", "case,activity,time", "1,x,2026-03-01"))
    assert bind(write("d.csv", "case,activity,time", "1,受理,2026-03-01")).log.name == "complaint"
    with pytest.raises(LogError, match="no column is known to log 'complaint'"):
        bind("b.csv", log="complaint")


def test_which_shape_a_log_comes_in(bind: Any, write: Any) -> None:
    wide = write("a.csv", "complaint_id,received_at,环节,发生时间", "C1,2026-03-01,受理,2026-03-01")
    assert bind(wide).shape is Shape.WIDE
    assert bind(wide, shape=Shape.LONG).shape is Shape.LONG
    with pytest.raises(LogError, match="does not come as updates"):
        bind(wide, shape=Shape.SNAPSHOT)
    with pytest.raises(LogError, match=r"(?s)holds the activity of an event \(_activity\).*holds the time"):
        bind(write("b.csv", "complaint_id,received_at", "C1,2026-03-01"), shape=Shape.LONG)
    write("c.csv", "complaint_id,环节,发生时间", "C1,受理,2026-03-01")
    with pytest.raises(LogError, match="other files of log 'complaint' come"):
        bind("a.csv", "c.csv", log="complaint")


def test_the_header_row_is_the_one_with_known_names(vocabulary: dict[str, Log]) -> None:
    known = known_headers(vocabulary.values())
    assert header_row([["报表"], ["", "受理时间", "x"], ["受理时间", "工单号"]], known) == 2
    assert header_row([["报表"], ["a", "b"], ["c", "d"]], known) == 1
    assert header_row([], known) == 0
    assert normal("　受理 时间（秒）* ") == "受理时间(秒)"


def test_a_log_without_the_time_that_places_rows(bind: Any, write: Any, faults: Faults) -> None:
    log = bind(write("a.csv", "complaint_id,handled_at", "C1,2026-03-01"))
    assert faults(log)["unbound_anchor", "received_at"] == 1
    assert log.covers is None


def test_codes_of_the_job_are_checked(bind: Any, write: Any, rows: Rows) -> None:
    name = write("a.csv", "complaint_id,received_at,severity_tier,confirmed,scope", "C1,2026-03-01,P2级,好,语音通话")
    right = {"severity_tier": {"P2级": "urgent"}, "confirmed": {"好": "TRUE"}, "scope": {"语音通话": "voice"}}
    assert rows(bind(name, codes=right), "severity_tier", "confirmed", "scope") == [("urgent", True, ["voice"])]
    wrong = {
        "severity_tier": {"P2级": "nope", "P3级": "urgnt", "P4级": "general"},
        "bogus": {"a": "b"},
        "recieved_at": {"a": "b"},
        "channel": {"电话": "phone"},
        "amount": {"多": "9"},
        "confirmed": {"好": "good"},
    }
    with pytest.raises(LogError) as caught:
        bind(name, codes=wrong, place=Place("hegui.yaml", 7, 3), columns={"bogus": "受理"})
    assert [str(fault).removeprefix("hegui.yaml:7:3: ") for fault in caught.value.faults] == [
        "codes: field 'amount' of log 'complaint' has no code list; known: confirmed, scope, severity_tier, status",
        "codes: field 'channel' of log 'complaint' has no code list; known: confirmed, scope, severity_tier, status",
        "codes: field 'confirmed' has no code 'good', which '好' is to stand for; known: false, true",
        "codes: field 'severity_tier' has no code 'nope', which 'P2级' is to stand for; known: general, major, urgent",
        "codes: field 'severity_tier' has no code 'urgnt', which 'P3级' is to stand for; did you mean 'urgent'?",
        "codes: log 'complaint' has no field 'bogus'",
        "codes: log 'complaint' has no field 'recieved_at'; did you mean 'received_at' or 'closed_at'?",
        "columns: log 'complaint' has no field 'bogus'",
    ]


def test_a_field_that_no_log_has_codes_for(vocabulary: dict[str, Log]) -> None:
    log = vocabulary["incident"]
    plain = type(log)(**{**vars(log), "fields": {name: field for name, field in log.fields.items() if name != "state"}})
    faults = list(wrong_codes(plain, LogSource(codes={"number": {"a": "b"}})))
    assert [fault.remedy for fault in faults] == ["leave it out; its cells are taken as they are"]


def test_columns_of_a_log_of_events_are_checked(bind: Any, write: Any) -> None:
    name = write("a.csv", "complaint_id,做了什么,发生时间", "C1,受理,2026-03-01")
    assert bind(name, columns={"activity": "做了什么"}, log="complaint").shape is Shape.LONG
    with pytest.raises(LogError, match=r"columns: log 'complaint' has no field 'activty'; did you mean 'activity'"):
        bind(name, columns={"activty": "做了什么"}, log="complaint", shape=Shape.LONG)
