"""What no log can show: requirements that a person attests, the records of it, and how far these reach at the instant of an audit."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hegui.words.durations import Limit
from hegui.words.places import NOWHERE, Place
from hegui.words.standards import Force, Standard
from hegui.words.text import Text


@dataclass(frozen=True)
class Attestable:
    """A requirement of a clause that no log shows; a person attests that it is kept."""

    id: str
    """``<handbook>.<clause>.<slug>``, lower case; no standard has the same."""
    handbook: str
    clause: str
    title: Text
    force: Force
    statement: Text
    """What a person attests."""
    field: Text
    """What a log would have to hold, and none does."""
    responsible: str
    """Role that answers for it."""
    valid_for: Limit
    """Longest time that a record of it may be valid; on the calendar."""
    catalogue: str = ""
    note: Text | None = None
    place: Place = NOWHERE

    def latest(self, signed_on: date) -> date:
        """Last day until which a record may hold that was signed on a day; the end of a shorter month where it has no such day."""
        if self.valid_for.days:
            return signed_on + timedelta(days=self.valid_for.days)
        months = signed_on.year * 12 + signed_on.month - 1 + self.valid_for.months
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(signed_on.day, monthrange(year, month)[1]))


Entry = Standard | Attestable
"""What a clause asks, whether a log shows it or a person attests it."""


@dataclass(frozen=True)
class Attestation:
    """A record that somebody attests such a requirement."""

    standard: str
    """Id of what is attested."""
    clause: str
    statement: str
    evidence: str
    """Where the proof is found."""
    signed_by: str
    signed_on: date
    valid_until: date
    """Last day on which it holds."""
    units: tuple[str, ...] = ()
    """Units it speaks for; empty: all."""
    place: Place = NOWHERE


class AttestationState(StrEnum):
    """How far records reach on the day of an audit; none of them is a verdict."""

    ATTESTED = "attested"
    """A record holds on that day."""
    LAPSED = "lapsed"
    """There are records, and all have ended before."""
    MISSING = "missing"
    """There is none, or it was signed later."""


@dataclass(frozen=True)
class Attested:
    """What an audit can say of one requirement, for the units of one record."""

    asked: Attestable
    state: AttestationState
    record: Attestation | None = None
    """What the state rests on; where it is missing, the one that was signed later, if there is one."""
    units: tuple[str, ...] = ()
    """Units that this is about; empty: all, but for those that stand apart."""


def attested(asked: Iterable[Attestable], given: Sequence[Attestation], on: date) -> tuple[Attested, ...]:
    """How far each requirement is attested on a day: for the whole organisation, and apart for units of which other records tell.

    Args:
        asked: requirements in force.
        given: records, in any order.
        on: day of the audit, in its time zone.
    """
    return tuple(each for entry in asked for each in _of(entry, [record for record in given if record.standard == entry.id], on))


def _of(entry: Attestable, given: Sequence[Attestation], on: date) -> Iterator[Attested]:
    general = _best([record for record in given if not record.units], on)
    apart: dict[tuple[AttestationState, Attestation | None], list[str]] = {}
    for unit in sorted({unit for record in given for unit in record.units}):
        found = _best([record for record in given if not record.units or unit in record.units], on)
        if found != general:
            apart.setdefault(found, []).append(unit)
    yield Attested(entry, *general)
    for (state, record), units in apart.items():
        yield Attested(entry, state, record, tuple(units))


def _best(given: Sequence[Attestation], on: date) -> tuple[AttestationState, Attestation | None]:
    """The state that records for one unit give: of those signed by that day the one that holds longest, else the one signed next."""
    signed = [record for record in given if record.signed_on <= on]
    if not signed:
        return AttestationState.MISSING, min(given, key=lambda record: record.signed_on, default=None)
    last = max(signed, key=lambda record: (record.valid_until, record.signed_on))
    return (AttestationState.ATTESTED if last.valid_until >= on else AttestationState.LAPSED), last
