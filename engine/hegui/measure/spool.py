"""The complete evidence as one Parquet file: every row that does not simply conform, of every standard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import ANCHOR, ID, ROWS_OF_A_SOURCE
from hegui.measure.evidence import source_name
from hegui.measure.functions import SECOND, divided, instant, json_object
from hegui.measure.judged import PERIOD
from hegui.measure.periods import label_of
from hegui.measure.precedence import rule
from hegui.measure.texts import key_of, quoted
from hegui.words.bound import UNIT
from hegui.words.measured import UNKNOWN_PERIOD
from hegui.words.verdicts import REASON_OF_NUMBER, WAIVED, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import ibis.expr.types as ir

    from hegui.measure.judged import Judged
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

LEFT_OUT = {Verdict.CONFORMING, Verdict.NOT_APPLICABLE}
ORDER = ("standard", "unit", "verdict", "overrun_seconds", "source", "row")


def spool(logs: Sequence[Judged], setting: Setting) -> Path | None:
    """Write the evidence of all logs to ``setting.spool``; None where there is none to write, or nowhere to write it.

    Columns: standard, unit, period, key, source, row, verdict, reason, anchor, due, overrun_seconds, observed (a JSON object as text).
    The same rows give the same bytes.
    """
    if setting.spool is None or not any(judged.standards for judged in logs):
        return None
    parts = [part for judged in logs for part in _parts(judged, setting)]
    backend = logs[0].table.get_backend()
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    rows = rows.order_by([rows[name].desc(nulls_first=False) if name == "overrun_seconds" else rows[name] for name in ORDER])
    target = str(setting.spool).replace("'", "''")
    backend.con.execute(f"COPY ({backend.compile(rows)}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)")
    return setting.spool


def _parts(judged: Judged, setting: Setting) -> Iterator[ir.Table]:
    period = _labels(judged, setting)
    for standard in judged.standards:
        shown = [reason for reason in judged.rulings[standard.id].reachable if reason.verdict not in LEFT_OUT]
        yield _part(judged, standard, [reason.number for reason in shown], period, setting)


def _labels(judged: Judged, setting: Setting) -> dict[int, str]:
    backend = judged.table.get_backend()
    distinct = judged.table.select(PERIOD).distinct().filter(ibis._[PERIOD].notnull())
    numbers = backend.con.sql(backend.compile(distinct)).to_arrow_table()  # Ibis's own to_pyarrow imports pandas
    return {number: label_of(setting.period, number) for number in sorted(numbers[PERIOD].to_pylist())}


def _part(judged: Judged, standard: Standard, numbers: Sequence[int], periods: dict[int, str], setting: Setting) -> ir.Table:
    """The rows of one standard."""
    reason, past = judged.reason(standard), judged.past(standard)
    verdicts = judged.table.filter(reason.isin(numbers))
    late = reason.isin([*judged.numbers(standard, Verdict.NONCONFORMING), WAIVED.number])
    overrun = ibis.null("int64") if past is None else ibis.ifelse(late & (past > 0), past, ibis.null("int64"))
    verdicts = verdicts.select(ID, _reason=reason, _overrun=overrun, _number=verdicts[PERIOD])
    rows = judged.view.table.inner_join(verdicts, ID)
    view = replace(judged.view, table=rows)
    due = rule(standard, view).due
    timed = [number for number in numbers if REASON_OF_NUMBER[number].verdict is not Verdict.UNDETERMINED]
    reasons = [REASON_OF_NUMBER[number] for number in numbers]
    return rows.select(
        standard=ibis.literal(standard.id),
        unit=rows[UNIT],
        period=rows["_number"].cases(*periods.items(), else_=UNKNOWN_PERIOD) if periods else ibis.literal(UNKNOWN_PERIOD),
        key=key_of(view, setting.mask_key),
        source=_source(rows[ID], judged),
        row=rows[ID] % ROWS_OF_A_SOURCE,
        verdict=rows["_reason"].cases(*((reason.number, reason.verdict.value) for reason in reasons)),
        reason=rows["_reason"].cases(*((reason.number, reason.code) for reason in reasons)),
        anchor=rows[ANCHOR],
        due=_to_the_second(due, rows["_reason"].isin(timed)),
        overrun_seconds=rows["_overrun"],
        observed=json_object([(str(ref), quoted(standard, ref, view, setting.mask_key)) for ref in standard.refs()]),
    )


def _to_the_second(due: ir.IntegerValue | None, told: ir.BooleanValue) -> ir.TimestampValue:
    if due is None:
        return ibis.null("timestamp(6)")
    return ibis.ifelse(told, instant(divided(due, SECOND) * SECOND), ibis.null("timestamp(6)"))


def _source(row_id: ir.IntegerValue, judged: Judged) -> ir.StringValue:
    names = [(index, source_name(judged.view, index)) for index in range(len(judged.view.log.sources))]
    return divided(row_id, ROWS_OF_A_SOURCE).cases(*names, else_="")
