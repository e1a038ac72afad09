"""Every instance of the standards of a log, one by one: what examples are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.ground import ENTITY, NUMBER, PLACE, REASON, UNIT
from hegui.measure.instancing import Listed
from hegui.measure.spans import LABEL
from hegui.words import bound
from hegui.words.measured import Instance
from hegui.words.verdicts import REASON_OF_NUMBER

if TYPE_CHECKING:
    from hegui.measure.judged import Judged


def instances_of(measured: Judged | Listed) -> dict[str, list[Instance]]:
    """The instances by standard, sorted by unit, entity and time."""
    return _slots_and_groups(measured) if isinstance(measured, Listed) else _cases(measured)


def _slots_and_groups(listed: Listed) -> dict[str, list[Instance]]:
    found: dict[str, list[Instance]] = {standard.id: [] for standard in listed.standards}
    if not listed.standards:
        return found
    rows = listed.shelf.fetch(listed.table.order_by(UNIT, ENTITY, NUMBER))
    for place, unit, entity, period, reason in zip(*(rows[n].to_pylist() for n in (PLACE, UNIT, ENTITY, LABEL, REASON)), strict=True):
        standard = listed.named[place].id
        found[standard].append(Instance(standard, unit, entity, period, REASON_OF_NUMBER[reason].code))
    return found


def _cases(judged: Judged) -> dict[str, list[Instance]]:
    columns = {standard.id: judged.reason(standard) for standard in judged.standards}
    rows = judged.shelf.fetch(judged.table.order_by(bound.UNIT, bound.KEY).select(bound.UNIT, bound.KEY, **columns))
    units, keys = rows[bound.UNIT].to_pylist(), rows[bound.KEY].to_pylist()
    return {
        standard: [
            Instance(standard, unit, key, "", REASON_OF_NUMBER[number].code)
            for unit, key, number in zip(units, keys, rows[standard].to_pylist(), strict=True)
            if number is not None
        ]
        for standard in columns
    }
