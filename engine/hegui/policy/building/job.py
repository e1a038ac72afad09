"""From the shape of a job file to a job."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hegui.policy.building.handbook import adoption
from hegui.policy.building.units import called
from hegui.policy.faults import At
from hegui.policy.shapes.handbook import AdoptionShape
from hegui.policy.shapes.job import ExtentShape, JobShape, SourceShape, WaiverShape
from hegui.words.jobs import Extent, Job, LogSource, Unit
from hegui.words.profiles import Waiver
from hegui.words.standards import Adoption

LONGEST_WAIVER = 366
"""Days."""


def job(shape: JobShape, units: tuple[Unit, ...], base: Path, at: At) -> Job:
    """Build a job whose paths are relative to ``base``; whatever is wrong with it is noted."""
    if shape.since and shape.until and shape.since >= shape.until:
        (at / "until").wrong("the window ends before it begins", "'until' is the day after its last day")
    for index, folder in enumerate(shape.policies):
        if not (base / folder).is_dir():
            (at / "policies" / index).wrong(f"there is no folder {folder!r}", "folders are relative to the job file")
    if not shape.logs:
        at.wrong("the job names no logs", "list them under 'logs'")
    return Job(
        name=shape.name,
        title=shape.title,
        organisation=shape.organisation,
        client=shape.client,
        audited_unit=shape.audited_unit,
        auditors=shape.auditors,
        document_no=shape.document_no,
        logs=tuple(_source(source, base, at / "logs" / index) for index, source in enumerate(shape.logs)),
        units=units,
        adoptions={slug: _adoption(each, units, at / "adoptions" / slug) for slug, each in shape.adoptions.items()},
        waivers=tuple(_waiver(waiver, units, at / "waivers" / index) for index, waiver in enumerate(shape.waivers)),
        profile=shape.profile,
        profile_place=(at / "profile").place,
        policies=tuple(base / folder for folder in shape.policies),
        as_of=_local(shape.as_of, shape.timezone, at),
        since=shape.since,
        until=shape.until,
        timezone=shape.timezone,
        place=at.place,
    )


def _local(time: datetime | None, timezone: str, at: At) -> datetime | None:
    """A time, naive in the audit's time zone."""
    try:
        zone = ZoneInfo(timezone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        (at / "timezone").wrong(f"there is no time zone {timezone!r}", "write it as 'Asia/Shanghai'")
        return None
    return time if time is None or time.tzinfo is None else time.astimezone(zone).replace(tzinfo=None)


def _source(shape: SourceShape, base: Path, at: At) -> LogSource:
    if shape.covers and shape.covers[0] >= shape.covers[1]:
        (at / "covers").wrong("the span ends before it begins", "the second day is the day after the last one covered")
    return LogSource(
        files=shape.files,
        log=shape.log,
        base=base,
        shape=shape.shape,
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        sheet=shape.sheet,
        columns=shape.columns,
        codes=shape.codes,
        time_format=shape.time_format,
        covers=shape.covers,
        extent=_extent(shape.extent, at / "extent"),
        control_total=shape.control_total,
        system=shape.system,
        extracted_by=shape.extracted_by,
        extracted_at=shape.extracted_at,
        filter=shape.filter,
        place=at.place,
    )


def _extent(shape: str | ExtentShape, at: At) -> Extent:
    if isinstance(shape, str):
        return Extent()
    if shape.population is not None and shape.population < shape.size:
        (at / "size").wrong(f"a sample of {shape.size} cannot come from a population of {shape.population}")
    return Extent(full=False, method=shape.method, size=shape.size, population=shape.population)


def _waiver(shape: WaiverShape, units: tuple[Unit, ...], at: At) -> Waiver:
    days = (shape.expires - shape.effective).days
    if days <= 0:
        (at / "expires").wrong("the waiver expires before it takes effect", "'expires' is the first day on which it no longer holds")
    elif days > LONGEST_WAIVER:
        (at / "expires").wrong(f"the waiver lasts {days} days; at most {LONGEST_WAIVER} are allowed", "renew it when it expires")
    if shape.unit is not None:
        called(shape.unit, units, "a waiver", at / "unit")
    return Waiver(
        shape.standard, shape.reason, shape.approved_by, shape.effective, shape.expires, shape.unit, shape.keys, at.place
    )  # fmt: skip


def _adoption(shape: AdoptionShape, units: tuple[Unit, ...], at: At) -> Adoption:
    for index, name in enumerate(shape.units):
        called(name, units, "an adoption", at / "units" / index)
    return adoption(shape, at)
