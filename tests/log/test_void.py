"""Of several reasons to set a row aside the first counts, in every shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from hegui.words.bound import BoundLog
from hegui.words.expressions import parse
from hegui.words.vocabulary import Log, Void

Rows = Callable[..., list[tuple[Any, ...]]]
VOID = (
    Void("withdrawn", parse('status == "withdrawn"')),
    Void("free", parse("amount == 0")),
    Void("withdrawn", parse('channel == "test"')),
    Void("internal", parse('channel != "shop"')),
)
AS_OF = datetime(2026, 4, 1)


@pytest.fixture
def vocabulary(vocabulary: dict[str, Log]) -> dict[str, Log]:
    """The log of complaints with several reasons for void cases, one of them given twice."""
    return {"complaint": replace(vocabulary["complaint"], void=VOID)}


def test_rows(bind: Any, write: Any, rows: Rows) -> None:
    name = write(
        "a.csv",
        "complaint_id,received_at,status,amount,channel",
        "C1,2026-03-01,已撤单,0,test",  # withdrawn before free
        "C2,2026-03-01,处理中,0,test",  # free before the second way to be withdrawn
        "C3,2026-03-01,处理中,1,test",
        "C4,2026-03-01,,,hall",
        "C5,2026-05-01,已撤单,0,test",  # later before all
        "C6,,,,",  # nothing is known: no reason holds
        "C7,2026-03-01,处理中,5,shop",
    )
    log: BoundLog = bind(name, as_of=AS_OF)
    assert rows(log, "_key") == [("C6",), ("C7",)]
    assert log.account.set_aside == {"after_as_of": 1}
    assert log.account.void == {"withdrawn": 2, "free": 1, "internal": 1}


def test_cases_of_events(bind: Any, write: Any, rows: Rows) -> None:
    name = write(
        "a.csv",
        "工单号,环节,发生时间,工单状态,金额,channel",
        "C1,受理,2026-03-01 09:00:00,处理中,0,test",
        "C1,办结,2026-03-02 09:00:00,已撤单,,",  # withdrawn before free
        "C2,受理,2026-03-01 09:00:00,处理中,0,shop",
        "C2,办结,2026-05-01 09:00:00,已撤单,1,",  # what comes after the instant is not known of the case
        "C3,受理,2026-03-01 09:00:00,处理中,1,test",
        "C3,办结,2026-03-02 09:00:00,,,",
        "C4,受理,2026-03-01 09:00:00,处理中,1,shop",
        "C5,受理,2026-03-01 09:00:00,,,",
    )
    log: BoundLog = bind(name, as_of=AS_OF)
    assert rows(log, "_key") == [("C4",), ("C5",)]
    assert log.account.set_aside == {"after_as_of": 1}
    assert log.account.void == {"withdrawn": 4, "free": 1}
