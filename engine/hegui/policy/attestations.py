"""Loading the attestations of a job: a list in the job file, or in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hegui.policy.building import attestation as building
from hegui.policy.faults import At
from hegui.policy.lists import read_list
from hegui.policy.shapes.attestation import AttestationShape
from hegui.words.attestations import Attestation
from hegui.words.jobs import Unit


def attestations(given: str | Sequence[AttestationShape], base: Path, units: tuple[Unit, ...], at: At) -> tuple[Attestation, ...]:
    """The records, whether they are correct in themselves; whatever is wrong is noted.

    Args:
        given: name of the file relative to ``base``, or the entries of the job file.
        base: folder of the job file.
        units: as the job declares them.
        at: where they stand in the job file.
    """
    if not isinstance(given, str):
        return building.attestations([(shape, at / index) for index, shape in enumerate(given)], units)
    return building.attestations(read_list(AttestationShape, base / given, "- standard:", at.faults), units)
