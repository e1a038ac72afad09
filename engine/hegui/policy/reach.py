"""Which reason codes a standard can surely reach, so that lint can ask for an example of each.

Where it is hard to say, nothing is asked: an example that cannot exist must never be demanded. What comes from the record and not from the
standard (a log that does not cover the time, a period cut by the window) is asked of nobody.
"""

from __future__ import annotations

from hegui.policy.building.examples import are_events
from hegui.policy.truths import can_be_unknown, can_hold_without
from hegui.words import checks, groups, related
from hegui.words import verdicts as v
from hegui.words.expressions import And, Compare, Expr, Ref, refs
from hegui.words.kinds import Scope
from hegui.words.standards import Standard
from hegui.words.verdicts import Reason
from hegui.words.vocabulary import FieldType, Log

FROM_MISSING = {v.MISSING, v.PENDING, v.BLANK, v.MISSING_STAGE, v.UNKNOWN_VALUE, v.UNKNOWN_LIMIT, v.NOT_APPLICABLE, v.TOO_FEW}
"""Reasons that a value which is not there leads to."""
FROM_OTHER_ROWS = {v.MISSING, v.PENDING, v.TOO_FEW}
"""Of these, those that in checks across logs come from the other log."""


def reachable(standard: Standard, log: Log) -> list[str]:
    """Codes that need an example row."""
    codes = [reason for reason in standard.check.reasons() if reason not in _unreachable(standard, log)]
    match standard.scope:
        case Scope.CASE:
            codes += _of_cases(standard, log)
        case Scope.SLOT:
            codes += [v.UNKNOWN_SCOPE] if standard.where is not None and can_be_unknown(standard.where, log) else []
        case Scope.GROUP:
            codes += [v.UNKNOWN_MEMBERS] if _can_have_unknown_members(standard, log) else []
    return list(dict.fromkeys(reason.code for reason in codes))


def _of_cases(standard: Standard, log: Log) -> list[Reason]:
    """What comes of ``where`` and ``when``."""
    where, found = standard.where, list[Reason]()
    if where is not None:
        found.append(v.NOT_APPLICABLE)
        if can_be_unknown(where, log):
            found.append(v.UNKNOWN_SCOPE)
    if isinstance(standard.check, related.Triggers) and can_be_unknown(_all(where, standard.check.when), log):
        found.append(v.UNKNOWN_VALUE)
    return found


def _can_have_unknown_members(standard: Standard, log: Log) -> bool:
    """Whether rows can be such that nobody can tell whether and how they count."""
    match standard.check:
        case groups.Ratio(of, among) if of is not None:
            return can_be_unknown(_all(standard.where, among), log) or can_be_unknown(_all(standard.where, among, of), log)
        case groups.Average(of, among) | groups.Percentile(of, _, among):
            return can_be_unknown(_all(standard.where, among, Compare("==", of, of)), log)
        case groups.Sampling(field) | groups.Coverage(field):
            return can_be_unknown(_all(standard.where, Compare("==", field, field)), log)
        case _:
            return False


def _all(*parts: Expr | None) -> Expr:
    return And(tuple(part for part in parts if part is not None))


def _unreachable(standard: Standard, log: Log) -> set[Reason]:
    if standard.scope is not Scope.CASE:
        return set()
    found = _by_kind(standard, log)
    read = {ref.name for ref in refs(standard.where)}
    if read & {ref.name for ref in standard.check.refs()}:
        across = isinstance(standard.check, related.RowCount | related.FollowUp | related.Triggers | related.Requires)
        found |= FROM_MISSING - FROM_OTHER_ROWS if across else FROM_MISSING
    if read & {ref.name for ref in refs(log.closed)}:
        found |= {v.PENDING, v.MISSING_STAGE, v.TOO_FEW}
    return found


def _by_kind(standard: Standard, log: Log) -> set[Reason]:
    events = _are_events(standard)
    match standard.check:
        case checks.Deadline():
            return {v.NOT_CREDIBLE} if events and all(events) else set()
        case checks.Presence(_, after):
            return _never_before(log, after)
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
            return _across(standard, log)


def _across(standard: Standard, log: Log) -> set[Reason]:
    match standard.check:
        case related.RowCount(until=until):
            return ({v.TOO_FEW} if log.closed is None and until is None else set()) | _never_open(standard, log, until)
        case related.FollowUp(_, after, until=until):
            return _never_before(log, after) | _never_open(standard, log, until)
        case related.Requires(rows, before):
            keyed = all(own.name == log.key for _, own in rows.match)
            return _never_before(log, before) | ({v.UNKNOWN_VALUE} if keyed else set())
        case _:
            return set()


def _never_before(log: Log, milestone: Ref | None) -> set[Reason]:
    """The anchor is always reached."""
    return {v.NOT_APPLICABLE} if milestone and milestone.name == log.anchor else set()


def _never_open(standard: Standard, log: Log, until: Ref | None) -> set[Reason]:
    """Cases that have all reached ``until`` wait for no more rows; what is planned may lie ahead."""
    if until is None or (until.name in log.fields and log.fields[until.name].planned):
        return set()
    return set() if can_hold_without(_all(standard.where), until, log) else {v.PENDING}


def _are_events(standard: Standard) -> list[bool]:
    """Of each example whether the rows of the standard's log are events."""
    given = [sheet.columns for scenario in standard.scenarios for sheet in scenario.given if sheet.log == standard.log]
    return [are_events(columns) for columns in (*(block.columns for block in standard.examples), *given)]


def _all_known_allowed(check: checks.Allowed, log: Log) -> bool:
    field = log.fields.get(check.field.name)
    if field is None or field.type is not FieldType.ENUM or not field.values:
        return True
    return check.table is None and set(field.values) <= set(check.values)
