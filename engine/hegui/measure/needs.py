"""What the logs must have before a standard can be checked on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hegui.measure.clocks import WORKING
from hegui.measure.origins import Part, origin
from hegui.words.bound import BoundLog
from hegui.words.calendars import WorkingCalendar
from hegui.words.checks import Count, Deadline, Moment, Pick, Sequence
from hegui.words.durations import Limit
from hegui.words.expressions import Ref, refs
from hegui.words.kinds import Check, others
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.slots import Cadence
from hegui.words.standards import Standard
from hegui.words.vocabulary import Shape


def why_not(standard: Standard, logs: Mapping[str, BoundLog], calendar: WorkingCalendar | None) -> str:
    """Why the standard cannot be checked on the logs, as an English clause; empty where it can."""
    log = logs.get(standard.log)
    if log is None:
        return f"no log {standard.log!r} is given"
    return next(_reasons(standard, log, logs, calendar), "")


def _reasons(standard: Standard, log: BoundLog, logs: Mapping[str, BoundLog], calendar: WorkingCalendar | None) -> Iterator[str]:
    if standard.unset:
        yield _unset(standard.unset)
    for alternatives in ((log.log.anchor_ref,), *_needed(standard.check), *((ref,) for ref in refs(standard.where))):
        if not any(origin(log, ref) for ref in alternatives):
            yield _missing(log, alternatives)
    yield from _events(log, standard.check)
    for other, names in others(standard.check):
        yield from _elsewhere(logs.get(other), other, names, standard.check)
    off = isinstance(standard.check, Cadence) and standard.check.working_days_only
    if calendar is None and (off or any(limit.clock in WORKING for limit in limits(standard.check))):
        yield "no working calendar is given"


def limits(check: Check) -> tuple[Limit, ...]:
    """Every limit that a check can apply."""
    match check:
        case Deadline():
            given: tuple[Limit | None, ...] = check.limits
        case FollowUp(within=within, every=every):
            given = (within, every)
        case Triggers(within=limit) | Requires(within=limit) | Cadence(grace=limit):
            given = (limit,)
        case _:
            given = ()
    return tuple(limit for limit in given if limit is not None)


def _unset(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"parameter {names[0]!r} is not set; set it in the profile"
    return f"parameters {' and '.join(map(repr, names))} are not set; set them in the profile"


def _needed(check: Check) -> Iterator[tuple[Ref, ...]]:
    """Names that a check cannot do without; of several in one tuple one is enough."""
    match check:
        case Deadline(start, end):
            yield from ((ref,) for ref in check.decided_by)
            yield from _moment(start)
            yield from _moment(end)
        case Sequence(stages, optional):
            yield from ((ref,) for stage in stages for ref in stage if ref not in optional)
        case _:
            yield from ((ref,) for ref in check.refs())


def _moment(moment: Moment) -> Iterator[tuple[Ref, ...]]:
    if moment.pick is Pick.EARLIEST:
        yield moment.refs
    else:
        yield from ((ref,) for ref in moment.refs)


def _missing(log: BoundLog, alternatives: tuple[Ref, ...]) -> str:
    if log.shape is Shape.WIDE and alternatives[0].selector:
        return f"{str(alternatives[0])!r} needs a log of events"
    if len(alternatives) == 1:
        return f"field {str(alternatives[0])!r} is not in the log"
    return f"none of the fields {', '.join(repr(str(ref)) for ref in alternatives)} is in the log"


def _events(log: BoundLog, check: Check) -> Iterator[str]:
    """What only a log of events has."""
    wide = log.shape is Shape.WIDE
    match check:
        case Count(of, at_least, at_most) if wide and (at_least, at_most) != (1, None):
            yield f"counting {str(of)!r} needs a log of events"
        case Count(of) if not wide and not _is_event(log, of):
            yield f"{str(of)!r} is not a milestone that events reach"
        case Pattern() if wide:
            yield "relations of events need a log of events"
        case Deadline(each=True) if wide:
            yield "asking for each occurrence needs a log of events"
        case Deadline(start, end, each=each, pausing=pausing):
            refs = (*start.refs, *end.refs) if each else ()
            yield from (f"{str(ref)!r} is not a milestone that events reach" for ref in refs if not _is_event(log, ref))
            yield from _pauses(log) if pausing else ()
        case _:
            return


def _pauses(log: BoundLog) -> Iterator[str]:
    if not log.log.pauses:
        yield f"the vocabulary does not say when cases of log {log.log.name!r} are paused"
    names = dict.fromkeys(name for pause in log.log.pauses for name in pause)
    yield from (f"field {name!r} is not in the log" for name in names if origin(log, Ref(name)) is None)


def _elsewhere(log: BoundLog | None, name: str, names: tuple[Ref, ...], check: Check) -> Iterator[str]:
    """What another log must have."""
    if log is None:
        yield f"no log {name!r} is given"
        return
    rows = check.rows if isinstance(check, RowCount | FollowUp | Requires | Triggers) else None
    read = (*names, log.log.anchor_ref) if isinstance(rows, Related) and rows.at is None else names
    yield from (f"field {str(ref)!r} is not in log {name!r}" for ref in read if origin(log, ref) is None)


def _is_event(log: BoundLog, ref: Ref) -> bool:
    found = origin(log, ref)
    return found is not None and found.part is Part.TIME
