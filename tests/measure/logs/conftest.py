"""A log of tickets with one row a case, and a standard on it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from hegui.words.vocabulary import Log


@pytest.fixture
def log(build: Any, tickets: ModuleType) -> Log:
    events: dict[str, tuple[str, ...]] = {"opened_at": (), "answered_at": (), "closed_at": ()}
    made: Log = build.vocabulary(tickets.FIELDS, closed="closed_at is not missing", events=events)
    return made


@pytest.fixture
def wide(build: Any, log: Log, tickets: ModuleType) -> Any:
    return lambda rows, **given: build.bound(log, rows, columns=tickets.COLUMNS, **given)


@pytest.fixture
def answer(build: Any) -> Any:
    return build.standard(build.deadline("opened_at", "answered_at", "24 hours"))
