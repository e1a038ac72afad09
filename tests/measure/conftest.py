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
    """A module beside this one, or a folder of them."""
    full = f"measuring_{name}"
    if full not in sys.modules:
        folder = Path(__file__).with_name(name)
        package = [str(folder)] if folder.is_dir() else None
        file = folder / "__init__.py" if package else folder.with_suffix(".py")
        spec = importlib.util.spec_from_file_location(full, file, submodule_search_locations=package)
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
def slot_bench() -> ModuleType:
    return _load("slot_bench")


@pytest.fixture(scope="session")
def naive_related() -> ModuleType:
    return _load("naive_related")


@pytest.fixture(scope="session")
def tickets() -> ModuleType:
    return _load("tickets")


@pytest.fixture(scope="session")
def related_bench() -> ModuleType:
    return _load("related_bench")


@pytest.fixture(scope="session")
def event_bench() -> ModuleType:
    return _load("event_bench")


@pytest.fixture(scope="session")
def kind_bench() -> ModuleType:
    return _load("kind_bench")


@pytest.fixture
def _tidy(build: Any) -> Iterator[None]:
    """Drops the tables of a test that makes many."""
    yield
    for table in build.engine.con.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall():
        build.engine.con.execute(f"DROP TABLE {table[0]}")
