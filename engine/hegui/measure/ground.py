"""What checks on slots and groups stand on, and the table of instances that they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import YES
from hegui.measure.expressions import holds

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.measure.shelf import Shelf
    from hegui.measure.slots.rosters import Rosters
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

# Columns of a table of instances, one row an instance; the compilers of groups give those of INSTANCE, that of slots PLACE besides.
UNIT = "unit"
"""string: who answers for it."""
ENTITY = "entity"
"""string: who it is about; of groups the unit, of scores what is scored."""
NUMBER = "number"
"""int64: number of its own period (``Period.number_at``); null where it has none."""
REASON = "reason"
"""int8: number of the reason code, never null."""
OBSERVED = "observed"
"""string: JSON object of figures (names of ``FIGURES``) and their values as text, null where there is none."""
PLACE = "standard"
"""int64: place of the standard among those of its log on slots and groups."""
INSTANCE = (UNIT, ENTITY, NUMBER, REASON, OBSERVED)
"""Start, end and due day follow from the number and the period of the check."""


@dataclass(frozen=True)
class Ground:
    """What a standard about slots or groups is compiled over."""

    standard: Standard
    view: CaseView
    """The rows of its log, one a case, with every name that it reads."""
    shelf: Shelf
    """Where tables of this log are kept."""
    setting: Setting
    rosters: Rosters
    """Those of the audit, and the shelf that all logs share."""

    @property
    def member(self) -> ir.BooleanValue:
        """Whether the standard is about the row: true, false, or null for unknown."""
        return YES if self.standard.where is None else holds(self.standard.where, self.view)


def union(tables: Sequence[ir.Table]) -> ir.Table:
    """All rows of tables that have the same columns; one table or more."""
    return ibis.union(*tables) if len(tables) > 1 else tables[0]
