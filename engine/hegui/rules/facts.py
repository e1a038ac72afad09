"""Facts, and what is inferred from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Value = str | int | bool
Fact = Mapping[str, Value]
"""A flat fact: ``kind``, ``uid`` and fields; a field that is missing is left out."""

KIND = "kind"
UID = "uid"
COUNTED = "counted"
"""Field of a conclusion from a count: how many distinct values there were."""


class Firing(NamedTuple):
    """A rule that fired; there are many, and they are made and compared often."""

    rule: str
    because: tuple[str, ...]
    """Uids of the facts it rests on: one, or for a count all that were counted."""
    concludes: str
    """Uid of the conclusion; a conclusion that several rules give is one fact."""


@dataclass(frozen=True)
class Inference:
    """All that follows from some facts by some rules."""

    given: tuple[Fact, ...]
    """The facts that were given, by uid."""
    conclusions: tuple[Fact, ...]
    """In the order they were drawn."""
    firings: tuple[Firing, ...]
    """In the order they were made; the first that concludes a fact is the one that made it."""

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by its uid, the given ones first."""
        return {str(fact[UID]): fact for fact in (*self.given, *self.conclusions)}

    @cached_property
    def makers(self) -> Mapping[str, Firing]:
        """Conclusion to the firing that made it."""
        drawn = {str(fact[UID]) for fact in self.conclusions}
        # Reversed, so that of several firings the first stays.
        return {firing.concludes: firing for firing in reversed(self.firings) if firing.concludes in drawn}

    def of(self, *kinds: str) -> Iterator[Fact]:
        """The facts of some kinds, in order."""
        return (fact for fact in self.facts.values() if fact[KIND] in kinds)

    def concluding(self, *kinds: str) -> Iterator[Firing]:
        """The firings that conclude a fact of some kinds, in order; several may conclude the same."""
        return (firing for firing in self.firings if self.facts[firing.concludes][KIND] in kinds)

    def chain(self, *firings: Firing) -> tuple[Firing, ...]:
        """Some firings and those behind the facts they rest on, the first rule first, each once."""
        chain: dict[Firing, None] = {}
        for firing in firings:
            self._gather(firing, chain)
        return tuple(chain)

    def grounds(self, firing: Firing) -> tuple[Fact, ...]:
        """The facts that a firing rests on, directly or not, each once."""
        uids = dict.fromkeys(because for link in self.chain(firing) for because in link.because)
        return tuple(self.facts[because] for because in uids)

    def _gather(self, firing: Firing, chain: dict[Firing, None]) -> None:
        if firing in chain:
            return
        for because in firing.because:
            if because in self.makers:
                self._gather(self.makers[because], chain)
        chain[firing] = None
