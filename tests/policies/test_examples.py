"""Every shipped standard means what its examples say."""

from __future__ import annotations

import pytest

from hegui.policy import Policies, lint, load_policies
from hegui.trial import Trial, run_examples
from hegui.words.standards import Source, Standard


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies()


@pytest.fixture(scope="module")
def trials(policies: Policies) -> tuple[Trial, ...]:
    return run_examples(policies)


def test_examples_hold(trials: tuple[Trial, ...]) -> None:
    wrong = [str(trial) for trial in trials if not trial.ok]
    assert not wrong, "\n".join(wrong)


def test_every_row_is_tried_once(policies: Policies, trials: tuple[Trial, ...]) -> None:
    rows = [
        (standard.id, row.place)
        for standard in policies.standards
        for rows in ([block.rows for block in standard.examples] + [scenario.rows for scenario in standard.scenarios])
        for row in rows
        if row.verdict
    ]
    assert sorted((trial.standard, trial.place) for trial in trials) == sorted(rows)


def test_shipped_policies_are_without_fault() -> None:
    assert [str(fault) for fault in lint(())] == []


def test_a_catalogue_number_stands_on_one_standard(policies: Policies) -> None:
    """Which numbers there have to be is told by the catalogue: see test_catalogue."""
    encoded = [standard.catalogue for standard in policies.standards]
    assert all(encoded)
    assert len(encoded) == len(set(encoded))


def test_standards_of_every_handbook_are_shipped(policies: Policies) -> None:
    assert {standard.handbook for standard in policies.standards} == {book.slug for book in policies.handbooks}


def test_remedies_are_written_for_one_standard(policies: Policies) -> None:
    seen: dict[str, str] = {}
    repeated = []
    for standard in policies.standards:
        for text in _remedies(standard):
            first = seen.setdefault(text, standard.id)
            if first != standard.id:
                repeated.append(f"{standard.id} says what {first} says: {text}")
    assert not repeated, "\n".join(repeated)


def _remedies(standard: Standard) -> list[str]:
    remedy = standard.remedy
    return [said for text in (remedy.correction, remedy.corrective, remedy.verification) for said in (text.zh, text.en)]


def test_figures_have_a_source(policies: Policies) -> None:
    sources = {
        (standard.id, parameter.name): parameter.source for standard in policies.standards for parameter in standard.parameters.values()
    }
    assert sources
    assert set(sources.values()) <= {Source.HANDBOOK, Source.DEFAULT}


def test_readings_are_noted(policies: Policies) -> None:
    assert [standard.id for standard in policies.standards if standard.note is None] == []
