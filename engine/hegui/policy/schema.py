"""JSON Schema of each kind of file, for editors."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from hegui.policy.shapes.attestation import AttestableShape, AttestationShape
from hegui.policy.shapes.calendar import CalendarShape
from hegui.policy.shapes.conflict import ConflictShape
from hegui.policy.shapes.decisions import DeterminationShape, IssueFileShape, ObjectionShape
from hegui.policy.shapes.handbook import HandbookShape
from hegui.policy.shapes.job import JobShape, UnitShape
from hegui.policy.shapes.judgement import RuleShape
from hegui.policy.shapes.profile import ProfileShape
from hegui.policy.shapes.standard import StandardShape
from hegui.policy.shapes.vocabulary import LogShape

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FILES: dict[str, Any] = {
    "vocabulary": LogShape,
    "handbook": HandbookShape,
    "standards": list[StandardShape],
    "attestable": list[AttestableShape],
    "conflicts": list[ConflictShape],
    "judgement": list[RuleShape],
    "calendar": CalendarShape,
    "profile": ProfileShape,
    "job": JobShape,
    "units": list[UnitShape],
    "determinations": list[DeterminationShape],
    "objections": list[ObjectionShape],
    "attestations": list[AttestationShape],
    "issued": IssueFileShape,
}
"""Kind of file to what it holds."""


def schema() -> dict[str, dict[str, Any]]:
    """JSON Schema by kind of file."""
    return {kind: {"$schema": DIALECT, **TypeAdapter(shape).json_schema()} for kind, shape in FILES.items()}
