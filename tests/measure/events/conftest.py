"""The reason code of one case, by its events."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest

from hegui.words.vocabulary import Shape


@pytest.fixture(scope="session")
def bench(event_bench: ModuleType) -> ModuleType:
    return event_bench


@pytest.fixture
def told(build: Any, bench: ModuleType) -> Any:
    """The reason code of one case of events such as ``a 10:00`` or ``b 2 09:30`` (a day later), ``closed`` among them."""

    def of(
        check: Any, *events: str, pauses: Sequence[tuple[str, str]] = bench.HOLDS, as_of: str = "23:00", shape: Shape = Shape.LONG
    ) -> str:
        rows: list[dict[str, Any]] = [
            {"_key": "1", "_activity": "opened_at", "_time": bench.START.replace(hour=0), "done": "closed" in events}
        ]
        for text in events:
            if text != "closed":
                activity, at, *actor = text.split()
                rows.append({"_key": "1", "_activity": activity, "_time": bench.maybe(at), "_actor": actor[0] if actor else None})
        standard = build.standard(check)
        found = bench.judged(build.bound(bench.event_log(build, pauses), rows, shape), [standard], bench.clock(as_of))
        return str(found[standard.id]["1"][0])

    return of
