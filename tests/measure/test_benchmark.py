"""The hand-written query of the benchmark counts what the checker counts: two ways that share nothing but the file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_sides_count_the_same(tmp_path: Path) -> None:
    log = tmp_path / "events.parquet"
    assert load("generate").events(log, 3000) > 10_000
    sides = load("sides")
    (by_hand, _), (last_row, _), (hegui, _) = sides.by_hand(log), sides.by_hand(log, "complaint-last-row.sql"), sides.hegui(log)
    shared = {key.split(" | ")[0] for key in by_hand}
    assert len(shared) == 20
    assert last_row == by_hand
    assert {key: number for key, number in hegui.items() if key.split(" | ")[0] in shared} == by_hand
