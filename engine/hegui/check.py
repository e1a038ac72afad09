"""The flow: read the policies, bind the logs, measure, judge; the outcome is ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hegui.garbage import seldom_collected
from hegui.words.errors import Fault, UsageError
from hegui.words.jobs import ON_COMMAND_LINE, Job, LogSource
from hegui.words.places import Place

if TYPE_CHECKING:
    import pandas as pd

    from hegui.criteria import Criteria
    from hegui.fieldwork import Found
    from hegui.outcome import Outcome
    from hegui.words.findings import Judgement
    from hegui.words.record import Record


@seldom_collected()
def run(job: Job, *, command: str = "", stage: Callable[[str], object] = str, processes: int | None = 1) -> Outcome:
    """Check the logs of a job against the policies in force.

    Args:
        job: what to check; relative log files are relative to each source's ``base``.
        command: how to repeat it, for the report's provenance.
        stage: told the name of each stage as it begins.
        processes: how many share the standards; None: as many as are worth their start. With more than one, the program that calls it
            has to stand behind ``if __name__ == "__main__"``.

    Raises:
        HeguiError: policies, job or logs cannot be used; carries every fault found.
    """
    from hegui.criteria import criteria
    from hegui.fieldwork import Fieldwork, found_by
    from hegui.masking import Masking
    from hegui.outcome import Outcome, Spool

    job = _settled(job)
    stage("policies")
    held = criteria(job)
    spool = Spool()
    key = _mask_key(job)
    found = found_by(Fieldwork.of(job, held, key), held.standards, spool.evidence, processes, stage)
    stage("judging")
    judgement = _judged(job, held, found)
    masking = Masking(held.policies.vocabulary, held.standards, key)
    job = replace(job, waivers=masking.waivers(job.waivers), objections=masking.objections(job.objections))
    found = replace(found, measurement=masking.measurement(found.measurement))
    return Outcome(_record(job, held, found, judgement, command), spool)


def _judged(job: Job, held: Criteria, found: Found) -> Judgement:
    from hegui.judge import judge

    return judge(
        found.measurement,
        held.standards,
        held.profile,
        held.policies.rules,
        found.calendar,
        found.bound.as_of,
        held.handbooks,
        units=job.units,
        last_audit=job.last_audit,
        determinations=job.determinations,
        numbers=job.numbers,
        client=job.client,
    )


def _record(job: Job, held: Criteria, found: Found, judgement: Judgement, command: str) -> Record:
    """All that writers read."""
    from hegui.provenance import input_files, versions
    from hegui.words.attestations import attested
    from hegui.words.record import Record
    from hegui.words.warned import Unanswered, warnings

    bound, measurement = found.bound, found.measurement
    in_force = {entry.id for entry in held.attestable}
    idle = [record for record in job.attestations if record.standard not in in_force]
    unanswered = Unanswered(measurement.unused_waivers, measurement.unused_objections, judgement.unmatched, idle)
    return Record(
        job=job,
        profile=held.profile,
        handbooks=held.handbooks,
        standards=held.standards,
        rules=held.policies.rules,
        logs=bound.logs,
        as_of=bound.as_of,
        as_of_given=job.as_of is not None,
        since=job.since,
        until=job.until,
        statuses={status.standard: status for status in measurement.statuses},
        tallies=measurement.tallies,
        findings=judgement.findings,
        pending=measurement.pending,
        undetermined=measurement.undetermined,
        spool=measurement.spool,
        inputs=input_files(job, held.policies.files, bound.logs),
        warnings=warnings(job, held.handbooks, bound.logs, held.standards, found.calendar, unanswered, bound.as_of),
        versions=versions(),
        command=command,
        unused_waivers=measurement.unused_waivers,
        withdrawn=judgement.withdrawn,
        common=judgement.common,
        strengths=judgement.strengths,
        followed_up=judgement.followed_up,
        unused_objections=measurement.unused_objections,
        attestations=attested(held.attestable, job.attestations, bound.as_of.date()),
        conflicts=held.policies.conflicts_between(held.profile),
        left_out=held.policies.left_out(held.profile),
        log_titles={name: log.title for name, log in held.policies.vocabulary.items()},
    )


def _mask_key(job: Job) -> str | None:
    """The key of pseudonyms; None where personal fields are shown."""
    from hegui.log import digests
    from hegui.provenance import mask_key

    if job.show_personal:
        return None
    return mask_key(digests(job.logs), (source.frame for source in job.logs if source.frame is not None))


def check(
    *files: str | Path,
    logs: Mapping[str, str | Path | pd.DataFrame] | None = None,
    job: str | Path | None = None,
    policies: Sequence[str | Path] = (),
    profile: str | None = None,
    as_of: datetime | str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Outcome:
    """Check files or data frames from Python; see ``run`` for what can be raised.

    Args:
        files: process logs whose kind is found by their column headers.
        logs: process logs by the name of the log in the vocabulary; a path, a glob or a data frame each.
        job: a job file (``hegui.yaml``) to start from; what else is given here goes before it.
        policies: users' own policy folders, over the shipped ones.
        profile: name of the profile; default ``default``.
        as_of: instant of the audit in its time zone; default: the latest credible time in the logs.
        since: first day of the window on the anchor.
        until: day after the last day of the window.
    """
    from hegui.policy import load_job

    base = load_job(Path(job)) if job is not None else Job()
    moment = datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    asked = replace(
        base,
        logs=(*base.logs, *sources(files, logs or {})),
        policies=(*base.policies, *map(Path, policies)),
        profile=profile or base.profile,
        profile_place=ON_COMMAND_LINE if profile else base.profile_place,
        as_of=moment or base.as_of,
        since=since or base.since,
        until=until or base.until,
    )
    more = any((files, logs, policies, profile, as_of, since, until))
    said = ([f"job={Path(job).name!r}"] if job is not None else []) + (["..."] if more or job is None else [])
    return run(asked, command=f"hegui.check({', '.join(said)})")


def sources(files: Iterable[str | Path], logs: Mapping[str, str | Path | pd.DataFrame]) -> tuple[LogSource, ...]:
    """Log sources for bare files and for named files or frames."""
    bare = tuple(LogSource(files=(str(file),), place=Place(str(file))) for file in files)
    named = tuple(
        LogSource(files=(str(given),), log=name, place=Place(name))
        if isinstance(given, str | Path)
        else LogSource(frame=given, log=name, place=Place(name))
        for name, given in logs.items()
    )
    return (*bare, *named)


def _settled(job: Job) -> Job:
    """The job with its instant in its own time zone, and a window that can hold something."""
    if job.since and job.until and job.since >= job.until:
        remedy = "'until' is the day after the last day of the window"
        raise UsageError(Fault(Place("window"), f"{job.until} is not after {job.since}, so that nothing is in it", remedy))
    if job.as_of is None or job.as_of.tzinfo is None:
        return job
    return replace(job, as_of=job.as_of.astimezone(ZoneInfo(job.timezone)).replace(tzinfo=None))
