"""``sequence``: stages are reached in order, none skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import CaseView, Cell
from hegui.measure.functions import microseconds, start_of_day
from hegui.measure.moments import all_of, any_of
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several

    import ibis.expr.types as ir


def sequence(check: Sequence, view: CaseView) -> Ruling:
    """Compile a sequence: what the readable times show to be wrong is wrong whatever the unreadable ones hold."""
    stages = [[(ref, view.cell(ref)) for ref in stage] for stage in check.stages]
    cells = [cell for stage in stages for _, cell in stage]
    lacking = [cell.missing for stage in stages for ref, cell in stage if ref not in check.optional]
    skipped = list(_skipped(check, view))
    inverted = list(_inverted([[cell for _, cell in stage] for stage in stages]))
    return (
        Ladder()
        .when(all_of([cell.missing for cell in cells]), v.NOT_APPLICABLE)
        .when(any_of(inverted).fill_null(False) if inverted else None, v.OUT_OF_ORDER)
        .when(any_of(skipped) if skipped else None, v.MISSING_STAGE)
        .when(any_of(lacking) & view.closed if lacking else None, v.MISSING_STAGE)
        .when(any_of([cell.unreadable for cell in cells]), v.UNREADABLE)
        .when(any_of(lacking) if lacking else None, v.PENDING)
        .otherwise(v.CONFORMING)
    )


def _skipped(check: Sequence, view: CaseView) -> Iterator[ir.BooleanValue]:
    """For each stage but the last: a required part of it is missing and a later stage is reached."""
    for number, stage in enumerate(check.stages[:-1]):
        required = [view.cell(ref).missing for ref in stage if ref not in check.optional]
        later = [~view.cell(ref).missing for rest in check.stages[number + 1 :] for ref in rest]
        if required:
            yield any_of(required) & any_of(later)


def _inverted(stages: Several[Several[Cell]]) -> Iterator[ir.BooleanValue]:
    """For each part of a later stage: it is earlier than the latest earlier stage reached; days are compared with days."""
    earlier: list[Cell] = []
    for stage in stages:
        for cell in stage:
            exact = [before for before in earlier if cell.type is before.type]
            if exact:
                yield (microseconds(cell.value) < _latest([microseconds(before.value) for before in exact])).fill_null(False)
            mixed = [before for before in earlier if cell.type is not before.type]
            if mixed:
                yield (start_of_day(cell.value) < _latest([start_of_day(before.value) for before in mixed])).fill_null(False)
        earlier.extend(stage)


def _latest(instants: list[ir.IntegerValue]) -> ir.IntegerValue:
    return ibis.greatest(*instants) if len(instants) > 1 else instants[0]
