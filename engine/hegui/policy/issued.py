"""The issue file: numbers of findings are given once and kept."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from hegui.policy.faults import At, Faults
from hegui.policy.reading import read_document
from hegui.policy.shapes.decisions import IssueFileShape
from hegui.policy.wording import fitted
from hegui.words.errors import Fault, JobError
from hegui.words.places import Place

NUMBER_FORMAT = "{org}-{year}-{audit}-{unit}-{seq:03}"
_FIELDS = {"org": "O", "year": 2026, "audit": "A", "unit": "U"}


@dataclass(frozen=True)
class IssueFile:
    """Numbers given so far."""

    format: str = NUMBER_FORMAT
    """With ``{org} {year} {audit} {unit}`` and ``{seq}``, which counts the numbers that are alike but for it."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of a finding to its number."""
    days: Mapping[str, date] = field(default_factory=dict)
    """Fingerprint of a finding to the day of issue."""


def issued(path: Path, faults: Faults) -> IssueFile:
    """Read an issue file; whatever is wrong with it is noted."""
    document = read_document(path, path.as_posix(), faults)
    if document is None:
        return IssueFile()
    at = At(document, faults)
    shape = fitted(IssueFileShape, document.data, at)
    if shape is None:
        return IssueFile()
    if not usable(shape.format):
        (at / "format").wrong(f"{shape.format!r} gives no number", f"write it like {NUMBER_FORMAT}")
    seen: dict[str, str] = {}
    for index, entry in enumerate(shape.issued):
        there = at / "issued" / index
        if entry.finding in seen:
            (there / "finding").wrong(f"the finding {entry.finding!r} has the number {seen[entry.finding]!r} already", "keep the first")
        elif entry.number in seen.values():
            (there / "number").wrong(f"the number {entry.number!r} is given twice", "a number names one finding")
        seen.setdefault(entry.finding, entry.number)
    return IssueFile(shape.format, seen, {entry.finding: entry.on for entry in shape.issued})


def issue(file: IssueFile, findings: Iterable[tuple[str, str]], *, org: str, audit: str, on: date) -> IssueFile:
    """The issue file with numbers for findings that have none yet.

    Args:
        file: what was given so far.
        findings: fingerprint and unit of each, in the order in which they are numbered.
        org: short name of the organisation.
        audit: short name of the audit.
        on: day of issue.
    """
    numbers, days, taken = dict(file.numbers), dict(file.days), set(file.numbers.values())
    for finding, unit in findings:
        if finding in numbers:
            continue
        named = {"org": org, "year": on.year, "audit": audit, "unit": unit}
        number = next(number for seq in range(1, len(taken) + 2) if (number := file.format.format(**named, seq=seq)) not in taken)
        numbers[finding], days[finding] = number, on
        taken.add(number)
    return IssueFile(file.format, numbers, days)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an issue file alone: of two who number at once, one is refused.

    Raises:
        JobError: somebody else holds it, or its folder cannot be written.
    """
    lock = path.with_name(path.name + ".lock")
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise JobError(
            Fault(Place(str(path)), "somebody else is numbering findings", f"wait, or remove {lock.name} if nobody is")
        ) from None
    except OSError as error:
        raise JobError(Fault(Place(str(path)), f"cannot be written: {error.strerror}")) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def write_issued(path: Path, file: IssueFile) -> None:
    """Write an issue file in the order of the numbers' days, to a temporary name first.

    Raises:
        JobError: it cannot be written; what was there stays.
    """
    entries = [{"finding": finding, "number": number, "on": file.days[finding].isoformat()} for finding, number in file.numbers.items()]
    head = "# Numbers of findings, given once and never again. Written by 'hegui findings issue'; do not edit.\n"
    text = head + yaml.safe_dump({"format": file.format, "issued": entries}, allow_unicode=True, sort_keys=False, width=160)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise JobError(Fault(Place(str(path)), f"cannot be written: {error.strerror}")) from None


def usable(text: str) -> bool:
    """Whether a format gives numbers that differ by their sequence number only; nothing but the known fields is looked up."""
    if not re.fullmatch(r"([^{}]|\{(org|year|audit|unit|seq(:0[1-9])?)\})*", text):
        return False
    return text.format(**_FIELDS, seq=1) != text.format(**_FIELDS, seq=2)
