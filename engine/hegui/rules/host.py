"""The quiet host: the only file that imports durable_rules, used as JUDGEMENT's table of its hazards says.

A ruleset lives for one inference and is never deleted (deleting corrupts memory, dropping leaks 7.5 kB a fact): a long-lived process
should infer in a child process.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
    """Patterns over single facts, without durable's host: that starts threads which take over pending actions, and firings are lost."""

    def __init__(self, patterns: Mapping[str, tuple[int, Sequence[Pattern]]]) -> None:
        """Set up: name of the pattern to kind of fact and what else it asks, all of which has to hold."""
        self._fired: list[tuple[str, str]] = []
        self._census = {kind: name for name, (kind, asked) in patterns.items() if not asked}
        unwatched = sorted({kind for kind, _ in patterns.values()} - self._census.keys())
        self._census |= {kind: f"{CENSUS}{kind}" for kind in unwatched}
        self._added = frozenset(f"{CENSUS}{kind}" for kind in unwatched)
        rules = {name: _rule(kind, asked) for name, (kind, asked) in patterns.items()}
        rules |= {f"{CENSUS}{kind}": _rule(kind, ()) for kind in unwatched}
        self._rules = _quiet_rules(rules, self._fired)

    def tell(self, facts: Sequence[Coded]) -> list[tuple[str, str]]:
        """Assert facts one by one, each of a kind that a pattern is about; what fired, as pairs of pattern and id, without doubles.

        Raises:
            EngineError: a fact was taken for another, or was not seen by every rule that should see it.
        """
        self._fired.clear()
        for fact in facts:
            self._assert(fact)
        fired = dict.fromkeys(self._fired)
        lost = [fact.id for fact in facts if (self._census[fact.kind], fact.id) not in fired]
        if lost:
            raise EngineError(f"of {len(facts)} facts that were asserted the engine lost {len(lost)}, the first is {lost[0]}")
        return [pair for pair in fired if pair[0] not in self._added]

    def _assert(self, fact: Coded) -> None:
        errors: list[BaseException] = []
        try:
            # There is a census on every kind, so that even "not handled" is an error here.
            state = self._rules.assert_fact({KIND_NAME: fact.kind, **fact.fields, "id": fact.id})
            self._rules.do_actions(state, lambda error, _: errors.append(error) if error else None)
        except Exception as error:
            raise EngineError(f"the engine did not take fact {fact.id}: {getattr(error, 'message', error)}") from error
        if errors:
            raise EngineError(f"what fired on fact {fact.id} could not be noted") from errors[0]


def _rule(kind: int, asked: Sequence[Pattern]) -> dict[str, Any]:
    # The kind comes first: it fans out, and a pattern that asks for absence alone loops forever.
    first = {KIND_NAME: kind}
    return {"all": [{"m": {"$and": [first, *asked]} if asked else first}], "run": _nothing}


def _nothing(_context: object) -> None:
    """The action of every rule; durable wants one of one argument."""


def _quiet_rules(definition: dict[str, Any], fired: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - durable has no types
    import durable_rules_engine
    from durable.engine import Ruleset as DurableRuleset

    class QuietRules(DurableRuleset):  # type: ignore[misc]
        """Rules whose firings are noted where durable would run actions, which swallow exceptions and stop after ten seconds."""

        def _flush_actions(self, state: object, pending: dict[str, Any], handle: object, complete: Any) -> None:  # noqa: ANN401
            message = pending["message"]
            while message:
                ((name, matched),) = message.items()
                fired.append((name, matched["m"]["id"]))
                following = durable_rules_engine.complete_and_start_action(self._handle, handle)
                message = json.loads(following) if following else None
            complete(None, state)

    return QuietRules("rules", None, definition)
