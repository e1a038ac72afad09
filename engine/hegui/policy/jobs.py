"""Loading the job file and the files that it names besides logs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hegui.policy.attestations import attestations
from hegui.policy.building.job import job
from hegui.policy.building.units import units
from hegui.policy.determinations import determinations
from hegui.policy.faults import At, Faults
from hegui.policy.issued import IssueFile, issued
from hegui.policy.last_audit import last_audit
from hegui.policy.objections import objections
from hegui.policy.reading import read_document
from hegui.policy.shapes.decisions import LastAuditShape
from hegui.policy.shapes.job import JobShape, UnitShape
from hegui.policy.wording import fitted
from hegui.words.errors import JobError
from hegui.words.jobs import Job, Unit


def load_job(path: Path) -> Job:
    """Read a job file, and the units file that it names; their paths are relative to the job file.

    Raises:
        JobError: every fault of both files.
    """
    faults = Faults()
    found = _job(path, faults)
    faults.raise_as(JobError)
    return found or Job()


def load_units(path: Path) -> tuple[Unit, ...]:
    """Read a units file.

    Raises:
        JobError: every fault of the file.
    """
    faults = Faults()
    found = _units(path, faults)
    faults.raise_as(JobError)
    return found


def load_issued(path: Path) -> IssueFile:
    """Read an issue file.

    Raises:
        JobError: every fault of the file.
    """
    faults = Faults()
    found = issued(path, faults)
    faults.raise_as(JobError)
    return found


def _job(path: Path, faults: Faults) -> Job | None:
    document = read_document(path, path.as_posix(), faults)
    if document is None:
        return None
    at = At(document, faults)
    shape = fitted(JobShape, document.data, at)
    if shape is None:
        named = document.top.get("units")
        if isinstance(named, str):
            _units(path.parent / named, faults)
        return None
    return _with_files(job(shape, _units_of(shape, path, at), path.parent, at), shape, path, at)


def _units_of(shape: JobShape, path: Path, at: At) -> tuple[Unit, ...]:
    return _units(path.parent / shape.units, at.faults) if isinstance(shape.units, str) else units(shape.units, at / "units")


def _with_files(found: Job, shape: JobShape, path: Path, at: At) -> Job:
    """The job with what stands in the files that it names besides logs; their paths are relative to the job file."""
    faults = at.faults
    last = LastAuditShape(report=shape.last_audit) if isinstance(shape.last_audit, str) else shape.last_audit
    named = {
        "units": shape.units if isinstance(shape.units, str) else None,
        "determinations": shape.determinations,
        "objections": shape.objections,
        "attestations": shape.attestations if isinstance(shape.attestations, str) else None,
        "issued": shape.issued,
        "last_audit": last.report if last else None,
    }
    beside = {role: path.parent / name for role, name in named.items() if name is not None}
    return replace(
        found,
        determinations=determinations(beside["determinations"], faults) if "determinations" in beside else (),
        objections=objections(beside["objections"], faults) if "objections" in beside else (),
        attestations=attestations(shape.attestations, path.parent, found.units, at / "attestations"),
        numbers=issued(beside["issued"], faults).numbers if "issued" in beside else {},
        last_audit=last_audit(beside["last_audit"], last.closed_effective, faults) if last else None,
        files=(("job", str(path)), *((role, str(file)) for role, file in beside.items())),
    )


def _units(path: Path, faults: Faults) -> tuple[Unit, ...]:
    document = read_document(path, path.as_posix(), faults)
    if document is None:
        return ()
    at = At(document, faults)
    if not isinstance(document.data, list):
        at.wrong("expected a list of units", "begin each with '- code:'")
        return ()
    shapes = [fitted(UnitShape, item, at / index) for index, item in enumerate(document.data)]
    return units(tuple(shape for shape in shapes if shape is not None), at) if all(shapes) else ()
