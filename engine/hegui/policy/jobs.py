"""Loading the job file and the units file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hegui.policy.building.job import job
from hegui.policy.building.units import units
from hegui.policy.faults import At, Faults
from hegui.policy.reading import read_document
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
    if isinstance(shape.units, str):
        beside = path.parent / shape.units
        return replace(job(shape, _units(beside, faults), path.parent, at), files=(str(path), str(beside)))
    return replace(job(shape, units(shape.units, at / "units"), path.parent, at), files=(str(path),))


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
