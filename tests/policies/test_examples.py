"""Every shipped standard means what its examples say."""

from __future__ import annotations

import pytest

from hegui.policy import Policies, lint, load_policies
from hegui.trial import Trial, run_examples
from hegui.words.standards import Source, Standard

SHIPPED = (
    "001-S20", "001-S21", "001-S37", "001-S38", "001-S42", "001-S43", "001-S65", "001-S65b", "001-S66", "001-S70", "001-S71", "001-S75",
    "001-S81", "001-S82",
    "002-S09", "002-S10", "002-S57", "002-S58", "002-S70", "002-S75", "002-S106", "002-S127", "002-S133", "002-S137",
    "002-S140", "002-S141", "002-S142", "002-S143", "002-S144", "002-S145", "002-S147", "002-S148",
    "003-S18", "003-S19", "003-S21", "003-S26", "003-S27", "003-S29", "003-S30", "003-S31", "003-S38", "003-S40", "003-S53",
    "004-S03", "004-S09", "004-S13", "004-S15", "004-S15b", "004-S16", "004-S18", "004-S26",
)  # fmt: skip
"""Standards of the catalogue that are encoded."""


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


def test_catalogue_is_encoded(policies: Policies) -> None:
    encoded = [standard.catalogue for standard in policies.standards]
    assert set(SHIPPED) <= set(encoded)
    assert len(encoded) == len(set(encoded))


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
