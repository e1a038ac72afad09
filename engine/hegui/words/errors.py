"""What can go wrong and is the user's to mend: faults with a place, gathered into one error."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from hegui.words.places import Place


class Exit(IntEnum):
    """Exit codes of the command line; they never shift with a flag (REPORTS, CI)."""

    CLEAN = 0
    """Nothing at or above ``--fail-on``."""
    FINDINGS = 1
    """At least one finding at or above ``--fail-on``."""
    USAGE = 2
    """The command line itself is wrong."""
    UNUSABLE = 3
    """A policy, job file or log cannot be used."""
    NOTHING_CHECKED = 4
    """No standard had anything in scope."""
    NOT_JUDGED = 5
    """A standard crashed, or everything in scope is undetermined."""
    INTERNAL = 70
    """A defect of hegui."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: what, where, and what to do about it."""

    place: Place
    """Where it stands."""
    what: str
    """What is wrong, in one clause without a full stop."""
    remedy: str = ""
    """What to do, in one clause; empty where the fault says it all."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place.file else ""
        return f"{where}{self.what}" + (f"; {self.remedy}" if self.remedy else "")


class HeguiError(Exception):
    """Base of everything that is reported to the user without a traceback; carries all faults found."""

    exit: Exit = Exit.UNUSABLE

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Fault, ...]]]:
        """Faults survive the way from one process to another."""
        return type(self), (self.faults,)


class UsageError(HeguiError):
    """The command line asks for something that does not exist."""

    exit = Exit.USAGE


class PolicyError(HeguiError):
    """Policy files cannot be used."""


class JobError(HeguiError):
    """The job file, or a file that it names, cannot be used."""


class LogError(HeguiError):
    """A process log cannot be read or bound."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name was probably meant, as a remedy clause; empty when nothing is near."""
    candidates: Sequence[str] = sorted(set(known))
    close = difflib.get_close_matches(name, candidates, n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(repr(c) for c in close) + "?"
    if 0 < len(candidates) <= 12:
        return "known: " + ", ".join(candidates)
    return ""
