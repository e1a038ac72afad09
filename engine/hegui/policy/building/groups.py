"""Checks on groups: from their shapes to the checks."""

from __future__ import annotations

from hegui.policy.building import figures
from hegui.policy.building.expression import condition, quantity
from hegui.policy.building.names import optional
from hegui.policy.building.periods import period
from hegui.policy.building.scope import Scope, Sort
from hegui.policy.building.slots import WHOLE, roster, stands
from hegui.policy.faults import At
from hegui.policy.shapes import groups as shapes
from hegui.words import groups
from hegui.words.durations import Limit
from hegui.words.errors import nearest
from hegui.words.expressions import Expr
from hegui.words.kinds import Check


def ratio(shape: shapes.RatioShape, scope: Scope, at: At) -> Check | None:
    """A share; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    of, among = condition(shape.of, scope, at / "of"), condition(shape.among, scope, at / "among")
    numerator = optional(shape.numerator, scope, at / "sum", Sort.NUMBER)
    denominator = optional(shape.denominator, scope, at / "over", Sort.NUMBER)
    most = 100 if shape.of is not None else None  # a quotient of sums may be anything
    at_least = figures.number(shape.at_least, scope, at / "at_least", 0, most)
    at_most = figures.number(shape.at_most, scope, at / "at_most", 0, most)
    figures.agree(at_least, at_most, {shape.at_least, shape.at_most}, scope, at)
    sample = figures.whole(shape.min_sample, scope, at / "min_sample", 1)
    if per is None or sample is None or at.noted > before:
        return None
    return groups.Ratio(of, among, numerator, denominator, at_least, at_most, sample, per, shape.by == WHOLE)


def average(shape: shapes.AverageShape, scope: Scope, at: At) -> Check | None:
    """A mean; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    of, at_least, at_most = _limited(shape, scope, at)
    among = condition(shape.among, scope, at / "among")
    sample = figures.whole(shape.min_sample, scope, at / "min_sample", 1)
    if per is None or of is None or sample is None or at.noted > before:
        return None
    return groups.Average(of, among, at_least, at_most, sample, per, shape.by == WHOLE)


def percentile(shape: shapes.PercentileShape, scope: Scope, at: At) -> Check | None:
    """A percentile; None where it cannot be built, with the faults noted."""
    percent = figures.number(shape.percent, scope, at / "percent", 0, 100)
    if percent == 0:
        (at / "percent").wrong("no value stands at 0 per cent", "write a number above 0")
    built = average(shape, scope, at)
    if not isinstance(built, groups.Average) or not percent:
        return None
    return groups.Percentile(
        built.of, percent, built.among, built.at_least, built.at_most, built.min_sample, built.per, built.whole
    )  # fmt: skip


def _limited(
    shape: shapes.AverageShape, scope: Scope, at: At
) -> tuple[Expr | None, groups.Threshold | None, groups.Threshold | None]:  # fmt: skip
    """What the figure is of, and its limits: numbers of a number, times on the elapsed clock of a length of time."""
    found = quantity(shape.of, scope, at / "of", Sort.NUMBER, Sort.DURATION)
    if found is None:
        return None, None, None
    of, sort = found
    if sort is Sort.DURATION:
        least, most = _elapsed(shape.at_least, scope, at / "at_least"), _elapsed(shape.at_most, scope, at / "at_most")
        seconds = least.seconds if least else None, most.seconds if most else None
        figures.agree(*seconds, {shape.at_least, shape.at_most}, scope, at)
        return of, least, most
    low = figures.number(shape.at_least, scope, at / "at_least")
    high = figures.number(shape.at_most, scope, at / "at_most")
    figures.agree(low, high, {shape.at_least, shape.at_most}, scope, at)
    return of, low, high


def _elapsed(text: str | None, scope: Scope, at: At) -> Limit | None:
    return None if text is None else figures.limit(text, scope, at, *figures.ELAPSED)


def sampling(shape: shapes.SamplingShape, scope: Scope, at: At) -> Check | None:
    """A share drawn; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    drawn = scope.ref(shape.drawn, at / "drawn", Sort.TEXT)
    population = roster(shape.population, scope, at / "population")
    at_least = figures.number(shape.at_least, scope, at / "at_least", 0, 100)
    if per is None or drawn is None or population is None or at_least is None or at.noted > before:
        return None
    return groups.Sampling(drawn, population, at_least, shape.at_least_one, per, shape.by == WHOLE)


def trend(shape: shapes.TrendShape, scope: Scope, at: At) -> Check | None:
    """A figure that gets worse; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    of, over = optional(shape.of, scope, at / "of", Sort.NUMBER), optional(shape.over, scope, at / "over", Sort.NUMBER)
    periods = figures.whole(shape.periods, scope, at / "periods", 1)
    if per is None or periods is None or at.noted > before:
        return None
    return groups.Trend(shape.worse, periods, of, over, shape.average, per, shape.by == WHOLE)


def coverage(shape: shapes.CoverageShape, scope: Scope, at: At) -> Check | None:
    """All items occur; None where it cannot be built, with the faults noted."""
    before = at.noted
    per = period(shape.per, scope, at / "per")
    field = scope.ref(shape.field, at / "field", Sort.TEXT, Sort.LIST)
    codes = scope.codes(field) if field else ()
    for index, item in enumerate(shape.items):
        if codes and item not in codes:
            (at / "items" / index).wrong(f"{item!r} is not a code of {field}", nearest(item, codes))
        elif item in shape.items[:index]:
            (at / "items" / index).wrong(f"{item!r} stands twice")
    least = None if shape.at_least is None else figures.whole(shape.at_least, scope, at / "at_least", 1, len(shape.items))
    entity = optional(shape.entity, scope, at / "entity", Sort.TEXT)
    if entity is not None and shape.by == WHOLE:
        (at / "by").wrong("the organisation as a whole has no entities", "leave 'by' or 'entity' out")
    listed = roster(shape.roster, scope, at / "roster") if shape.roster else None
    if listed is not None and shape.by == WHOLE:
        (at / "roster").wrong("the organisation as a whole is on no roster", "leave 'by' or 'roster' out")
    stretch = stands(shape.stands, per, scope, at / "stands")
    if per is None or field is None or at.noted > before:
        return None
    return groups.Coverage(field, shape.items, per, shape.by == WHOLE, least, entity, listed, stretch)
