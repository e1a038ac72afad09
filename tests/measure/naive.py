"""A slow reading of the policy language, row by row in plain Python: what the engine's verdicts are compared with.

It shares no code with the engine and never looks at a column of rows: a case is asked one question after the other. Cells that cannot
be read are tried out: a verdict that is the same whatever they might hold is the verdict, otherwise nothing can be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hegui.words import checks as c
from hegui.words import expressions as e
from hegui.words.calendars import WorkingCalendar
from hegui.words.durations import Clock, Limit
from hegui.words.standards import Standard
from hegui.words.verdicts import REASONS, Verdict
from hegui.words.vocabulary import FieldType, Log, Shape


@dataclass(frozen=True)
class Unreadable:
    """Text that is no value."""

    raw: str = "??"


@dataclass(frozen=True)
class Stranger:
    """Text that is not in the code list."""

    raw: str = "other"


@dataclass(frozen=True)
class Event:
    """One row of a log of events or of updates."""

    activity: str | None
    at: datetime
    actor: str | None = None
    cells: Mapping[str, Any] = field(default_factory=dict)


Flaw = Unreadable | Stranger


@dataclass
class Case:
    """A case as it stands at an instant."""

    log: Log
    as_of: datetime
    cells: Mapping[str, Any] = field(default_factory=dict)
    """Wide logs."""
    events: Sequence[Event] = ()
    """Other logs, in the order of the file."""
    shape: Shape = Shape.WIDE
    conflict: bool = False
    calendar: WorkingCalendar | None = None
    unit: str = "A"
    tried: dict[str, Any] = field(default_factory=dict)
    """Names whose unreadable cell is taken to hold something."""

    def __post_init__(self) -> None:
        self.events = sorted((event for event in self.events if event.at <= self.as_of), key=lambda event: event.at)

    def reached(self, milestone: str) -> list[Event]:
        """The events of a milestone in order; an update reaches a state when the one before had another."""
        if self.shape is Shape.SNAPSHOT:
            pairs = zip([None, *self.events[:-1]], self.events, strict=True) if self.events else []
            return [new for old, new in pairs if new.activity == milestone and (old is None or old.activity != milestone)]
        return [event for event in self.events if event.activity == milestone]

    def get(self, ref: e.Ref) -> Any:
        """What stands under a name at as-of."""
        name = str(ref)
        if name in self.tried:
            return self.tried[name]
        value = self._found(ref)
        declared = self.log.fields.get(ref.name)
        if isinstance(value, datetime) and not (declared and declared.planned) and value > self.as_of:
            return None
        if type(value) is date and not (declared and declared.planned) and value > self.as_of.date():
            return None
        return value

    def _found(self, ref: e.Ref) -> Any:
        if self.shape is Shape.WIDE:
            return self.cells.get(ref.name)
        if ref.name == "case":
            return self.events[0 if ref.selector == ("first_event",) else -1].at if self.events else None
        which = -1 if ref.selector[:1] == ("last",) else 0
        column = any(ref.name in event.cells for event in self.events) or ref.name not in (*self.log.events, *self.log.actors)
        if ref.name in self.log.events and (ref.selector or not column):
            events = self.reached(ref.name)
            return None if not events else events[which].actor if ref.selector[1:] == ("actor",) else events[which].at
        if ref.name in self.log.actors and not column:
            events = self.reached(self.log.actors[ref.name])
            return events[which].actor if events else None
        if self.shape is Shape.SNAPSHOT and not ref.selector and not self.log.fields[ref.name].first:
            return self.events[-1].cells.get(ref.name) if self.events else None
        known = [event.cells[ref.name] for event in self.events if event.cells.get(ref.name) is not None]
        first = ref.selector == ("first",) or (not ref.selector and self.log.fields[ref.name].first)
        return (known[0] if first else known[-1]) if known else None

    @property
    def closed(self) -> bool:
        """Over at as-of; of a wide row with a time after as-of the other cells came later, and only its times tell."""
        if self.log.closed is None:
            return False
        cells = {name: value for name, value in self.cells.items() if name in self.log.fields}
        then = cells
        if any(self._later(name, value) for name, value in cells.items()):
            then = {name: value for name, value in cells.items() if self.log.fields[name].is_time}
        return holds(self.log.closed, replace(self, cells=then)) is True

    def _later(self, name: str, value: Any) -> bool:
        if self.log.fields[name].planned:
            return False
        return value > self.as_of if isinstance(value, datetime) else type(value) is date and value > self.as_of.date()


def verdict(standard: Standard, case: Case) -> str:
    """The reason code of a case."""
    if case.conflict:
        return "conflicting_rows"
    where = True if standard.where is None else holds(standard.where, case)
    if where is False:
        return "not_applicable"
    anchor = case.get(case.log.anchor_ref)
    if anchor is None or isinstance(anchor, Flaw):
        return "no_anchor"
    if where is None:
        return "unknown_scope"
    return str(KINDS[type(standard.check)](standard.check, case))


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


def begin(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


# Deadlines


def deadline(check: c.Deadline, case: Case) -> str:
    start = picked([case.get(ref) for ref in check.start.refs], check.start.pick)
    ends = [case.get(ref) for ref in check.end.refs]
    if start is None:
        only_anchor = check.start.refs == (case.log.anchor_ref,)
        return "not_applicable" if not only_anchor and all(end is None for end in ends) else "no_start"
    limit = check.within
    if isinstance(limit, c.LimitTable):
        code = case.get(limit.by)
        if isinstance(code, Unreadable):
            return "unreadable"
        if code not in limit.table:
            return "unknown_limit"
        limit = limit.table[code]
    dated = any(is_date(case, ref) for ref in (*check.start.refs, *check.end.refs))
    ends = [
        at_or_after(case, ref, start, by_day=is_date(case, ref) or any(is_date(case, r) for r in check.start.refs))
        for ref in check.end.refs
    ]
    end = picked(ends, check.end.pick)
    due = recorded(limit, start, case, dated=dated) if isinstance(limit, c.RecordedLimit) else due_of(start, limit, case, dated=dated)
    if isinstance(due, str):
        return due
    if end is None:
        return "missing" if case.closed or case.as_of > due else "pending"
    start_dated, end_dated = (any(is_date(case, ref) for ref in m.refs) for m in (check.start, check.end))
    before = end < start if start_dated == end_dated else end.date() < start.date()
    if before:
        return "not_credible"
    if check.not_before is not None:
        opens = due_of(start, check.not_before, case, dated=dated)
        by_day = dated or check.not_before.clock in {Clock.CALENDAR, Clock.WORKING_DAYS}
        if end.date() < opens.date() if by_day else end < opens:
            return "early"
    return "late" if end > due else "conforming"


def recorded(limit: c.RecordedLimit, start: datetime, case: Case, *, dated: bool) -> datetime | str:
    """When it is due by what stands in the row, or why nobody knows."""
    value = case.get(limit.field)
    if isinstance(value, Unreadable):
        return "unreadable"
    if value is None:
        return due_of(start, limit.otherwise, case, dated=dated) if limit.otherwise else "unknown_limit"
    if limit.unit is None:
        due, by_day = begin(value), dated or not isinstance(value, datetime)
    elif value <= 0:
        return "unknown_limit"
    else:
        due, by_day = start + timedelta(**{f"{limit.unit}s": float(value)}), dated
    return datetime.combine(due.date(), time.max) if by_day else due


def due_on(check: c.DueOn, case: Case) -> str:
    of, done = case.get(check.of), case.get(check.done)
    if isinstance(of, Unreadable):
        return "unreadable"
    if of is None:
        return "no_start"
    last = calendar_day(begin(of).date(), check)
    if last is None:
        return "not_applicable"
    if isinstance(done, Unreadable):
        return "unreadable"
    if done is not None:
        return "conforming" if begin(done).date() <= last else "late"
    return "missing" if case.closed or case.as_of.date() > last else "pending"


def calendar_day(day: date, check: c.DueOn) -> date | None:
    """The day within the period that holds a day, found by walking over months."""
    month = day.replace(day=1)
    if check.per.last_days:
        if day.day <= check.per.first_days:
            month = (month - timedelta(days=1)).replace(day=1)
        elif (day + timedelta(days=check.per.last_days)).month == day.month:
            return None
    while (month.month - 1) % check.per.months:
        month = (month - timedelta(days=1)).replace(day=1)
    for _ in range(check.point.month - 1 if check.point.month > 0 else check.per.months + check.point.month):
        month = (month + timedelta(days=31)).replace(day=1)
    return clamped(month, check.point.day if check.point.day > 0 else 31)


def is_date(case: Case, ref: e.Ref) -> bool:
    return ref.name in case.log.fields and not ref.selector and case.log.fields[ref.name].type is FieldType.DATE


def picked(values: Sequence[Any], pick: c.Pick) -> datetime | None:
    there = [begin(value) for value in values if value is not None]
    if pick is c.Pick.ALL:
        return max(there) if len(there) == len(values) else None
    return min(there) if there else None


def at_or_after(case: Case, ref: e.Ref, start: datetime, *, by_day: bool) -> Any:
    value = case.get(ref)
    if case.shape is Shape.WIDE or value is None or ref.name not in case.log.events or any(ref.name in ev.cells for ev in case.events):
        return value
    events = case.reached(ref.name)
    times = [event.at for event in (events[-1:] if ref.selector[:1] == ("last",) else events)]
    return next((at for at in times if (at.date() >= start.date() if by_day else at >= start)), None)


def due_of(start: datetime, limit: Limit, case: Case, *, dated: bool) -> datetime:
    last = time(23, 59, 59, 999999)
    match limit.clock:
        case Clock.ELAPSED:
            due = start + timedelta(seconds=limit.seconds)
        case Clock.CALENDAR:
            day = start.date() + timedelta(days=limit.days)
            for _ in range(limit.months):
                day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            if limit.months:
                day = clamped(day, start.day)
            return datetime.combine(day, last)
        case Clock.WORKING_DAYS:
            day, left = start.date(), limit.days
            while left:
                day += timedelta(days=1)
                left -= worked(case, day)
            return datetime.combine(day, last)
        case _:
            due = step(case, start, limit.seconds)
    return datetime.combine(due.date(), last) if dated else due


def clamped(first_of_month: date, day: int) -> date:
    while True:
        try:
            return first_of_month.replace(day=day)
        except ValueError:
            day -= 1


def worked(case: Case, day: date) -> bool:
    assert case.calendar is not None
    if not case.calendar.first <= day <= case.calendar.last:
        return day.weekday() < 5
    return day not in case.calendar.days_off


def step(case: Case, start: datetime, seconds: int) -> datetime:
    """Let the working clock run, stretch by stretch."""
    assert case.calendar is not None
    hours = case.calendar.unit_hours.get(case.unit, case.calendar.hours)
    left, day = timedelta(seconds=seconds), start.date()
    while True:
        midnight = datetime.combine(day, time())
        for opens, closes in hours.stretches if worked(case, day) else ():
            since = max(start, midnight + timedelta(seconds=opens))
            until = midnight + timedelta(seconds=closes)
            if since < until:
                if left <= until - since:
                    return since + left
                left -= until - since
        day += timedelta(days=1)


# The other kinds


def presence(check: c.Presence, case: Case) -> str:
    if check.after is not None:
        after = case.get(check.after)
        if isinstance(after, Unreadable):
            return "unreadable"
        reached = after is not None and after is not False
        if isinstance(after, date):
            reached = begin(after) <= case.as_of
        if not reached:
            return "not_applicable"
    found = [filled(one, case) for one in check.fields]
    return next((code for code in ("blank", "not_met", "unreadable", "unknown_value") if code in found), "conforming")


def filled(one: c.Filled, case: Case) -> str:
    value, kind = case.get(one.ref), case.log.fields[one.ref.name].type
    if isinstance(value, Unreadable):
        return "unreadable"
    if kind is FieldType.BOOLEAN:
        return {True: "", False: "not_met", None: "unknown_value"}[value]
    if isinstance(value, Stranger):
        return "blank" if one.covers else ""
    if value is None or (isinstance(value, str) and not value.strip()) or value == []:
        return "blank"
    return "" if all(item in value for item in one.covers) else "blank"


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


def same(check: c.Same, case: Case) -> str:
    values = [case.get(ref) for ref in check.fields]
    if all(value is None for value in values):
        return "not_applicable"
    unless = holds(check.unless, case) if check.unless is not None else False
    if unless is True:
        return "conforming"
    if len({value for value in values if value is not None}) > 1:
        unread = any(isinstance(case.get(ref), Unreadable) for ref in e.refs(check.unless))
        return "differs" if unless is False else "unreadable" if unread else "unknown_value"
    return "unknown_value" if None in values else "conforming"


def same_tried(check: c.Same, case: Case) -> str:
    return tried_out(SameFields(check), case, lambda given, of: same(given.check, of))


@dataclass
class SameFields:
    """A sameness whose ``unless`` is not tried out."""

    check: c.Same

    def refs(self) -> tuple[e.Ref, ...]:
        return self.check.fields


def different(check: c.Different, case: Case) -> str:
    values = [case.get(ref) for ref in check.fields]
    if all(value is None for value in values):
        return "not_applicable"
    crowds = [persons(case, ref) for ref in check.fields]
    for number, crowd in enumerate(crowds):
        if any(crowd & other - {None} for other in crowds[:number]):
            return "not_different"
    return "unknown_value" if any(None in crowd or not crowd for crowd in crowds) else "conforming"


def persons(case: Case, ref: e.Ref) -> set[Any]:
    """Everybody who did what an actor field names; of any other name the one value."""
    if case.shape is not Shape.WIDE and ref.name in case.log.actors and not ref.selector:
        return {event.actor for event in case.reached(case.log.actors[ref.name])}
    return {case.get(ref)}


def allowed(check: c.Allowed, case: Case) -> str:
    value, values = case.get(check.field), check.values
    listed = bool(case.log.fields[check.field.name].values)
    if isinstance(value, Unreadable):
        return "unreadable"
    if value is None:
        return "unknown_value"
    if check.by is not None:
        assert check.table is not None
        by = case.get(check.by)
        if isinstance(by, Unreadable):
            return "unreadable"
        if by not in check.table:
            return "unknown_value"
        values = check.table[by]
    items = value if isinstance(value, list) else [value]
    if all(item in values for item in items):
        return "conforming"
    return "unknown_value" if check.open and (isinstance(value, Stranger) or not listed) else "not_allowed"


def condition(check: c.Condition, case: Case) -> str:
    that = holds(check.that, case)
    if that is None:
        return "unreadable" if any(isinstance(case.get(ref), Unreadable) for ref in check.refs()) else "unknown_value"
    return "conforming" if that else "violated"


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


KINDS: dict[type, Any] = {
    c.Deadline: lambda check, case: tried_out(check, case, deadline),
    c.DueOn: due_on,
    c.Presence: presence,
    c.Sequence: lambda check, case: tried_out(check, case, sequence),
    c.Same: same_tried,
    c.Different: lambda check, case: tried_out(check, case, different),
    c.Allowed: allowed,
    c.Condition: condition,
    c.Count: count,
}


# Expressions


def holds(expr: e.Expr, case: Case) -> bool | None:
    """Kleene's three values, None is unknown."""
    match expr:
        case e.And(parts):
            truths = [holds(part, case) for part in parts]
            return False if False in truths else None if None in truths else True
        case e.Or(parts):
            truths = [holds(part, case) for part in parts]
            return True if True in truths else None if None in truths else False
        case e.Not(part):
            truth = holds(part, case)
            return None if truth is None else not truth
        case e.IsMissing(item, negated):
            missing = (case.get(item) if isinstance(item, e.Ref) else evaluated(item, case)) is None
            return missing is not negated
        case e.In(item, values, negated):
            truths = [compared("==", evaluated(item, case), typed(value)) for value in values]
            found = True if True in truths else None if None in truths else False
            return None if found is None else found is not negated
        case e.Compare(op, left, right):
            return compared(op, evaluated(left, case), evaluated(right, case))
        case _:
            value = evaluated(expr, case)
            return value if isinstance(value, bool) else None


