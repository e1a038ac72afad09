"""The complete evidence as one Parquet file: every row that does not simply conform, of every standard."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import ibis

from hegui.measure.cells import ANCHOR, ID, ROWS_OF_A_SOURCE
from hegui.measure.evidence import source_name
from hegui.measure.functions import SECOND, divided, instant, json_object
from hegui.measure.judged import INSIDE, PERIOD
from hegui.measure.periods import label_of
from hegui.measure.precedence import due
from hegui.measure.texts import key_of, quoted
from hegui.words.bound import KEY, UNIT
from hegui.words.measured import UNKNOWN_PERIOD
from hegui.words.verdicts import REASONS, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

    from hegui.measure.judged import Judged
    from hegui.words.measured import Setting, Tally
    from hegui.words.standards import Standard

TOLD = tuple(reason for reason in REASONS.values() if reason.verdict not in {Verdict.CONFORMING, Verdict.NOT_APPLICABLE})
LATE = {Verdict.NONCONFORMING, Verdict.WAIVED}
COMMON = ("unit", "period", "key", "source", "row", "anchor")
ROW_GROUP = 122_880
AT_ONCE = 1_000_000
"""Rows that are sorted at once; the texts of so many take some hundred megabytes."""
ORDER = ("standard", "unit", "verdict", "overrun_seconds", "source", "row")


class _Part(NamedTuple):
    """The rows of one standard."""

    standard: str
    table: ir.Table


def spool(logs: Sequence[Judged], tallies: Sequence[Tally], setting: Setting) -> Path | None:
    """Write the evidence of all logs to ``setting.spool``; None where there is none to write, or nowhere to write it.

    Args:
        logs: the logs with their verdicts.
        tallies: how often each reason was counted; what was never counted is not looked for.
        setting: where it is written, and whose names are masked.

    Columns: standard, unit, period, key, source, row, verdict, reason, anchor, due, overrun_seconds, observed (a JSON object as text).
    The same rows give the same bytes.
    """
    if setting.spool is None or not any(judged.standards for judged in logs):
        return None
    counted: Counter[str] = Counter()
    for tally in tallies:
        counted[tally.standard] += sum(tally.counts.reasons.get(reason.code, 0) for reason in TOLD)
    parts = [part for judged in logs for part in _parts(judged, counted, setting)]
    backend = logs[0].table.get_backend()
    queries = [backend.compile(_ordered(group)) for group in _groups(sorted(parts), counted)]
    if len(queries) == 1:
        target = str(setting.spool).replace("'", "''")
        backend.con.execute(f"COPY ({queries[0]}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")
    else:
        _append(backend, queries, setting.spool)
    return setting.spool


def _append(backend: Backend, queries: Sequence[str], target: Path) -> None:
    """Write one query after the other into one file: sorted all at once, the evidence of a large log is several times the log."""
    import pyarrow.parquet as pq

    with ExitStack() as stack:
        writer: pq.ParquetWriter | None = None
        for query in queries:
            batches = backend.con.sql(query).to_arrow_reader(ROW_GROUP)
            writer = writer or stack.enter_context(pq.ParquetWriter(target, batches.schema, compression="zstd"))
            for batch in batches:
                writer.write_batch(batch)


def _groups(parts: Sequence[_Part], counted: Mapping[str, int]) -> Iterator[list[ir.Table]]:
    """Parts in their order, together as long as they are few rows."""
    group: list[ir.Table] = []
    rows = 0
    for standard, part in parts:
        if group and rows + counted[standard] > AT_ONCE:
            yield group
            group, rows = [], 0
        group.append(part)
        rows += counted[standard]
    yield group


def _ordered(parts: Sequence[ir.Table]) -> ir.Table:
    rows = _told(ibis.union(*parts) if len(parts) > 1 else parts[0])
    return rows.order_by([rows[name].desc(nulls_first=False) if name == "overrun_seconds" else rows[name] for name in ORDER])


def _parts(judged: Judged, counted: Mapping[str, int], setting: Setting) -> list[_Part]:
    """The cases of a log for every standard of which there is something to write; of the first where there is nothing at all."""
    wide = _wide(judged, setting)
    told = [standard for standard in judged.standards if counted[standard.id]]
    return [_Part(standard.id, _part(wide, standard, setting)) for standard in told or judged.standards[:1]]


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
