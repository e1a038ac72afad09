"""Checks on groups worked out by hand, group by group, in fractions: what the compiled ones are compared with.

It shares no code with the engine. Where rows cannot be judged, every way in which they might count is tried: what they all agree on is the
verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from hegui.words import groups as g

from .audits import Audit, Key, Row
from .coverage import coverage
from .members import counts, grouped
from .periods import placed, starts
from .sampling import populations, sampling
from .series import trend
from .shares import mean_or_percentile, ratio
from .sums import frequency, score

__all__ = ["Audit", "judge"]


def judge(check: g.Group, rows: Sequence[Row], audit: Audit) -> dict[Key, str]:
    """The reason code of every instance."""
    possible = [row for row in rows if counts(check, row, audit) is not False]
    found = {} if isinstance(check, g.Sampling) else grouped(check, possible)
    if isinstance(check, g.Sampling):
        found = {**populations(check, audit), **{key: [] for key in grouped(check, possible) if key[2] is None}}
    if isinstance(check, g.Coverage) and check.whole:
        found = {**{("-", "-", start): [] for start in starts(check.per, audit)}, **found}
    judged = {}
    for key, members in found.items():
        reason = placed(check.per, key[2], audit)
        if reason != "beside":
            judged[key] = reason or verdict(check, key, members, possible, audit)
    return judged


def verdict(check: g.Group, key: Key, members: Sequence[Row], rows: Sequence[Row], audit: Audit) -> str:
    """What is said of a group whose period can be judged."""
    match check:
        case g.Ratio():
            return ratio(check, members, audit)
        case g.Average() | g.Percentile():
            return mean_or_percentile(check, members, audit)
        case g.Sampling():
            return sampling(check, key, members, rows, audit)
        case g.Score():
            return score(check, members, audit)
        case g.Frequency():
            return frequency(check, members, audit)
        case g.Trend():
            return trend(check, key, rows, audit)
        case g.Coverage():
            return coverage(check, members, audit)
