"""``same`` and ``different``: one person from beginning to end, and four eyes."""

from __future__ import annotations

import operator
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from hegui.measure.cells import CaseView, Cell
from hegui.measure.expressions import holds
from hegui.measure.lookups import nameless, shared
from hegui.measure.moments import all_of, any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Different, Same
from hegui.words.expressions import refs

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ibis.expr.types as ir


def same(check: Same, view: CaseView) -> Ruling:
    """Compile a sameness: it holds where the fields agree, or where ``unless`` is true (three-valued, so one of them suffices).

    A field that is missing while another is there leaves it open, unless ``unless`` is true: that excuses whatever difference there may be.
    """
    cells = [view.cell(ref) for ref in check.fields]
    differs = any_of([(a.value != b.value).fill_null(False) for a, b in combinations(cells, 2)])
    ladder = Ladder().when(all_of([cell.missing for cell in cells]), v.NOT_APPLICABLE)
    if check.unless is None:
        return _unknown(ladder.when(differs, v.DIFFERS), cells).otherwise(v.CONFORMING)
    unless = holds(check.unless, view)
    excused, told = unless.fill_null(False), unless.notnull()
    doubtful = any_of([view.cell(ref).unreadable for ref in refs(check.unless)]) & ~told & differs
    ladder.when(excused, v.CONFORMING).when(differs & told, v.DIFFERS).when(doubtful, v.UNREADABLE).when(differs, v.UNKNOWN_VALUE)
    return _unknown(ladder, cells).otherwise(v.CONFORMING)


def different(check: Different, view: CaseView) -> Ruling:
    """Compile a difference: no two fields hold the same person; in logs of events, no two milestones share one at any occurrence."""
    cells = [view.cell(ref) for ref in check.fields]
    pairs = list(combinations(check.fields, 2))
    equal = [(a.value == b.value).fill_null(False) for a, b in combinations(cells, 2)]
    again = [found for pair in pairs if (found := shared(view, *pair)) is not None]
    ladder = Ladder().when(all_of([cell.missing for cell in cells]), v.NOT_APPLICABLE).when(any_of([*equal, *again]), v.NOT_DIFFERENT)
    unnamed = [found for ref in check.fields if (found := nameless(view, ref)) is not None]
    return _unknown(ladder, cells).when(any_of(unnamed) if unnamed else None, v.UNKNOWN_VALUE).otherwise(v.CONFORMING)


def _unknown(ladder: Ladder, cells: Sequence[Cell]) -> Ladder:
    """A value that cannot be told where another is there."""
    absent: ir.BooleanValue = reduce(operator.or_, (cell.value.isnull() for cell in cells))
    return ladder.when(any_of([cell.unreadable for cell in cells]), v.UNREADABLE).when(absent, v.UNKNOWN_VALUE)
