"""Patterns shared out over rulesets, within the limits of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hegui.rules.conditions import Way

MOST_PATTERNS = 200
"""Patterns of one ruleset: 512 or more keyed by one field hang at creation, 256 that ask the same are refused."""
MOST_VALUES = 400
"""Values that the tests of one ruleset name: 512 or more under one parent loop forever."""
MOST_NODES = 48
"""Tests that the engine could hold at once for a fact of one kind: beyond 64 it does not judge the fact."""


@dataclass(frozen=True)
class Watch:
    """One way in which a rule fires."""

    rule: str
    kind: str
    """Kind of fact it is about."""
    way: Way


@dataclass
class _Pack:
    watches: list[Watch] = field(default_factory=list)
    nodes: dict[str, set[Way]] = field(default_factory=dict)
    """Kind to the beginnings of its ways: the engine shares the tests that patterns begin with."""
    values: int = 0

    def takes(self, watch: Watch) -> bool:
        """Whether there is room; an empty pack takes anything that a condition may be."""
        if not self.watches:
            return True
        nodes = len(self.nodes.get(watch.kind, set()) | _beginnings(watch.way))
        return len(self.watches) < MOST_PATTERNS and nodes <= MOST_NODES and self.values + _values(watch.way) <= MOST_VALUES

    def add(self, watch: Watch) -> None:
        """Take in a watch."""
        self.watches.append(watch)
        self.nodes.setdefault(watch.kind, set()).update(_beginnings(watch.way))
        self.values += _values(watch.way)


def packed(watches: Iterable[Watch]) -> Iterator[tuple[Watch, ...]]:
    """Share out watches in their order, over as few rulesets as that order and the limits allow."""
    pack = _Pack()
    for watch in watches:
        if not pack.takes(watch):
            yield tuple(pack.watches)
            pack = _Pack()
        pack.add(watch)
    if pack.watches:
        yield tuple(pack.watches)


def _beginnings(way: Way) -> set[Way]:
    return {way[:length] for length in range(1, len(way) + 1)}


def _values(way: Way) -> int:
    return sum(len(test.values) or 1 for test in way)
