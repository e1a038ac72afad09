"""Which reason codes a standard can surely reach, so that lint can ask for an example of each.

Where it is hard to say, nothing is asked: an example that cannot exist must never be demanded.
"""

from __future__ import annotations

from itertools import product

from hegui.policy.building.examples import are_events
from hegui.words import checks
from hegui.words import verdicts as v
from hegui.words.expressions import And, Expr, IsMissing, Literal, Not, Or, Ref, refs
from hegui.words.standards import Standard
from hegui.words.verdicts import Reason
from hegui.words.vocabulary import FieldType, Log

FROM_MISSING = {v.MISSING, v.PENDING, v.BLANK, v.MISSING_STAGE, v.UNKNOWN_VALUE, v.UNKNOWN_LIMIT, v.NOT_APPLICABLE, v.TOO_FEW}
"""Reasons that a value which is not there leads to."""

MOST_NAMES = 10
"""Expressions with more names are not looked through."""

Truth = bool | None
"""None: unknown."""


def reachable(standard: Standard, log: Log) -> list[str]:
    """Codes that need an example row."""
    check, where = standard.check, standard.where
    codes = [reason for reason in check.reasons() if reason not in _unreachable(standard, log)]
    if where is not None:
        codes.append(v.NOT_APPLICABLE)
        if can_be_unknown(where, log):
            codes.append(v.UNKNOWN_SCOPE)
    return list(dict.fromkeys(reason.code for reason in codes))


def _unreachable(standard: Standard, log: Log) -> set[Reason]:
    found = _by_kind(standard, log)
    read = {ref.name for ref in refs(standard.where)}
    if read & {ref.name for ref in standard.check.refs()}:
        found |= FROM_MISSING
    if read & {ref.name for ref in refs(log.closed)}:
        found |= {v.PENDING, v.MISSING_STAGE, v.TOO_FEW}
    return found


def _by_kind(standard: Standard, log: Log) -> set[Reason]:
    events = [are_events((*block.columns,)) for block in standard.examples]
    match standard.check:
        case checks.Deadline():
            return {v.NOT_CREDIBLE} if events and all(events) else set()
        case checks.Presence(_, after):
            return {v.NOT_APPLICABLE} if after and after.name == log.anchor else set()
        case checks.Sequence(stages, optional):
            required = [ref for stage in stages for ref in stage if ref not in optional and ref.name != log.anchor]
            return {v.MISSING_STAGE} if len(required) < 2 and log.closed is None else set()
        case checks.Allowed() as allowed:
            return {v.NOT_ALLOWED} if allowed.open and _all_known_allowed(allowed, log) else set()
        case checks.Condition(that):
            return set() if can_be_unknown(that, log) else {v.UNKNOWN_VALUE}
        case checks.Count(_, _, _, until):
            return ({v.TOO_FEW} if log.closed is None and until is None else set()) | (set() if any(events) else {v.TOO_MANY})
        case _:
            return set()


def _all_known_allowed(check: checks.Allowed, log: Log) -> bool:
    field = log.fields.get(check.field.name)
    if field is None or field.type is not FieldType.ENUM or not field.values:
        return True
    return check.table is None and set(field.values) <= set(check.values)


def can_be_unknown(expr: Expr, log: Log) -> bool:
    """Whether missing values can make the expression neither true nor false; the case's name and anchor are never missing."""
    names = sorted({ref for ref in refs(expr) if ref.name not in {log.key, log.anchor}}, key=str)
    if len(names) > MOST_NAMES:
        return False
    return any(
        None in _truths(expr, frozenset(name for name, missing in zip(names, which, strict=True) if missing))
        for which in product((False, True), repeat=len(names))
    )


def _truths(expr: Expr, missing: frozenset[Ref]) -> set[Truth]:
    """Truth values that an expression can have where these names are missing, and no others."""
    match expr:
        case IsMissing(item, negated):
            return {_lacks(item, missing) is not negated}
        case Not(part):
            return {None if truth is None else not truth for truth in _truths(part, missing)}
        case And(parts):
            return _joined(parts, missing, decisive=False)
        case Or(parts):
            return _joined(parts, missing, decisive=True)
        case Literal(value):
            return {bool(value)}
        case _:
            return {None} if _lacks(expr, missing) else {True, False}


def _joined(parts: tuple[Expr, ...], missing: frozenset[Ref], *, decisive: bool) -> set[Truth]:
    truths = [_truths(part, missing) for part in parts]
    found: set[Truth] = set()
    if any(decisive in each for each in truths):
        found.add(decisive)
    if all(each != {decisive} for each in truths):
        if any(None in each for each in truths):
            found.add(None)
        if all((not decisive) in each for each in truths):
            found.add(not decisive)
    return found


def _lacks(expr: Expr, missing: frozenset[Ref]) -> bool:
    return any(ref in missing for ref in refs(expr))
