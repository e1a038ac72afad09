"""Measure ratios: the checker against the hand-written query on ten million events, and how its time grows. Writes RESULTS.md.

``python benchmarks/run.py [--cases 2000000] [--rounds 3]``; the events are made once and kept in ``benchmarks/data``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generate import events

HERE = Path(__file__).parent
BUDGETS = {"ratio": 3.0, "peak_mb": 3000.0, "events": 11.0, "standards": 4.0}
"""What must hold: times the hand-written query, peak memory in MB, time for ten times the events, time for ten times the standards."""


YARDSTICK, CHEAPER = "complaint.sql", "complaint-last-row.sql"


@dataclass(frozen=True)
class Result:
    """One measured figure."""

    name: str
    value: float
    budget: float | None
    how: str

    @property
    def held(self) -> bool:
        """Whether the budget is kept, if there is one."""
        return self.budget is None or self.value <= self.budget


def main() -> None:
    """Run everything, print it, write it down; exit 1 where a budget is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    large, small = (HERE / "data" / f"complaint-{cases}.parquet" for cases in (given.cases, given.cases // 10))
    number, _ = events(large, given.cases), events(small, given.cases // 10)
    results = [*against_hand(large, given.rounds), *growth(large, small, given.rounds)]
    text = report(results, number, given.rounds)
    sys.stdout.write(text)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    raise SystemExit(0 if all(result.held for result in results) else 1)


def against_hand(log: Path, rounds: int) -> list[Result]:
    """All sides in turn, so that whatever else the machine does hits all; their counts must be the same."""
    turns = [{name: side(name, log) for name in (YARDSTICK, CHEAPER, "hegui")} for _ in range(rounds)]
    if any(answer["counts"] != turn["hegui"]["counts"] for turn in turns for answer in turn.values()):
        raise SystemExit("the sides do not count the same")
    hand_peaks = [f"{max(turn[query]['peak_mb'] for turn in turns):.0f}" for query in (YARDSTICK, CHEAPER)]
    peak = max(turn["hegui"]["peak_mb"] for turn in turns)
    complete = [side("complete", log) for _ in range(rounds)]
    longer = statistics.median(answer["seconds"]["total"] for answer in complete) / statistics.median(
        turn["hegui"]["seconds"]["total"] for turn in turns
    )
    written = max(answer["peak_mb"] for answer in complete)
    return [
        _ratio(turns, YARDSTICK, BUDGETS["ratio"]),
        _ratio(turns, CHEAPER, None),
        Result("peak memory, MB", peak, BUDGETS["peak_mb"], f"the hand-written queries {' and '.join(hand_peaks)} MB"),
        Result("with the complete evidence written, times", longer, None, "`evidence.parquet`, a row for every breach of every standard"),
        Result("peak memory with it, MB", written, BUDGETS["peak_mb"], "under the default `--memory-limit`"),
    ]


def _ratio(turns: list[dict[str, dict[str, Any]]], query: str, budget: float | None) -> Result:
    def median(name: str, part: str = "total") -> float:
        return float(statistics.median(turn[name]["seconds"][part] for turn in turns))

    ratio = statistics.median(turn["hegui"]["seconds"]["total"] / turn[query]["seconds"]["total"] for turn in turns)
    parts = f"binding {median('hegui', 'bind'):.1f}, measuring {median('hegui', 'measure'):.1f}"
    return Result(f"time, times `{query}`", ratio, budget, f"{median('hegui'):.1f} s ({parts}) against {median(query):.1f} s")


def growth(large: Path, small: Path, rounds: int) -> list[Result]:
    """Ten times the events, and ten times the standards."""
    few, many = (statistics.median(side("hegui", log)["seconds"]["total"] for _ in range(rounds)) for log in (small, large))
    six, sixty = (statistics.median(side("hegui", small, n)["seconds"]["total"] for _ in range(rounds)) for n in (6, 60))
    return [
        Result("time for ten times the events, times", many / few, BUDGETS["events"], f"{many:.1f} s against {few:.1f} s"),
        Result("time for 60 standards instead of 6, times", sixty / six, BUDGETS["standards"], f"{sixty:.1f} s against {six:.1f} s"),
    ]


def side(name: str, log: Path, *more: int) -> dict[str, Any]:
    """Run one side in a process of its own."""
    command = [sys.executable, str(HERE / "sides.py"), name, str(log), *map(str, more)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def report(results: list[Result], number: int, rounds: int) -> str:
    """What was found, as Markdown."""
    import duckdb

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}"
    rows = [f"| {r.name} | {r.value:.2f} | {_budget(r)} | {r.how} |" for r in results]
    return "\n".join(
        [
            "# Results",
            "",
            f"Complaint log of {number:,} events in Parquet; the twenty shipped standards on it, five counts each by branch and month.",
            f"Machine: {machine}; Python {platform.python_version()}, DuckDB {duckdb.__version__}.",
            f"Medians of {rounds} rounds, the two sides in turn.",
            "",
            "`complaint.sql` is the hand-written query: it gives the counts and nothing else. The checker also tells apart faults in the",
            "file, reason codes, worst overruns and up to a hundred evidence rows for each standard, verdict and branch. All counts are",
            "compared and are equal.",
            "",
            "`complaint-last-row.sql` asks a cheaper question by the trick that the checker uses itself: attributes as the last row of a",
            "case holds them, joined back, instead of what is last known of each. It gives the same counts only",
            "because every row of this log repeats the attributes of its case; so no budget is measured by it.",
            "",
            "| what | measured | budget | kept | seconds |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "Made by `make bench`; ratios count, seconds belong to the machine.",
            "",
        ]
    )


def _budget(result: Result) -> str:
    return "– | –" if result.budget is None else f"{result.budget:g} | {'yes' if result.held else 'no'}"


if __name__ == "__main__":
    main()
