"""Builders and the naive evaluator for the tests of measuring; tests are no package, so they come as fixtures."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load(name: str) -> ModuleType:
    full = f"measuring_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


@pytest.fixture(scope="session")
def naive() -> ModuleType:
    return _load("naive")


@pytest.fixture(scope="session")
def builders() -> ModuleType:
    return _load("builders")


@pytest.fixture(scope="session")
def build(builders: ModuleType) -> Any:
    return builders.Builders()


@pytest.fixture(scope="session")
def naive_groups() -> ModuleType:
    return _load("naive_groups")


@pytest.fixture(scope="session")
def group_bench() -> ModuleType:
    return _load("group_bench")


@pytest.fixture(scope="session")
def naive_events() -> ModuleType:
    return _load("naive_events")


@pytest.fixture(scope="session")
def naive_slots() -> ModuleType:
    return _load("naive_slots")


@pytest.fixture(scope="session")
def naive_related() -> ModuleType:
    return _load("naive_related")


@pytest.fixture
def _tidy(build: Any) -> Iterator[None]:
    """Drops the tables of a test that makes many."""
    yield
    for table in build.engine.con.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
        build.engine.con.execute(f"DROP TABLE {table[0]}")
