"""Checks on groups worked out by hand, group by group, in fractions: what the compiled ones are compared with.

It shares no code with the engine. Where rows cannot be judged, every way in which they might count is tried: what they all agree on is the
verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor, inf
from typing import Any

from hegui.words import expressions as e
from hegui.words import groups as g
from hegui.words.durations import Limit
from hegui.words.periods import Period

Row = Mapping[str, Any]
Key = tuple[str, str, date | None]
"""Unit, entity and first day of the period."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Audit:
    """When and over what is audited."""

    as_of: datetime
    since: date | None = None
    until: date | None = None
    covers: tuple[date, date] | None = None
    declared: bool = True
    where: e.Expr | None = None
    population: Sequence[Row] = ()


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


# ------------------------------------------------------------------ members and periods


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


def span(per: Period, day: date) -> tuple[date, date] | None:
    """First day of the period that holds a day, and the day after its last."""
    match per.unit:
        case "day":
            return day, day + DAY
        case "week":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=7)
        case "billing_window":
            for year, month in ((day.year, day.month), previous(day.year, day.month)):
                after = following(year, month, 1)
                start, end = after - timedelta(days=per.last_days), after + timedelta(days=per.first_days)
                if start <= day < end:
                    return start, end
            return None
        case _:
            months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}.get(per.unit, per.months)
            first = (day.month - 1) // months * months + 1
            return date(day.year, first, 1), following(day.year, first, months)


def previous(year: int, month: int) -> tuple[int, int]:
    """The month before."""
    return (year, month - 1) if month > 1 else (year - 1, 12)


def following(year: int, month: int, months: int) -> date:
    """The first day of the month so many months later."""
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, 1)


def end_of(per: Period, start: date) -> date:
    """The day after the last of a period."""
    found = span(per, start)
    assert found is not None
    return found[1]


def placed(per: Period, start: date | None, audit: Audit) -> str | None:
    """What the period alone says; ``beside`` if it has no day in the window."""
    if start is None:
        return "no_anchor"
    end = end_of(per, start)
    since, until = audit.since or date.min, audit.until or date.max
    days = [start + n * DAY for n in range((end - start).days)]
    inside = [since <= day < until for day in days]
    if not any(inside):
        return "beside"
    if not all(inside):
        return "partial_period"
    if datetime(end.year, end.month, end.day) > audit.as_of:
        return "pending"
    covers = audit.covers or (date.min, date.min)
    if audit.since is None and audit.declared and start < covers[0] < end:
        return "partial_period"
    told = [covers[0] <= day < covers[1] for day in days]
    return None if (all(told) if audit.declared else any(told)) else "log_does_not_cover"


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


# ------------------------------------------------------------------ figures


def limited(check: g.Ratio | g.Average | g.Percentile, figure: Fraction | float) -> str:
    """A figure against its limits."""
    if check.at_least is not None and figure < exact(check.at_least):
        return "below_limit"
    return "above_limit" if check.at_most is not None and figure > exact(check.at_most) else "conforming"


def exact(limit: Decimal | Limit) -> Fraction:
    """A limit as a fraction."""
    return Fraction(limit.amount * {"second": 1, "minute": 60}[limit.unit]) if isinstance(limit, Limit) else Fraction(limit)


def agreed(reasons: Iterable[str]) -> str:
    """The one verdict that all ways lead to."""
    found = set(reasons)
    return found.pop() if len(found) == 1 else "unknown_members"


def ratio(check: g.Ratio, members: Sequence[Row], audit: Audit) -> str:
    """Every unknown member counts in full, or every one for nothing."""
    parts: list[tuple[Fraction | None, Fraction | None]] = []
    for row in members:
        if check.of is not None:
            holds = truth(check.of, row)
            part, weight = None if holds is None else Fraction(holds), Fraction(1)
        else:
            assert check.numerator is not None
            assert check.denominator is not None
            part, weight = value(check.numerator, row), value(check.denominator, row)  # type: ignore[assignment]
        sure = counts(check, row, audit) is True and weight is not None
        parts.append((part if sure else None, weight))
    known = [(part, weight) for part, weight in parts if part is not None and weight is not None]
    if check.min_sample > 1 and sum(weight for _, weight in known) < check.min_sample:
        return "small_sample"
    unknown = [weight for part, weight in parts if part is None or weight is None]
    if None in unknown:
        return "unknown_members"
    extra = sum((weight for weight in unknown if weight is not None), Fraction(0))
    above, below = sum(part for part, _ in known), sum(weight for _, weight in known) + extra
    if not below:
        return "no_exposure"
    return agreed(limited(check, Fraction(100 * (above + more)) / below) for more in (extra, 0))


def mean_or_percentile(check: g.Average | g.Percentile, members: Sequence[Row], audit: Audit) -> str:
    """Every unknown member is infinitely small, or infinitely large."""
    values = [value(check.of, row) if counts(check, row, audit) else None for row in members]
    known = [figure for figure in values if figure is not None]
    if check.min_sample > 1 and len(known) < check.min_sample:
        return "small_sample"
    if isinstance(check, g.Average):
        return "unknown_members" if None in values else limited(check, Fraction(sum(known)) / len(known))
    ways = []
    for end in (-inf, inf):
        ranked = sorted(end if figure is None else figure for figure in values)
        ways.append(limited(check, ranked[ceil(Fraction(check.percent) * len(ranked) / 100) - 1]))
    return agreed(ways)


