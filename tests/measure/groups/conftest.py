"""The bench that judges group checks on rows of a test."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="session")
def bench(build: Any, group_bench: ModuleType) -> Any:
    return group_bench.GroupBench(build)
