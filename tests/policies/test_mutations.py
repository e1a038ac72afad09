"""The examples of a standard pin it down: whatever is changed in it, some example no longer holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from hegui.policy import Policies, load_policies
from hegui.trial import run_examples, variants
from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

Changes = Callable[[Standard, Log], Iterator[tuple[str, Standard]]]


def test_examples_notice_every_change(mutants: Changes) -> None:
    policies = load_policies()
    changes: dict[str, str] = {}
    changed: list[Standard] = []
    for standard in _figured(policies):
        for change, mutant in mutants(standard, policies.vocabulary[standard.log]):
            changed.append(replace(mutant, id=f"{standard.id}.{len(changes)}"))
            changes[changed[-1].id] = f"{standard.id}: {change}"
    trials = run_examples(policies, changed)
    tried = {trial.standard for trial in trials if trial.verdict != "void"}
    assert [change for mutant, change in changes.items() if mutant not in tried] == []  # a change that crashes is not noticed
    noticed = {trial.standard for trial in trials if not trial.ok}
    survivors = [change for mutant, change in changes.items() if mutant not in noticed]
    assert len(changes) > 5 * len(policies.standards)
    assert not survivors, f"{len(survivors)} of {len(changes)} changes go unnoticed:\n" + "\n".join(survivors)


def _figured(policies: Policies) -> Iterator[Standard]:
    """Every standard with all its figures: a figure that nobody has set cannot be changed."""
    for standard in policies.standards:
        yield from (variant for variant in variants(policies, standard) if not variant.unset)
