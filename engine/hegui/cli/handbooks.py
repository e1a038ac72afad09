"""``hegui policies``: what the handbooks ask and how it is encoded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from hegui.cli.printing import say, say_json, width
from hegui.words.attestations import Entry
from hegui.words.errors import Exit, Fault, UsageError, nearest
from hegui.words.places import Place
from hegui.words.standards import Standard

E = TypeVar("E", Standard, Entry)
ATTESTED = "(attested)"
"""What stands in place of a log."""
FORCE, LOG = 13, 18
"""Columns for the force of a standard, and for its log."""


def list_standards(folders: Sequence[Path], profile: str | None) -> None:
    """Print the standards of a profile, or all of them."""
    from hegui.policy import load_policies

    policies = load_policies(folders)
    named = policies.profile(profile) if profile else None
    standards = policies.in_force(named) if named else policies.standards
    attested = policies.to_attest(named) if named else policies.attestable
    rows = [(s.id, s.force.value, s.log) for s in standards] + [(a.id, a.force.value, ATTESTED) for a in attested]
    _say_listed([("id", "force", "log"), *rows])
    besides = f" and {len(attested)} attestations" if attested else ""
    say(f"{len(standards)} standards{besides}; show one with: hegui policies show ID")


def show_standard(identifier: str, folders: Sequence[Path]) -> None:
    """Print one standard in full.

    Raises:
        UsageError: there is no such standard.
    """
    from hegui.cli.showing import say_entry
    from hegui.policy import load_policies

    policies = load_policies(folders)
    say_entry(_find(policies.entries, identifier), policies)


def lint_policies(folders: Sequence[Path]) -> Exit:
    """Print every fault of the policies."""
    from hegui.policy import lint

    faults = lint(folders)
    for fault in faults:
        say(str(fault))
    say(f"{len(faults)} faults" if faults else "no faults")
    return Exit.UNUSABLE if faults else Exit.CLEAN


def test_policies(identifiers: Sequence[str], folders: Sequence[Path], processes: int | None) -> Exit:
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
    trials = run_examples(policies, standards, processes)
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

    say_json(schema())


def _say_listed(rows: Iterable[tuple[str, str, str]]) -> None:
    """A line each; an id that leaves no room for the rest has a line of its own, since it is there to be copied."""
    room = width() - FORCE - LOG
    for identifier, force, log in rows:
        if len(identifier) >= room:
            say(identifier)
        say(f"{identifier if len(identifier) < room else '':<{room}}{force:<{FORCE}}{log}")


def _find(standards: Iterable[E], identifier: str) -> E:
    known = {key: standard for standard in standards for key in (standard.catalogue, standard.id) if key}
    if identifier not in known:
        remedy = nearest(identifier, known) or "'hegui policies list' names them all"
        raise UsageError(Fault(Place("ID"), f"there is no standard {identifier!r}", remedy))
    return known[identifier]
