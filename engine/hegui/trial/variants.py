"""Standards with the figures that their examples set: what an example of a standard is run with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hegui.words.standards import Scenario, Standard

if TYPE_CHECKING:
    from hegui.policy import Policies

Figures = tuple[tuple[str, str], ...]


def variants(policies: Policies, standard: Standard) -> tuple[Standard, ...]:
    """The standard once for each set of figures among its examples, with the examples of those figures, which no longer set any.

    Examples in rows set none: they stay with the standard as it is.
    """
    by_figures: dict[Figures, list[Scenario]] = {}
    for scenario in standard.scenarios:
        by_figures.setdefault(tuple(sorted(scenario.parameters.items())), []).append(replace(scenario, parameters={}))
    plain = replace(standard, scenarios=tuple(by_figures.pop((), ())))
    others = [replace(_set(policies, standard, dict(figures)), scenarios=tuple(found)) for figures, found in by_figures.items()]
    return (*((plain,) if plain.scenarios or plain.examples else ()), *others)


def _set(policies: Policies, standard: Standard, figures: Mapping[str, str]) -> Standard:
    """The standard with these figures and no examples."""
    return replace(policies.with_figures(standard, figures), examples=())
