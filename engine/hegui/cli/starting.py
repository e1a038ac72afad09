"""``hegui init``: a first job file, from what the logs themselves say."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from hegui.cli.binding import bind
from hegui.cli.printing import say, say_list
from hegui.words.bound import BoundLog
from hegui.words.errors import Fault, HeguiError, LogError, UsageError
from hegui.words.jobs import LogSource
from hegui.words.places import Place
from hegui.words.vocabulary import Log

HEAD = """\
# Job file of hegui: confirm the columns, say for whom the audit is, then run `hegui check {job}`.
name: audit
title: ''
organisation: ''
audited_unit: ''
profile: default
# as_of: 2026-07-01 00:00      # instant of the audit; else the latest time in the logs
# from: 2026-01-01             # first day of the window, and the day after its last; else everything is in it
# until: 2026-07-01
# attestations: attestations.yaml   # list of what persons attest where no log shows it
# units: units.yaml            # list of {{code, name, aliases}}, so that one unit under several names is one
"""
ABOUT = """\
  # covers: [{first}, {last}]   # what the export was asked for: first day, and the day after the last
  # extent: {{method: random, size: 200, population: 5000}}   # if the log is a sample
  # control_total: {rows}   # rows that the source system says it exported
  # system: ''   # where it comes from; also extracted_by, extracted_at, filter
"""


@dataclass
class Entry:
    """Files of one log with the same columns."""

    bound: BoundLog
    """How the first of them was bound."""
    columns: dict[str, str]
    files: list[str] = field(default_factory=list)
    rows: int = 0
    days: set[date] = field(default_factory=set)
    """First days covered, and days after the last."""

    def add(self, file: str, bound: BoundLog) -> None:
        """One more file."""
        self.files.append(file)
        self.rows += bound.account.read
        self.days |= set(bound.covers or ())

    def text(self) -> str:
        """As it stands in the job file."""
        content = {
            "log": self.bound.log.name,
            "files": self.files,
            "shape": self.bound.shape.value,
            "columns": self.columns,
            "extent": "full",
        }
        first, last = min(self.days, default="first day"), max(self.days, default="day after the last")
        return _yaml([content]) + ABOUT.format(first=first, last=last, rows=self.rows)


def write_job(files: Sequence[Path], job: Path, folders: Sequence[Path], *, force: bool) -> None:
    """Write a job file with the bindings found, and say what a person has to confirm.

    Raises:
        HeguiError: policies or logs cannot be used, or the job file exists already or cannot be written.
    """
    from hegui.policy import load_policies

    if job.exists() and not force:
        raise UsageError(Fault(Place(str(job)), "it exists already", "name another file with --job, or give --force"))
    entries = _entries(files, load_policies(folders).vocabulary.values(), job.parent)
    own = {"policies": [_relative(folder, job.parent) for folder in folders]}
    text = HEAD.format(job=job.name) + (_yaml(own) if folders else "") + "logs:\n" + "".join(entry.text() for entry in entries)
    try:
        job.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(Fault(Place(str(job)), f"it cannot be written: {error.strerror}", "name another file with --job")) from None
    ask = sorted({f"{entry.bound.log.name}.{column.field}" for entry in entries for column in entry.bound.columns if column.ask})
    if ask:
        say_list("please confirm: ", ask)
    say(f"{job} written; next: hegui check {job}")


def _entries(files: Iterable[Path], vocabulary: Iterable[Log], base: Path) -> list[Entry]:
    """One entry for files of the same log, shape and columns, in the order given; the faults of all files together."""
    known = tuple(vocabulary)
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for file in (found for pattern in files for found in _found(pattern)):
        try:
            logs = bind([LogSource(files=(str(file),))], known)
        except HeguiError as error:
            faults += error.faults
            continue
        for bound in logs:
            columns = {column.field: column.header for column in bound.columns if column.by != "event"}
            entry = entries.setdefault(repr((bound.log.name, bound.shape, columns)), Entry(bound, columns))
            entry.add(_relative(file, base), bound)
    if faults:
        raise LogError(faults)
    return list(entries.values())


def _found(pattern: Path) -> list[Path]:
    """The file of that name, else what a quoted glob finds; nothing found is left for reading to report."""
    return [pattern] if pattern.exists() else sorted(map(Path, glob.glob(str(pattern)))) or [pattern]  # noqa: PTH207 - absolute patterns


def _relative(path: Path, base: Path) -> str:
    """A path as it stands in a job file: from the folder of the job."""
    return Path(os.path.relpath(path, base)).as_posix()


def _yaml(content: object) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
