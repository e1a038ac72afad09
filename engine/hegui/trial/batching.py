"""Which examples of several logs are measured together: as many as leave each other as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hegui.trial.fusing import fusible, names_of_entities
from hegui.trial.stages import Stage
from hegui.words.vocabulary import Log

TOGETHER = 150
"""Standards that are measured together at most: the engine plans a query of thousands slowly."""


@dataclass
class Batch:
    """Scenarios that are measured together."""

    stages: list[Stage] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Ids of their standards, which differ."""
    needed: set[tuple[str, str]] = field(default_factory=set)
    """Logs and fields that have to say whose every row is."""
    blank: set[tuple[str, str]] = field(default_factory=set)
    """Logs and fields that some row leaves blank."""

    def admits(self, stage: Stage, needed: set[tuple[str, str]], blank: set[tuple[str, str]]) -> bool:
        """Whether one more scenario leaves the others as they are."""
        together = len(self.names) + len(stage.standards) <= TOGETHER
        return together and not (self.names & stage.standards.keys() or self.needed & blank or self.blank & needed)

    def add(self, stage: Stage, needed: set[tuple[str, str]], blank: set[tuple[str, str]]) -> None:
        """Take a scenario in."""
        self.stages.append(stage)
        self.names |= stage.standards.keys()
        self.needed |= needed
        self.blank |= blank


def batches(stages: Iterable[Stage], vocabulary: Mapping[str, Log]) -> Iterator[list[Stage]]:
    """Scenarios that are measured together: of one instant and one window, where no row could be anybody's; the others one by one."""
    filling: dict[tuple[datetime, tuple[date, date] | None], list[Batch]] = {}
    for stage in stages:
        if not all(fusible(standard, stage.scenario, vocabulary) for standard in stage.standards.values()):
            yield [stage]
            continue
        named = [names_of_entities(standard, vocabulary) for standard in stage.standards.values()]
        needed = {(log, name) for each in named for log, names in each.items() for name in names}
        blank = stage.blank(vocabulary)
        alike = filling.setdefault((stage.scenario.as_of, stage.scenario.window), [])
        batch = next((batch for batch in alike if batch.admits(stage, needed, blank)), None)
        if batch is None:
            alike.append(batch := Batch())
        batch.add(stage, needed, blank)
    yield from (batch.stages for alike in filling.values() for batch in alike)
