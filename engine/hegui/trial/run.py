"""Running all examples of all standards, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hegui.garbage import seldom_collected
from hegui.trial.outcome import Trial
from hegui.trial.scenarios import run_scenarios
from hegui.trial.sheets import run_sheets
from hegui.trial.variants import variants
from hegui.words.places import Place
from hegui.words.standards import Standard

if TYPE_CHECKING:
    from hegui.policy import Policies


@seldom_collected()
def run_examples(policies: Policies, standards: Sequence[Standard] | None = None) -> tuple[Trial, ...]:
    """Run the examples of the standards (all of the policies where none are given), in their order."""
    from hegui.log import open_engine

    chosen = policies.standards if standards is None else standards
    figured = [variant for standard in chosen for variant in variants(policies, standard)]
    with open_engine() as engine:
        found = {**run_sheets(engine, policies, figured), **run_scenarios(engine, policies, figured)}
    places = [(standard.id, place) for standard in figured for place in _places(standard)]
    return tuple(trial for name, place in places for trial in found[name, place])


def _places(standard: Standard) -> list[Place]:
    return [*(sheet.place for sheet in standard.examples), *(scenario.place for scenario in standard.scenarios)]
