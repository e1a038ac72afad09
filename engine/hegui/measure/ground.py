"""What checks on slots and groups stand on, and the table of instances that they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from hegui.measure.cases import case_view
from hegui.measure.cells import YES
from hegui.measure.expressions import holds
from hegui.words.vocabulary import Shape

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.measure.shelf import Shelf
    from hegui.words.bound import BoundLog
    from hegui.words.measured import Setting
    from hegui.words.slots import Roster
    from hegui.words.standards import Standard

FAR = datetime(2100, 1, 1)
"""Later than every time that binding lets through."""

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
    logs: Mapping[str, BoundLog]
    """Every log of the audit by name."""
    shelf: Shelf
    setting: Setting
    rosters: dict[Roster, CaseView] = field(default_factory=dict)
    """Rosters that were read already, shared by the standards of a log."""

    @property
    def member(self) -> ir.BooleanValue:
        """Whether the standard is about the row: true, false, or null for unknown."""
        return YES if self.standard.where is None else holds(self.standard.where, self.view)

    def roster(self, roster: Roster) -> CaseView:
        """The rows of a roster, one a case.

        In a register of one row a stretch nothing is cut at as-of: from and until say how long something is valid, and who joins next
        month has not been there from ever.
        """
        if roster not in self.rosters:
            log = self.logs[roster.log]
            cut = FAR if log.shape is Shape.WIDE else self.setting.as_of
            name = f"roster {len(self.rosters) + 1}"
            self.rosters[roster] = case_view(self.shelf, log, (), cut, name=name, names=roster.others())
        return self.rosters[roster]
