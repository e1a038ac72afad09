"""``coverage``: all named items occur among the rows of a unit in a period."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID
from hegui.measure.functions import BITS, bits_of, set_bits, unset
from hegui.measure.ground import ENTITY, NUMBER, UNIT
from hegui.measure.groups.asked import asked
from hegui.measure.groups.calendar import placed
from hegui.measure.groups.members import SURE, by_entity, grouped, instances, members
from hegui.measure.slots.rosters import SURE as STANDS
from hegui.measure.slots.rows import named
from hegui.words import verdicts as v
from hegui.words.vocabulary import UNKNOWN_UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from hegui.measure.cells import Cell
    from hegui.measure.ground import Ground
    from hegui.words.groups import Coverage

ASKED = "asked"
"""boolean, never null: it is certain that the group has to be."""


def coverage(check: Coverage, ground: Ground) -> ir.Table:
    """Compile a coverage.

    A row that may not belong to the group could bring the items it holds, one whose field nobody knows any item, or all if it is a list.
    A row that names no entity could be anybody's.
    """
    rows = _rows(check, ground)
    known = rows[SURE] & ~rows["blank"]
    figures = {"blanks": rows["blank"].sum()}
    for word in range(len(_words(check))):
        figures[_found(word)] = ibis.ifelse(known, rows[_held(word)], 0).bit_or()
        figures[_likely(word)] = rows[_held(word)].bit_or()
    single = _single(check)
    groups = by_entity(rows, known, **figures) if single else grouped(rows, known, **figures)
    groups = _with_asked(groups, asked(check, ground), ENTITY if single else UNIT)
    if single:
        groups = _with_anybody(check, groups)
    needed = check.at_least or len(check.items)
    found, likely = (_counted(check, groups, name) for name in (_found, _likely))
    blanks = ibis.ifelse(groups["blanks"] > 0, needed, 0) if _cell(check, ground).value.type().is_array() else groups["blanks"]
    nobody = groups[ENTITY] == UNKNOWN_UNIT if single else None
    ladder = placed(ground, groups, check.per).when(nobody, v.UNKNOWN_MEMBERS).when(found >= needed, v.CONFORMING)
    ladder.when((likely + blanks >= needed) | ~groups[ASKED], v.UNKNOWN_MEMBERS)
    return instances(ground, check.per, groups, ladder.otherwise(v.ITEMS_MISSING), {"missing_items": _names(check, groups)})


def _cell(check: Coverage, ground: Ground) -> Cell:
    return ground.view.cell(check.field)


def _words(check: Coverage) -> list[tuple[str, ...]]:
    """The items in words of bits, most often one."""
    return [check.items[start : start + BITS] for start in range(0, len(check.items), BITS)]


def _single(check: Coverage) -> bool:
    """Whether entities are looked at one by one; units on a roster are."""
    return check.entity is not None or check.roster is not None


def _rows(check: Coverage, ground: Ground) -> ir.Table:
    """Members with the items that they hold."""
    view, value = ground.view, _cell(check, ground).value
    columns = {"blank": value.isnull(), **{_held(word): bits_of(value, items) for word, items in enumerate(_words(check))}}
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
    words = range(len(_words(check)))
    theirs = {f"any {column}": lost[column] for column in ("blanks", *map(_likely, words))}
    both = groups.left_join(lost.select(NUMBER, **theirs), NUMBER)
    likely = {_likely(word): both[_likely(word)] | both[f"any {_likely(word)}"].fill_null(0) for word in words}
    return both.mutate(blanks=both["blanks"] + both["any blanks"].fill_null(0), **likely).select(*groups.columns)


def _counted(check: Coverage, groups: ir.Table, name: Callable[[int], str]) -> ir.IntegerValue:
    return reduce(add, (set_bits(groups[name(word)]) for word in range(len(_words(check)))))


def _held(word: int) -> str:
    """Column of the items that a row holds."""
    return f"held {word}"


def _found(word: int) -> str:
    """Column of those that the group surely holds."""
    return f"found {word}"


def _likely(word: int) -> str:
    """Column of those that the group may hold."""
    return f"likely {word}"


def _names(check: Coverage, groups: ir.Table) -> ir.StringValue:
    """The items that do not occur, in the order of the check."""
    absent = [unset(groups[_found(word)], items) for word, items in enumerate(_words(check))]
    return reduce(add, absent).join(", ").nullif("")
