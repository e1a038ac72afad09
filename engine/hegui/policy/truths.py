"""Which truth values an expression can have, where values that it reads may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hegui.words.expressions import And, Expr, IsMissing, Literal, Not, Or, Ref, refs
from hegui.words.vocabulary import Log

MOST_NAMES = 10
"""Expressions with more names are not looked through."""

Truth = bool | None
"""None: unknown."""


def can_be_unknown(expr: Expr, log: Log) -> bool:
    """Whether missing values can make the expression neither true nor false; the case's name and anchor are never missing."""
    return any(None in _truths(expr, missing) for missing in _missing(expr, log))


def can_hold_without(expr: Expr, ref: Ref, log: Log) -> bool:
    """Whether the expression can be true where a value is missing."""
    known = ref.name in {log.key, log.anchor}
    return not known and any(True in _truths(expr, missing | {ref}) for missing in _missing(expr, log))


def _missing(expr: Expr, log: Log) -> Iterator[frozenset[Ref]]:
    """Which of the names can be missing together; nothing of an expression with too many of them."""
    names = sorted({ref for ref in refs(expr) if ref.name not in {log.key, log.anchor}}, key=str)
    if len(names) > MOST_NAMES:
        return
    for which in product((False, True), repeat=len(names)):
        yield frozenset(name for name, missing in zip(names, which, strict=True) if missing)


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
