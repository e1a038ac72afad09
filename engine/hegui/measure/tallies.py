"""Counts by standard, unit and period, in one query a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.judged import INSIDE, PERIOD, Judged
from hegui.measure.periods import label_of
from hegui.words import verdicts as v
from hegui.words.bound import UNIT
from hegui.words.measured import Counts, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir
    import pyarrow as pa

    from hegui.measure.shelf import Shelf
    from hegui.words.measured import Setting


def tallies(shelf: Shelf, judged: Judged, setting: Setting) -> list[Tally]:
    """Count every reason of every standard."""
    sums: dict[str, ir.Value] = {}
    for number, standard in enumerate(judged.standards):
        reason, past = judged.reason(standard), judged.past(standard)
        for reachable in judged.rulings[standard.id].reachable:
            sums[f"{number} {reachable.number}"] = (reason == reachable.number).sum()
        if setting.since is not None:
            sums[f"{number} carried"] = ((reason != v.NOT_APPLICABLE.number) & ~judged.table[INSIDE]).sum()
        if past is not None:
            sums[f"{number} worst"] = past.max(where=reason.isin(judged.numbers(standard, v.Verdict.NONCONFORMING)))
    if not sums:
        return []
    found = shelf.fetch(judged.table.group_by(UNIT, PERIOD).agg(**sums))
    return list(_read(found, judged, setting))


def _read(found: pa.Table, judged: Judged, setting: Setting) -> Iterator[Tally]:
    columns = {name: found[name].to_pylist() for name in found.column_names}
    labels = [label_of(setting.period, number) for number in columns[PERIOD]]
    none = [None] * len(labels)
    for number, standard in enumerate(judged.standards):
        codes = sorted((reason.code, columns[f"{number} {reason.number}"]) for reason in judged.rulings[standard.id].reachable)
        carried, worst = columns.get(f"{number} carried", none), columns.get(f"{number} worst", none)
        for row, (unit, period) in enumerate(zip(columns[UNIT], labels, strict=True)):
            counts = Counts({code: int(counted[row]) for code, counted in codes if counted[row]})
            if counts.reasons:
                seconds = worst[row]
                past = seconds if seconds is not None and seconds > 0 else None
                yield Tally(standard.id, unit, period, counts, columns[PERIOD][row], int(carried[row] or 0), past)
