"""Attributes of the cases of a log of events or updates: what the first or the last row says that holds something.

An aggregate that picks a text by time costs as much as the whole rest of the pivot, and memory with it. So a case remembers one number
only, the place of its last row in the order of time, with one bit for every attribute: known at all, known in that row. The row is joined
back; only where it lacks what another row of the case knows is that looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ROWS_OF_A_SOURCE
from hegui.measure.functions import first_by, last_by, order_number
from hegui.measure.moments import any_of
from hegui.measure.origins import Which
from hegui.words.bound import KEY, RAW, ROW, SOURCE, STATE, TIME, UNIT
from hegui.words.vocabulary import UNKNOWN_UNIT, CellState

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf

FLAWS = [CellState.UNREADABLE.value, CellState.UNKNOWN_CODE.value]
BITS = 60
"""Attributes whose bits fit into one number."""


@dataclass(frozen=True)
class Attribute:
    """One attribute of a case."""

    field: str
    """Column of the log."""
    name: str
    """Column of the case view."""
    which: Which
    flawed: bool = False
    """It has columns with state and text, which go with the value."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Column of the case view to column of the log."""
        return {self.name + suffix: self.field + suffix for suffix in (("", STATE, RAW) if self.flawed else ("",))}

    def picked(self, rows: ir.Table) -> dict[str, ir.Value]:
        """Aggregates of a case: what the first or last row says that holds something."""
        pick = first_by if self.which is Which.FIRST else last_by
        return {name: pick(rows[column], order_of(rows), self.known(rows)) for name, column in self.columns.items()}

    def known(self, rows: ir.Table) -> ir.BooleanValue:
        """Whether a row holds something; a cell that cannot be read does."""
        value = rows[self.field]
        if self.field == UNIT:
            return value.notnull() & (value != UNKNOWN_UNIT)
        return value.notnull() | rows[self.field + STATE].isin(FLAWS) if self.flawed else value.notnull()


def marks(rows: ir.Table, attributes: Sequence[Attribute]) -> dict[str, ir.Value]:
    """Aggregates by case that ``filled`` needs."""
    return {name: value for side in _sides(attributes) for name, value in side.marks(rows).items()}


def filled(rows: ir.Table, cases: ir.Table, attributes: Sequence[Attribute]) -> ir.Table:
    """Cases with the attributes that their first and last rows hold; what is known of others stays marked, for ``completed``.

    Args:
        rows: events or updates up to the cut.
        cases: one row a case, with marks.
        attributes: what is filled in.
    """
    table, columns = cases, {name: cases[name] for name in cases.columns}
    for side in _sides(attributes):
        there = rows.select(**side.columns(rows))
        table = table.join(there, table[side.name("place")] == there[side.name("order")])
        del columns[side.name("place")]
        columns |= {name: table[side.name(name)] for one in side.attributes for name in one.columns}
        columns |= {name: table[name] for name in side.masks(rows, "held")}
    return table.select(**columns)


def completed(shelf: Shelf, rows: ir.Table, cases: ir.Table, attributes: Sequence[Attribute]) -> ir.Table | None:
    """Cases with what the rows chosen lack and others hold; None where nothing is lacking.

    Args:
        shelf: where the engine is.
        rows: events or updates up to the cut.
        cases: cases as ``filled`` gives them, on the shelf.
        attributes: what was filled in.
    """
    lacking = {one: where for side in _sides(attributes) for one, where in side.lacking(cases).items()}
    lacked = _lacked(shelf, cases, lacking)
    if not lacked:
        return None
    rare = rows.semi_join(cases.filter(any_of([lacking[one] for one in lacked])), KEY)
    found = {_found(name): value for one in lacked for name, value in one.picked(rare).items()}
    table = cases.left_join(rare.group_by(KEY).agg(**found), KEY)
    columns = {name: cases[name] for name in cases.columns}
    for one in lacked:
        columns |= {name: ibis.ifelse(lacking[one], table[_found(name)], cases[name]) for name in one.columns}
    return table.select(**columns)


def order_of(rows: ir.Table) -> ir.DecimalValue:
    """The place of a row in the order of events: by time, at the same time as in the file."""
    return order_number(rows[TIME], row_id(rows))


def row_id(rows: ir.Table) -> ir.IntegerValue:
    """Source and row in one number."""
    return rows[SOURCE].cast("int64") * ROWS_OF_A_SOURCE + rows[ROW].cast("int64")


@dataclass(frozen=True)
class _Side:
    """The attributes that the first, or that the last rows of cases tell."""

    which: Which
    attributes: Sequence[Attribute]

    def name(self, what: str) -> str:
        """Name of a column that only this side has."""
        return f"{what} in the {self.which} row"

    def columns(self, rows: ir.Table) -> dict[str, ir.Value]:
        """What the side tells of each row."""
        columns = {self.name(name): rows[column] for one in self.attributes for name, column in one.columns.items()}
        if self.name(UNIT) in columns:
            columns[self.name(UNIT)] = rows[UNIT].fill_null(UNKNOWN_UNIT)
        return {self.name("order"): order_of(rows), **columns, **self.masks(rows, "held")}

    def marks(self, rows: ir.Table) -> dict[str, ir.Value]:
        """For each case the place of its row in the order of events, and what is known of it at all."""
        order = order_of(rows)
        place = order.min() if self.which is Which.FIRST else order.max()
        return {self.name("place"): place, **{name: mask.bit_or() for name, mask in self.masks(rows, "known").items()}}

    def masks(self, rows: ir.Table, what: str) -> dict[str, ir.IntegerValue]:
        """For each row one bit for every attribute that it holds."""
        masks = {}
        for number, chunk in enumerate(self._chunks()):
            bits = [ibis.ifelse(one.known(rows), 2**bit, 0).cast("int64") for bit, one in enumerate(chunk)]
            masks[self.name(f"{what} {number}")] = reduce(add, bits)
        return masks

    def lacking(self, cases: ir.Table) -> dict[Attribute, ir.BooleanValue]:
        """For each attribute, whether another row of the case holds it and the row chosen does not."""
        found: dict[Attribute, ir.BooleanValue] = {}
        for number, chunk in enumerate(self._chunks()):
            lacked = cases[self.name(f"known {number}")] - cases[self.name(f"held {number}")]
            found |= {one: (lacked & 2**bit) != 0 for bit, one in enumerate(chunk)}
        return found

    def _chunks(self) -> list[Sequence[Attribute]]:
        known = [one for one in self.attributes if one.which is not Which.ROW]
        return [known[start : start + BITS] for start in range(0, len(known), BITS)]


def _sides(attributes: Sequence[Attribute]) -> list[_Side]:
    first = [one for one in attributes if one.which is Which.FIRST]
    last = [one for one in attributes if one.which is not Which.FIRST]
    return [_Side(which, side) for which, side in ((Which.FIRST, first), (Which.LAST, last)) if side]


def _lacked(shelf: Shelf, cases: ir.Table, lacking: Mapping[Attribute, ir.BooleanValue]) -> list[Attribute]:
    """The attributes that the chosen row of some case lacks."""
    if not lacking:
        return []
    counts = shelf.fetch(cases.aggregate(**{str(number): where.any() for number, where in enumerate(lacking.values())}))
    return [one for number, one in enumerate(lacking) if counts[str(number)][0].as_py()]


def _found(name: str) -> str:
    return f"{name} looked up"
