"""What stands on a stage: the logs of an example as frames, for the standards that it is an example of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hegui.trial.sheets import shape_of
from hegui.words.expressions import refs
from hegui.words.jobs import LogSource
from hegui.words.kinds import others
from hegui.words.standards import Given, Scenario, Standard
from hegui.words.vocabulary import FieldType, Log, Shape

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Stage:
    """A scenario and the standards that it is an example of; changed standards share it in tests."""

    scenario: Scenario
    standards: dict[str, Standard] = field(default_factory=dict)

    def sources(self, vocabulary: Mapping[str, Log]) -> list[LogSource]:
        """The logs as frames."""
        return [self._source(given, vocabulary[given.log]) for given in self.scenario.given]

    def blank(self, vocabulary: Mapping[str, Log]) -> set[tuple[str, str]]:
        """Logs and their ids that some row leaves blank."""
        found = set()
        for source in self.sources(vocabulary):
            frame, log = source.frame, source.log
            assert frame is not None
            assert log is not None
            ids = [name for name in frame.columns if name in vocabulary[log].fields and vocabulary[log].fields[name].type is FieldType.ID]
            found |= {(log, name) for name in ids if frame[name].isna().any()}
        return found

    def _source(self, given: Given, log: Log) -> LogSource:
        shape = shape_of(given.columns)
        return LogSource(frame=self._frame(given, log, shape), log=log.name, shape=shape, covers=given.covers)

    def _frame(self, given: Given, log: Log, shape: Shape) -> pd.DataFrame:
        """The rows under the names of the vocabulary; what a standard reads and no row mentions is missing."""
        import pandas as pd

        rows = [dict(zip(given.columns, cells, strict=True)) for cells in given.rows]
        for number, row in enumerate(rows, start=1):
            row.setdefault(log.key, row.pop("case", None) if shape is Shape.LONG else str(number))
        names = dict.fromkeys([log.key, *(name for name in given.columns if name != "case"), *self._read(log)])
        made_of_events = {*log.events, *log.actors} if shape is Shape.LONG else set()
        return pd.DataFrame(rows, columns=[name for name in names if name not in made_of_events], dtype="str")

    def _read(self, log: Log) -> Iterator[str]:
        """Fields of the log that the standards read."""
        yield from (name for name in (log.unit, log.anchor_ref.name) if name is not None and name in log.fields)
        yield from (ref.name for ref in refs(log.closed))
        for standard in self.standards.values():
            if standard.log == log.name:
                yield from (ref.name for ref in standard.refs() if ref.name in log.fields)
            for name, read in others(standard.check):
                if name == log.name:
                    yield from (ref.name for ref in read if ref.name in log.fields)
