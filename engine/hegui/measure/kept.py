"""Evidence written from the rows that were kept for the report: where those are all there are, nothing has to be asked again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from hegui.measure.complete import LATE
from hegui.words.evidence_columns import COLUMNS, schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from hegui.measure.telling import Told
    from hegui.words.measured import EvidenceRow


class Kept(NamedTuple):
    """The rows of one standard, all of which were kept, in the order in which they are written."""

    standard: str
    rows: list[EvidenceRow]


def kept_whole(told: Told, counted: Mapping[str, int]) -> list[Kept]:
    """Standards all of whose rows were kept.

    Args:
        told: what is told of all standards.
        counted: how many rows there are to write of each.
    """
    rows: dict[str, list[EvidenceRow]] = {}
    for row in (row for of_verdict in told.rows.values() for row in of_verdict):
        rows.setdefault(row.standard, []).append(row)
    return [Kept(standard, sorted(found, key=_order)) for standard, found in rows.items() if len(found) == counted[standard]]


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