def typed(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def evaluated(expr: e.Expr, case: Case) -> Any:
    match expr:
        case e.Ref():
            value = case.get(expr)
            if isinstance(value, Flaw):
                return None
            if value is not None and case.log.fields[expr.name].type is FieldType.DURATION:
                return timedelta(seconds=value)
            return typed(value)
        case e.Literal(value):
            return typed(value)
        case e.Duration(limit):
            return limit
        case e.Arithmetic(op, left, right):
            return calculated(op, evaluated(left, case), evaluated(right, case))
        case _:
            return holds(expr, case)


def calculated(op: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, date):
        return (begin(left), begin(right))
    if isinstance(left, date):
        return moved(left, right, 1 if op == "+" else -1)
    if op == "/":
        return left / right if right else None
    return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right}[op]()


def moved(at: date, by: Any, sign: int) -> date:
    if isinstance(by, timedelta):
        return begin(at) + sign * by
    if by.months:
        whole = at.year * 12 + at.month - 1 + sign * by.months
        day = clamped(date(whole // 12, whole % 12 + 1, 1), at.day)
        return day if not isinstance(at, datetime) else datetime.combine(day, at.time())
    if by.days:
        return at + sign * timedelta(days=by.days)
    return begin(at) + sign * timedelta(seconds=by.seconds)


def compared(op: str, left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, str | Limit) and not isinstance(right, str | Limit):
        left, right, op = right, left, {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op, op)
    if isinstance(left, tuple):
        later, earlier = left
        left, right = (later, moved(earlier, right, 1)) if isinstance(right, Limit) else (later - earlier, right)
    if isinstance(left, timedelta):
        if isinstance(right, tuple):
            right = right[0] - right[1]
        right = timedelta(days=right.days, seconds=0 if right.days else right.seconds) if isinstance(right, Limit) else right
    if isinstance(left, date):
        right = datetime.fromisoformat(right) if isinstance(right, str) else right
        days = type(left) is date or type(right) is date
        left, right = (begin(value).date() if days else value for value in (left, right))
    if op == "<=" and isinstance(left, list) and isinstance(right, list):
        return all(item in right for item in left)
    if isinstance(left, list) is not isinstance(right, list):
        found = right in left if isinstance(left, list) else left in right
        return found if op == "==" else not found
    comparisons = {
        "==": lambda: left == right,
        "!=": lambda: left != right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }
    return bool(comparisons[op]())
