"""Fieldwork: logs are bound and standards measured on them, by this process alone or shared with others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hegui.garbage import seldom_collected
from hegui.processes import Helpers, cores, shared_out
from hegui.words.errors import Fault, LogError
from hegui.words.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    import ibis

    from hegui.criteria import Criteria
    from hegui.log import Bindings
    from hegui.policy import Policies
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.jobs import Job
    from hegui.words.measured import Measurement, Setting
    from hegui.words.profiles import Profile
    from hegui.words.standards import Adoption, Standard

CALENDAR_MARGIN = timedelta(days=40)
"""How far the working calendar reaches beyond the first row, and beyond the last due date of an action."""
MANY_LOGS, MANY_STANDARDS = 8, 100
"""Files and standards; where there are fewer, a second process takes as long to begin as it saves."""
LARGE = 100_000_000
"""Bytes of logs from which on the columnar engine keeps all cores busy by itself."""


@dataclass(frozen=True)
class Fieldwork:
    """What binding and measuring need to know; it can be handed to another process."""

    job: Job
    policies: Policies
    """Vocabulary and calendars."""
    profile: Profile
    adoptions: Mapping[str, Adoption]
    key: str | None
    """Of pseudonyms; None: persons are named."""

    @classmethod
    def of(cls, job: Job, held: Criteria, key: str | None) -> Fieldwork:
        """Fieldwork on the logs of a job."""
        return cls(job, held.policies.bare(), held.profile, held.adoptions, key)

    def bound(self, engine: ibis.BaseBackend) -> Bindings:
        """The logs, bound in the engine.

        Raises:
            HeguiError: logs cannot be used.
        """
        from hegui.log import bind_logs

        return bind_logs(
            engine,
            self.job.logs,
            self.policies.vocabulary,
            units=self.job.units,
            unit_fields=self.profile.unit_fields,
            timezone=self.job.timezone,
            as_of=self.job.as_of,
            mask_key=self.key,
        )

    def calendar(self, bound: Bindings) -> WorkingCalendar:
        """The working calendar from before the first row to after the last due date of an action."""
        as_of = bound.as_of.date()
        first = min((log.covers[0] for log in bound.logs if log.covers), default=as_of)
        last = as_of + 2 * timedelta(days=max(self.profile.due_working_days.values(), default=0))
        return self.policies.calendar(self.profile.calendar, first - CALENDAR_MARGIN, last + CALENDAR_MARGIN)

    def setting(self, bound: Bindings, calendar: WorkingCalendar, spool: Path) -> Setting:
        """How measuring is to measure."""
        from hegui.words.measured import Setting
        from hegui.words.periods import Period

        return Setting(
            as_of=bound.as_of,
            since=self.job.since,
            until=self.job.until,
            period=Period.parse(self.profile.period),
            calendar=calendar,
            waivers=self.job.waivers,
            objections=self.job.objections,
            adoptions=self.adoptions,
            mask_key=self.key,
            spool=spool,
        )

    def folders(self) -> Iterable[Path]:
        """Where the logs are: the engine reads from nowhere else."""
        return dict.fromkeys((source.base / file).parent for source in self.job.logs for file in source.files)


@dataclass(frozen=True)
class Found:
    """What fieldwork comes to; the tables of the logs are gone with the engine."""

    bound: Bindings
    calendar: WorkingCalendar
    measurement: Measurement


def found_by(
    work: Fieldwork, standards: Sequence[Standard], spool: Path, processes: int | None, stage: Callable[[str], object]
) -> Found:  # fmt: skip
    """Bind the logs and measure the standards on them.

    Args:
        work: what there is to know.
        standards: those in force.
        spool: where the complete evidence is written; parts of it stand beside it for a while.
        processes: how many share the standards; None: as many as are worth their start.
        stage: told the name of each stage as it begins.

    Raises:
        HeguiError: logs cannot be used, or changed while they were being read.
    """
    from hegui.log import open_engine
    from hegui.measure import measure
    from hegui.measure.together import together

    number = worthwhile(work.job, standards) if processes is None else processes
    own, *others = shared_out(standards, lambda standard: standard.log, lambda _: 1, number)
    places = [spool.with_name(f"share-{place}.parquet") for place in range(len(others) + 1)] if others else [spool]
    calls = [(work, share, place) for share, place in zip(others, places[1:], strict=True)]
    with Helpers(measured_share, calls) as helpers, open_engine(work.job.memory_limit, [spool.parent, *work.folders()]) as engine:
        stage("logs")
        bound = work.bound(engine)
        stage("measuring")
        calendar = work.calendar(bound)
        setting = work.setting(bound, calendar, spool)
        parts = [measure(bound.logs, own, replace(setting, spool=places[0]))]
        for read, part in helpers.results():
            if read != _read(bound):
                raise LogError(Fault(Place("logs"), "a log changed while it was being read", "check again"))
            parts.append(part)
    return Found(bound, calendar, together(parts, standards, setting))


@seldom_collected()
def measured_share(work: Fieldwork, standards: Sequence[Standard], spool: Path) -> tuple[list[str], Measurement]:
    """What came of some of the standards, with the digests of the logs read: the part of another process."""
    from hegui.log import open_engine
    from hegui.measure import measure

    with open_engine(work.job.memory_limit, [spool.parent, *work.folders()]) as engine:
        bound = work.bound(engine)
        return _read(bound), measure(bound.logs, standards, work.setting(bound, work.calendar(bound), spool))


def worthwhile(job: Job, standards: Sequence[Standard]) -> int:
    """How many processes are worth their start: more than one for many standards on many small logs."""
    from hegui.log import sizes

    found = sizes(job.logs)
    return 1 if len(found) < MANY_LOGS or len(standards) < MANY_STANDARDS or sum(found) > LARGE else cores()


def _read(bound: Bindings) -> list[str]:
    return [source.sha256 for log in bound.logs for source in log.sources]
