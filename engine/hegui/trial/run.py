"""Running all examples of all standards, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hegui.garbage import seldom_collected
from hegui.processes import Helpers, cores, shared_out
from hegui.trial.outcome import Trial
from hegui.trial.scenarios import run_scenarios
from hegui.trial.sheets import run_sheets
from hegui.trial.variants import variants
from hegui.words.places import Place
from hegui.words.standards import Standard

if TYPE_CHECKING:
    from hegui.policy import Policies

MANY = 100
"""Standards below which a second process takes as long to begin as it saves."""
SCENARIO = 10
"""How much longer an example of several logs takes than the rows of one."""

Trials = dict[tuple[str, Place], list[Trial]]
"""What came of an example, by standard and place of the example."""


@seldom_collected()
def run_examples(policies: Policies, standards: Sequence[Standard] | None = None, processes: int | None = 1) -> tuple[Trial, ...]:
    """Run the examples of the standards, in their order.

    Args:
        policies: those of the standards.
        standards: None: all of the policies.
        processes: how many share the standards; None: as many as are worth their start. With more than one, the program that calls it
            has to stand behind ``if __name__ == "__main__"``.
    """
    chosen = policies.standards if standards is None else standards
    figured = [variant for standard in chosen for variant in variants(policies, standard)]
    number = processes or (cores() if len(chosen) >= MANY else 1)
    own, *others = shared_out(figured, lambda standard: standard.log, lambda standard: 1 + SCENARIO * len(standard.scenarios), number)
    with Helpers(trials_of, [(policies.bare(), share) for share in others]) as helpers:
        found = trials_of(policies, own)
        for more in helpers.results():
            found |= more
    return tuple(trial for standard in figured for place in _places(standard) for trial in found[standard.id, place])


@seldom_collected()
def trials_of(policies: Policies, standards: Sequence[Standard]) -> Trials:
    """Run the examples of standards with the figures that these set."""
    from hegui.log import open_engine

    with open_engine() as engine:
        return {**run_sheets(engine, policies, standards), **run_scenarios(engine, policies, standards)}


def _places(standard: Standard) -> list[Place]:
    return [*(sheet.place for sheet in standard.examples), *(scenario.place for scenario in standard.scenarios)]
