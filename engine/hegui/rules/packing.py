"""Rules shared out over rulesets, within the limits of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hegui.rules.conditions import Condition, breadth, paths, size
from hegui.words.errors import Fault, PolicyError
from hegui.words.places import Place

MOST_RULES = 200
"""Rules of one ruleset: 512 or more hang at creation, 256 of one condition are refused."""
MOST_TESTS = 400
"""Tests of one ruleset: 512 or more under one parent loop forever."""
MOST_BREADTH = 40
"""Tests of one kind that a fact can pass side by side: beyond 64 the engine does not judge it."""
MOST_PATHS = 1_000
"""Ways in which one condition can hold: the engine follows each."""


@dataclass(frozen=True)
class Watch:
    """One rule as the engine is to watch it."""

    name: str
    """Unique within a stratum."""
    kind: str
    """Kind of fact it is about."""
    condition: Condition
    place: Place


def fits(watch: Watch) -> Watch:
    """The watch itself.

    Raises:
        PolicyError: its condition alone is beyond the limits.
    """
    condition = watch.condition
    if size(condition) > MOST_TESTS or breadth(condition) > MOST_BREADTH or paths(condition) > MOST_PATHS:
        raise PolicyError(Fault(watch.place, "the condition has too many branches for the rules engine", "make several rules of it"))
    return watch


def packed(watches: Iterable[Watch]) -> Iterator[tuple[Watch, ...]]:
    """Share out rules in their order, as few rulesets as the limits allow."""
    pack: list[Watch] = []
    for watch in map(fits, watches):
        if pack and not _hold([*pack, watch]):
            yield tuple(pack)
            pack = []
        pack.append(watch)
    if pack:
        yield tuple(pack)


def _hold(pack: list[Watch]) -> bool:
    kind = pack[-1].kind
    broad = sum(breadth(watch.condition) for watch in pack if watch.kind == kind)
    return len(pack) <= MOST_RULES and sum(size(watch.condition) for watch in pack) <= MOST_TESTS and broad <= MOST_BREADTH
