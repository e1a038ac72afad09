"""The job: which logs are checked, for whom, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hegui.words.attestations import Attestation
from hegui.words.findings import Determination, PastAudit
from hegui.words.places import NOWHERE, Place
from hegui.words.profiles import Objection, Waiver
from hegui.words.standards import Adoption
from hegui.words.vocabulary import Shape

if TYPE_CHECKING:
    import pandas as pd


ON_COMMAND_LINE = Place("--profile")
MEMORY_LIMIT = "2500MB"
"""Enough for ten million events at full speed, and a laptop has it."""


@dataclass(frozen=True)
class Extent:
    """Whether a log is the whole population or a sample of it."""

    full: bool = True
    method: str = ""
    size: int | None = None
    population: int | None = None


@dataclass(frozen=True)
class LogSource:
    """One process log as the job names it."""

    files: tuple[str, ...] = ()
    """Paths or globs, relative to ``base``."""
    frame: pd.DataFrame | None = None
    """A data frame instead of files."""
    log: str | None = None
    """Name in the vocabulary; None: found by the best header score."""
    base: Path = Path()
    shape: Shape | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to header, where the binding is given by hand."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field to what the export calls a value to its code."""
    time_format: str | None = None
    """strptime format of times that stay ambiguous."""
    covers: tuple[date, date] | None = None
    """Half-open span of dates that the log covers."""
    extent: Extent = Extent()
    control_total: int | None = None
    """Rows that the source system says it exported."""
    system: str = ""
    extracted_by: str = ""
    extracted_at: str = ""
    filter: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Unit:
    """A branch, centre or supplier that answers for rows."""

    code: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    level: str = ""
    parent: str | None = None
    head: str = ""
    contact: str = ""
    department: str = ""


@dataclass(frozen=True)
class Job:
    """Everything a check is told besides the policies."""

    name: str = "audit"
    title: str = ""
    organisation: str = ""
    client: str = ""
    audited_unit: str = ""
    auditors: tuple[str, ...] = ()
    document_no: str = ""
    logs: tuple[LogSource, ...] = ()
    units: tuple[Unit, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    objections: tuple[Objection, ...] = ()
    determinations: tuple[Determination, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    adoptions: Mapping[str, Adoption] = field(default_factory=dict)
    """Handbook to how this organisation put it into force."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of a finding to the number that it was given at issue."""
    last_audit: PastAudit | None = None
    profile: str = "default"
    profile_place: Place = ON_COMMAND_LINE
    """Where the profile is named."""
    policies: tuple[Path, ...] = ()
    """Users' own policy folders, over the shipped ones."""
    as_of: datetime | None = None
    since: date | None = None
    until: date | None = None
    timezone: str = "Asia/Shanghai"
    show_personal: bool = False
    memory_limit: str = MEMORY_LIMIT
    """Memory of the columnar engine, such as ``4GB``; what does not fit is spilled to disk."""
    files: tuple[tuple[str, str], ...] = ()
    """Role and path of the job file and of the files it names besides logs, for the provenance."""
    place: Place = NOWHERE
