"""Which header is which field: by name, title or synonym, each written the way exports write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from hegui.log.quoting import cut
from hegui.words.bound import BoundColumn
from hegui.words.errors import Fault, nearest
from hegui.words.jobs import LogSource
from hegui.words.places import Place
from hegui.words.vocabulary import Log

CASE_HEADERS = ("case", "case id", "case:concept:name", "案例", "案例编号")
ACTIVITY_HEADERS = ("activity", "concept:name", "event", "活动", "环节", "活动名称", "环节名称")
TIME_HEADERS = ("time", "timestamp", "complete timestamp", "time:timestamp", "时间", "发生时间")
ACTOR_HEADERS = ("actor", "resource", "org:resource", "操作人", "执行人", "处理人")
ACTIVITY, TIME, ACTOR = "_activity", "_time", "_actor"
JOINT = " + "
"""In the ``columns`` of a job: between the headers of a time in two columns, or of a key that only several columns make unique."""

_IGNORED = re.compile(r"[\s_\-*:：\u200b\ufeff]+")
_UNIT = re.compile(r"\((?:秒|s|sec|seconds|分|分钟|min|minutes|小时|时|h|hours|天|日|days)\)$")


class Strength(IntEnum):
    """How surely a header names a field; the surest counts."""

    JOB = 0
    NAME = 1
    TITLE = 2
    SYNONYM = 3
    UNIT = 4
    """A synonym, once the unit in brackets is taken off: ``处理时长(分)``."""


_BY = {Strength.JOB: "job", Strength.NAME: "name", Strength.TITLE: "name", Strength.SYNONYM: "synonym", Strength.UNIT: "synonym"}


@dataclass(frozen=True)
class HeaderBinding:
    """What the headers of one file were bound to."""

    positions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Field (or ``_activity``, ``_time``, ``_actor``) to the column, or the columns of a time in two parts."""
    columns: tuple[BoundColumn, ...] = ()
    unbound: tuple[str, ...] = ()
    rivals: tuple[tuple[str, str], ...] = ()
    """Field and a header that looked like it too, but less than the one bound."""
    repeated: tuple[tuple[str, int], ...] = ()
    """Headers that stand several times, and how often; the first one counts."""
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=1 << 14)
def normal(header: str) -> str:
    """A header as it is compared: width, case, spaces, dashes and marks do not matter."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", header).casefold())


def names_of(log: Log, *, events: bool) -> dict[str, list[tuple[Strength, str]]]:
    """Normalised header to the fields it can mean; ``events``: with the columns of a log of events in place of milestones."""
    names: dict[str, list[tuple[Strength, str]]] = {}

    def add(target: str, strength: Strength, headers: Iterable[str]) -> None:
        for header in headers:
            if normal(header):
                names.setdefault(normal(header), []).append((strength, target))

    if events:
        for target, own, usual in (
            (ACTIVITY, log.event_columns.activity, ACTIVITY_HEADERS),
            (TIME, log.event_columns.time, TIME_HEADERS),
            (ACTOR, log.event_columns.actor, ACTOR_HEADERS),
        ):
            add(target, Strength.NAME, own)
            add(target, Strength.TITLE, usual)
        add(log.key, Strength.SYNONYM, CASE_HEADERS)
    for one in log.fields.values():
        if not (events and one.name in log.events):
            add(one.name, Strength.NAME, (one.name,))
            add(one.name, Strength.TITLE, (one.title.zh, one.title.en))
            add(one.name, Strength.SYNONYM, one.also)
    return names


def known_headers(logs: Iterable[Log]) -> frozenset[str]:
    """Every normalised header that any of the logs knows: what a header row is recognised by."""
    return frozenset(name for log in logs for name in {**names_of(log, events=False), **names_of(log, events=True)})


def header_row(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    """Which of the first rows is the header: the one with most known names, else with most cells filled; the first of equals."""
    scores = [(sum(normal(cell) in known for cell in set(row)), sum(bool(cell.strip()) for cell in row)) for row in rows]
    best = max((score[0] for score in scores), default=0)
    if best:
        return next(i for i, score in enumerate(scores) if score[0] == best)
    width = max((score[1] for score in scores), default=0)
    return next((i for i, score in enumerate(scores) if score[1] == width), 0)


def bind_headers(log: Log, headers: Sequence[str], source: LogSource, place: Place, *, events: bool) -> HeaderBinding:
    """Bind the headers of one file to the fields of a log; what cannot be decided is a fault."""
    repeats = {header: headers.count(header) for header in dict.fromkeys(headers) if header and headers.count(header) > 1}
    positions, faults = _by_job(log, headers, source, place, events=events)
    by = dict.fromkeys(positions, Strength.JOB)
    candidates = _candidates(log, headers, events=events)
    rivals: list[tuple[str, str]] = []
    for strength in (Strength.NAME, Strength.TITLE, Strength.SYNONYM, Strength.UNIT):
        taken = {at for ats in positions.values() for at in ats}
        claims = [(target, at) for s, target, at in candidates if s is strength and at not in taken]
        rivals += [(target, headers[at]) for target, at in claims if target in positions]
        open_claims = list(dict.fromkeys(claim for claim in claims if claim[0] not in positions))
        faults += _disputes(log, headers, open_claims, place)
        for target, at in open_claims:
            if target not in positions:
                positions[target], by[target] = (at,), strength
    taken = {at for ats in positions.values() for at in ats}
    positions = {target: ats for target, ats in positions.items() if ats}
    return HeaderBinding(
        positions=positions,
        columns=tuple(
            BoundColumn(target, JOINT.join(headers[at] for at in ats), _BY[by[target]], target in log.fields and log.fields[target].ask)
            for target, ats in positions.items()
        ),
        unbound=tuple(dict.fromkeys(h for at, h in enumerate(headers) if at not in taken and h and headers.index(h) == at)),
        rivals=tuple(
            dict.fromkeys(
                (target, header) for target, header in rivals if header in {headers[at] for at in set(range(len(headers))) - taken}
            )
        ),
        repeated=tuple(repeats.items()),
        faults=tuple(faults),
    )


def _candidates(log: Log, headers: Sequence[str], *, events: bool) -> list[tuple[Strength, str, int]]:
    names = names_of(log, events=events)
    found: list[tuple[Strength, str, int]] = []
    for at, header in enumerate(headers):
        if headers.index(header) != at:
            continue
        claims = names.get(normal(header), [])
        bare = _UNIT.sub("", normal(header))
        if not claims and bare != normal(header):
            claims = [(Strength.UNIT, target) for _, target in names.get(bare, [])]
        surest: dict[str, Strength] = {}
        for strength, target in claims:
            surest[target] = min(strength, surest.get(target, strength))
        found += [(strength, target, at) for target, strength in surest.items()]
    return found


def _by_job(
    log: Log, headers: Sequence[str], source: LogSource, place: Place, *, events: bool
) -> tuple[dict[str, tuple[int, ...]], list[Fault]]:
    """Bindings given by hand in the job file; an empty header leaves the field unbound."""
    own = {"activity": ACTIVITY, "time": TIME, "actor": ACTOR} if events else {}
    index = {normal(header): at for at, header in reversed(list(enumerate(headers)))}
    positions: dict[str, tuple[int, ...]] = {}
    faults: list[Fault] = []
    for target, header in source.columns.items():
        field_name = own.get(target, target)
        parts = (header,) if not header or normal(header) in index else tuple(header.split(JOINT))
        unknown = [part for part in parts if normal(part) not in index]
        if field_name not in log.fields and field_name not in own.values():
            faults.append(Fault(source.place, f"columns: log {log.name!r} has no field {target!r}", nearest(target, (*log.fields, *own))))
        elif not header:
            positions[field_name] = ()
        elif unknown:
            faults += [
                Fault(place, f"there is no column {part!r} for field {target!r}", nearest(part, map(cut, headers))) for part in unknown
            ]
        else:
            positions[field_name] = tuple(index[normal(part)] for part in parts)
    return positions, faults


def _disputes(log: Log, headers: Sequence[str], claims: Sequence[tuple[str, int]], place: Place) -> list[Fault]:
    """Two headers that claim one field, or one header that claims two, equally surely."""
    faults: list[Fault] = []
    for target in dict.fromkeys(target for target, _ in claims):
        ats = [at for t, at in claims if t == target]
        if len(ats) > 1:
            both = " and ".join(repr(cut(headers[at])) for at in ats)
            faults.append(
                Fault(
                    place, f"the columns {both} both name field {target!r} of log {log.name!r}", "say which under 'columns' in the job file"
                )
            )
    for at in dict.fromkeys(at for _, at in claims):
        targets = [t for t, a in claims if a == at]
        if len(targets) > 1:
            both = " and ".join(map(repr, targets))
            faults.append(
                Fault(
                    place,
                    f"the column {cut(headers[at])!r} names the fields {both} of log {log.name!r}",
                    "say which under 'columns' in the job file",
                )
            )
    return faults
