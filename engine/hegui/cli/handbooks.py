"""``hegui policies``: what the handbooks ask and how it is encoded."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from hegui.cli import visible
from hegui.cli.tables import print_table
from hegui.words.errors import Exit, Fault, UsageError, nearest
from hegui.words.places import Place
from hegui.words.standards import Standard
from hegui.words.text import Text


def list_standards(folders: Sequence[Path], profile: str | None) -> None:
    """Print the standards of a profile, or all of them."""
    from hegui.policy import load_policies

    policies = load_policies(folders)
    standards = policies.in_force(policies.profile(profile)) if profile else policies.standards
    print_table(["id", "catalogue", "kind", "force", "log"], [(s.id, s.catalogue, s.kind, s.force.value, s.log) for s in standards])
    typer.echo(f"{len(standards)} standards")


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
        ("requires", required(standard, log)),
        ("where", scope(standard, log)),
        *((f"parameter {p.name}", f"{p.value}  (source: {p.source.value})") for p in standard.parameters.values()),
        ("limits same", standard.same),
        ("responsible", standard.responsible),
        ("correction", standard.remedy.correction),
        ("corrective action", standard.remedy.corrective),
        ("verification", standard.remedy.verification),
        ("note", standard.note),
        ("file", str(standard.place)),
    ]
    for name, value in lines:
        _print(name, value)
    for sheet in standard.examples:
        typer.echo(f"examples as of {sheet.as_of}")
        rows = [(*("~" if cell is None else cell for cell in row.cells), row.verdict, row.reason or "") for row in sheet.rows]
        print_table([*sheet.columns, "verdict", "reason"], rows)


def lint_policies(folders: Sequence[Path]) -> Exit:
    """Print every fault of the policies."""
    from hegui.policy import lint

    faults = lint(folders)
    for fault in faults:
        typer.echo(visible(str(fault)))
    typer.echo(f"{len(faults)} faults" if faults else "no faults")
    return Exit.UNUSABLE if faults else Exit.CLEAN


def test_policies(identifiers: Sequence[str], folders: Sequence[Path]) -> Exit:
    """Run the examples of the standards and print what does not hold."""
    from hegui.policy import lint, load_policies
    from hegui.trial import run_examples

    policies = load_policies(folders)
    standards = tuple(_find(policies.standards, identifier) for identifier in identifiers) or policies.standards
    asked = {standard.place.file for standard in standards}
    gaps = [fault for fault in lint(folders) if fault.place.file in asked and "example" in fault.what]
    trials = run_examples(policies, standards)
    wrong = [trial for trial in trials if not trial.ok]
    for fault in gaps:
        typer.echo(visible(str(fault)))
    for trial in wrong:
        expected = " ".join(filter(None, (trial.expected_verdict, trial.expected_reason)))
        found = " ".join(filter(None, (trial.verdict, trial.reason)))
        typer.echo(f"{trial.place}: {trial.standard}: expected {expected}, found {found}")
    typer.echo(f"{len(standards)} standards, {len(trials)} examples, {len(wrong)} wrong, {len(gaps)} gaps")
    return Exit.UNUSABLE if wrong or gaps else Exit.CLEAN


def print_schema() -> None:
    """Print the JSON Schema of the policy files."""
    from hegui.policy import schema

    typer.echo(json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True))


def show_coverage(folders: Sequence[Path], profile: str | None) -> None:
    """Print every clause with its standards, and the totals of each handbook."""
    from hegui.policy import coverage, load_policies

    policies = load_policies(folders)
    in_force = policies.profile(profile or "default")
    for handbook in (each for slug in in_force.handbooks for each in policies.handbooks if each.slug == slug):
        typer.echo(f"{handbook.catalogue} {handbook.slug}: {handbook.title.en} / {handbook.title.zh}")
        covered = [each for each in coverage(policies, in_force) if each.handbook is handbook]
        rows = [(c.clause.number, c.clause.checkable.value, len(c.standards), c.clause.title.en, _why(c.clause.why_not)) for c in covered]
        print_table(["clause", "checkable", "standards", "title", "why not"], rows, right=(2,))
        counted = Counter(each.clause.checkable.value for each in covered)
        encoded = sum(1 for each in covered if each.standards)
        typer.echo(
            f"{len(covered)} clauses: " + ", ".join(f"{n} {name}" for name, n in sorted(counted.items())) + f"; {encoded} with standards\n"
        )


def _find(standards: Iterable[Standard], identifier: str) -> Standard:
    known = {key: standard for standard in standards for key in (standard.catalogue, standard.id)}
    if identifier not in known:
        raise UsageError(Fault(Place("ID"), f"there is no standard {identifier!r}", nearest(identifier, known)))
    return known[identifier]


def _print(name: str, value: Text | str | None) -> None:
    if isinstance(value, Text):
        typer.echo(f"{name:<18}{value.en}\n{'':<18}{value.zh}")
    elif value:
        typer.echo(f"{name:<18}{value}")


def _why(text: Text | None) -> str:
    return "" if text is None else text.en
