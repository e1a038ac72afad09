"""Cold starts: ``python benchmarks/cold.py [LOG.csv …]`` prints the median CPU and wall seconds of fresh processes.

Without a log: the complaint tickets of the shipped example, a thousand rows made to breach (257 pages of report, far more than is usual).
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
EXAMPLE = sorted((Path(__file__).parent.parent / "fixtures" / "small").glob("complaints-*.csv"))
HELP_BUDGET, CHECK_BUDGET = 0.3, 2.5
"""Seconds of CPU time."""
FOUND = {0, 1}
"""Exit codes of a check that was made."""


def timed(*arguments: str) -> tuple[float, float]:
    """CPU and wall seconds of one run of the command line in a process of its own."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed: compiled
    done = subprocess.run([sys.executable, "-m", "hegui", *arguments], env=environment, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in FOUND:
        sys.exit(f"hegui {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def medians(run: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """Medians of CPU and wall seconds; the first run, which may compile modules and fill the cache of files, does not count."""
    run()
    cpu, wall = zip(*(run() for _ in range(RUNS)), strict=True)
    return statistics.median(cpu), statistics.median(wall)


def told(what: str, seconds: tuple[float, float], budget: float) -> None:
    """One line of the result."""
    cpu, wall = seconds
    print(f"{what:44} cpu {cpu:5.2f} s  wall {wall:5.2f} s  budget {budget:.1f} s  {'kept' if cpu <= budget else 'MISSED'}")


def main(logs: list[str]) -> None:
    """Time ``--help``, then a check with PDF of each log, or of the example's tickets together."""
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, medians of {RUNS} fresh processes")
    told("hegui --help", medians(lambda: timed("--help")), HELP_BUDGET)
    with tempfile.TemporaryDirectory() as folder:
        for files in [[log] for log in logs] or [list(map(str, EXAMPLE))]:
            name = Path(files[0]).name if len(files) == 1 else f"{len(files)} files of the example"
            arguments = ("check", *files, "--format", "pdf", "--out", folder)
            told(f"hegui check, PDF: {name}", medians(lambda arguments=arguments: timed(*arguments)), CHECK_BUDGET)


if __name__ == "__main__":
    main(sys.argv[1:])
