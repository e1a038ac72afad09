"""Checks on milestones: their order and their number."""

from __future__ import annotations

from itertools import product

from hegui.words import checks as c
from hegui.words.vocabulary import Shape

from .cases import Case, is_date
from .dates import begin
from .flaws import Unreadable


def sequence(check: c.Sequence, case: Case) -> str:
    stages = [[(ref, case.get(ref)) for ref in stage] for stage in check.stages]
    if all(at is None for stage in stages for _, at in stage):
        return "not_applicable"
    for number, stage in enumerate(stages):
        for (late_ref, late), (early_ref, early) in product(stage, [one for before in stages[:number] for one in before]):
            if late is None or early is None:
                continue
            if is_date(case, late_ref) != is_date(case, early_ref):
                late_day, early_day = begin(late).date(), begin(early).date()
                if late_day < early_day:
                    return "out_of_order"
            elif late < early:
                return "out_of_order"
    lacking = [number for number, stage in enumerate(stages) for ref, at in stage if at is None and ref not in check.optional]
    furthest = max(number for number, stage in enumerate(stages) for _, at in stage if at is not None)
    if any(number < furthest for number in lacking) or (lacking and case.closed):
        return "missing_stage"
    return "pending" if lacking else "conforming"


def count(check: c.Count, case: Case) -> str:
    until = case.get(check.until) if check.until else None
    if isinstance(until, Unreadable):
        return "unreadable"
    if case.shape is Shape.WIDE:
        value = case.get(check.of)
        if isinstance(value, Unreadable):
            return "unreadable"
        times = [] if value is None else [value]
    else:
        times = [event.at for event in case.reached(check.of.name)]
    counted = [at for at in times if until is None or begin(at) <= begin(until)]
    if check.at_most is not None and len(counted) > check.at_most:
        return "too_many"
    if check.at_least is not None and len(counted) < check.at_least:
        return "too_few" if case.closed or until is not None else "pending"
    return "conforming"
