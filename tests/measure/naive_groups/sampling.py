"""Samples: who is on the roster, and how many of them were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil

from hegui.words import groups as g

from .audits import Audit, Key, Row
from .members import counts
from .periods import end_of, starts
from .shares import agreed


def populations(check: g.Sampling, audit: Audit) -> dict[Key, list[Row]]:
    """For each unit and period the rows of the roster, one a thing, that are or may be in the population."""
    found: dict[Key, list[Row]] = {}
    for start in starts(check.per, audit):
        period = (start, end_of(check.per, start))
        for thing in dict.fromkeys(row["project_id"] for row in audit.population):
            there = [row for row in audit.population if row["project_id"] == thing and on_roster(row, period)]
            if not there:
                continue
            begun = [row for row in audit.population if row["project_id"] == thing and may_draw(row) and since(row) < period[1]]
            latest = max(begun, key=lambda row: (since(row), audit.population.index(row)))
            unit = "-" if check.whole else latest["_unit"]
            sure = any(row["drawable"] and not is_reversed(row) for row in there)
            found.setdefault((unit, unit, period[0]), []).append({"thing": thing, "sure": sure})
    return found


def may_draw(row: Row) -> bool:
    """Whether a row of the roster counts, for all that is known."""
    return row["drawable"] is not False


def is_reversed(row: Row) -> bool:
    """Whether it ends before it begins: nobody knows from when to when it holds."""
    return row["started_on"] is not None and row["ended_on"] is not None and bool(row["ended_on"] < row["started_on"])


def since(row: Row) -> date:
    """From when."""
    started: date | None = None if is_reversed(row) else row["started_on"]
    return started or date.min


def on_roster(row: Row, period: tuple[date, date]) -> bool:
    """Whether it is, or may be, on the roster on a day of the period."""
    until = None if is_reversed(row) else row["ended_on"]
    return may_draw(row) and since(row) < period[1] and (until is None or until >= period[0])


def sampling(check: g.Sampling, key: Key, things: Sequence[Row], rows: Sequence[Row], audit: Audit) -> str:
    """Every unknown thing is in the population or not, was drawn or not; every nameless row draws one more or none."""
    assert key[2] is not None
    period = (key[2], end_of(check.per, key[2]))
    here = [row for row in rows if row["opened_at"] is not None and period[0] <= row["opened_at"].date() < period[1]]
    named = [(row.get("thing"), counts(check, row, audit)) for row in here]
    surely = {thing for thing, sure in named if sure}
    maybe = {thing for thing, _ in named}
    nameless = sum(row.get("thing") is None for row in here if check.whole or row["_unit"] == key[0])
    ways = [
        [(True, True)] * thing["sure"] * (thing["thing"] in surely)
        or [
            (listed, drawn)
            for listed in ((True,) if thing["sure"] else (True, False))
            for drawn in ((True,) if thing["thing"] in surely else (True, False) if thing["thing"] in maybe else (False,))
        ]
        for thing in things
    ]
    reasons = set()
    for world in product(*ways):
        population = sum(listed for listed, _ in world)
        needed = ceil(Fraction(check.at_least) * population / 100)
        if check.at_least_one and population:
            needed = max(needed, 1)
        for more in range(nameless + 1):
            drawn = min(sum(listed and drawn for listed, drawn in world) + more, population)
            reasons.add("conforming" if drawn >= needed else "below_limit")
    return agreed(reasons)
