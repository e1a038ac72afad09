"""Cells of the case view: a value, and what is known where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from hegui.measure.origins import Origin, Part, origin
from hegui.words.bound import RAW, STATE
from hegui.words.vocabulary import CellState, FieldType

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from hegui.words.bound import BoundLog
    from hegui.words.expressions import Ref
    from hegui.words.kinds import Check

ID = "_id"
"""int64: source and row in one number, so that it names a row and sorts as files do."""
ANCHOR = "_anchor"
"""timestamp: the time that puts the case into a period."""
CLOSED = "_closed"
"""boolean, never null: whether the case is over."""
AHEAD = "_ahead"
"""boolean, never null: the anchor is recorded for later than the cut, so the row was not there yet."""
ROWS_OF_A_SOURCE = 2**40

TYPES: Mapping[FieldType, dt.DataType] = {
    FieldType.DATE: dt.date,
    FieldType.DATETIME: dt.Timestamp(scale=6),
    FieldType.NUMBER: dt.Decimal(18, 6),
    FieldType.INTEGER: dt.int64,
    FieldType.BOOLEAN: dt.boolean,
    FieldType.LIST: dt.Array(dt.string),
    FieldType.DURATION: dt.int64,
}
"""Types of bound columns; all other fields are text."""

NO = ibis.literal(False)
YES = ibis.literal(True)


@dataclass(frozen=True)
class Cell:
    """What a case holds under one name, as expressions over the case view."""

    type: FieldType
    value: ir.Value
    """Null where the cell is missing, cannot be read or holds an unknown code."""
    unreadable: ir.BooleanValue = NO
    """The cell holds text that is no value of its type; never null."""
    unknown_code: ir.BooleanValue = NO
    """The cell holds text that is not in the code list; never null."""
    listed: bool = False
    """The vocabulary has a code list for it."""

    @property
    def missing(self) -> ir.BooleanValue:
        """Nothing is recorded; never null."""
        empty = self.value.isnull()
        return empty if self.unreadable is NO else empty & ~self.unreadable & ~self.unknown_code


@dataclass(frozen=True)
class CaseView:
    """One row a case: what standards read of it, as things stood at one instant."""

    log: BoundLog
    table: ir.Table
    """``_id _key _unit _anchor _conflict _closed`` and a column named ``str(ref)`` for every name that is read."""
    cut: datetime
    """What is recorded for later has not happened."""
    looked_up: tuple[tuple[Check, str | Exception], ...] = ()
    """Checks for which figures were looked up, each with what its columns begin with, or why that failed."""
    others: Mapping[str, CaseView] = field(default_factory=dict)
    """Other logs that checks look at, each as one row a case of its own."""
    prefix: str = ""
    """What its columns begin with, where the view is one side of a join."""

    def origin(self, ref: Ref) -> Origin | None:
        """Where a name comes from."""
        return origin(self.log, ref)

    def cell(self, ref: Ref) -> Cell:
        """The cell under a name; always missing where the log has no such column."""
        found = self.origin(ref)
        name = self.prefix + str(ref)
        if found is None or name not in self.table.columns:
            declared = self.log.log.fields.get(ref.name)
            kind = declared.type if declared else FieldType.TEXT
            return Cell(kind, _nothing(TYPES.get(kind, dt.string)))
        value = self.table[name]
        if name + STATE not in self.table.columns:
            return Cell(found.type, value, listed=found.listed)
        if found.part is Part.TIME:
            return Cell(found.type, value, self.untimed(ref) & value.isnull())
        state = self.table[name + STATE]
        return Cell(
            found.type,
            value,
            (state == CellState.UNREADABLE.value).fill_null(False),
            (state == CellState.UNKNOWN_CODE.value).fill_null(False),
            found.listed,
        )

    def untimed(self, ref: Ref) -> ir.BooleanValue:
        """Whether an event reaches the milestone of which nobody knows when."""
        state = self.prefix + str(ref) + STATE
        return (self.table[state] == CellState.UNREADABLE.value).fill_null(False) if state in self.table.columns else NO

    def ahead(self, ref: Ref) -> ir.BooleanValue:
        """Whether a time that places rows is recorded for later than the cut; never null."""
        return self.table[ahead_name(ref)] if ahead_name(ref) in self.table.columns else NO

    def from_events(self, ref: Ref) -> bool:
        """Whether a name reads the time of an event, of which there may be several."""
        found = self.origin(ref)
        return found is not None and found.part is Part.TIME

    def figure(self, check: Check, name: str) -> ir.Value:
        """A figure that was looked up for a check; null where the case has none.

        Raises:
            Exception: why the looking up failed.
            TypeError: nothing was looked up for the check, as the log cannot tell.
        """
        found = next((prefix for looked, prefix in self.looked_up if looked == check), TypeError("the log cannot tell"))
        if isinstance(found, Exception):
            raise found
        return self.table[f"{found} {name}"]

    @property
    def closed(self) -> ir.BooleanValue:
        """Whether the case is over."""
        return self.table[CLOSED]


def _nothing(kind: dt.DataType) -> ir.Value:
    """A null that Ibis does not recognise as one: it turns ``null == x`` into ``x IS NULL``, where unknown is meant."""
    return ibis.literal("").nullif("").cast(kind)


def ahead_name(ref: Ref) -> str:
    """Column that says whether a time is recorded for later than the cut."""
    return f"{ref} ahead"


def raw_name(ref: Ref) -> str:
    """Column with the text of flawed cells."""
    return str(ref) + RAW
