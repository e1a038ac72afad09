"""Examples of several logs: bound together, measured, and compared with everything that is expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hegui.trial.batching import batches
from hegui.trial.fusing import mark, unmarked
from hegui.trial.outcome import NOTHING, Trial, outcome
from hegui.trial.sheets import CALENDAR_SPAN
from hegui.trial.stages import Stage
from hegui.words.errors import PolicyError
from hegui.words.jobs import LogSource
from hegui.words.measured import Instance, Setting
from hegui.words.places import Place
from hegui.words.standards import Scenario, Standard
from hegui.words.vocabulary import FieldType, Log

if TYPE_CHECKING:
    import ibis

    from hegui.policy import Policies

EVERYTHING = (date(2000, 1, 1), date(2100, 1, 1))
"""What a log covers that does not say so."""

Name = tuple[str | None, ...]
Verdict = tuple[str, str | None]


def run_scenarios(
    engine: ibis.BaseBackend, policies: Policies, standards: Sequence[Standard]
) -> dict[tuple[str, Place], list[Trial]]:  # fmt: skip
    """What came of every scenario, by standard and place of the scenario."""
    stages: dict[Place, Stage] = {}
    for standard in standards:
        for scenario in standard.scenarios:
            stages.setdefault(scenario.place, Stage(scenario)).standards[standard.id] = standard
    found: dict[tuple[str, Place], list[Trial]] = {}
    for batch in batches(stages.values(), policies.vocabulary):
        for stage, instances in zip(batch, _instances_of(engine, policies, batch), strict=True):
            for name in stage.standards:
                found[name, stage.scenario.place] = list(_compared(name, stage.scenario, instances[name]))
    return found


def _instances_of(engine: ibis.BaseBackend, policies: Policies, batch: Sequence[Stage]) -> list[dict[str, list[Instance]]]:
    """What came of each scenario of a batch; where one of them crashes together with the others, each is measured by itself."""
    if len(batch) == 1:
        return [_measured(engine, policies, batch, _sources(batch, [""], policies.vocabulary))]
    marks = [mark(number) for number in range(len(batch))]
    try:
        found = _measured(engine, policies, batch, _sources(batch, marks, policies.vocabulary))
    except PolicyError:
        return [instances for stage in batch for instances in _instances_of(engine, policies, [stage])]
    return [
        {name: [_as_written(each, own) for each in found[name] if own in each.unit or own in each.entity] for name in stage.standards}
        for stage, own in zip(batch, marks, strict=True)
    ]


def _as_written(instance: Instance, own: str) -> Instance:
    return replace(instance, unit=unmarked(instance.unit, own), entity=unmarked(instance.entity, own))


def _measured(
    engine: ibis.BaseBackend, policies: Policies, batch: Sequence[Stage], sources: Sequence[LogSource]
) -> dict[str, list[Instance]]:  # fmt: skip
    from hegui.log import bind_logs
    from hegui.measure import instances

    scenario = batch[0].scenario
    vocabulary = {given.log: policies.vocabulary[given.log] for stage in batch for given in stage.scenario.given}
    bound = bind_logs(engine, sources, vocabulary, as_of=scenario.as_of).logs
    logs = [log if log.covers_declared else replace(log, covers=EVERYTHING) for log in bound]
    since, until = scenario.window or (None, None)
    calendar = policies.calendar("default", scenario.as_of.date() - CALENDAR_SPAN, scenario.as_of.date() + CALENDAR_SPAN)
    standards = {name: standard for stage in batch for name, standard in stage.standards.items()}
    found = instances(logs, list(standards.values()), Setting(scenario.as_of, since, until, calendar=calendar))
    return {name: found.get(name, []) for name in standards}


def _sources(batch: Sequence[Stage], marks: Sequence[str], vocabulary: Mapping[str, Log]) -> list[LogSource]:
    """The logs of all scenarios as frames, with the ids of each marked."""
    import pandas as pd

    found: dict[str | None, list[LogSource]] = {}
    for stage, own in zip(batch, marks, strict=True):
        for source in stage.sources(vocabulary):
            assert source.log is not None
            found.setdefault(source.log, []).append(_marked(source, own, vocabulary[source.log]) if own else source)
    return [
        sources[0] if len(sources) == 1 else replace(sources[0], frame=pd.concat([source.frame for source in sources], ignore_index=True))
        for sources in found.values()
    ]


def _marked(source: LogSource, own: str, log: Log) -> LogSource:
    """A frame with its ids marked; ids that the example says nothing of are those of somebody else."""
    frame = source.frame
    assert frame is not None
    ids = [name for name, declared in log.fields.items() if declared.type is FieldType.ID]
    marked = {name: own + frame[name] if name in frame.columns else f"{own}other" for name in ids}
    return replace(source, frame=frame.assign(**marked))


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
