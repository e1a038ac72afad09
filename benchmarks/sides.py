"""The two sides of the comparison, one a process: ``python benchmarks/sides.py by_hand|hegui EVENTS.parquet`` prints a line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = "2026-07-01 00:00:00"
Counts = dict[str, int]
"""``standard | branch | month | verdict`` to cases."""


def by_hand(log: Path) -> tuple[Counts, dict[str, float]]:
    """The committed query, as it stands."""
    import duckdb

    began = time.perf_counter()
    sql = (HERE / "complaint.sql").read_text(encoding="utf-8").replace("$log", str(log)).replace("$as_of", AS_OF)
    with duckdb.connect() as connection:
        answer = connection.execute(sql)
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchall()
    took = time.perf_counter() - began
    counts = {}
    for row in rows:
        for name, number in zip(names[2:], row[2:], strict=True):
            standard, verdict = name.rsplit(" ", 1)
            if number:
                counts[" | ".join((standard, row[0], row[1], verdict))] = int(number)
    return counts, {"total": took}


def hegui(log: Path) -> tuple[Counts, dict[str, float]]:
    """Binding and measuring, as ``hegui check`` does them; what it shows besides the counts (evidence rows) is made too."""
    from hegui.log import bind_logs, open_engine
    from hegui.measure import measure
    from hegui.policy import load_policies
    from hegui.words.jobs import LogSource
    from hegui.words.measured import Setting
    from hegui.words.verdicts import REASONS

    policies = load_policies()
    standards = [standard for standard in policies.in_force(policies.profile("default")) if standard.log == "complaint"]
    as_of = datetime.fromisoformat(AS_OF)
    began = time.perf_counter()
    with open_engine(folders=[log.parent]) as engine:
        bound = bind_logs(engine, [LogSource(files=(str(log),), log="complaint")], policies.vocabulary, as_of=as_of)
        then = time.perf_counter()
        found = measure(bound.logs, standards, Setting(as_of))
    took = time.perf_counter()
    counts: Counts = {}
    for tally in found.tallies:
        for code, number in tally.counts.reasons.items():
            key = " | ".join((tally.standard, tally.unit, tally.period, REASONS[code].verdict.value))
            counts[key] = counts.get(key, 0) + number
    assert all(status.status == "judged" for status in found.statuses), found.statuses
    return counts, {"total": took - began, "bind": then - began, "measure": took - then}


if __name__ == "__main__":
    side = {"by_hand": by_hand, "hegui": hegui}[sys.argv[1]]
    counted, seconds = side(Path(sys.argv[2]))
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"counts": counted, "seconds": seconds, "cpu": cpu.ru_utime + cpu.ru_stime, "rss_mb": cpu.ru_maxrss / 1024}))
