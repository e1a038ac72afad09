"""The quiet host: the only file that imports durable_rules, used as JUDGEMENT's table of its hazards says.

A ruleset lives for one inference and is never deleted (deleting corrupts memory, dropping leaks 7.5 kB a fact): a long-lived process
should infer in a child process.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

Pattern = Mapping[str, Any]
CENSUS = "census"
"""Begins the name of a rule that fires once for each fact of a kind, so that a loss shows; one that asks nothing else does as well."""
KIND_NAME = "k"
"""Name of the first test of every pattern."""


class EngineError(RuntimeError):
    """The rules engine did not do what it was asked; a defect, never the user's."""


@dataclass(frozen=True)
class Coded:
    """A fact as the engine sees it."""

    id: str
    """ASCII, its hash unique among all facts."""
    kind: int
    fields: Mapping[str, int]


class Ruleset:
    """Patterns over single facts, on a host without threads of its own."""

    def __init__(self, patterns: Mapping[str, tuple[int, Sequence[Pattern]]]) -> None:
        """Set up: name of the pattern to kind of fact and what else it asks, all of which has to hold."""
        self._fired: list[tuple[str, str]] = []
        self._failed: list[BaseException] = []
        self._census = {kind: name for name, (kind, asked) in patterns.items() if not asked}
        unwatched = sorted({kind for kind, _ in patterns.values()} - self._census.keys())
        self._census |= {kind: f"{CENSUS}{kind}" for kind in unwatched}
        self._added = frozenset(f"{CENSUS}{kind}" for kind in unwatched)
        rules = {name: self._rule(name, kind, asked) for name, (kind, asked) in patterns.items()}
        rules |= {f"{CENSUS}{kind}": self._rule(f"{CENSUS}{kind}", kind, ()) for kind in unwatched}
        with _hushed():
            self._host = _quiet_host()
            self._host.set_rulesets({"rules": rules})

    def tell(self, facts: Sequence[Coded]) -> list[tuple[str, str]]:
        """Assert facts one by one, each of a kind that a pattern is about; what fired, as pairs of pattern and id, without doubles.

        Raises:
            EngineError: a fact was taken for another, or was not seen by every rule that should see it.
        """
        self._fired.clear()
        with _hushed():
            for fact in facts:
                self._assert(fact)
        if self._failed:
            raise EngineError("an action failed") from self._failed[0]
        fired = dict.fromkeys(self._fired)
        lost = [fact.id for fact in facts if (self._census[fact.kind], fact.id) not in fired]
        if lost:
            raise EngineError(f"of {len(facts)} facts that were asserted the engine lost {len(lost)}, the first is {lost[0]}")
        return [pair for pair in fired if pair[0] not in self._added]

    def _assert(self, fact: Coded) -> None:
        # There is a census on every kind, so that even "not handled" is an error here.
        try:
            self._host.assert_fact("rules", {KIND_NAME: fact.kind, **fact.fields, "id": fact.id})
        except Exception as error:
            raise EngineError(f"the engine did not take fact {fact.id}: {getattr(error, 'message', error)}") from error

    def _rule(self, name: str, kind: int, asked: Sequence[Pattern]) -> dict[str, Any]:
        # The kind comes first: it fans out, and a pattern that asks for absence alone loops forever.
        first = {KIND_NAME: kind}
        return {"all": [{"m": {"$and": [first, *asked]} if asked else first}], "run": self._action(name)}

    def _action(self, name: str) -> Callable[[Any], None]:
        def note(context: Any) -> None:  # noqa: ANN401 - durable's closure has no type
            # What an action raises vanishes in the state of the engine.
            try:
                self._fired.append((name, str(context.m.id)))
            except BaseException as error:  # noqa: BLE001
                self._failed.append(error)

        return note


def _quiet_host() -> Any:  # noqa: ANN401 - durable has no types
    from durable.engine import Host

    class QuietHost(Host):  # type: ignore[misc]
        """A host whose timer threads never start: they take over pending actions, and firings are lost."""

        def _run(self) -> None:
            """Start nothing."""

    return QuietHost()


@contextmanager
def _hushed() -> Iterator[None]:
    # durable asks datetime.utcfromtimestamp for the time, which Python 3.12 deprecates.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
