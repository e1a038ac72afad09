"""The examples of a standard pin it down: whatever is changed in it, some example no longer holds.

The ordinary run changes every figure of every standard (limits, counts, shares, days, periods, items of lists), and a tenth of the
standards, chosen by their ids, in every way. ``pytest -m mutations tests/policies`` changes all of them in every way (minutes). A figure of
a policy that all its examples override would be nobody's to notice, so that there may be none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from hegui.policy import Policies, load_policies
from hegui.trial import run_examples, variants
from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

Changes = Callable[[Standard, Log], Iterator[tuple[str, Standard]]]
pytestmark = pytest.mark.no_cover  # thousands of changes run the lines that the examples themselves run, at thrice the price
HANDBOOKS = ("sqms-manual", "improvement-manual", "service-guide", "unicom-assessment", "hotline-evaluation")
AT_ONCE = 300
"""Changes that are tried together: the engine plans a query of thousands slowly."""
OF_MANY_ROWS = {
    "improvement-manual.1.4.sampled-without-gaps: samples",
    "improvement-manual.6.3.both-incentives: least",
    "improvement-manual.6.3.both-incentives: most",
}
"""Figures that only hundreds of rows could show: 240 samples a day, one and ninety-nine per cent."""
_FIGURE = re.compile(r"\d|\bevery |\bwithout ")
"""What the changes of figures say: a number, a period, an item that is left out."""


@pytest.fixture(scope="module")
def policies() -> Policies:
    return load_policies()


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_examples_notice_changes_of_figures_and_every_change_of_a_tenth(policies: Policies, mutants: Changes, handbook: str) -> None:
    _notice(policies, handbook, mutants, lambda standard, change: _in_the_tenth(standard) or bool(_FIGURE.search(change)))


@pytest.mark.mutations
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_examples_notice_every_change(policies: Policies, mutants: Changes, handbook: str) -> None:
    _notice(policies, handbook, mutants, lambda *_: True)


def test_every_handbook_is_among_them(policies: Policies) -> None:
    assert {standard.handbook for standard in policies.standards} == {*HANDBOOKS}


def test_every_figure_of_a_policy_is_that_of_some_example(policies: Policies) -> None:
    """Examples may set other figures, but not all of them, where a few rows can show the figure."""
    overridden = {
        f"{standard.id}: {name}"
        for standard in policies.standards
        for name, parameter in standard.parameters.items()
        if parameter.value is not None and not standard.examples and all(name in each.parameters for each in standard.scenarios)
    }
    assert overridden == OF_MANY_ROWS


def _in_the_tenth(standard: str) -> bool:
    return sha256(standard.encode()).digest()[0] % 10 == 0


def _notice(policies: Policies, handbook: str, mutants: Changes, wanted: Callable[[str, str], bool]) -> None:
    """Change the standards of a handbook; a change is noticed where it breaks an example, whatever figures that example sets.

    What the figures with the most examples do not notice is tried with the others.
    """
    figured = [_figured(policies, standard) for standard in policies.standards if standard.handbook == handbook]
    missed, noticed = set[tuple[str, str]](), set[tuple[str, str]]()
    for turn in range(max(map(len, figured))):
        changes: dict[str, tuple[str, str]] = {}
        changed: list[Standard] = []
        for standard in (variants_[turn] for variants_ in figured if turn < len(variants_)):
            for change, mutant in mutants(standard, policies.vocabulary[standard.log]):
                if wanted(standard.id, change) and (standard.id, change) not in noticed:
                    changed.append(replace(mutant, id=f"{standard.id}.{len(changes)}"))
                    changes[changed[-1].id] = (standard.id, change)
        trials = [trial for start in range(0, len(changed), AT_ONCE) for trial in run_examples(policies, changed[start : start + AT_ONCE])]
        tried = {trial.standard for trial in trials if trial.verdict != "void"}
        assert [change for mutant, change in changes.items() if mutant not in tried] == []  # a change that crashes is not noticed
        noticed |= {changes[trial.standard] for trial in trials if not trial.ok}
        missed = (missed | set(changes.values())) - noticed
    survivors = [f"{standard}: {change}" for standard, change in sorted(missed)]
    print(f"{handbook}: {len(noticed)} changes noticed, {len(survivors)} not")  # noqa: T201 - for those who run all
    assert len(noticed) > len(figured)
    assert not survivors, f"{len(survivors)} changes go unnoticed:\n" + "\n".join(survivors)


def _figured(policies: Policies, standard: Standard) -> list[Standard]:
    """The standard with all its figures, those with the most examples first: a figure that nobody has set cannot be changed."""
    found = [variant for variant in variants(policies, standard) if not variant.unset]
    return sorted(found, key=_rows_expected, reverse=True)


def _rows_expected(standard: Standard) -> int:
    return sum(len(each.rows) for each in standard.examples) + sum(len(each.rows) for each in standard.scenarios)
