"""What is known while conclusions are drawn: every fact once, whatever rule gave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from hegui.rules.codebook import Types
from hegui.rules.facts import KIND, UID, Fact, Firing, Inference, Value
from hegui.words.errors import Fault, PolicyError
from hegui.words.profiles import Rule

_Content = tuple[tuple[str, ...], tuple[Value, ...]]
MOST_CONCLUSIONS = 200_000
"""Beyond this the rules set each other's fields without end, or the facts are too many for the engine."""


class Memory:
    """Facts by uid, in the order they came to be known, and the firings."""

    def __init__(self, facts: Sequence[Fact], types: Types) -> None:
        self._types = types
        self._given: list[Fact] = []
        self._facts: dict[str, Fact] = {}
        self._places: dict[str, int] = {}
        self._known: dict[_Content, str] = {}
        self._dropped: set[str] = set()
        self._firings: list[Firing] = []
        self._drawn: Counter[str] = Counter()
        self._total = 0
        self.state(facts)

    def all(self) -> tuple[Fact, ...]:
        """Every fact known, the given ones first."""
        return tuple(self._facts.values())

    def standing(self, uids: Iterable[str]) -> list[Fact]:
        """Those of some facts that were not dropped, in the order in which they came to be known."""
        return [self._facts[uid] for uid in sorted(set(uids) - self._dropped, key=self._places.__getitem__)]

    def state(self, facts: Sequence[Fact]) -> list[Fact]:
        """Take in facts that are given, by uid; gives them in that order."""
        given = sorted(facts, key=lambda fact: str(fact[UID]))
        for fact in given:
            uid = str(fact[UID])
            if uid in self._facts:
                raise ValueError(f"two facts have one uid, {uid}")
            self._types.learn(fact)
            self._add(uid, fact)
            # Of given facts that say the same the first stands for what is concluded.
            self._known.setdefault(_content(fact), uid)
        self._given += given
        return given

    def drop(self, uids: Iterable[str]) -> None:
        """Let facts stand no longer; what was concluded from them stays, and what says the same is new."""
        for uid in uids:
            self._dropped.add(uid)
            content = _content(self._facts[uid])
            if self._known.get(content) == uid:
                del self._known[content]

    def conclude(self, rule: Rule, base: Mapping[str, Value], because: tuple[str, ...]) -> Fact | None:
        """Note that a rule fired; its conclusion, which keeps the fields of ``base``, where that was not known yet.

        Raises:
            PolicyError: the rule gives a field another type than it has elsewhere, or conclusions do not end.
        """
        fields = {**base, **rule.sets, KIND: rule.gives}
        fields.pop(UID, None)
        content = _content(fields)
        known = self._known.get(content)
        uid = known or self._uid(rule)
        self._firings.append(Firing(rule.id, because, uid))
        if known is not None:
            return None
        self._types.learn(rule.sets, rule.place)
        fields[UID] = uid
        self._known[content] = uid
        self._add(uid, fields)
        return fields

    def _add(self, uid: str, fact: Fact) -> None:
        self._places[uid] = len(self._places)
        self._facts[uid] = fact

    def inference(self) -> Inference:
        """What was drawn from what."""
        given = {str(fact[UID]) for fact in self._given}
        return Inference(tuple(self._given), tuple(fact for uid, fact in self._facts.items() if uid not in given), tuple(self._firings))

    def _uid(self, rule: Rule) -> str:
        if self._total >= MOST_CONCLUSIONS:
            raise PolicyError(Fault(rule.place, f"more than {MOST_CONCLUSIONS:,} conclusions", "rules set each other's fields without end"))
        self._total += 1
        while True:
            self._drawn[rule.id] += 1
            uid = f"{rule.id}:{self._drawn[rule.id]}"
            if uid not in self._facts:
                return uid


def _content(fact: Fact) -> _Content:
    """What a fact says, whatever its uid and the order of its fields."""
    names, read = _reader(tuple(fact))
    return names, read(fact)


@lru_cache(maxsize=1_000)
def _reader(fields: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Fact], tuple[Value, ...]]]:
    names = tuple(sorted(field for field in fields if field != UID))
    return names, itemgetter(*names, KIND)  # of two names or more it gives a tuple; every fact has a kind
