"""Judging ten thousand totals with the shipped rules and thresholds: CPU seconds of the whole stage, from measurement to findings.

``python benchmarks/judging.py [SHARE]``: SHARE of the totals breach (two thirds where nothing is said); each run is a process of its own.
"""

from __future__ import annotations

import sys
import time
from datetime import date, datetime, timedelta

from hegui.judge import judge
from hegui.policy import load_policies
from hegui.words.jobs import Unit
from hegui.words.measured import Counts, Measurement, StandardStatus, Status, Tally

TOTALS = 10_000
AS_OF = datetime(2026, 7, 1)


def main() -> None:
    """Judge once and print what it took."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 2 / 3
    policies = load_policies()
    profile = policies.profile("default")
    standards = policies.in_force(profile)
    units = [Unit(f"U{number:04}", level="city") for number in range(TOTALS // len(standards) + 1)]
    pairs = [(standard.id, unit.code) for standard in standards for unit in units][:TOTALS]
    tallies = tuple(
        Tally(standard, unit, "2026-06", Counts({"conforming": 40 + place % 70, "late": 1 + place % 9}), 24_317, worst_seconds=place * 60)
        if (place * 7919 % TOTALS) < share * TOTALS
        else Tally(standard, unit, "2026-06", Counts({"conforming": 40 + place % 70}), 24_317)
        for place, (standard, unit) in enumerate(pairs)
    )
    measurement = Measurement(tuple(StandardStatus(each.id, Status.JUDGED) for each in standards), tallies, (), ())
    calendar = policies.calendar(profile.calendar, date(2026, 1, 1), AS_OF.date() + timedelta(days=400))
    began = time.process_time()
    found = judge(measurement, standards, profile, policies.rules, calendar, AS_OF, units=units)
    took = time.process_time() - began
    sys.stdout.write(
        f"{len(tallies):,} totals, {len(found.findings):,} findings, {len(found.common)} common problems: {took:.2f} s of CPU\n"
    )


if __name__ == "__main__":
    main()
