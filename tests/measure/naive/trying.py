"""Cells that cannot be read are tried out: what every way leads to is the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from hegui.words import checks as c
from hegui.words import expressions as e
from hegui.words.verdicts import REASONS, Verdict
from hegui.words.vocabulary import FieldType

from .cases import Case
from .dates import begin
from .flaws import Flaw, Unreadable


def tried_out(check: Any, case: Case, judge: Any) -> str:
    """The verdict if it is the same whatever the unreadable cells hold, else ``unreadable``."""
    doubtful = [ref for ref in check.refs() if isinstance(case.get(ref), Unreadable)]
    if not doubtful:
        return str(judge(check, case))
    told = {value for ref in check.refs() if not isinstance(value := case.get(ref), Flaw) and value is not None}
    codes = set()
    for values in product(*(list(candidates(case, ref, told)) for ref in doubtful)):
        case.tried = {str(ref): value for ref, value in zip(doubtful, values, strict=True)}
        codes.add(judge(check, case))
    case.tried = {}
    verdicts = {REASONS[code].verdict for code in codes}
    if verdicts == {Verdict.UNDETERMINED} and not codes <= {"no_start", "unknown_limit"}:
        return "unreadable"
    if verdicts == {Verdict.PENDING} and isinstance(check, c.Sequence):
        return "unreadable"
    return min(codes) if len(codes) == 1 or verdicts == {Verdict.NONCONFORMING} else "unreadable"


def candidates(case: Case, ref: e.Ref, told: set[Any]) -> Iterator[Any]:
    """What an unreadable cell might hold: early, now, just about what is told."""
    kind = case.log.fields[ref.name].type
    if kind in {FieldType.DATETIME, FieldType.DATE}:
        moments = [datetime(1999, 1, 1), case.as_of, *(begin(value) for value in told if isinstance(value, date))]
        near = {at + timedelta(days=days, seconds=s) for at in moments for days in (-40, -1, 0, 1, 40) for s in (-1, 0, 1)}
        past = [at for at in sorted(near) if at <= case.as_of]
        yield from ({at.date() for at in past} if kind is FieldType.DATE else past)
    else:
        yield from (*sorted(value for value in told if isinstance(value, str)), "somebody else")
