"""From the shapes of attestations to what can be attested, and to the records of a job."""

from __future__ import annotations

from collections.abc import Iterable

from hegui.policy.building.handbook import id_and_clause
from hegui.policy.building.units import called
from hegui.policy.faults import At
from hegui.policy.shapes.attestation import AttestableShape, AttestationShape
from hegui.policy.shapes.base import text_or_none
from hegui.words.attestations import Attestable, Attestation
from hegui.words.durations import Clock, Limit
from hegui.words.jobs import Unit
from hegui.words.standards import Handbook


def attestable(shape: AttestableShape, handbook: Handbook, at: At) -> Attestable | None:
    """Build an entry; None where it cannot be built. Whatever is wrong is noted."""
    id_and_clause(shape.id, shape.clause, handbook, at, "what-is-attested")
    valid_for = _valid_for(shape.valid_for, at / "valid_for")
    if valid_for is None:
        return None
    return Attestable(
        id=shape.id,
        handbook=handbook.slug,
        clause=shape.clause,
        title=shape.title.text(),
        force=shape.force,
        statement=shape.statement.text(),
        field=shape.field.text(),
        responsible=shape.responsible,
        valid_for=valid_for,
        catalogue=shape.catalogue,
        note=text_or_none(shape.note),
        place=at.place,
    )


def _valid_for(text: str, at: At) -> Limit | None:
    try:
        limit = Limit.parse(text)
    except ValueError as error:
        at.said(str(error))
        return None
    if limit.clock is not Clock.CALENDAR:
        at.wrong(f"{text!r} does not run on the calendar", "write it in days, weeks, months or years")
        return None
    return limit


def attestations(shapes: Iterable[tuple[AttestationShape, At]], units: tuple[Unit, ...]) -> tuple[Attestation, ...]:
    """The records of a job, each with its place; whatever is wrong with them is noted."""
    found: list[Attestation] = []
    for shape, at in shapes:
        record = _attestation(shape, units, at)
        first = next((other for other in found if _same(record, other)), None)
        if first is not None:
            at.wrong(f"{shape.standard!r} is attested twice on {shape.signed_on}", f"it stands at {first.place} already")
        found.append(record)
    return tuple(found)


def _attestation(shape: AttestationShape, units: tuple[Unit, ...], at: At) -> Attestation:
    if shape.valid_until <= shape.signed_on:
        (at / "valid_until").wrong("the record ends before it holds", "'valid_until' is the last day on which it holds")
    for index, name in enumerate(shape.units):
        called(name, units, "an attestation", at / "units" / index)
        if name in shape.units[:index]:
            (at / "units" / index).wrong(f"the unit {name!r} is named twice")
    return Attestation(
        standard=shape.standard,
        clause=shape.clause,
        statement=shape.statement,
        evidence=shape.evidence,
        signed_by=shape.signed_by,
        signed_on=shape.signed_on,
        valid_until=shape.valid_until,
        units=shape.units,
        place=(at / "standard").place,
    )


def _same(one: Attestation, other: Attestation) -> bool:
    """Whether two records say the same day, of one unit at least, that the same is kept."""
    of_one_unit = bool({*one.units} & {*other.units}) or one.units == other.units
    return (one.standard, one.signed_on) == (other.standard, other.signed_on) and of_one_unit
