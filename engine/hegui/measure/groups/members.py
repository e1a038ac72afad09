"""Members of groups, and the table of instances that all kinds of group check end in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ANCHOR, YES
from hegui.measure.expressions import holds
from hegui.measure.functions import json_object
from hegui.measure.ground import ENTITY, NUMBER, OBSERVED, REASON, UNIT
from hegui.measure.groups.amounts import millionths, written
from hegui.measure.periods import number_of
from hegui.measure.standing import standing
from hegui.words import bound
from hegui.words.groups import Coverage
from hegui.words.vocabulary import WHOLE_ORGANISATION

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.measure.groups.calendar import Numbers
    from hegui.measure.ruling import Ruling
    from hegui.words.expressions import Expr
    from hegui.words.groups import Group

SURE = "sure"
"""boolean, never null: the row is a member; else it may be one."""
MEMBERS = "members"
"""int64: members of the group that can be judged."""
UNKNOWN = "unknown"
"""int64: rows that may be members, and members that cannot be judged."""

SHOWN = "shown"
"""boolean: the group has a day in the window, or no period."""

Figures = dict[str, "ir.StringValue | str"]
"""Figures of a group by their name, in the order they are shown."""


def whole_or_unit(check: Group, unit: ir.StringValue) -> ir.StringValue:
    """The unit of a group: the one that answers, or the whole organisation."""
    return ibis.literal(WHOLE_ORGANISATION) if getattr(check, "whole", False) else unit


def members(ground: Ground, check: Group, among: Expr | None = None, **columns: ir.Value) -> ir.Table:
    """Rows that are or may be members: ``unit number sure`` and the columns asked for.

    Rows without an anchor have no number; rows between two billing windows are in no group. What stands is a row of each period in which
    it does. Of a row whose key has another one that says
    otherwise nothing is certain.
    """
    table = ground.view.table
    member = ground.member if among is None else ground.member & holds(among, ground.view)
    conflict = table[bound.CONFLICT]
    kept, sure = member.fill_null(YES) | conflict, ibis.ifelse(conflict, False, member.fill_null(False))
    if isinstance(check, Coverage) and check.stands is not None:
        found = standing(check.stands, check.per, ground.view)
        placed, number = ~found.ahead & (found.numbers[0].notnull() | found.since.isnull()), found.numbers.unnest()
        sure &= ~found.vague
    else:
        number = number_of(check.per, table[ANCHOR])
        placed = number.notnull() | table[ANCHOR].isnull()
    return table.filter(kept & placed).select(**{UNIT: whole_or_unit(check, table[bound.UNIT]), NUMBER: number, SURE: sure}, **columns)


def grouped(rows: ir.Table, known: ir.BooleanValue, **figures: ir.Value) -> ir.Table:
    """One row a group: ``unit number members unknown`` and the figures asked for; ``known`` says of which members enough is known."""
    return rows.group_by(UNIT, NUMBER).aggregate(members=known.sum(), unknown=(~known).sum(), **figures)


def total(amounts: ir.NumericValue, known: ir.BooleanValue) -> ir.IntegerValue:
    """Sum over the rows of which enough is known, in millionths."""
    return millionths(ibis.ifelse(known, amounts, ibis.literal(0).cast(amounts.type())).sum())


def instances(shown: Numbers, groups: ir.Table, ruling: Ruling, figures: Figures, *more: str) -> ir.Table:
    """The table of instances: of groups that have a day in the window, or no period.

    Figures stand for every group that has a period; ``unknown`` only where there is any.

    Args:
        shown: periods that have a day in the window.
        groups: one row a group.
        ruling: what is said of them.
        figures: what is shown of them.
        more: columns of ``groups`` that stand there besides.
    """
    number, named = groups[NUMBER], [(name, ibis.literal(text) if isinstance(text, str) else text) for name, text in figures.items()]
    unplaced = number.isnull()
    rows = written(ibis.ifelse(unplaced, groups[MEMBERS] + groups[UNKNOWN], groups[UNKNOWN]), 0)
    observed = ibis.cases(
        (unplaced, json_object([(UNKNOWN, rows)])),
        (groups[UNKNOWN] > 0, json_object([*named, (UNKNOWN, rows)])),
        else_=json_object(named),
    )
    entity = groups[ENTITY] if ENTITY in groups.columns else groups[UNIT]
    columns = {UNIT: groups[UNIT], ENTITY: entity, NUMBER: number, REASON: ruling.reason, OBSERVED: observed}
    # Figures may look at earlier periods: only then can those beside the window go.
    table = groups.select(**{name: groups[name] for name in more}, **columns, **{SHOWN: number.isnull() | shown.hold(number)})
    return table.filter(table[SHOWN]).drop(SHOWN)


def one_value(amounts: ir.NumericValue, known: ir.BooleanValue) -> ir.IntegerValue:
    """The amount that all rows agree on which hold one, in millionths; null where they differ."""
    nothing = ibis.null(amounts.type())
    held = ibis.ifelse(known, amounts, nothing)
    return millionths(ibis.ifelse(held.min() == held.max(), held.min(), nothing))
