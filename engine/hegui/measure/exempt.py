"""Slots and groups that do not count: the handbook does not bind them, an objection was upheld, a waiver allowed the breach."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from hegui.measure.force import nobody_knows, not_in_force
from hegui.measure.functions import instant
from hegui.measure.ground import ENTITY, PLACE, REASON, UNIT
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.measure.spans import DUE, LABEL, START
from hegui.measure.texts import masked
from hegui.measure.waived import allows, keys_of, objections_to, waivers_of
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.measured import Setting
    from hegui.words.profiles import Waiver
    from hegui.words.standards import Standard

OUT_OF_SCOPE = sorted(reason.number for reason in v.REASONS.values() if reason.verdict is v.Verdict.NOT_APPLICABLE)
BREACHES = sorted(reason.number for reason in v.REASONS.values() if reason.verdict is v.Verdict.NONCONFORMING)


def exempted(table: ir.Table, standards: Sequence[Standard], setting: Setting, personal: Collection[int]) -> ir.IntegerValue:
    """The reason of every instance once adoptions, upheld objections and waivers are looked at.

    Args:
        table: instances with their spans.
        standards: the standards, in the places that the table names them by.
        setting: what exempts.
        personal: places of the standards whose entities are persons.
    """
    ladder, breach, start = Ladder(), table[REASON].isin(BREACHES), instant(table[START]).cast("date")
    for handbook, adoption in sorted(setting.adoptions.items()):
        places = [place for place, standard in enumerate(standards) if standard.handbook == handbook]
        if places:
            concerned = table[PLACE].isin(places)
            ladder.when(concerned & not_in_force(adoption, start, table[UNIT]), v.NOT_IN_FORCE)
            ladder.when(concerned & table[REASON].notin(OUT_OF_SCOPE) & nobody_knows(adoption, table[UNIT]), v.UNKNOWN_SCOPE)
    excused = [(place, keys_of(objections_to(standard, setting))) for place, standard in enumerate(standards)]
    called = {place: entities_of(table, setting.mask_key if place in personal else None) for place, _ in enumerate(standards)}
    objections = [
        (table[PLACE] == place) & any_of([name_of(table, entity).isin(keys) for entity in called[place]]) for place, keys in excused if keys
    ]
    waivers = [
        covers(waiver, place, table, called[place]) for place, standard in enumerate(standards) for waiver in waivers_of(standard, setting)
    ]
    ladder.when(breach & any_of(objections) if objections else None, v.OBJECTION_UPHELD)
    ladder.when(breach & any_of(waivers) if waivers else None, v.WAIVED)
    return ladder.otherwise(Ruling(table[REASON], ())).reason


def entities_of(table: ir.Table, mask_key: str | None) -> list[ir.StringValue]:
    """What an entity is called in decisions: by its name, and with a key by the pseudonym that reports show."""
    return [table[ENTITY]] if mask_key is None else [table[ENTITY], masked(table[ENTITY], mask_key)]


def name_of(table: ir.Table, entity: ir.StringValue) -> ir.StringValue:
    """What objections and waivers call an instance: ``<entity> <period>``."""
    return entity + " " + table[LABEL]


def covers(waiver: Waiver, place: int, table: ir.Table, entities: Sequence[ir.StringValue]) -> ir.BooleanValue:
    """Whether the waiver is for the instance and in force on its due day; ``place`` is that of its standard."""
    due = instant(table[DUE]).cast("date")
    names = [name for entity in entities for name in (entity, name_of(table, entity))]
    return (table[PLACE] == place) & allows(waiver, due, table[UNIT], names)
