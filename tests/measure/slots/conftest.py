"""What turns the naive evaluator's words into slots of the engine."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def slots(build: Any, naive_slots: ModuleType, slot_bench: ModuleType) -> Any:
    return slot_bench.Slots(build, naive_slots)
