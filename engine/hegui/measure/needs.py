"""What a log must have before a standard can be checked on it."""

from __future__ import annotations

from collections.abc import Iterator

from hegui.measure.origins import Part, origin
from hegui.words.bound import BoundLog
from hegui.words.calendars import WorkingCalendar
from hegui.words.checks import Count, Deadline, LimitTable, Moment, Pick, Sequence
from hegui.words.durations import Clock, Limit
from hegui.words.expressions import Ref, refs
from hegui.words.kinds import Check
from hegui.words.standards import Standard
from hegui.words.vocabulary import Shape

WORKING = {Clock.WORKING, Clock.WORKING_DAYS}


def why_not(log: BoundLog, standard: Standard, calendar: WorkingCalendar | None) -> str:
    """Why the standard cannot be checked on the log, as an English clause; empty where it can."""
    for alternatives in ((log.log.anchor_ref,), *_needed(standard.check), *((ref,) for ref in refs(standard.where))):
        if not any(origin(log, ref) for ref in alternatives):
            return _missing(log, alternatives)
    if isinstance(standard.check, Count) and log.shape is Shape.WIDE and (standard.check.at_least, standard.check.at_most) != (1, None):
        return f"counting {str(standard.check.of)!r} needs a log of events"
    if isinstance(standard.check, Count) and log.shape is not Shape.WIDE and not _is_event(log, standard.check.of):
        return f"{str(standard.check.of)!r} is not a milestone that events reach"
    if calendar is None and any(limit.clock in WORKING for limit in limits(standard.check)):
        return "no working calendar is given"
    return ""


def limits(check: Check) -> tuple[Limit, ...]:
    """Every limit that a check can apply."""
    if not isinstance(check, Deadline):
        return ()
    return tuple(check.within.table.values()) if isinstance(check.within, LimitTable) else (check.within,)


def _needed(check: Check) -> Iterator[tuple[Ref, ...]]:
    """Names that a check cannot do without; of several in one tuple one is enough."""
    match check:
        case Deadline(start, end, within):
            if isinstance(within, LimitTable):
                yield (within.by,)
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


def _is_event(log: BoundLog, ref: Ref) -> bool:
    found = origin(log, ref)
    return found is not None and found.part is Part.TIME
