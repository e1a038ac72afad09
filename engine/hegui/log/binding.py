"""The way of a log from files to a bound table: read, identify, type, account for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hegui.words.bound import BoundLog
from hegui.words.errors import Fault, HeguiError, LogError
from hegui.words.jobs import LogSource, Unit
from hegui.words.places import Place
from hegui.words.vocabulary import Log

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

    from hegui.log.bench import Bench
    from hegui.log.desk import Desk
    from hegui.log.identify import Identified


@dataclass(frozen=True)
class Bindings:
    """All logs of an audit, bound."""

    logs: tuple[BoundLog, ...]
    """In the order in which the sources first name them."""
    as_of: datetime
    """The instant of the audit, naive in its time zone."""


def bind_logs(
    engine: Backend,
    sources: Sequence[LogSource],
    vocabulary: Mapping[str, Log],
    *,
    units: Sequence[Unit] = (),
    unit_fields: Mapping[str, tuple[str, ...]] | None = None,
    timezone: str = "Asia/Shanghai",
    as_of: datetime | None = None,
    mask_key: str | None = None,
) -> Bindings:
    """Read process logs and bind them to the vocabulary; several sources of one log make one table.

    Args:
        engine: From ``open_engine``; the tables stay in it.
        sources: Files or data frames.
        vocabulary: The logs by name.
        units: Who can answer for rows; without it the texts of the logs are taken as they are.
        unit_fields: Log to the fields that name the answering unit, the first that is filled counts; else the log's own.
        timezone: Times with an offset are converted to it, others are in it.
        as_of: Instant of the audit; None: the latest credible time of the logs that is not a planned one.
        mask_key: Key of the pseudonyms of personal cells in samples; None: shown.

    Raises:
        LogError: with all faults of all sources.
    """
    from hegui.log.bench import Bench
    from hegui.log.desk import Desk

    _check_zone(timezone)
    desk = Desk(engine, timezone)
    found = _read_all(desk, sources, vocabulary)
    names = list(dict.fromkeys(one.log.name for one in found))
    faults: list[Fault] = []
    benches: list[Bench] = []
    for log_name in names:
        files = [one for one in found if one.log.name == log_name]
        try:
            benches.append(Bench.of(desk, files, units, (unit_fields or {}).get(log_name), mask_key))
        except LogError as error:
            faults += error.faults
    if faults:
        raise LogError(faults)
    instant = as_of or _latest(benches)
    return Bindings(tuple(bench.bound(instant) for bench in benches), instant)


def _latest(benches: Sequence[Bench]) -> datetime:
    """The instant of the audit where none is given.

    Raises:
        LogError: no log holds a time that could be it; files without rows are named.
    """
    latest = max((bench.span.latest for bench in benches if bench.span.latest), default=None)
    if latest is not None:
        return latest
    faults = [Fault(Place(file), "there are no rows under the header", "export it again") for bench in benches for file in bench.empty]
    what = "no log holds a time that could be the instant of the audit"
    raise LogError([*faults, Fault(Place("as_of"), what, "give --as-of TIME, or as_of in the job file")])


def _check_zone(timezone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(timezone)
    except (ValueError, OSError, LookupError):
        raise LogError(Fault(Place("timezone"), f"there is no time zone {timezone!r}", "write it like Asia/Shanghai")) from None


def _read_all(desk: Desk, sources: Sequence[LogSource], vocabulary: Mapping[str, Log]) -> list[Identified]:
    """Every file of every source, read and identified; all faults together."""
    from hegui.log.identify import identify
    from hegui.log.reading import read

    found: list[Identified] = []
    faults: list[Fault] = []
    for source in sources:
        try:
            for raw in read(desk, source, vocabulary):
                try:
                    found.append(identify(desk, raw, source, vocabulary))
                except LogError as error:
                    faults += error.faults
        except HeguiError as error:
            faults += error.faults
    shapes = {one.log.name: one.shape for one in found}
    faults += [
        Fault(one.place, f"it comes {one.shape} but other files of log {one.log.name!r} come {shapes[one.log.name]}", "check them apart")
        for one in found
        if one.shape is not shapes[one.log.name]
    ]
    if faults:
        raise LogError(faults)
    return found
