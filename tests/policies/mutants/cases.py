"""Changes of checks on a case by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from hegui.words.checks import (
    Allowed,
    Condition,
    Count,
    Deadline,
    Different,
    DueOn,
    LimitTable,
    Moment,
    Pick,
    Presence,
    RecordedLimit,
    Same,
    Sequence,
)
from hegui.words.expressions import Ref, Scalar
from hegui.words.kinds import Check
from hegui.words.vocabulary import Log

from .expressions import Mutants, near, of_condition, of_expression, shorter
from .periods import of_period, of_point


def deadline(check: Deadline, _: Log) -> Mutants[Check]:
    within = check.within
    if isinstance(within, LimitTable):
        for code, limit in within.table.items():
            for other in near(limit):
                yield f"{other} for {code}", replace(check, within=replace(within, table={**within.table, code: other}))
    elif isinstance(within, RecordedLimit):
        for default in (*near(within.otherwise), None) if within.otherwise else ():
            yield f"else {default}", replace(check, within=replace(within, otherwise=default))
        for unit in {"second", "minute", "hour"} - {within.unit} if within.unit else ():
            yield f"in {unit}s", replace(check, within=replace(within, unit=unit))
    else:
        yield from ((f"within {other}", replace(check, within=other)) for other in near(within))
    yield from ((f"from {change}", replace(check, start=start)) for change, start in _of_moment(check.start))
    yield from ((f"to {change}", replace(check, end=end)) for change, end in _of_moment(check.end))
    for least in (*near(check.not_before), None) if check.not_before else ():
        yield f"not before {least}", replace(check, not_before=least)
    if check.each:
        yield "any of them", replace(check, each=False)
    if check.pausing:
        yield "the clock never pauses", replace(check, pausing=False)


def due_on(check: DueOn, _: Log) -> Mutants[Check]:
    yield from ((change, replace(check, point=point)) for change, point in of_point(check.point, check.per))
    yield from ((change, replace(check, per=per)) for change, per in of_period(check.per))


def _of_moment(moment: Moment) -> Mutants[Moment]:
    for i, rest in shorter(moment.refs, 1):
        yield f"without {moment.refs[i]}", Moment(rest, moment.pick if len(rest) > 1 else Pick.ONLY)
    if moment.pick is not Pick.ONLY:
        yield "the other pick", replace(moment, pick=Pick.ALL if moment.pick is Pick.EARLIEST else Pick.EARLIEST)


def presence(check: Presence, log: Log) -> Mutants[Check]:
    for i, rest in shorter(check.fields, 1):
        if check.fields[i].ref.name == log.anchor:  # the anchor is never missing, so nothing changes
            continue
        yield f"without {check.fields[i].ref}", replace(check, fields=rest)
    for i, filled in enumerate(check.fields):
        for j, covers in shorter(filled.covers, 0):
            fields = (*check.fields[:i], replace(filled, covers=covers), *check.fields[i + 1 :])
            yield f"{filled.ref} without {filled.covers[j]}", replace(check, fields=fields)
    if check.after is not None:
        yield f"whether or not {check.after} is reached", replace(check, after=None)


def sequence(check: Sequence, log: Log) -> Mutants[Check]:
    for ref in check.refs():
        stages = tuple(rest for stage in check.stages if (rest := tuple(name for name in stage if name != ref)))
        yield f"without {ref}", Sequence(stages, check.optional - {ref})
        if ref.name != log.anchor:  # the anchor is never missing, so nothing changes
            yield f"{ref} optional or not", replace(check, optional=check.optional ^ {ref})
    for i, (one, other) in enumerate(pairwise(check.stages)):
        before, after = check.stages[:i], check.stages[i + 2 :]
        yield f"{_said(other)} before {_said(one)}", replace(check, stages=(*before, other, one, *after))
        yield f"{_said(one)} and {_said(other)} in any order", replace(check, stages=(*before, (*one, *other), *after))
    for i, stage in enumerate(check.stages):
        if len(stage) > 1:
            for names in (stage, stage[::-1]):
                in_order = (*check.stages[:i], *((name,) for name in names), *check.stages[i + 1 :])
                yield f"{_said(names)} in this order", replace(check, stages=in_order)


def _said(stage: tuple[Ref, ...]) -> str:
    return " ".join(map(str, stage))


def allowed(check: Allowed, log: Log) -> Mutants[Check]:
    field = log.fields.get(check.field.name)
    codes = tuple(field.values) if field else ()
    for change, values in _of_values(check.values, codes):
        yield change, replace(check, values=values)
    for key, given in (check.table or {}).items():
        for change, values in _of_values(given, codes):
            yield f"{key}: {change}", replace(check, table={**(check.table or {}), key: values})
    yield "closed list" if check.open else "open list", replace(check, open=not check.open)


def _of_values(values: tuple[Scalar, ...], codes: Iterable[str]) -> Mutants[tuple[Scalar, ...]]:
    yield from ((f"without {values[i]}", rest) for i, rest in shorter(values, 1))
    if values and (added := tuple(code for code in codes if code not in values)):
        yield f"with {', '.join(added)}", (*values, *added)


def count(check: Count, _: Log) -> Mutants[Check]:
    for change in (-1, 1):
        if check.at_least is not None:
            yield f"at least {check.at_least + change}", replace(check, at_least=check.at_least + change)
        if check.at_most is not None:
            yield f"at most {check.at_most + change}", replace(check, at_most=check.at_most + change)
    if check.until is not None:
        yield f"not until {check.until} only", replace(check, until=None)


def same(check: Same, _: Log) -> Mutants[Check]:
    yield from ((f"without {check.fields[i]}", replace(check, fields=rest)) for i, rest in shorter(check.fields, 2))
    yield from ((f"unless: {change}", replace(check, unless=expr)) for change, expr in of_condition(check.unless))
    yield "different instead of same", Different(check.fields)


def different(check: Different, _: Log) -> Mutants[Check]:
    yield from ((f"without {check.fields[i]}", replace(check, fields=rest)) for i, rest in shorter(check.fields, 2))
    yield "same instead of different", Same(check.fields)


def holds(check: Condition, _: Log) -> Mutants[Check]:
    yield from ((change, Condition(expr)) for change, expr in of_expression(check.that))
