"""A process log once it is read and bound to the vocabulary: what measuring starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from hegui.words.jobs import Extent
from hegui.words.text import Text
from hegui.words.vocabulary import Log, Shape

if TYPE_CHECKING:
    import ibis


# Columns that every bound table has besides the fields of its log.
SOURCE = "_source"
"""int16, index into ``BoundLog.sources``."""
ROW = "_row"
"""int64, the row a person sees: in a sheet the sheet's row, else the data row counted from 1."""
KEY = "_key"
"""string, the case."""
UNIT = "_unit"
"""string, who answers for the row (already resolved through aliases); ``unknown`` where missing."""
CONFLICT = "_conflict"
"""boolean, wide logs: another row of the same key says otherwise."""
ACTIVITY = "_activity"
"""string, logs of events: the milestone field reached, or the activity as recorded where the vocabulary has none."""
TIME = "_time"
"""timestamp, logs of events."""
ACTOR = "_actor"
"""string, logs of events."""
STATE = "__state"
"""Suffix: string column with a ``CellState``, kept for fields of which any cell failed."""
RAW = "__raw"
"""Suffix: string column with the text of the cell, kept beside the state."""


@dataclass(frozen=True)
class SourceFile:
    """A file (or frame) that was read."""

    name: str
    """Path relative to the job; ``<frame>`` for a data frame."""
    sha256: str
    """Empty for a data frame."""
    rows: int
    note: str = ""
    """How it was read: encoding, delimiter, sheet, header row."""


@dataclass(frozen=True)
class DataFault:
    """Something in the data that is not as it should be: counted and sampled, never silent."""

    log: str
    code: str
    """Stable name such as ``unreadable_time``."""
    field: str
    """Field or column it is about; empty: the row."""
    count: int
    title: Text
    samples: tuple[tuple[str, int, str], ...] = ()
    """Up to five: source file, row, text of the cell (personal cells masked)."""


@dataclass(frozen=True)
class Account:
    """Every row accounted for: ``read == used + sum(set_aside) + sum(void)``."""

    read: int
    used: int
    set_aside: Mapping[str, int] = field(default_factory=dict)
    """Reason to rows: duplicates, rows after as-of, footers …"""
    void: Mapping[str, int] = field(default_factory=dict)
    """Reason to rows: withdrawn, test …"""


@dataclass(frozen=True)
class BoundColumn:
    """One binding, for a person to confirm."""

    field: str
    header: str
    by: str
    """``name``, ``synonym``, ``job``; ``event`` where a milestone comes from activities."""
    ask: bool = False


@dataclass(frozen=True)
class BoundLog:
    """A log in the engine, typed, with rows set aside and void taken out."""

    log: Log
    shape: Shape
    table: ibis.Table
    """Columns: those above, and one for each bound field, typed (datetime: naive in the audit's time zone)."""
    columns: tuple[BoundColumn, ...]
    unbound: tuple[str, ...]
    """Headers that nothing was bound to."""
    flawed: frozenset[str]
    """Fields with ``__state`` and ``__raw`` columns."""
    sources: tuple[SourceFile, ...]
    account: Account
    faults: tuple[DataFault, ...]
    covers: tuple[date, date] | None
    """Half-open span of dates; None where no row has an anchor."""
    covers_declared: bool = False
    unit_field: str = ""
    """Which field says who answers, for the report."""
    extent: Extent = Extent()
    control_total: int | None = None
    origin: Mapping[str, str] = field(default_factory=dict)
    """system, extracted_by, extracted_at, filter, as the job declares them."""
    latest: datetime | None = None
    """Latest credible time."""

    @property
    def bound(self) -> frozenset[str]:
        """Fields that the log has."""
        return frozenset(column.field for column in self.columns)
