"""One standard in full, with its examples; or what a person attests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hegui.cli.printing import say, say_folded, say_list
from hegui.words.attestations import Attestable, Entry
from hegui.words.standards import ExampleRow, Examples, Parameter, Scenario, Standard
from hegui.words.text import Text

if TYPE_CHECKING:
    from hegui.policy import Policies

Property = tuple[str, Text | str | None]
"""Name and value."""
LABEL = 18
"""Columns for the names of properties."""
VERDICT = 27
"""Columns for the expected verdict of an example."""


def say_entry(entry: Entry, policies: Policies) -> None:
    """Print one standard, or what is attested."""
    if isinstance(entry, Attestable):
        _say_attestable(entry, policies)
    else:
        _say_standard(entry, policies)


def _say_standard(standard: Standard, policies: Policies) -> None:
    from hegui.report.requirement import required, scope

    log = policies.vocabulary[standard.log]
    lines: list[Property] = [
        *_head(standard, policies),
        ("log", f"{standard.log}  {log.title.en} / {log.title.zh}"),
        ("kind", standard.kind),
        ("requires", required(standard, log, policies.vocabulary)),
        ("where", scope(standard, log)),
        *((f"parameter {p.name}", _figure(p)) for p in standard.parameters.values()),
        ("limits same", standard.same),
        ("responsible", standard.responsible),
        ("correction", standard.remedy.correction),
        ("corrective action", standard.remedy.corrective),
        ("verification", standard.remedy.verification),
        ("note", standard.note),
        ("file", str(standard.place)),
    ]
    for name, value in lines:
        _say_property(name, value)
    for sheet in standard.examples:
        _say_examples(sheet)
    for scenario in standard.scenarios:
        _say_scenario(scenario)


def _head(entry: Entry, policies: Policies) -> list[Property]:
    """What standards and attestations have in common."""
    handbook = next(each for each in policies.handbooks if each.slug == entry.handbook)
    clause = handbook.clause(entry.clause)
    return [
        ("id", entry.id),
        ("title", entry.title),
        ("handbook", handbook.title),
        ("clause", f"{entry.clause}  {clause.title.en} / {clause.title.zh}" if clause else entry.clause),
        ("catalogue", entry.catalogue),
        ("force", entry.force.value),
    ]


def _say_attestable(entry: Attestable, policies: Policies) -> None:
    lines: list[Property] = [
        *_head(entry, policies),
        ("log", "none: a person attests it"),
        ("statement", entry.statement),
        ("field missing", entry.field),
        ("valid for", f"at most {entry.valid_for}"),
        ("responsible", entry.responsible),
        ("note", entry.note),
        ("file", str(entry.place)),
    ]
    for name, value in lines:
        _say_property(name, value)


def _say_property(name: str, value: Text | str | None) -> None:
    lines = [value.en, value.zh] if isinstance(value, Text) else [value] if value else []
    for label, line in zip((name, ""), lines, strict=False):
        say_folded(f"{label:<{LABEL}}{line}", LABEL)


def _say_examples(sheet: Examples) -> None:
    """A line an example: the verdict, then the cells; in logs of events it stands before the first event of its case."""
    say(f"examples as of {sheet.as_of:%Y-%m-%d %H:%M}; what is not named is missing")
    for row in sheet.rows:
        say_list(f"  {_verdict(row):<{VERDICT}} ", _cells(sheet.columns, row.cells))


def _say_scenario(scenario: Scenario) -> None:
    """The rows that are given, log by log, and a line for every instance that is expected of them."""
    window = "" if scenario.window is None else f", window {scenario.window[0]} to {scenario.window[1]}"
    figures = "".join(f", {name} = {value}" for name, value in scenario.parameters.items())
    say(f"example as of {scenario.as_of:%Y-%m-%d %H:%M}{window}{figures}; given")
    for given in scenario.given:
        for cells in given.rows:
            say_list(f"  {given.log:<{VERDICT}} ", _cells(given.columns, cells))
    say("expected")
    for row in scenario.rows:
        say_list(f"  {_verdict(row):<{VERDICT}} ", _cells(scenario.columns, row.cells))


def _verdict(row: ExampleRow) -> str:
    return " ".join(filter(None, (row.verdict, row.reason)))


def _cells(columns: Sequence[str], cells: Sequence[str | None]) -> list[str]:
    return [f"{name}={cell}" for name, cell in zip(columns, cells, strict=True) if cell is not None]


def _figure(parameter: Parameter) -> str:
    """A figure and where it comes from."""
    value = "not set" if parameter.value is None else str(parameter.value)
    return f"{value}  (source: {parameter.source.value})"
