"""What is known while conclusions are drawn: every fact once, whatever rule gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

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
        # Reversed, so that of given facts that say the same the first stands.
        self._known = {_content(fact): str(fact[UID]) for fact in reversed(self._given)}
        self._firings: list[Firing] = []
        self._drawn: Counter[str] = Counter()
        for fact in self._given:
            codes.learn(fact)

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
        content = _content(fields)
        known = self._known.get(content)
        uid = known or self._uid(rule)
        self._firings.append(Firing(rule.id, because, uid))
        if known is not None:
            return None
        self._codes.learn(rule.sets, rule.place)
        fact: Fact = {**fields, UID: uid}
        self._known[content] = uid
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


def _content(fact: Fact) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """What a fact says, whatever its uid and the order of its fields."""
    names = _names(tuple(fact))
    return names, tuple([fact[name] for name in names])


@lru_cache(maxsize=1_000)
def _names(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(field for field in fields if field != UID))
