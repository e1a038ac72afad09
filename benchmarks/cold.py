"""Cold starts: ``python benchmarks/cold.py`` prints the median user and wall seconds of fresh processes.

Two logs of a thousand complaint tickets are made from the shipped example: its first thousand, in which one row of seven breaches something
(some hundred findings, 250 pages of report: an extreme), and a thousand of which nearly all conform (some twenty findings: the usual).
"""

from __future__ import annotations

import csv
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

import hegui

RUNS = 7
ROWS = 1_000
BREACHING = 18
"""Rows of the usual log that breach something."""
EXAMPLE = sorted((Path(__file__).parent.parent / "fixtures" / "small").glob("complaints-*.csv"))
HELP_BUDGET, CHECK_BUDGET = 0.3, 2.5
"""Seconds of user time: unlike wall time it hardly depends on what else the machine does."""
FOUND = {0, 1}
"""Exit codes of a check that was made."""


def extreme(folder: Path) -> Path:
    """The first thousand tickets of the example."""
    head, *_ = _tickets(EXAMPLE[0])
    return _written(folder / "extreme.csv", [head, *islice((row for file in EXAMPLE for row in _tickets(file)[1:]), ROWS)])


def usual(folder: Path, extreme: Path) -> Path:
    """Tickets of which nothing is said but that they conform, again and again under new keys, and some that breach."""
    head, *rows = _tickets(extreme)
    evidence = hegui.check(extreme).evidence
    told = set(evidence["key"])
    breaching = sorted(set(evidence[evidence["verdict"] == "nonconforming"]["key"]))[:BREACHING]
    conforming = [row for row in rows if row[0] and row[0] not in told]
    again = ([f"{row[0]}-{number}", *row[1:]] for number, row in enumerate(cycle(conforming)))
    chosen = [row for row in rows if row[0] in breaching]
    return _written(folder / "usual.csv", [head, *chosen, *islice(again, ROWS - len(chosen))])


def _tickets(path: Path) -> list[list[str]]:
    with path.open(encoding="gb18030", newline="") as file:
        return list(csv.reader(file))


def _written(path: Path, rows: Iterable[list[str]]) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def timed(*arguments: str) -> tuple[float, float]:
    """User and wall seconds of one run of the command line in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # modules stay compiled
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.perf_counter()
    done = subprocess.run(  # noqa: S603 - a command of our own
        [sys.executable, "-m", "hegui", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    wall, user = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if done.returncode not in FOUND:
        sys.exit(f"hegui {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return user, wall


def tell(what: str, budget: float, *arguments: str) -> None:
    """Print the medians of a command; its first run, which may compile modules and fill the cache of files, does not count."""
    timed(*arguments)
    user, wall = (statistics.median(seconds) for seconds in zip(*(timed(*arguments) for _ in range(RUNS)), strict=True))
    print(f"{what:32} user {user:5.2f} s  wall {wall:5.2f} s  budget {budget:.1f} s  {'kept' if user <= budget else 'MISSED'}")


def main() -> None:
    """Time ``--help``, then a check with PDF of both logs."""
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, medians of {RUNS} fresh processes")
    tell("hegui --help", HELP_BUDGET, "--help")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dirty = extreme(folder)
        for log in (usual(folder, dirty), dirty):
            tell(f"hegui check, PDF: {log.stem}", CHECK_BUDGET, "check", str(log), "--format", "pdf", "--out", str(folder / log.stem))


if __name__ == "__main__":
    main()
