"""Builders for the tests of binding: a log to bind to, files to bind, and a short way to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import openpyxl
import pytest
from ibis.backends.duckdb import Backend

from hegui.log import Bindings, bind_logs, open_engine
from hegui.words.bound import BoundLog
from hegui.words.expressions import parse
from hegui.words.jobs import LogSource
from hegui.words.text import Text
from hegui.words.vocabulary import EventColumns, Field, FieldType, Log, Snapshot, Void

Row = Mapping[str, Any]


class Bind(Protocol):
    def __call__(self, *files: str, **told: Any) -> BoundLog: ...


def field(name: str, type_: str, zh: str, **more: Any) -> Field:
    return Field(name, FieldType(type_), Text(zh, name.replace("_", " ").capitalize()), **more)


def log_of(name: str, fields: Sequence[Field], **more: Any) -> Log:
    return Log(name, Text(name, name), Text("一行", "one row"), fields={one.name: one for one in fields}, **more)


COMPLAINT = log_of(
    "complaint",
    [
        field("complaint_id", "id", "工单流水号", also=("工单编号", "工单号")),
        field("branch_id", "id", "地市"),
        field("responsible_unit", "id", "责任部门"),
        field("received_at", "datetime", "受理时间", also=("投诉时间",)),
        field("handled_at", "datetime", "办结时间"),
        field("closed_at", "datetime", "关单时间"),
        field("due_at", "datetime", "处理时限", planned=True),
        field("visited_on", "date", "上门日期"),
        field("severity_tier", "enum", "投诉等级", values={"general": ("一般", "普通"), "urgent": ("紧急",), "major": ("重大",)}),
        field("channel", "enum", "受理渠道"),
        field("status", "enum", "工单状态", values={"open": ("处理中",), "closed": ("已关闭",), "withdrawn": ("已撤单",)}),
        field("accepted_by", "id", "受理人"),
        field("customer_id", "id", "受理号码", personal=True),
        field("content", "text", "投诉内容", personal=True),
        field("solution", "text", "处理结果"),
        field("confirmed", "boolean", "是否解决"),
        field("amount", "number", "金额"),
        field("repeat_count", "integer", "重复次数"),
        field("talk_s", "duration", "处理时长"),
        field("scope", "list", "影响范围", values={"voice": ("语音",), "data": ("数据",)}),
        field("cycle", "month", "考核月份"),
    ],
    key="complaint_id",
    unit="branch_id",
    anchor="received_at",
    events={"received_at": ("受理", "投诉受理"), "handled_at": ("办结",), "closed_at": ("关单",)},
    actors={"accepted_by": "received_at"},
    event_columns=EventColumns(("环节",), ("发生时间",), ("操作人",)),
    void=(Void("withdrawn", parse('status == "withdrawn"')),),
)
UPDATE = log_of(
    "incident",
    [
        field("number", "id", "事件号"),
        field("state", "enum", "状态", values={"new": ("New",), "resolved": ("Resolved",)}),
        field("updated_at", "datetime", "更新时间"),
        field("opened_at", "datetime", "建单时间"),
        field("resolved_at", "datetime", "解决时间"),
    ],
    key="number",
    unit=None,
    anchor="opened_at",
    snapshot=Snapshot("updated_at", "state"),
    events={"resolved_at": ("resolved",)},
    void=(Void("reopened", parse('state == "new" and resolved_at is not missing')),),
)


class Sample(NamedTuple):
    """A small file of complaints: its header, its lines, and their keys and times."""

    header: str
    lines: tuple[str, ...]
    times: list[tuple[str, datetime]]


@pytest.fixture
def sample() -> Sample:
    header = "工单流水号,受理时间,投诉等级,投诉内容"
    lines = (header, "C1,2026-03-01 09:15:30,一般,网络慢", "C2,2026-03-01 10:00:00,紧急,资费")
    return Sample(header, lines, [("C1", datetime(2026, 3, 1, 9, 15, 30)), ("C2", datetime(2026, 3, 1, 10))])


@pytest.fixture
def workbook() -> Callable[..., None]:
    """Write a workbook of sheets: title, cells, merged areas."""

    def written(path: Path, *sheets: tuple[str, Sequence[Sequence[Any]], Sequence[str]]) -> None:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, cells, merged in sheets:
            sheet = book.create_sheet(title)
            for row in cells:
                sheet.append(row)
            for area in merged:
                sheet.merge_cells(area)
        book.save(path)

    return written


@pytest.fixture
def vocabulary() -> dict[str, Log]:
    return {"complaint": COMPLAINT, "incident": UPDATE}


@pytest.fixture
def engine() -> Iterator[Backend]:
    with open_engine() as backend:
        yield backend


@pytest.fixture
def bind_all(engine: Backend, vocabulary: dict[str, Log]) -> Callable[..., Bindings]:
    """Bind sources; keywords are those of ``bind_logs``."""

    def bound(*sources: LogSource, **told: Any) -> Bindings:
        return bind_logs(engine, sources, vocabulary, **told)

    return bound


@pytest.fixture
def bind(bind_all: Callable[..., Bindings], tmp_path: Path) -> Bind:
    """Bind files of the test's folder as one log."""

    def bound(*files: str, **told: Any) -> BoundLog:
        more = {key: told.pop(key) for key in ("units", "unit_fields", "timezone", "as_of", "mask_key") if key in told}
        return bind_all(LogSource(files=files, base=tmp_path, **told), **more).logs[0]

    return bound


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write lines to a file of the test's folder, encoded as asked."""

    def written(name: str, *lines: str, encoding: str = "utf-8", end: str = "\n") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(end.join((*lines, "")).encode(encoding))
        return name

    return written


@pytest.fixture
def rows() -> Callable[..., list[tuple[Any, ...]]]:
    """Columns of a bound table, in the order of the rows."""

    def found(log: BoundLog, *columns: str) -> list[tuple[Any, ...]]:
        table = log.table.order_by(["_source", "_row"]).select(*columns)
        return [tuple(row.values()) for row in table.to_pyarrow().to_pylist()]

    return found


@pytest.fixture
def faults() -> Callable[[BoundLog], dict[tuple[str, str], int]]:
    """Faults of a bound log: code and field to count."""
    return lambda log: {(fault.code, fault.field): fault.count for fault in log.faults}
