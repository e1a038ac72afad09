"""The slots and groups behind the counts: what is shown of them, and what is written of them all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from hegui.measure.evidence import SHOWN
from hegui.measure.functions import instant
from hegui.measure.ground import ENTITY, NUMBER, OBSERVED, PLACE, REASON, UNIT
from hegui.measure.spans import DUE, LABEL, START
from hegui.measure.texts import masked
from hegui.words.measured import EvidenceRow
from hegui.words.verdicts import REASON_OF_NUMBER, Verdict

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.instancing import Listed
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

EPOCH = datetime(1970, 1, 1)


def evidence_of_instances(listed: Listed, setting: Setting) -> dict[Verdict, list[EvidenceRow]]:
    """The slots and groups shown for each verdict, by standard and unit, the earliest first."""
    rows: dict[Verdict, list[EvidenceRow]] = {}
    if not listed.standards or setting.rows_kept < 1:
        return rows
    found = listed.shelf.fetch(_earliest(listed, setting)).to_pylist()
    for row in found:
        reason = REASON_OF_NUMBER[row[REASON]]
        rows.setdefault(reason.verdict, []).append(_row(row, listed))
    return rows


def _earliest(listed: Listed, setting: Setting) -> ir.Table:
    """The rows of each standard, verdict and unit that are kept."""
    table = listed.table
    places = {number: SHOWN.index(reason.verdict) for number, reason in REASON_OF_NUMBER.items() if reason.verdict in SHOWN}
    shown = table.filter(table[REASON].isin(list(places)))
    shown = shown.mutate(verdict=shown[REASON].cases(*places.items()), key=key_of(listed, shown, setting))
    order = [shown[START].asc(nulls_first=False), shown[ENTITY], shown[NUMBER]]
    rank = ibis.row_number().over(group_by=[PLACE, "verdict", UNIT], order_by=order)
    kept = shown.mutate(rank=rank)
    kept = kept.filter(kept["rank"] < setting.rows_kept)
    return kept.order_by(PLACE, "verdict", UNIT, "rank")


def _row(row: Mapping[str, Any], listed: Listed) -> EvidenceRow:
    reason = REASON_OF_NUMBER[row[REASON]]
    told = reason.verdict is not Verdict.UNDETERMINED
    return EvidenceRow(
        standard=listed.named[row[PLACE]].id,
        unit=row[UNIT],
        period=row[LABEL],
        key=row["key"],
        source="",
        row=0,
        verdict=reason.verdict.value,
        reason=reason.code,
        anchor=_time(row[START]),
        due=_time(row[DUE]) if told else None,
        observed=tuple(json.loads(row[OBSERVED] or "{}").items()),
    )


def _time(micros: int | None) -> datetime | None:
    return None if micros is None else EPOCH + timedelta(seconds=micros // 1_000_000)


def part_of(listed: Listed, standard: Standard, setting: Setting) -> ir.Table:
    """All instances of a standard, as they are written."""
    table = listed.only(standard).table
    return table.select(
        standard=ibis.literal(standard.id),
        unit=table[UNIT],
        period=table[LABEL],
        key=key_of(listed, table, setting),
        source=ibis.literal(""),
        row=ibis.literal(0, "int64"),
        anchor=instant(table[START]),
        number=table[REASON],
        past=ibis.null("int64"),
        due=table[DUE],
        observed=table[OBSERVED].fill_null("{}"),
    )


def key_of(listed: Listed, table: ir.Table, setting: Setting) -> ir.StringValue:
    """The entity of an instance; a pseudonym where the vocabulary says that it is personal."""
    if not listed.personal or setting.mask_key is None:
        return table[ENTITY]
    return ibis.ifelse(table[PLACE].isin(sorted(listed.personal)), masked(table[ENTITY], setting.mask_key), table[ENTITY])
