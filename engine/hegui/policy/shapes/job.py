"""The shape of the job file ``hegui.yaml`` and of ``units.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hegui.policy.shapes.attestation import AttestationShape
from hegui.policy.shapes.base import LIST, MAPPING, TEXT, Day, Figure, Instant, Name, Said, Shape, Slug, form
from hegui.policy.shapes.decisions import LastAuditShape
from hegui.policy.shapes.handbook import AdoptionShape
from hegui.words.vocabulary import Shape as LogShape


class ExtentShape(Shape):
    """A sample: how it was drawn."""

    method: Said
    size: Annotated[int, Field(ge=1)]
    population: Annotated[int, Field(ge=1)] | None = None


class SourceShape(Shape):
    """One process log as files."""

    log: Name | None = None
    files: tuple[Said, ...] = Field(min_length=1)
    shape: LogShape | None = None
    encoding: Said | None = None
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    sheet: Said | None = None
    columns: dict[Said, Said] = Field(default_factory=dict)
    codes: dict[Said, dict[str, Figure]] = Field(default_factory=dict)
    time_format: Said | None = None
    covers: tuple[Day, Day] | None = None
    extent: Annotated[Annotated[Literal["full"], Tag(TEXT)] | Annotated[ExtentShape, Tag(MAPPING)], Discriminator(form)] = "full"
    control_total: Annotated[int, Field(ge=0)] | None = None
    system: Figure = ""
    extracted_by: Figure = ""
    extracted_at: Figure = ""
    filter: Figure = ""


class WaiverShape(Shape):
    """A breach that was allowed beforehand."""

    standard: Said
    reason: Said
    approved_by: Said
    effective: Day
    expires: Day
    unit: Said | None = None
    keys: tuple[Said, ...] = ()


class UnitShape(Shape):
    """A branch, centre or supplier."""

    code: Said
    name: Figure = ""
    aliases: tuple[Said, ...] = ()
    level: Figure = ""
    parent: Said | None = None
    head: Figure = ""
    contact: Figure = ""
    department: Figure = ""


class JobShape(Shape):
    """Everything a check is told besides the policies."""

    name: Said = "audit"
    title: Figure = ""
    organisation: Figure = ""
    client: Figure = ""
    audited_unit: Figure = ""
    auditors: tuple[Said, ...] = ()
    document_no: Figure = ""
    profile: Said = "default"
    policies: tuple[Said, ...] = ()
    as_of: Instant | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    timezone: Said = "Asia/Shanghai"
    units: Annotated[Annotated[Said, Tag(TEXT)] | Annotated[tuple[UnitShape, ...], Tag(LIST)], Discriminator(form)] = ()
    logs: tuple[SourceShape, ...] = ()
    waivers: tuple[WaiverShape, ...] = ()
    attestations: Annotated[Annotated[Said, Tag(TEXT)] | Annotated[tuple[AttestationShape, ...], Tag(LIST)], Discriminator(form)] = ()
    adoptions: dict[Slug, AdoptionShape] = Field(default_factory=dict)
    determinations: Said | None = None
    objections: Said | None = None
    issued: Said | None = None
    last_audit: Annotated[Annotated[Said, Tag(TEXT)] | Annotated[LastAuditShape, Tag(MAPPING)], Discriminator(form)] | None = None