def score(check: g.Score, card: Sequence[Row], audit: Audit) -> str:
    """One card."""
    if any(counts(check, row, audit) is None for row in card):
        return "unknown_members"
    if any(row.get(ref.name) is None for ref in check.subject for row in card):
        return "unknown_value"
    single = [check.recorded, *([check.base] if isinstance(check.base, e.Ref) else []), *(ref for ref, _ in check.weights)]
    held = {ref: {row[ref.name] for row in card if row.get(ref.name) is not None} for ref in single}
    names = [*single, *([check.deductions] if check.deductions else [])]
    if any(len(values) != 1 for values in held.values()) or any(row.get(f"{n}__state") == "unreadable" for n in names for row in card):
        return "unknown_value"
    one = {ref: Fraction(next(iter(values))) for ref, values in held.items()}
    if check.weights:
        computed = sum((one[ref] * Fraction(weight) for ref, weight in check.weights), Fraction(0))
    else:
        base = one[check.base] if isinstance(check.base, e.Ref) else Fraction(check.base or 0)
        computed = base - sum(Fraction(row[check.deductions.name] or 0) for row in card if check.deductions)
    if check.floor is not None:
        computed = max(computed, Fraction(check.floor))
    if abs(computed - one[check.recorded]) > Fraction(check.within):
        return "disagrees"
    return "below_limit" if check.pass_mark is not None and one[check.recorded] < Fraction(check.pass_mark) else "conforming"


def frequency(check: g.Frequency, members: Sequence[Row], audit: Audit) -> str:
    """Events by exposure times base."""
    if any(counts(check, row, audit) is None for row in members):
        return "unknown_members"
    events = [Fraction(1) if check.events is None else value(check.events, row) for row in members]
    exposure = [value(check.exposure, row) for row in members]
    if None in events or None in exposure:
        return "unknown_value"
    below = sum(part for part in exposure if part is not None)
    if not below:
        return "no_exposure"
    figure = Fraction(sum(part for part in events if part is not None)) / below * Fraction(check.base)
    recorded = {row["noted"] for row in members if row.get("noted") is not None} if check.recorded else set()
    if len(recorded) == 1 and Fraction(recorded.pop()) != Fraction(floor(figure * 10**check.decimals + Fraction(1, 2)), 10**check.decimals):
        return "disagrees"
    if check.at_most is not None and figure > Fraction(check.at_most):
        return "above_limit"
    told = {row["noted"] for row in members if row.get("noted") is not None}
    return "unknown_value" if check.recorded and len(told) != 1 else "conforming"


def trend(check: g.Trend, key: Key, rows: Sequence[Row], audit: Audit) -> str:
    """The last steps of a unit's series, one after the other."""
    assert key[2] is not None
    covers = audit.covers or (date.min, date.min)
    told: dict[date, list[Row]] = {}
    for (unit, _, start), members in grouped(check, rows).items():
        inside = start is not None and covers[0] <= start and end_of(check.per, start) <= covers[1]
        if unit == key[0] and start is not None and (inside or not audit.declared):
            told[start] = members
    at, starts = key[2], [key[2]]
    for _ in range(check.periods):
        at = before(check.per, at)
        starts.append(at)
    if starts[-1] < min(told):
        return "no_comparison"
    figures = [figure_of(check, told.get(start), audit) for start in starts]
    steps = [None if a is None or b is None else (a > b if check.worse == "rising" else a < b) for a, b in pairwise(figures)]
    if False in steps:
        return "conforming"
    if any(counts(check, row, audit) is None for start in starts for row in told.get(start, ())):
        return "unknown_members"
    return "unknown_value" if None in steps else "worsening"


def before(per: Period, start: date) -> date:
    """First day of the period before."""
    day = start - DAY
    while (found := span(per, day)) is None:
        day -= DAY
    return found[0]


def figure_of(check: g.Trend, members: Sequence[Row] | None, audit: Audit) -> Fraction | None:
    """The figure of a period; None where it is not known."""
    if not members or any(counts(check, row, audit) is None for row in members):
        return None
    above = [Fraction(1) if check.of is None else value(check.of, row) for row in members]
    below = [Fraction(1) if check.over is None else value(check.over, row) for row in members]
    if None in above or None in below:
        return None
    size = sum(part for part in below if part is not None) if check.over is not None or check.average else Fraction(1)
    return Fraction(sum(part for part in above if part is not None)) / size if size else None


def coverage(check: g.Coverage, members: Sequence[Row], audit: Audit) -> str:
    """Which items there are, and which there may be."""
    blanks, listed = 0, False
    surely: set[Any] = set()
    maybe: set[Any] = set()
    for row in members:
        held = row.get(check.field.name)
        blanks += held is None
        listed = listed or check.field.name == "items"
        items = set(held) if isinstance(held, list) else {held} - {None}
        maybe |= items
        surely |= items if counts(check, row, audit) else set()
    needed = check.at_least or len(check.items)
    if len(set(check.items) & surely) >= needed:
        return "conforming"
    wanting = needed - len(set(check.items) & maybe)
    fills = blanks * len(check.items) if listed else blanks
    return "unknown_members" if wanting <= fills else "items_missing"


# ------------------------------------------------------------------ sampling


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


def starts(per: Period, audit: Audit) -> list[date]:
    """First days of the periods from the beginning of the window, or of the log, to as-of."""
    day = audit.since or (audit.covers[0] if audit.covers else audit.as_of.date() + DAY)
    found: dict[date, None] = {}
    while day <= audit.as_of.date():
        period = span(per, day)
        day += DAY
        if period is not None:
            found[period[0]] = None
    return list(found)


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
