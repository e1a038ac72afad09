"""What is known while conclusions are drawn: every fact once, whatever rule gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hegui.rules.codebook import Codebook
from hegui.rules.facts import KIND, UID, Fact, Firing, Inference, Value
from hegui.words.errors import Fault, PolicyError
from hegui.words.profiles import Rule

MOST_CONCLUSIONS = 200_000
"""Beyond this the rules set each other's fields without end, or the facts are too many for the engine."""


class Memory:
    """Facts by uid, in the order they came to be known, and the firings."""

    def __init__(self, facts: Sequence[Fact], codes: Codebook) -> None:
        self._codes = codes
        self._given = tuple(sorted(facts, key=lambda fact: str(fact[UID])))
        self._facts = {str(fact[UID]): fact for fact in self._given}
        if len(self._facts) < len(facts):
            raise ValueError("two facts have one uid")
        self._known = {_content(fact): str(fact[UID]) for fact in reversed(self._given)}
        self._firings: list[Firing] = []
        self._drawn: Counter[str] = Counter()
        for fact in self._given:
            for field, value in fact.items():
                codes.learn(field, value)

    def __getitem__(self, uid: str) -> Fact:
        return self._facts[uid]

    def all(self) -> tuple[Fact, ...]:
        """Every fact known, the given ones first."""
        return tuple(self._facts.values())

    def conclude(self, rule: Rule, base: Mapping[str, Value], because: tuple[str, ...]) -> Fact | None:
        """Note that a rule fired; its conclusion where that was not known yet.

        Raises:
            PolicyError: the rule gives a field another type than it has elsewhere, or conclusions do not end.
        """
        fields = {**base, **rule.sets, KIND: rule.gives}
        known = self._known.get(_content(fields))
        uid = known or self._uid(rule)
        self._firings.append(Firing(rule.id, because, uid))
        if known is not None:
            return None
        for field, value in rule.sets.items():
            self._codes.learn(field, value, rule.place)
        fact: Fact = {**fields, UID: uid}
        self._known[_content(fields)] = uid
        self._facts[uid] = fact
        return fact

    def inference(self) -> Inference:
        """What was drawn from what."""
        return Inference(self._given, self.all()[len(self._given) :], tuple(self._firings))

    def _uid(self, rule: Rule) -> str:
        if self._drawn.total() >= MOST_CONCLUSIONS:
            raise PolicyError(Fault(rule.place, f"more than {MOST_CONCLUSIONS:,} conclusions", "rules set each other's fields without end"))
        while True:
            self._drawn[rule.id] += 1
            uid = f"{rule.id}:{self._drawn[rule.id]}"
            if uid not in self._facts:
                return uid


def _content(fact: Fact) -> frozenset[tuple[str, Value]]:
    return frozenset(item for item in fact.items() if item[0] != UID)
