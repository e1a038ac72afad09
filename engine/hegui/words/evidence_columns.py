"""Columns of the complete evidence: as it is written while measuring, by the report where nothing was measured, and given to Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("standard", "unit", "period", "key", "source", "row", "verdict", "reason", "anchor", "due", "overrun_seconds", "observed")
TIMES = {"anchor", "due"}
NUMBERS = {"row", "overrun_seconds"}
"""All others are texts."""


def schema() -> pa.Schema:
    """The columns with their types."""
    import pyarrow as pa

    kinds = {**dict.fromkeys(TIMES, pa.timestamp("us")), **dict.fromkeys(NUMBERS, pa.int64())}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
