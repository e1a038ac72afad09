"""Counts by standard, unit and report period: one query a log for its cases, and one for its slots and groups."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hegui.measure import ground
from hegui.measure.ground import PLACE, REASON
from hegui.measure.judged import INSIDE, PERIOD, Judged
from hegui.measure.periods import label_of
from hegui.measure.spans import CARRIED, REPORT
from hegui.words import verdicts as v
from hegui.words.bound import UNIT
from hegui.words.measured import Counts, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ibis.expr.types as ir
    import pyarrow as pa

    from hegui.measure.instancing import Listed
    from hegui.words.measured import Setting

NOT_COUNTED = sorted(reason.number for reason in v.REASONS.values() if reason.verdict is v.Verdict.NOT_APPLICABLE)
"""Reasons of what is not in scope."""


def tallies(judged: Judged, setting: Setting) -> list[Tally]:
    """Count every reason of every standard."""
    sums: dict[str, ir.Value] = {}
    for number, standard in enumerate(judged.standards):
        reason, past = judged.reason(standard), judged.past(standard)
        for reachable in judged.rulings[standard.id].reachable:
            sums[f"{number} {reachable.number}"] = (reason == reachable.number).sum()
        if setting.since is not None:
            sums[f"{number} carried"] = (reason.notin(NOT_COUNTED) & ~judged.table[INSIDE]).sum()
        if past is not None:
            sums[f"{number} worst"] = past.max(where=reason.isin(judged.numbers(standard, v.Verdict.NONCONFORMING)))
    if not sums:
        return []
    found = judged.shelf.fetch(judged.table.group_by(UNIT, PERIOD).agg(**sums))
    return list(_read(found, judged, setting))


def tallies_of_instances(listed: Listed, setting: Setting) -> list[Tally]:
    """Count every reason of every standard on slots and groups."""
    if not listed.standards:
        return []
    table = listed.table
    sums = {"instances": table.count(), CARRIED: (table[CARRIED] & table[REASON].notin(NOT_COUNTED)).sum()}
    found = listed.shelf.fetch(table.group_by(PLACE, ground.UNIT, REPORT, REASON).agg(**sums))
    counted: dict[tuple[int, str, int | None], dict[str, int]] = {}
    carried: Counter[tuple[int, str, int | None]] = Counter()
    columns = (found[name].to_pylist() for name in (PLACE, ground.UNIT, REPORT, REASON, *sums))
    for place, unit, report, reason, instances, early in zip(*columns, strict=True):
        counted.setdefault((place, unit, report), {})[v.REASON_OF_NUMBER[reason].code] = instances
        carried[place, unit, report] += int(early)
    return [
        Tally(listed.named[group[0]].id, group[1], label_of(setting.period, group[2]), _counts(codes), group[2], carried[group])
        for group, codes in counted.items()
    ]


def _counts(codes: dict[str, int]) -> Counts:
    return Counts(dict(sorted(codes.items())))


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
