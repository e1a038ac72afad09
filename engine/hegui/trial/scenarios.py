"""Examples of several logs: bound together, measured, and compared with everything that is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from hegui.trial.outcome import NOTHING, Trial, outcome
from hegui.trial.sheets import CALENDAR_SPAN, shape_of
from hegui.words.expressions import refs
from hegui.words.jobs import LogSource
from hegui.words.kinds import others
from hegui.words.measured import Instance, Setting
from hegui.words.places import Place
from hegui.words.standards import Given, Scenario, Standard
from hegui.words.vocabulary import Log, Shape

if TYPE_CHECKING:
    import ibis
    import pandas as pd

    from hegui.policy import Policies

EVERYTHING = (date(2000, 1, 1), date(2100, 1, 1))
"""What a log covers that does not say so."""

Name = tuple[str | None, ...]
Verdict = tuple[str, str | None]


@dataclass(frozen=True)
class Stage:
    """A scenario and the standards that it is an example of; changed standards share it in tests."""

    scenario: Scenario
    standards: dict[str, Standard] = field(default_factory=dict)

    def sources(self, vocabulary: dict[str, Log]) -> list[LogSource]:
        """The logs as frames."""
        return [self._source(given, vocabulary[given.log]) for given in self.scenario.given]

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


def run_scenarios(
    engine: ibis.BaseBackend, policies: Policies, standards: Sequence[Standard]
) -> dict[tuple[str, Place], list[Trial]]:  # fmt: skip
    """What came of every scenario, by standard and place of the scenario."""
    stages: dict[Place, Stage] = {}
    for standard in standards:
        for scenario in standard.scenarios:
            stages.setdefault(scenario.place, Stage(scenario)).standards[standard.id] = standard
    found: dict[tuple[str, Place], list[Trial]] = {}
    for stage in stages.values():
        for name, instances in _instances(engine, policies, stage).items():
            found[name, stage.scenario.place] = list(_compared(name, stage.scenario, instances))
    return found


def _instances(engine: ibis.BaseBackend, policies: Policies, stage: Stage) -> dict[str, list[Instance]]:
    from hegui.log import bind_logs
    from hegui.measure import instances

    scenario = stage.scenario
    vocabulary = {given.log: policies.vocabulary[given.log] for given in scenario.given}
    bound = bind_logs(engine, stage.sources(vocabulary), vocabulary, as_of=scenario.as_of).logs
    logs = [log if log.covers_declared else replace(log, covers=EVERYTHING) for log in bound]
    since, until = scenario.window or (None, None)
    calendar = policies.calendar("default", scenario.as_of.date() - CALENDAR_SPAN, scenario.as_of.date() + CALENDAR_SPAN)
    found = instances(logs, list(stage.standards.values()), Setting(scenario.as_of, since, until, calendar=calendar))
    return {name: found.get(name, []) for name in stage.standards}


def _compared(standard: str, scenario: Scenario, instances: Sequence[Instance]) -> Iterator[Trial]:
    """Every expected row with what was found of its name, then what was found and nobody expected."""
    left = Counter((_name(scenario, instance), outcome(instance.reason)) for instance in instances)
    missed = []
    for row in scenario.rows:
        expected = (row.cells, (row.verdict, row.reason))
        if left[expected]:
            left[expected] -= 1
            yield Trial(standard, row.place, row.verdict, row.reason, row.verdict, row.reason, _said(row.cells))
        else:
            missed.append(row)
    for row in missed:
        other = min((found for found, times in left.items() if times and found[0] == row.cells), key=str, default=None)
        if other:
            left[other] -= 1
        yield Trial(standard, row.place, row.verdict, row.reason, *(other[1] if other else (NOTHING, None)), _said(row.cells))
    for name, verdict in sorted(left.elements(), key=str):
        yield Trial(standard, scenario.place, NOTHING, None, *verdict, _said(name))


def _name(scenario: Scenario, instance: Instance) -> Name:
    """What the columns of the scenario call the instance."""
    of = {"unit": instance.unit, "entity": instance.entity, "key": instance.entity, "period": instance.period}
    return tuple(of[column] for column in scenario.columns)


def _said(name: Name) -> str:
    return " ".join(cell or "~" for cell in name)
