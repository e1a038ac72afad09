"""The two sides of the comparison, one a process, so that each starts cold and its peak memory is its own.

``python benchmarks/sides.py complaint.sql EVENTS.parquet`` or ``… hegui EVENTS.parquet [STANDARDS]`` prints one line of JSON: counts,
seconds, peak memory. With a number of standards, so many are measured: the first six, again and again under other names. ``complete``
is ``hegui`` with the complete evidence written as well, as ``hegui check`` does.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hegui.words.standards import Standard

HERE = Path(__file__).parent
AS_OF = "2026-07-01 00:00:00"
Counts = dict[str, int]
"""``standard | branch | month | verdict`` to cases."""


def by_hand(log: Path, query: str = "complaint.sql") -> tuple[Counts, dict[str, float]]:
    """A committed query, as it stands."""
    import duckdb

    began = time.perf_counter()
    sql = (HERE / query).read_text(encoding="utf-8").replace("$log", str(log)).replace("$as_of", AS_OF)
    with duckdb.connect() as connection:
        answer = connection.execute(sql)
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchall()
    took = time.perf_counter() - began
    counts: Counts = {}
    for branch, month, *numbers in rows:
        for name, cases in zip(names[2:], numbers, strict=True):
            standard, verdict = name.rsplit(" ", 1)
            if cases:
                counts[f"{standard} | {branch} | {month} | {verdict}"] = int(cases)
    return counts, {"total": took}


def hegui(log: Path, number: int = 0, spool: Path | None = None) -> tuple[Counts, dict[str, float]]:
    """Binding and measuring, as ``hegui check`` does them; the evidence rows that it shows besides the counts are made too."""
    from hegui.log import bind_logs, open_engine
    from hegui.measure import measure
    from hegui.policy import load_policies
    from hegui.words.jobs import MEMORY_LIMIT, LogSource
    from hegui.words.measured import Setting
    from hegui.words.verdicts import REASONS

    policies = load_policies()
    asked = (HERE / "complaint.sql").read_text(encoding="utf-8")
    standards = [standard for standard in policies.in_force(policies.profile("default")) if f'"{standard.id}"' in asked]
    if number:
        standards = _repeated(standards[:6], number)
    as_of = datetime.fromisoformat(AS_OF)
    began = time.perf_counter()
    with open_engine(MEMORY_LIMIT, [log.parent, *([spool.parent] if spool else [])]) as engine:
        bound = bind_logs(engine, [LogSource(files=(str(log),), log="complaint")], policies.vocabulary, as_of=as_of)
        measuring = time.perf_counter()
        found = measure(bound.logs, standards, Setting(as_of, spool=spool))
    ended = time.perf_counter()
    counts: Counts = {}
    for tally in found.tallies:
        for code, cases in tally.counts.reasons.items():
            key = f"{tally.standard} | {tally.unit} | {tally.period} | {REASONS[code].verdict.value}"
            counts[key] = counts.get(key, 0) + cases
    if any(status.status != "judged" for status in found.statuses):
        raise SystemExit(f"not judged: {found.statuses}")
    return counts, {"total": ended - began, "bind": measuring - began, "measure": ended - measuring}


def _repeated(standards: Sequence[Standard], number: int) -> list[Standard]:
    return [replace(standards[place % len(standards)], id=f"{standards[place % len(standards)].id}.{place}") for place in range(number)]


def main() -> None:
    """Run the side that the command line names."""
    side, log, *number = sys.argv[1:]
    with TemporaryDirectory() as folder:
        if side == "complete":
            counts, seconds = hegui(Path(log), spool=Path(folder) / "evidence.parquet")
        else:
            counts, seconds = hegui(Path(log), *map(int, number)) if side == "hegui" else by_hand(Path(log), side)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"counts": counts, "seconds": seconds, "peak_mb": peak}) + "\n")


if __name__ == "__main__":
    main()
