"""The reason code of one row, or of one case of events."""

from __future__ import annotations

from datetime import datetime
from types import ModuleType
from typing import Any

import pytest

from hegui.measure import verdicts
from hegui.words.vocabulary import Shape

AS_OF = datetime(2026, 3, 10)


@pytest.fixture(scope="session")
def bench(kind_bench: ModuleType) -> ModuleType:
    return kind_bench


@pytest.fixture
def log(build: Any, bench: ModuleType) -> Any:
    return build.vocabulary(
        bench.FIELDS,
        closed="closed_at is not missing",
        events=dict.fromkeys(bench.MILESTONES, ()),
        actors={"owner": "opened_at", "taker": "answered_at"},
    )


@pytest.fixture
def judge(build: Any, log: Any, bench: ModuleType) -> Any:
    """The reason code of one row of a wide log; a cell given as ``(state, text)`` is flawed."""

    def judged(check: Any, **cells: Any) -> str:
        row: dict[str, Any] = {"_key": "1", "opened_at": bench.at("03-01 09:00")}
        for name, value in cells.items():
            row[name] = None if isinstance(value, tuple) else value
            if isinstance(value, tuple):
                row |= {f"{name}__state": value[0], f"{name}__raw": value[1]}
        columns = [*(name for name in bench.FIELDS if name != "ticket_id"), *(name for name in row if "__" in name)]
        asked = build.standard(check)
        return str(verdicts(build.bound(log, [row], columns=columns), [asked], AS_OF)[asked.id]["1"])

    return judged


@pytest.fixture
def events(build: Any, log: Any, bench: ModuleType) -> Any:
    """The reason code of one case of a log of events: ``milestone time actor``."""

    def judged(check: Any, *given: str, shape: Shape = Shape.LONG, **attributes: Any) -> str:
        rows = []
        for text in given:
            name, day, hour, *actor = text.split()
            rows.append(
                {"_key": "1", "_activity": name, "_time": bench.at(f"{day} {hour}"), "_actor": actor[0] if actor else None, **attributes}
            )
        asked = build.standard(check)
        return str(verdicts(build.bound(log, rows, shape), [asked], AS_OF)[asked.id]["1"])

    return judged
