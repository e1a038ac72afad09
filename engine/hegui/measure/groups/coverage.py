"""``coverage``: all named items occur among the rows of a unit in a period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID
from hegui.measure.ground import ENTITY, NUMBER, UNIT
from hegui.measure.groups.asked import asked
from hegui.measure.groups.calendar import placed
from hegui.measure.groups.members import SURE, by_entity, grouped, instances, members
from hegui.measure.slots.rows import named
from hegui.measure.slots.stretches import SURE as STANDS
from hegui.words import verdicts as v
from hegui.words.vocabulary import UNKNOWN_UNIT

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.words.groups import Coverage

ASKED = "asked"
"""boolean, never null: it is certain that the group has to be."""


def coverage(check: Coverage, ground: Ground) -> ir.Table:
    """Compile a coverage.

    A row that may not belong to the group could bring the items it holds, one whose field nobody knows any item, or all if it is a list.
    A row that names no entity could be anybody's.
    """
    listed = ground.view.cell(check.field).value.type().is_array()
    rows = _rows(check, ground)
    known = rows[SURE] & ~rows["blank"]
    figures = {
        "blanks": rows["blank"].sum(),
        **{_found(n): (known & rows[_item(n)]).max() for n in range(len(check.items))},
        **{_likely(n): rows[_item(n)].max() for n in range(len(check.items))},
    }
    single = _single(check)
    groups = by_entity(rows, known, **figures) if single else grouped(rows, known, **figures)
    groups = _with_asked(groups, asked(check, ground), ENTITY if single else UNIT)
    if single:
        groups = _with_anybody(check, groups)
    needed = check.at_least or len(check.items)
    found, likely = (_counted(groups, [name(n) for n in range(len(check.items))]) for name in (_found, _likely))
    blanks = ibis.ifelse(groups["blanks"] > 0, needed, 0) if listed else groups["blanks"]
    nobody = groups[ENTITY] == UNKNOWN_UNIT if single else None
    ladder = placed(ground, groups, check.per).when(nobody, v.UNKNOWN_MEMBERS).when(found >= needed, v.CONFORMING)
    ladder.when((likely + blanks >= needed) | ~groups[ASKED], v.UNKNOWN_MEMBERS)
    return instances(ground, check.per, groups, ladder.otherwise(v.ITEMS_MISSING), {"missing_items": _names(check, groups)})


def _single(check: Coverage) -> bool:
    """Whether entities are looked at one by one; units on a roster are."""
    return check.entity is not None or check.roster is not None


def _rows(check: Coverage, ground: Ground) -> ir.Table:
    """Members with the items that they hold."""
    view = ground.view
    cell = view.cell(check.field)
    listed = cell.value.type().is_array()
    holds = {_item(n): cell.value.contains(item) if listed else cell.value == item for n, item in enumerate(check.items)}
    columns = {"blank": cell.value.isnull(), **{name: held.fill_null(False) for name, held in holds.items()}}
    if _single(check):
        columns |= {ENTITY: named(view, check.entity).fill_null(UNKNOWN_UNIT), ID: view.table[ID]}
    return members(ground, check, **columns)


def _with_asked(groups: ir.Table, wanted: ir.Table | None, name: str) -> ir.Table:
    """Groups that have to be there join those that are; on a roster, nobody else is asked for."""
    if wanted is None:
        return groups.mutate(**{ASKED: ibis.literal(True)})
    keys = [name, NUMBER]
    beside = groups.filter(groups[NUMBER].isnull() | (groups[name] == UNKNOWN_UNIT)).mutate(**{ASKED: ibis.literal(True)})
    wanted = wanted.select(**{column: wanted[column] for column in dict.fromkeys((*keys, UNIT))}, **{ASKED: wanted[STANDS]})
    both = wanted.left_join(groups.drop(UNIT) if name != UNIT else groups, keys)
    nothing = {
        column: ibis.literal(False) if kind.is_boolean() else 0 for column, kind in groups.schema().items() if column not in {*keys, UNIT}
    }
    filled = both.mutate(**{column: both[column].fill_null(value) for column, value in nothing.items()})
    return ibis.union(filled.select(*beside.columns), beside)


def _with_anybody(check: Coverage, groups: ir.Table) -> ir.Table:
    """What rows that name no entity hold may be anybody's."""
    lost = groups.filter(groups[ENTITY] == UNKNOWN_UNIT)
    theirs = {f"any {column}": lost[column] for column in ("blanks", *map(_likely, range(len(check.items))))}
    both = groups.left_join(lost.select(NUMBER, **theirs), NUMBER)
    likely = {_likely(n): both[_likely(n)] | both[f"any {_likely(n)}"].fill_null(False) for n in range(len(check.items))}
    return both.mutate(blanks=both["blanks"] + both["any blanks"].fill_null(0), **likely).select(*groups.columns)


def _counted(groups: ir.Table, names: Iterable[str]) -> ir.IntegerValue:
    return sum((groups[name].cast("int64") for name in names), start=ibis.literal(0, "int64"))


def _item(place: int) -> str:
    """Column that says whether a row holds the item of that place."""
    return f"item {place}"


def _found(place: int) -> str:
    """Column that says whether the group surely holds it."""
    return f"found {place}"


def _likely(place: int) -> str:
    """Column that says whether the group may hold it."""
    return f"likely {place}"


def _names(check: Coverage, groups: ir.Table) -> ir.StringValue:
    """The items that do not occur, in the order of the check."""
    absent = [ibis.ifelse(groups[_found(n)], ibis.null("string"), item) for n, item in enumerate(check.items)]
    return ibis.array(absent).join(", ").nullif("")
