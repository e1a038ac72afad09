"""The complete evidence as tables: every row that does not simply conform, of every standard, as it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import ibis

from hegui.measure.cells import ANCHOR, ID, ROWS_OF_A_SOURCE
from hegui.measure.evidence import source_name
from hegui.measure.functions import SECOND, divided, instant, json_object
from hegui.measure.instance_evidence import part_of
from hegui.measure.instancing import Listed
from hegui.measure.judged import INSIDE, PERIOD
from hegui.measure.periods import label_of
from hegui.measure.precedence import due
from hegui.measure.texts import key_of, quoted
from hegui.words.bound import KEY, UNIT
from hegui.words.measured import UNKNOWN_PERIOD
from hegui.words.verdicts import REASONS, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis.expr.types as ir

    from hegui.measure.judged import Judged
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

TOLD = tuple(reason for reason in REASONS.values() if reason.verdict not in {Verdict.CONFORMING, Verdict.NOT_APPLICABLE})
LATE = {Verdict.NONCONFORMING, Verdict.WAIVED}
COMMON = ("unit", "period", "key", "source", "row", "anchor")
ORDER = ("standard", "unit", "verdict", "overrun_seconds", "source", "row", "anchor", "key")
"""The last two tell slots and groups apart, which are no rows of a file."""


class Part(NamedTuple):
    """The rows of one standard."""

    standard: str
    table: ir.Table


def ordered(parts: Sequence[ir.Table]) -> ir.Table:
    """What is written of them, in its order."""
    rows = _told(ibis.union(*parts) if len(parts) > 1 else parts[0])
    return rows.order_by([rows[name].desc(nulls_first=False) if name == "overrun_seconds" else rows[name] for name in ORDER])


def parts_of(measured: Judged | Listed, errors: Mapping[str, str], counted: Mapping[str, int], setting: Setting) -> list[Part]:
    """What there is of a log to write for every standard; of the first where there is nothing at all.

    Args:
        measured: its cases, or its slots and groups.
        errors: standards that crashed; nothing is written of them.
        counted: rows to write of each standard.
        setting: whose names are masked.
    """
    sound = [standard for standard in measured.standards if standard.id not in errors]
    written = [standard for standard in sound if counted[standard.id]] or sound[:1]
    if not written:
        return []
    if isinstance(measured, Listed):
        return [Part(standard.id, part_of(measured, standard, setting)) for standard in written]
    wide = _wide(measured, setting)
    return [Part(standard.id, _part(wide, standard, setting)) for standard in written]


def _wide(judged: Judged, setting: Setting) -> Judged:
    """Cases with their verdicts beside them, and what is written alike for every standard.

    A view of the engine's: each part takes from it what it needs, as if it were written out there, and Ibis compiles the join once.
    """
    cases, period = judged.view.table, judged.table[PERIOD]
    verdicts = judged.table.drop(KEY, UNIT, INSIDE)
    labels = _labels(judged, setting)
    both = cases.inner_join(verdicts, ID).mutate(
        {
            _common("unit"): cases[UNIT],
            _common("period"): period.cases(*labels.items(), else_=UNKNOWN_PERIOD) if labels else ibis.literal(UNKNOWN_PERIOD),
            _common("key"): key_of(judged.view, setting.mask_key),
            _common("source"): _source(cases[ID], judged),
            _common("row"): cases[ID] % ROWS_OF_A_SOURCE,
            _common("anchor"): cases[ANCHOR],
        }
    )
    table = judged.shelf.show("cases with verdicts", both)
    return replace(judged, view=replace(judged.view, table=table), table=table)


def _common(name: str) -> str:
    return f"{name} as written"


def _labels(judged: Judged, setting: Setting) -> dict[int, str]:
    distinct = judged.table.select(PERIOD).distinct().filter(ibis._[PERIOD].notnull())
    return {number: label_of(setting.period, number) for number in sorted(judged.shelf.fetch(distinct)[PERIOD].to_pylist())}


def _part(wide: Judged, standard: Standard, setting: Setting) -> ir.Table:
    """All cases as one standard sees them; which of them are told is said once for all parts."""
    view, past, micros = wide.view, wide.past(standard), due(standard, wide.view)
    return wide.table.select(
        standard=ibis.literal(standard.id),
        **{name: wide.table[_common(name)] for name in COMMON},
        number=wide.reason(standard),
        past=ibis.null("int64") if past is None else past,
        due=ibis.null("int64") if micros is None else micros,
        observed=json_object([(str(ref), quoted(standard, ref, view, setting.mask_key)) for ref in standard.refs()]),
    )


def _told(rows: ir.Table) -> ir.Table:
    """The rows that do not simply conform, as they are written. The engine pushes the filter down into the parts, before their joins."""
    late, past = rows["number"].isin([reason.number for reason in TOLD if reason.verdict in LATE]), rows["past"]
    timed = rows["number"].isin([reason.number for reason in TOLD if reason.verdict is not Verdict.UNDETERMINED])
    return rows.filter(rows["number"].isin([reason.number for reason in TOLD])).select(
        standard=rows["standard"],
        **{name: rows[name] for name in ("unit", "period", "key", "source", "row")},
        verdict=rows["number"].cases(*((reason.number, reason.verdict.value) for reason in TOLD)),
        reason=rows["number"].cases(*((reason.number, reason.code) for reason in TOLD)),
        anchor=rows["anchor"],
        due=ibis.ifelse(timed, instant(divided(rows["due"], SECOND) * SECOND), ibis.null("timestamp(6)")),
        overrun_seconds=ibis.ifelse(late & (past > 0), past, ibis.null("int64")),
        observed=rows["observed"],
    )


def _source(row_id: ir.IntegerValue, judged: Judged) -> ir.StringValue:
    names = [(index, source_name(judged.view, index)) for index in range(len(judged.view.log.sources))]
    return divided(row_id, ROWS_OF_A_SOURCE).cases(*names, else_="")
