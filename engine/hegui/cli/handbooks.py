"""``hegui policies``: what the handbooks ask and how it is encoded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from hegui.cli.printing import say, say_folded, say_list, say_table
from hegui.words.errors import Exit, Fault, UsageError, nearest
from hegui.words.places import Place
from hegui.words.standards import Clause, ExampleRow, Examples, Parameter, Scenario, Standard
from hegui.words.text import Text

LABEL = 18
"""Columns for the names of properties."""
VERDICT = 27
"""Columns for the expected verdict of an example."""


def list_standards(folders: Sequence[Path], profile: str | None) -> None:
    """Print the standards of a profile, or all of them."""
    from hegui.policy import load_policies

    policies = load_policies(folders)
    standards = policies.in_force(policies.profile(profile)) if profile else policies.standards
    say_table(["id", "force", "log"], [(s.id, s.force.value, s.log) for s in standards], uncut=(0, 1, 2))
    say(f"{len(standards)} standards; show one with: hegui policies show ID")


def show_standard(identifier: str, folders: Sequence[Path]) -> None:
    """Print one standard in full.

    Raises:
        UsageError: there is no such standard.
    """
    from hegui.policy import load_policies
    from hegui.report.requirement import required, scope

    policies = load_policies(folders)
    standard = _find(policies.standards, identifier)
    log = policies.vocabulary[standard.log]
    handbook = next(each for each in policies.handbooks if each.slug == standard.handbook)
    clause = handbook.clause(standard.clause)
    lines: list[tuple[str, Text | str | None]] = [
        ("id", standard.id),
        ("title", standard.title),
        ("handbook", handbook.title),
        ("clause", f"{standard.clause}  {clause.title.en} / {clause.title.zh}" if clause else standard.clause),
        ("catalogue", standard.catalogue),
        ("force", standard.force.value),
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


def lint_policies(folders: Sequence[Path]) -> Exit:
    """Print every fault of the policies."""
    from hegui.policy import lint

    faults = lint(folders)
    for fault in faults:
        say(str(fault))
    say(f"{len(faults)} faults" if faults else "no faults")
    return Exit.UNUSABLE if faults else Exit.CLEAN


def test_policies(identifiers: Sequence[str], folders: Sequence[Path]) -> Exit:
    """Run the examples of the standards and print what does not hold.

    Raises:
        UsageError: there is no such standard.
    """
    from hegui.policy import lint, load_policies
    from hegui.trial import run_examples

    policies = load_policies(folders)
    standards = tuple(_find(policies.standards, identifier) for identifier in identifiers) or policies.standards
    asked = {standard.place.file for standard in standards}
    gaps = [fault for fault in lint(folders) if fault.place.file in asked and "example" in fault.what]
    trials = run_examples(policies, standards)
    wrong = [trial for trial in trials if not trial.ok]
    for fault in gaps:
        say(str(fault))
    for trial in wrong:
        say(str(trial))
    say(f"{len(standards)} standards, {len(trials)} examples, {len(wrong)} wrong, {len(gaps)} gaps")
    return Exit.UNUSABLE if wrong or gaps else Exit.CLEAN


def print_schema() -> None:
    """Print the JSON Schema of the policy files."""
    from hegui.policy import schema

    for line in json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True).splitlines():
        say(line)


def show_coverage(folders: Sequence[Path], profile: str | None) -> None:
    """Print every clause with the number of its standards, and the totals of each handbook."""
    from hegui.policy import coverage, load_policies

    policies = load_policies(folders)
    in_force = policies.profile(profile or "default")
    for _, group in groupby(coverage(policies, in_force), key=lambda each: each.handbook.slug):
        clauses = list(group)
        handbook = clauses[0].handbook
        say_folded(f"{handbook.catalogue} {handbook.slug}: {handbook.title.en} / {handbook.title.zh}", 4)
        say_table(
            ["clause", "checkable", "standards", "title, and why it cannot be checked"],
            [(each.clause.number, each.clause.checkable.value, len(each.standards) or "", _title(each.clause)) for each in clauses],
            right=(2,),
        )
        counted = Counter(each.clause.checkable.value for each in clauses)
        checkable = ", ".join(f"{number} {name}" for name, number in sorted(counted.items()))
        encoded = sum(bool(each.standards) for each in clauses)
        say(f"{len(clauses)} clauses, checkable: {checkable}; {encoded} with standards")
        say()


def _find(standards: Iterable[Standard], identifier: str) -> Standard:
    known = {key: standard for standard in standards for key in (standard.catalogue, standard.id) if key}
    if identifier not in known:
        remedy = nearest(identifier, known) or "'hegui policies list' names them all"
        raise UsageError(Fault(Place("ID"), f"there is no standard {identifier!r}", remedy))
    return known[identifier]


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


def _title(clause: Clause) -> str:
    return clause.title.en if clause.why_not is None else f"{clause.title.en}. {clause.why_not.en}"
