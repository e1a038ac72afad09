"""Examples in rows: all of one log and instant run in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hegui.trial.outcome import Trial, outcome
from hegui.words.expressions import refs
from hegui.words.jobs import LogSource
from hegui.words.places import Place
from hegui.words.standards import ExampleRow, Examples, Standard
from hegui.words.vocabulary import Log, Shape

if TYPE_CHECKING:
    import ibis
    import pandas as pd

    from hegui.policy import Policies

FAR = datetime(2099, 1, 1)
"""Later than every example: rows are cut at the example's own as-of while measuring, not while binding."""
CALENDAR_SPAN = timedelta(days=400)


@dataclass(frozen=True)
class Batch:
    """Examples that run in one query: one log, one as-of, one shape."""

    log: Log
    as_of: datetime
    shape: Shape
    standards: dict[str, Standard] = field(default_factory=dict)
    sheets: dict[Place, Examples] = field(default_factory=dict)
    """Distinct examples by place: standards that share theirs (variants of one standard) share the rows."""

    def key(self, sheet: Examples, row: ExampleRow) -> str:
        """Key of the case that an example row belongs to."""
        case = row.cells[sheet.columns.index("case")] if "case" in sheet.columns else sheet.rows.index(row)
        return f"{list(self.sheets).index(sheet.place)}.{case}"

    def frame(self) -> pd.DataFrame:
        """All rows of all examples under the names of the vocabulary; what no example mentions is missing."""
        import pandas as pd

        rows: list[dict[str, str | None]] = []
        for sheet in self.sheets.values():
            for row in sheet.rows:
                cells = dict(zip(sheet.columns, row.cells, strict=True))
                cells.pop("case", None)
                if self.shape is Shape.WIDE:
                    cells.setdefault(self.log.anchor, f"{self.as_of:%Y-%m-%d %H:%M:%S}")
                rows.append({**cells, self.log.key: self.key(sheet, row)})
        return pd.DataFrame(rows, columns=self._columns(rows), dtype="str")

    def _columns(self, rows: Sequence[Mapping[str, str | None]]) -> list[str]:
        names = dict.fromkeys([self.log.key, *(name for row in rows for name in row)])
        if self.shape is Shape.WIDE:
            read = [ref.name for standard in self.standards.values() for ref in standard.refs()]
            names.update(dict.fromkeys([*read, *(ref.name for ref in refs(self.log.closed))]))
        return list(names)


def run_sheets(
    engine: ibis.BaseBackend, policies: Policies, standards: Sequence[Standard]
) -> dict[tuple[str, Place], list[Trial]]:  # fmt: skip
    """What came of every row, by standard and place of the example."""
    found: dict[tuple[str, Place], str] = {}
    for batch in _batches(policies, standards):
        found.update(_run(engine, policies, batch))
    return {
        (standard.id, sheet.place): [_trial(standard, row, found.get((standard.id, row.place))) for row in sheet.rows if row.verdict]
        for standard in standards
        for sheet in standard.examples
    }


def _batches(policies: Policies, standards: Sequence[Standard]) -> list[Batch]:
    batches: dict[tuple[str, datetime, Shape], Batch] = {}
    for standard in standards:
        for sheet in standard.examples:
            shape = shape_of(sheet.columns)
            log = policies.vocabulary[standard.log]
            batch = batches.setdefault((log.name, sheet.as_of, shape), Batch(log, sheet.as_of, shape))
            batch.standards[standard.id] = standard
            batch.sheets[sheet.place] = sheet
    return list(batches.values())


def shape_of(columns: Sequence[str]) -> Shape:
    """Whether rows with these columns are cases or events."""
    return Shape.LONG if {"activity", "time"} <= set(columns) else Shape.WIDE


def _run(engine: ibis.BaseBackend, policies: Policies, batch: Batch) -> Mapping[tuple[str, Place], str]:
    from hegui.log import bind_logs
    from hegui.measure import verdicts

    source = LogSource(frame=batch.frame(), log=batch.log.name, shape=batch.shape)
    bound = bind_logs(engine, [source], {batch.log.name: batch.log}, as_of=FAR).logs[0]
    calendar = policies.calendar("default", batch.as_of.date() - CALENDAR_SPAN, batch.as_of.date() + CALENDAR_SPAN)
    judged = verdicts(bound, list(batch.standards.values()), batch.as_of, calendar)
    found: dict[tuple[str, Place], str] = {}
    for standard in batch.standards.values():
        for sheet in standard.examples:
            if sheet.place not in batch.sheets:
                continue
            for row in sheet.rows:
                code = judged.get(standard.id, {}).get(batch.key(sheet, row))
                if code is not None:
                    found[standard.id, row.place] = code
    return found


def _trial(standard: Standard, row: ExampleRow, code: str | None) -> Trial:
    verdict, reason = ("void", None) if code is None else outcome(code)
    return Trial(standard.id, row.place, row.verdict, row.reason, verdict, reason)
