"""Evidence written from the rows that were kept for the report: where those are all there are, nothing has to be asked again."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from hegui.words.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from hegui.measure.telling import Told
    from hegui.words.measured import EvidenceRow

TEXTS = ("standard", "unit", "period", "key", "source", "verdict", "reason", "observed")
TIMES = ("anchor", "due")
COLUMNS = ("standard", "unit", "period", "key", "source", "row", "verdict", "reason", "anchor", "due", "overrun_seconds", "observed")
LATE = {Verdict.NONCONFORMING.value, Verdict.WAIVED.value}


def schema() -> pa.Schema:
    """Columns of the evidence."""
    import pyarrow as pa

    kinds = {**dict.fromkeys(TEXTS, pa.string()), **dict.fromkeys(TIMES, pa.timestamp("us"))}
    return pa.schema([(name, kinds.get(name, pa.int64())) for name in COLUMNS])


def kept_whole(told: Told, counted: Mapping[str, int]) -> dict[str, list[EvidenceRow]]:
    """Standards all of whose rows were kept, each with its rows in the order in which they are written.

    Args:
        told: what is told of all standards.
        counted: how many rows there are to write of each.
    """
    rows: dict[str, list[EvidenceRow]] = {}
    for row in (row for of_verdict in told.rows.values() for row in of_verdict):
        rows.setdefault(row.standard, []).append(row)
    return {standard: sorted(found, key=_order) for standard, found in rows.items() if len(found) == counted[standard]}


def as_table(rows: Sequence[EvidenceRow]) -> pa.Table:
    """The rows as they are written."""
    import pyarrow as pa

    columns = {name: [getattr(row, name) for row in rows] for name in COLUMNS if name not in {"overrun_seconds", "observed"}}
    columns["overrun_seconds"] = [_overrun(row) for row in rows]
    columns["observed"] = [json.dumps(dict(row.observed), ensure_ascii=False, separators=(",", ":")) for row in rows]
    return pa.table({name: columns[name] for name in COLUMNS}, schema=schema())


def _overrun(row: EvidenceRow) -> int | None:
    return row.overrun_seconds if row.verdict in LATE else None


def _order(row: EvidenceRow) -> tuple[object, ...]:
    """As the engine orders them: what is missing comes last, and the furthest past due first."""
    overrun = _overrun(row)
    anchor = (row.anchor is None, row.anchor.isoformat(timespec="microseconds") if row.anchor else "")
    return (row.unit, row.verdict, overrun is None, -(overrun or 0), row.source, row.row, anchor, row.key)


def counted_rows(told: Told, reasons: frozenset[str]) -> Counter[str]:
    """How many rows there are to write of each standard."""
    counted: Counter[str] = Counter()
    for tally in told.tallies:
        counted[tally.standard] += sum(number for code, number in tally.counts.reasons.items() if code in reasons)
    return counted
