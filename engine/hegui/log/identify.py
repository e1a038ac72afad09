"""Which log a file is, and in which shape it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hegui.log.cleaning import as_text
from hegui.log.coding import wrong_codes
from hegui.log.desk import Desk
from hegui.log.headers import ACTIVITY, TIME, HeaderBinding, bind_headers, names_of, normal
from hegui.log.quoting import cut, listed
from hegui.log.raw import Raw
from hegui.log.sql import select
from hegui.log.texts import fold
from hegui.words.errors import Fault, LogError, nearest
from hegui.words.jobs import LogSource
from hegui.words.places import Place
from hegui.words.vocabulary import Log, Shape


@dataclass(frozen=True)
class Identified:
    """A file, the log it is, and how its headers were bound."""

    raw: Raw
    source: LogSource
    log: Log
    shape: Shape
    binding: HeaderBinding

    @property
    def place(self) -> Place:
        """The file, as the place of a fault."""
        return Place(self.raw.source.name)


def declared(source: LogSource, vocabulary: Mapping[str, Log]) -> Log | None:
    """The log that the job names; None where it leaves that open.

    Raises:
        LogError: there is no such log.
    """
    if source.log is None:
        return None
    if source.log not in vocabulary:
        raise LogError(Fault(source.place, f"there is no log {source.log!r}", nearest(source.log, vocabulary)))
    return vocabulary[source.log]


def identify(desk: Desk, raw: Raw, source: LogSource, vocabulary: Mapping[str, Log]) -> Identified:
    """Find the log by its headers where the job does not name it, then the shape.

    Raises:
        LogError: no log, or more than one, has these headers; the columns of the shape are missing; headers cannot be told apart;
            the job binds to fields or codes that there are not.
    """
    place = Place(raw.source.name)
    log = declared(source, vocabulary) or _recognised(desk, raw, place, vocabulary)
    wide = bind_headers(log, raw.headers, source, place, events=False)
    long = bind_headers(log, raw.headers, source, place, events=True)
    shape = source.shape or _shape(log, wide, long)
    chosen = long if shape is Shape.LONG else wide
    faults = [*chosen.faults, *wrong_codes(log, source), *_missing(log, shape, chosen, raw, place)]
    if faults:
        raise LogError(faults)
    return Identified(raw, source, log, shape, chosen)


def _shape(log: Log, wide: HeaderBinding, long: HeaderBinding) -> Shape:
    """A log of events has its columns and no milestone in a column of its own; a log of updates has the time of the update."""
    if ACTIVITY in long.positions and TIME in long.positions:
        own = {long.positions[ACTIVITY], long.positions[TIME]}
        if not any(milestone in wide.positions and wide.positions[milestone] not in own for milestone in log.events):
            return Shape.LONG
    if log.snapshot is not None and log.snapshot.updated_at in wide.positions:
        return Shape.SNAPSHOT
    return Shape.WIDE


def _missing(log: Log, shape: Shape, binding: HeaderBinding, raw: Raw, place: Place) -> list[Fault]:
    """Columns without which the shape cannot be read."""
    if not binding.positions and not binding.faults:
        remedy = nearest(log.fields[log.key].title.zh, (cut(header) for header in raw.headers if header))
        return [Fault(place, f"no column is known to log {log.name!r}", remedy)]
    if shape is Shape.SNAPSHOT and log.snapshot is None:
        return [Fault(place, f"log {log.name!r} does not come as updates", "its vocabulary would need 'snapshot'")]
    if shape is Shape.WIDE:
        return []
    wanted = {ACTIVITY: "activity", TIME: "time"} if shape is Shape.LONG else {log.snapshot.updated_at: "update"} if log.snapshot else {}
    wanted[log.key] = "case"
    remedy = "name it under 'columns' in the job file; the columns are " + listed(raw.headers)
    return [
        Fault(place, f"no column holds the {what} of an event ({target})", remedy)
        for target, what in wanted.items()
        if target not in binding.positions
    ]


def _recognised(desk: Desk, raw: Raw, place: Place, vocabulary: Mapping[str, Log]) -> Log:
    """The log that knows most of the headers; activities decide between logs of events that look alike."""
    scores = {log.name: _score(desk, raw, log) for log in vocabulary.values()}
    best = max(scores.values(), default=0)
    names = sorted(name for name, score in scores.items() if score == best)
    if best and len(names) == 1:
        return vocabulary[names[0]]
    if best == 0:
        what = f"no log knows any of its columns: {listed(raw.headers)}"
        remedy = "name the log, and the columns, in the job file; --log NAME=FILE names the log alone"
    else:
        what, remedy = "it could be any of these logs: " + ", ".join(names), "name the log in the job file, or with --log NAME=FILE"
    raise LogError(Fault(place, what, remedy))


def _score(desk: Desk, raw: Raw, log: Log) -> int:
    headers = {normal(header) for header in raw.headers}
    wide, long = names_of(log, events=False), names_of(log, events=True)
    known = max(len(headers & wide.keys()), len(headers & long.keys()))
    if not any(target in {log.key, log.anchor} for name in headers for _, target in (*wide.get(name, ()), *long.get(name, ()))):
        return 0
    return known + _activities(desk, raw, log)


def _activities(desk: Desk, raw: Raw, log: Log) -> int:
    """How many milestones of the log the activities of the file name."""
    names = names_of(log, events=True)
    columns = [c for c in raw.columns if any(target == ACTIVITY for _, target in names.get(normal(c.header), ()))]
    if not columns or not log.events:
        return 0
    seen = {fold(cell) for cell in desk.texts(select([f"DISTINCT {as_text(columns[0])}"], raw.relation, "LIMIT 1000")) if cell}
    return sum(bool(seen & {fold(milestone), *map(fold, activities)}) for milestone, activities in log.events.items())


def activity_book(events: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Folded activity to milestone; the milestone's own name counts too."""
    book = {fold(activity): milestone for milestone, activities in reversed(tuple(events.items())) for activity in activities}
    return {fold(milestone): milestone for milestone in events} | book
