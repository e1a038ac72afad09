"""Sources that come with types: Parquet, JSON lines, data frames."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hegui.words.bound import BoundLog
from hegui.words.errors import LogError
from hegui.words.jobs import LogSource

Rows = Callable[..., list[tuple[Any, ...]]]
Faults = Callable[[BoundLog], dict[tuple[str, str], int]]


def test_numbers_and_durations_that_come_typed(bind_all: Any, rows: Rows) -> None:
    frame = pd.DataFrame(
        {
            "complaint_id": ["C1"],
            "received_at": [datetime(9999, 12, 31)],
            "repeat_count": [3.0],
            "talk_s": [pd.Timedelta(minutes=2)],
            "severity_tier": [1],
        }
    )
    log = bind_all(LogSource(frame=frame, codes={"severity_tier": {"1": "urgent"}}), as_of=datetime(2026, 1, 1)).logs[0]
    assert rows(log, "received_at", "repeat_count", "talk_s", "severity_tier") == [(None, 3, 120, "urgent")]


def test_parquet_is_left_where_it_is(bind: Any, rows: Rows, tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"complaint_id": ["C1", "C2"], "received_at": [datetime(2026, 3, 1, 9), datetime(2026, 3, 2, 9)], "branch_id": ["N", "J"]}
    )
    frame.to_parquet(tmp_path / "r[1].parquet")
    log = bind("r[1].parquet")
    assert rows(log, "_row", "_key", "_unit", "received_at") == [
        (1, "C1", "N", datetime(2026, 3, 1, 9)),
        (2, "C2", "J", datetime(2026, 3, 2, 9)),
    ]
    assert "read_parquet" in log.table.get_backend().con.execute("SELECT string_agg(sql) FROM duckdb_views()").fetchone()[0]
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "r[1].parquet").read_bytes()[:100])
    with pytest.raises(LogError, match="not a Parquet file"):
        bind("cut.parquet")


def test_json_lines(bind: Any, write: Any, rows: Rows, faults: Faults, sample: Any) -> None:
    name = write(
        "a.jsonl",
        '{"complaint_id": "C1", "received_at": "2026-03-01T09:15:30", "scope": ["语音", "其他"], "repeat_count": 2}',
        '{"complaint_id": "C2", "received_at": "2026-03-01 10:00:00", "confirmed": true}',
        "not json",
        "[1]",
    )
    log = bind(name)
    assert rows(log, "_row", "_key", "received_at") == [(1, *sample.times[0]), (2, *sample.times[1])]
    assert rows(log, "scope", "repeat_count", "confirmed") == [(["voice", "其他"], 2, None), (None, None, True)]
    assert (log.account.read, log.account.set_aside, faults(log)["broken_line", ""]) == (4, {"broken_line": 2}, 2)
    with pytest.raises(LogError, match="no line is a JSON object"):
        bind(write("b.jsonl", "[1]"))


def test_data_frames(bind_all: Any, rows: Rows, sample: Any) -> None:
    frame = pd.DataFrame(
        {
            "complaint_id": [1, 2],
            "received_at": pd.to_datetime(["2026-03-01 01:15:30", "2026-03-01 02:00:00"]).tz_localize("UTC"),
            "confirmed": [True, None],
            "amount": [1.5, float("nan")],
            "channel": ["电话", 7],
        }
    )
    log = bind_all(LogSource(frame=frame)).logs[0]
    assert rows(log, "_row", "_key", "received_at") == [(1, "1", sample.times[0][1]), (2, "2", sample.times[1][1])]
    assert [(c, float(a) if a else a, h) for c, a, h in rows(log, "confirmed", "amount", "channel")] == [
        (True, 1.5, "电话"),
        (None, None, "7"),
    ]
    assert (log.sources[0].name, log.sources[0].sha256) == ("<frame>", "")
    with pytest.raises(LogError, match="no columns"):
        bind_all(LogSource(frame=pd.DataFrame(), log="complaint"))
