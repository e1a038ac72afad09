"""The examples of a standard pin it down: whatever is changed in it, some example no longer holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import pytest

from hegui.policy import Policies, load_policies
from hegui.trial import run_examples
from hegui.words.checks import Allowed, Condition, Count, Deadline, Different, LimitTable, Moment, Pick, Presence, Same, Sequence
from hegui.words.durations import Limit
from hegui.words.expressions import And, Arithmetic, Compare, Duration, Expr, In, IsMissing, Literal, Not, Or, Ref, Scalar
from hegui.words.kinds import Check
from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

T = TypeVar("T")
Mutants = Iterator[tuple[str, T]]
"""What was changed, and the outcome."""

FLIPPED = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"}


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies()


def test_examples_notice_every_change(policies: Policies) -> None:
    changes: dict[str, str] = {}
    changed: list[Standard] = []
    for standard in policies.standards:
        for number, (change, mutant) in enumerate(_of_standard(standard, policies.vocabulary[standard.log])):
            changed.append(replace(mutant, id=f"{standard.id}.{number}"))
            changes[changed[-1].id] = f"{standard.id}: {change}"
    trials = run_examples(policies, changed)
    tried = {trial.standard for trial in trials if trial.verdict != "void"}
    assert [change for mutant, change in changes.items() if mutant not in tried] == []  # a change that crashes is not noticed
    noticed = {trial.standard for trial in trials if not trial.ok}
    survivors = [change for mutant, change in changes.items() if mutant not in noticed]
    assert len(changes) > 5 * len(policies.standards)
    assert not survivors, f"{len(survivors)} of {len(changes)} changes go unnoticed:\n" + "\n".join(survivors)


def _of_standard(standard: Standard, log: Log) -> Mutants[Standard]:
    for change, check in _of_check(standard.check, log):
        yield change, replace(standard, check=check)
    for change, where in _of_condition(standard.where):
        yield f"where: {change}", replace(standard, where=where)


# Kinds of check


def _of_check(check: Check, log: Log) -> Mutants[Check]:
    match check:
        case Deadline():
            yield from _of_deadline(check)
        case Presence():
            yield from _of_presence(check)
        case Sequence():
            yield from _of_sequence(check, log)
        case Same(fields, unless):
            yield from ((f"without {fields[i]}", replace(check, fields=rest)) for i, rest in _shorter(fields, 2))
            yield from ((f"unless: {change}", replace(check, unless=expr)) for change, expr in _of_condition(unless))
            yield "different instead of same", Different(fields)
        case Different(fields):
            yield from ((f"without {fields[i]}", replace(check, fields=rest)) for i, rest in _shorter(fields, 2))
            yield "same instead of different", Same(fields)
        case Allowed():
            yield from _of_allowed(check, log)
        case Condition(that):
            yield from ((change, Condition(expr)) for change, expr in _of_expression(that))
        case Count():
            yield from _of_count(check)


def _of_deadline(check: Deadline) -> Mutants[Check]:
    within = check.within
    if isinstance(within, LimitTable):
        for code, limit in within.table.items():
            for other in _near(limit):
                yield f"{other} for {code}", replace(check, within=replace(within, table={**within.table, code: other}))
    else:
        yield from ((f"within {other}", replace(check, within=other)) for other in _near(within))
    yield from ((f"from {change}", replace(check, start=start)) for change, start in _of_moment(check.start))
    yield from ((f"to {change}", replace(check, end=end)) for change, end in _of_moment(check.end))


def _near(limit: Limit) -> list[Limit]:
    return [replace(limit, amount=amount) for amount in (limit.amount - 1, limit.amount + 1) if amount > 0]


def _of_moment(moment: Moment) -> Mutants[Moment]:
    for i, rest in _shorter(moment.refs, 1):
        yield f"without {moment.refs[i]}", Moment(rest, moment.pick if len(rest) > 1 else Pick.ONLY)
    if moment.pick is not Pick.ONLY:
        yield "the other pick", replace(moment, pick=Pick.ALL if moment.pick is Pick.EARLIEST else Pick.EARLIEST)


def _of_presence(check: Presence) -> Mutants[Check]:
    for i, rest in _shorter(check.fields, 1):
        yield f"without {check.fields[i].ref}", replace(check, fields=rest)
    for i, filled in enumerate(check.fields):
        for j, covers in _shorter(filled.covers, 0):
            fields = (*check.fields[:i], replace(filled, covers=covers), *check.fields[i + 1 :])
            yield f"{filled.ref} without {filled.covers[j]}", replace(check, fields=fields)
    if check.after is not None:
        yield f"whether or not {check.after} is reached", replace(check, after=None)


def _of_sequence(check: Sequence, log: Log) -> Mutants[Check]:
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


def _of_allowed(check: Allowed, log: Log) -> Mutants[Check]:
    field = log.fields.get(check.field.name)
    codes = tuple(field.values) if field else ()
    for change, values in _of_values(check.values, codes):
        yield change, replace(check, values=values)
    for key, given in (check.table or {}).items():
        for change, values in _of_values(given, codes):
            yield f"{key}: {change}", replace(check, table={**(check.table or {}), key: values})
    yield "closed list" if check.open else "open list", replace(check, open=not check.open)


def _of_values(values: tuple[Scalar, ...], codes: Iterable[str]) -> Mutants[tuple[Scalar, ...]]:
    yield from ((f"without {values[i]}", rest) for i, rest in _shorter(values, 1))
    if values and (added := tuple(code for code in codes if code not in values)):
        yield f"with {', '.join(added)}", (*values, *added)


def _of_count(check: Count) -> Mutants[Check]:
    for change in (-1, 1):
        if check.at_least is not None:
            yield f"at least {check.at_least + change}", replace(check, at_least=check.at_least + change)
        if check.at_most is not None:
            yield f"at most {check.at_most + change}", replace(check, at_most=check.at_most + change)
    if check.until is not None:
        yield f"not until {check.until} only", replace(check, until=None)


# Expressions


def _of_condition(expr: Expr | None) -> Mutants[Expr | None]:
    if expr is not None:
        yield "dropped", None
        yield from _of_expression(expr)


def _of_expression(expr: Expr) -> Mutants[Expr]:
    match expr:
        case Compare(op, left, right):
            yield f"{FLIPPED[op]} for {op}", Compare(FLIPPED[op], left, right)
            yield from _inside(left, lambda part: Compare(op, part, right))
            yield from _inside(right, lambda part: Compare(op, left, part))
        case Arithmetic(op, left, right):
            yield from _inside(left, lambda part: Arithmetic(op, part, right))
            yield from _inside(right, lambda part: Arithmetic(op, left, part))
        case In(item, values, negated):
            yield "in for not in" if negated else "not in for in", In(item, values, not negated)
            yield from ((f"without {values[i]}", In(item, rest, negated)) for i, rest in _shorter(values, 1))
        case IsMissing(item, negated):
            yield f"{item} {'is missing' if negated else 'is not missing'}", IsMissing(item, not negated)
        case Not(part):
            yield "not dropped", part
            yield from _inside(part, Not)
        case And(parts):
            yield "or for and", Or(parts)
            yield from _of_parts(parts, And)
        case Or(parts):
            yield "and for or", And(parts)
            yield from _of_parts(parts, Or)
        case Literal(bool() as value):
            yield f"{not value} for {value}", Literal(not value)
        case Literal(int() as value):
            yield from ((f"{other} for {value}", Literal(other)) for other in (value - 1, value + 1))
        case Duration(limit):
            yield from ((f"{other} for {limit}", Duration(other)) for other in _near(limit))
        case _:
            return


def _inside(part: Expr, whole: Callable[[Expr], Expr]) -> Mutants[Expr]:
    yield from ((change, whole(mutant)) for change, mutant in _of_expression(part))


def _of_parts(parts: tuple[Expr, ...], joined: Callable[[tuple[Expr, ...]], Expr]) -> Mutants[Expr]:
    for i, rest in _shorter(parts, 1):
        yield f"without part {i + 1}", joined(rest) if len(rest) > 1 else rest[0]
    for i, part in enumerate(parts):
        before, after = parts[:i], parts[i + 1 :]
        yield from ((change, joined((*before, mutant, *after))) for change, mutant in _of_expression(part))


def _shorter(items: tuple[T, ...], at_least: int) -> Iterator[tuple[int, tuple[T, ...]]]:
    """Each item's index and the rest without it, where enough are left."""
    if len(items) > at_least:
        yield from ((i, (*items[:i], *items[i + 1 :])) for i in range(len(items)))
