"""``coverage``: all named items occur among the rows of a unit in a period.

All coverages of an audit make up one query; what differs between them are rows, and figures in a small table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ID
from hegui.measure.functions import BITS, bits_of, last_by, set_bits, unset
from hegui.measure.ground import ENTITY, NUMBER, PLACE, UNIT, union
from hegui.measure.groups.asked import asked
from hegui.measure.groups.calendar import Bounds, placed
from hegui.measure.groups.members import MEMBERS, SURE, UNKNOWN, instances, members
from hegui.measure.slots.rosters import SURE as STANDS
from hegui.measure.slots.rows import named
from hegui.words import verdicts as v
from hegui.words.groups import Coverage
from hegui.words.vocabulary import UNKNOWN_UNIT

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.ground import Ground
    from hegui.measure.shelf import Shelf

ASKED = "asked"
"""boolean, never null: it is certain that the group has to be."""
BLANK, BLANKS = "blank", "blanks"
"""boolean: nobody knows what the row holds; int64: how many such rows the group has."""
NEEDED = "needed"
"""int64: how many of the items it takes."""
LISTED, SINGLE, ON_LIST = "listed", "single", "on list"
"""0 or 1: the field is a list; entities are looked at one by one; groups have to be there without rows, and no others are asked for."""
END = "\x1f"
"""Ends an item in a text of several; no item of a policy can hold it."""


def coverages(grounds: Mapping[int, Ground]) -> ir.Table:
    """Every group of coverages, as a table of instances that names standards by their places.

    A row that may not belong to the group could bring the items it holds, one whose field nobody knows any item, or all if it is a list.
    A row that names no entity could be anybody's.

    Args:
        grounds: place of a standard to what it is compiled over; one or more.
    """
    checks = {place: check for place, ground in grounds.items() if isinstance(check := ground.standard.check, Coverage)}
    words = max(len(_words(check)) for check in checks.values())
    shelf = next(iter(grounds.values())).rosters.shelf
    figures = _brought(checks, grounds, words, shelf)
    rows = union([_rows(place, check, grounds[place], words) for place, check in checks.items()])
    groups = shelf.keep("coverage of groups", _grouped(rows, words)).inner_join(figures, PLACE)
    groups = _with_anybody(_with_asked(groups, checks, grounds, figures), words)
    bounds, needed = Bounds.read(groups), groups[NEEDED]
    found, likely = (_counted(groups, name, words) for name in (_found, _likely))
    blanks = ibis.ifelse(groups[LISTED] == 1, ibis.ifelse(groups[BLANKS] > 0, needed, 0), groups[BLANKS])
    ruling = (
        placed(bounds, groups[NUMBER])
        .when((groups[SINGLE] == 1) & (groups[ENTITY] == UNKNOWN_UNIT), v.UNKNOWN_MEMBERS)
        .when(found >= needed, v.CONFORMING)
        .when((likely + blanks >= needed) | ~groups[ASKED], v.UNKNOWN_MEMBERS)
        .otherwise(v.ITEMS_MISSING)
    )
    absent = reduce(add, (unset(groups[_found(word)], groups[_items(word)].split(END)) for word in range(words)))
    return instances(bounds.shown, groups, ruling, {"missing_items": absent.join(", ").nullif("")}, PLACE)


def _brought(checks: Mapping[int, Coverage], grounds: Mapping[int, Ground], words: int, shelf: Shelf) -> ir.Table:
    """What differs between the checks, one row each."""
    numbers, texts = [], []
    for place, check in checks.items():
        flags = {LISTED: _is_list(check, grounds[place]), SINGLE: _is_single(check), ON_LIST: check.roster is not None or check.whole}
        bounds = Bounds.of(grounds[place], check.per).row()
        numbers.append({PLACE: place, NEEDED: check.at_least or len(check.items), **flags, **bounds})
        items = _words(check)
        texts.append({_items(word): END.join(items[word]) if word < len(items) else "" for word in range(words)})
    columns = {name: [row[name] for row in numbers] for name in numbers[0]} | {name: [row[name] for row in texts] for name in texts[0]}
    return shelf.bring("coverages asked for", texts[0].keys(), **columns)


def _is_list(check: Coverage, ground: Ground) -> bool:
    return bool(ground.view.cell(check.field).value.type().is_array())


def _is_single(check: Coverage) -> bool:
    """Whether entities are looked at one by one; units on a roster are."""
    return check.entity is not None or check.roster is not None


def _words(check: Coverage) -> list[tuple[str, ...]]:
    """The items in words of bits, most often one."""
    return [check.items[start : start + BITS] for start in range(0, len(check.items), BITS)]


def _rows(place: int, check: Coverage, ground: Ground, words: int) -> ir.Table:
    """Members with the items that they hold; the entity is that of the row, or its unit."""
    view, value, items = ground.view, ground.view.cell(check.field).value, _words(check)
    held = {_held(word): bits_of(value, items[word]) if word < len(items) else ibis.literal(0, "int64") for word in range(words)}
    if _is_single(check):
        held[ENTITY] = named(view, check.entity).fill_null(UNKNOWN_UNIT)
    rows = members(ground, check, **{ID: view.table[ID], BLANK: value.isnull()}, **held)
    entity = rows[ENTITY] if _is_single(check) else rows[UNIT]
    columns = {ID: rows[ID], UNIT: rows[UNIT], ENTITY: entity, NUMBER: rows[NUMBER], SURE: rows[SURE], BLANK: rows[BLANK]}
    return rows.select(**{PLACE: ibis.literal(place, "int64")}, **columns, **{_held(word): rows[_held(word)] for word in range(words)})


def _grouped(rows: ir.Table, words: int) -> ir.Table:
    """One row an entity and period, counted to the unit of its last row."""
    known = rows[SURE] & ~rows[BLANK]
    figures = {MEMBERS: known.sum(), UNKNOWN: (~known).sum(), BLANKS: rows[BLANK].sum()}
    for word in range(words):
        figures[_found(word)] = ibis.ifelse(known, rows[_held(word)], 0).bit_or()
        figures[_likely(word)] = rows[_held(word)].bit_or()
    return rows.group_by(PLACE, ENTITY, NUMBER).aggregate(**{UNIT: last_by(rows[UNIT], rows[ID])}, **figures)


def _with_asked(groups: ir.Table, checks: Mapping[int, Coverage], grounds: Mapping[int, Ground], figures: ir.Table) -> ir.Table:
    """Groups that have to be there join those that are; on a roster, nobody else is asked for."""
    listed = [(place, table) for place, check in checks.items() if (table := asked(check, grounds[place])) is not None]
    beside = groups.filter((groups[ON_LIST] == 0) | groups[NUMBER].isnull() | (groups[ENTITY] == UNKNOWN_UNIT))
    beside = beside.mutate(**{ASKED: ibis.literal(True)})
    if not listed:
        return beside
    keys = [PLACE, ENTITY, NUMBER]
    wanted = union([_wanted(place, table) for place, table in listed])
    counted = [name for name in groups.columns if name not in {*keys, UNIT, *figures.columns}]
    both = wanted.left_join(groups.select(*keys, *counted), keys).inner_join(figures, PLACE)
    filled = both.select(*keys, UNIT, ASKED, *figures.drop(PLACE).columns, **{name: both[name].fill_null(0) for name in counted})
    return ibis.union(filled.select(*beside.columns), beside)


def _wanted(place: int, table: ir.Table) -> ir.Table:
    columns = {name: table[name] for name in (ENTITY, NUMBER, UNIT)}
    return table.select(**{PLACE: ibis.literal(place, "int64")}, **columns, **{ASKED: table[STANDS]})


def _with_anybody(groups: ir.Table, words: int) -> ir.Table:
    """What rows that name no entity hold may be anybody's."""
    lost = groups.filter((groups[SINGLE] == 1) & (groups[ENTITY] == UNKNOWN_UNIT))
    theirs = {f"any {column}": lost[column] for column in (BLANKS, *map(_likely, range(words)))}
    both = groups.left_join(lost.select(PLACE, NUMBER, **theirs), [PLACE, NUMBER])
    likely = {_likely(word): both[_likely(word)] | both[f"any {_likely(word)}"].fill_null(0) for word in range(words)}
    return both.mutate(**{BLANKS: both[BLANKS] + both[f"any {BLANKS}"].fill_null(0)}, **likely).select(*groups.columns)


def _counted(groups: ir.Table, name: Callable[[int], str], words: int) -> ir.IntegerValue:
    return reduce(add, (set_bits(groups[name(word)]) for word in range(words)))


def _held(word: int) -> str:
    """Column of the items that a row holds."""
    return f"held {word}"


def _found(word: int) -> str:
    """Column of those that the group surely holds."""
    return f"found {word}"


def _likely(word: int) -> str:
    """Column of those that the group may hold."""
    return f"likely {word}"


def _items(word: int) -> str:
    """Column of their names."""
    return f"items {word}"
