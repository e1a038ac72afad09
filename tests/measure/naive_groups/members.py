"""Which rows count, what they hold, and which group they are of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction

from hegui.words import expressions as e
from hegui.words import groups as g

from .audits import Audit, Key, Row
from .periods import span


def counts(check: g.Group, row: Row, audit: Audit) -> bool | None:
    """Whether a row is a member."""
    if row.get("_conflict"):
        return None
    among = check.among if isinstance(check, g.Ratio | g.Average | g.Percentile) else None
    said = [True if expr is None else truth(expr, row) for expr in (audit.where, among)]
    return False if False in said else None if None in said else True


def truth(expr: e.Expr, row: Row) -> bool | None:
    """``field == constant`` and nothing else."""
    assert isinstance(expr, e.Compare)
    assert isinstance(expr.left, e.Ref)
    assert isinstance(expr.right, e.Literal)
    value = row.get(expr.left.name)
    return None if value is None else bool(value == expr.right.value)


def value(expr: e.Expr, row: Row) -> Fraction | None:
    """A field, or the difference of two times in seconds."""
    if isinstance(expr, e.Ref):
        cell = row.get(expr.name)
        return None if cell is None else Fraction(cell)
    assert isinstance(expr, e.Arithmetic)
    assert isinstance(expr.left, e.Ref)
    assert isinstance(expr.right, e.Ref)
    later, earlier = row.get(expr.left.name), row.get(expr.right.name)
    if later is None or earlier is None or later < earlier:  # what ends before it begins is not to be believed
        return None
    return Fraction((later - earlier) // timedelta(microseconds=1), 1_000_000)


def grouped(check: g.Group, rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Rows by unit and period, of scores by card."""
    if isinstance(check, g.Score):
        return cards(check, rows)
    found: dict[Key, list[Row]] = {}
    for row in rows:
        opened = row["opened_at"]
        period = None if opened is None else span(check.per, opened.date())
        if opened is not None and period is None:
            continue
        unit = "-" if check.whole else row["_unit"]
        found.setdefault((unit, unit, None if period is None else period[0]), []).append(row)
    return found


def cards(check: g.Score, rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Rows by card, under the unit of the last row and the latest period."""
    named: dict[str, list[Row]] = {}
    for row in rows:
        named.setdefault(" / ".join("unknown" if row.get(r.name) is None else row[r.name] for r in check.subject), []).append(row)
    found: dict[Key, list[Row]] = {}
    for name, card in named.items():
        starts = [span(check.per, row["opened_at"].date()) for row in card if row["opened_at"] is not None]
        last = max((start[0] for start in starts if start), default=None)
        found[card[-1]["_unit"], name, last] = card
    return found
