"""Slots and groups that do not count: the handbook does not bind them, an objection was upheld, or a waiver allowed the breach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hegui.measure.force import not_in_force
from hegui.measure.functions import instant
from hegui.measure.ground import ENTITY, PLACE, REASON, UNIT
from hegui.measure.moments import any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.measure.spans import DUE, LABEL, START
from hegui.measure.waived import allows, keys_of, objections_to, waivers_of
from hegui.words import verdicts as v

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.measured import Setting
    from hegui.words.profiles import Waiver
    from hegui.words.standards import Standard

BREACHES = sorted(reason.number for reason in v.REASONS.values() if reason.verdict is v.Verdict.NONCONFORMING)


def exempted(table: ir.Table, standards: Sequence[Standard], setting: Setting) -> ir.IntegerValue:
    """The reason of every instance once adoptions, upheld objections and waivers are looked at.

    Args:
        table: instances with their spans.
        standards: the standards, in the places that the table names them by.
        setting: what exempts.
    """
    ladder, breach, start = Ladder(), table[REASON].isin(BREACHES), instant(table[START]).cast("date")
    for handbook, adoption in sorted(setting.adoptions.items()):
        places = [place for place, standard in enumerate(standards) if standard.handbook == handbook]
        if places:
            ladder.when(table[PLACE].isin(places) & not_in_force(adoption, start, table[UNIT]), v.NOT_IN_FORCE)
    excused = [(place, keys_of(objections_to(standard, setting))) for place, standard in enumerate(standards)]
    objections = [(table[PLACE] == place) & name_of(table).isin(keys) for place, keys in excused if keys]
    waivers = [covers(waiver, place, table) for place, standard in enumerate(standards) for waiver in waivers_of(standard, setting)]
    ladder.when(breach & any_of(objections) if objections else None, v.OBJECTION_UPHELD)
    ladder.when(breach & any_of(waivers) if waivers else None, v.WAIVED)
    return ladder.otherwise(Ruling(table[REASON], ())).reason


def name_of(table: ir.Table) -> ir.StringValue:
    """What objections and waivers call an instance: ``<entity> <period>``."""
    return table[ENTITY] + " " + table[LABEL]


def covers(waiver: Waiver, place: int, table: ir.Table) -> ir.BooleanValue:
    """Whether the waiver is for the instance and in force on its due day; ``place`` is that of its standard."""
    due = instant(table[DUE]).cast("date")
    return (table[PLACE] == place) & allows(waiver, due, table[UNIT], [table[ENTITY], name_of(table)])
