"""What is said of a row before its kind of check is asked, in one place.

The first that is true decides:

1. other rows of the same key disagree: ``conflicting_rows``; whatever one of them says, another one denies;
2. ``where`` is false: ``not_applicable``; an unreadable or unknown cell counts as unknown in it (three-valued), so a row that is out of
   scope by its other cells is out of scope;
3. the handbook did not bind the unit on the day of the anchor: ``not_in_force``;
4. the anchor is missing or cannot be read: ``no_anchor``; the row has no period, whatever else it holds;
5. ``where`` is unknown, or the handbook binds some units and the row names none: ``unknown_scope``;
6. the kind: what the readable cells show to be a breach is a breach whatever the unreadable ones hold; then ``unreadable``, then what is
   missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.cells import ANCHOR
from hegui.measure.expressions import holds
from hegui.measure.force import nobody_knows, not_in_force
from hegui.measure.kinds import COMPILERS, DUES
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.bound import CONFLICT, UNIT
from hegui.words.vocabulary import Shape

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.words.standards import Adoption, Standard


def rule(standard: Standard, view: CaseView, adoption: Adoption | None = None) -> Ruling:
    """Compile a standard over a case view; ``adoption`` is that of its handbook, None where it binds everybody."""
    ladder = Ladder().when(view.table[CONFLICT] if view.log.shape is Shape.WIDE else None, v.CONFLICTING_ROWS)
    where = None if standard.where is None else holds(standard.where, view)
    ladder.when(None if where is None else ~where, v.NOT_APPLICABLE)
    if adoption is not None:
        ladder.when(not_in_force(adoption, view.table[ANCHOR].cast("date"), view.table[UNIT]), v.NOT_IN_FORCE)
    ladder.when(view.table[ANCHOR].isnull(), v.NO_ANCHOR)
    ladder.when(None if where is None else where.isnull(), v.UNKNOWN_SCOPE)
    ladder.when(None if adoption is None else nobody_knows(adoption, view.table[UNIT]), v.UNKNOWN_SCOPE)
    return ladder.otherwise(COMPILERS[type(standard.check)](standard.check, view))


def due(standard: Standard, view: CaseView) -> ir.IntegerValue | None:
    """``rule(standard, view).due`` at a fifth of the price: evidence is quoted of every standard, and building expressions takes time."""
    known = DUES.get(type(standard.check))
    return None if known is None else known(standard.check, view)
