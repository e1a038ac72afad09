"""Changes of checks on groups."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from hegui.words.durations import Limit
from hegui.words.groups import Average, Coverage, Frequency, Percentile, Ratio, Sampling, Score, Threshold, Trend
from hegui.words.kinds import Check
from hegui.words.vocabulary import Log

from .expressions import Mutants, near, of_condition, of_expression, shorter
from .periods import of_period
from .slots import of_roster

G = TypeVar("G", Ratio, Average, Percentile, Sampling, Frequency, Trend, Coverage)

FINE = Decimal("0.01")


def _of_group(check: G) -> Mutants[Check]:
    """What all groups have."""
    yield from ((change, replace(check, per=per)) for change, per in of_period(check.per))
    if not (isinstance(check, Coverage) and (check.entity or check.roster)):  # both at once is no check of the language
        yield "the organisation or its units", replace(check, whole=not check.whole)


def _of_limits(check: Ratio | Average | Percentile, loose: Decimal) -> Mutants[Check]:
    """Stricter by a hair, so that exactly on the limit is no longer enough, and looser by as much as few rows can show."""
    for least in _moved(check.at_least, FINE, -loose):
        yield f"at least {least}", replace(check, at_least=least)  # type: ignore[arg-type]  # of the sort that it was
    for most in _moved(check.at_most, -FINE, loose):
        yield f"at most {most}", replace(check, at_most=most)  # type: ignore[arg-type]  # of the sort that it was
    for sample in (check.min_sample - 1, check.min_sample + 1):
        if sample:
            yield f"at least {sample} members", replace(check, min_sample=sample)


def _moved(limit: Threshold | None, *steps: Decimal) -> list[Threshold]:
    if isinstance(limit, Limit):
        return [*near(limit)]
    return [] if limit is None else [limit + step for step in steps]


def ratio(check: Ratio, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    yield from _of_limits(check, Decimal(5) if check.of is not None else FINE)
    for change, of in of_expression(check.of) if check.of is not None else ():
        yield f"of: {change}", replace(check, of=of)
    yield from ((f"among: {change}", replace(check, among=among)) for change, among in of_condition(check.among))


def average(check: Average, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    yield from _of_limits(check, Decimal("0.1"))
    yield from ((f"among: {change}", replace(check, among=among)) for change, among in of_condition(check.among))
    yield "90th percentile", Percentile(
        check.of, Decimal(90), check.among, check.at_least, check.at_most, check.min_sample, check.per, check.whole
    )  # fmt: skip


def percentile(check: Percentile, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    yield from _of_limits(check, Decimal("0.1"))
    yield from ((f"among: {change}", replace(check, among=among)) for change, among in of_condition(check.among))
    yield from ((f"{percent} per cent", replace(check, percent=percent)) for percent in _percents(check.percent))
    yield "average", Average(check.of, check.among, check.at_least, check.at_most, check.min_sample, check.per, check.whole)


def _percents(percent: Decimal) -> list[Decimal]:
    return [other for other in (percent - 10, percent + 1) if 0 < other <= 100]


def sampling(check: Sampling, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    for share in (check.at_least + FINE, check.at_least - 1):
        if 0 < share <= 100:
            yield f"at least {share} %", replace(check, at_least=share)
    yield from ((f"population: {change}", replace(check, population=roster)) for change, roster in of_roster(check.population))


def score(check: Score, _: Log) -> Mutants[Check]:
    yield from ((change, replace(check, per=per)) for change, per in of_period(check.per))
    yield from ((f"not by {check.subject[i]}", replace(check, subject=rest)) for i, rest in shorter(check.subject, 1))
    if isinstance(check.base, Decimal):
        yield from ((f"from {base}", replace(check, base=base)) for base in (check.base - 1, check.base + 1))
    if check.deductions is not None:
        yield "nothing deducted", replace(check, deductions=None)
    for i, (ref, weight) in enumerate(check.weights):
        for other in (weight - FINE, weight + FINE):
            weights = (*check.weights[:i], (ref, other), *check.weights[i + 1 :])
            yield f"{ref} × {other}", replace(check, weights=weights)
    if check.floor is not None:
        for floor in (check.floor - 1, check.floor + 1, None):
            yield f"no lower than {floor}", replace(check, floor=floor)
    for within in {check.within + FINE, max(check.within - FINE, Decimal(0))} - {check.within}:
        yield f"to {within}", replace(check, within=within)
    if check.pass_mark is not None:
        for mark in (check.pass_mark - 1, check.pass_mark + FINE, None):
            yield f"passes with {mark}", replace(check, pass_mark=mark)


def frequency(check: Frequency, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    yield "ten times the base", replace(check, base=check.base * 10)
    if check.recorded is not None:
        yield from ((f"{n} decimals", replace(check, decimals=n)) for n in (check.decimals - 1, check.decimals + 1) if n >= 0)
        yield "whatever is recorded", replace(check, recorded=None, at_most=check.at_most or Decimal(10**9))
    if check.events is not None:
        yield "rows counted", replace(check, events=None)
    if check.at_most is not None:
        yield from ((f"at most {most}", replace(check, at_most=most)) for most in (check.at_most - FINE, check.at_most + FINE))


def trend(check: Trend, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    yield "the other way", replace(check, worse="falling" if check.worse == "rising" else "rising")
    yield from ((f"{periods} periods", replace(check, periods=periods)) for periods in (check.periods - 1, check.periods + 1) if periods)
    if check.of is not None:
        yield "rows counted", replace(check, of=None, over=None, average=False)
    if check.over is not None:
        yield f"not by {check.over}", replace(check, over=None)
    if check.of is not None and check.over is None:
        yield "mean or sum", replace(check, average=not check.average)


def coverage(check: Coverage, _: Log) -> Mutants[Check]:
    yield from _of_group(check)
    yield from ((f"without {check.items[i]}", replace(check, items=rest)) for i, rest in shorter(check.items, 1))
    if check.at_least is not None:
        yield from (
            (f"at least {n}", replace(check, at_least=n)) for n in (check.at_least - 1, check.at_least + 1) if 0 < n <= len(check.items)
        )
    if check.entity is not None:
        yield "by unit", replace(check, entity=None)
    if check.roster is not None:
        yield "without roster", replace(check, roster=None)
        yield from ((f"roster: {change}", replace(check, roster=roster)) for change, roster in of_roster(check.roster))
    if check.stands is not None:
        yield "in the period of its anchor only", replace(check, stands=None)
        if check.stands.until is not None:
            yield "stands without end", replace(check, stands=replace(check.stands, until=None))
