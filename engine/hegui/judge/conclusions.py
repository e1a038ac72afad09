"""What follows from findings once their grades are decided: marks, actions, what is systemic; and what is good practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from hegui.judge.deciding import Decided
from hegui.judge.vetting import ACTION, ESCALATION, REPEATED, STRENGTH, SYSTEMIC
from hegui.rules import Fact, Firing, Inference, Value
from hegui.words.findings import Because
from hegui.words.profiles import STRATA, Rule
from hegui.words.text import Text

GRADING = STRATA[: STRATA.index("grade") + 1]
"""Strata up to the one after which an auditor decides."""
FOLLOWING = STRATA[len(GRADING) :]
"""Strata of what follows from the grades that were decided."""
Pair = tuple[str, Value]
Said = tuple[Pair, ...]


@dataclass(frozen=True)
class Recommended:
    """An action that a rule recommends."""

    rule: str
    fact: Fact


@dataclass(frozen=True)
class Systemic:
    """A count of findings that is high enough to be one problem."""

    fact: Fact
    members: tuple[str, ...]
    """Fingerprints of the findings counted."""
    because: Because
    actions: Mapping[str, Recommended]


class Conclusions:
    """What was inferred, by the findings it is about."""

    def __init__(self, inference: Inference, findings: Sequence[Decided], rules: Sequence[Rule]) -> None:
        self._inference = inference
        self._titles = {rule.id: rule.title for rule in rules}
        self._said: dict[str, Said] = {}
        self._pairs: dict[Pair, Pair] = {}
        self._subjects: dict[str, tuple[str, ...]] = {}
        for each in findings:
            mine = () if each.withdrawn else (each.graded.id,)
            for fact in (*each.graded.facts, each.fact):
                self._subjects[str(fact["uid"])] = mine

    def because(self, firing: Firing) -> Because:
        """A firing in the words of a report."""
        return Because(firing.rule, self._title(firing), tuple(self._say(uid) for uid in firing.because))

    @cached_property
    def repeated(self) -> Mapping[str, Because]:
        """Finding to the first rule by which it is repeated."""
        return self._marks(REPEATED)

    @cached_property
    def escalated(self) -> Mapping[str, Because]:
        """Finding to the first rule by which it is escalated."""
        return self._marks(ESCALATION)

    @cached_property
    def actions(self) -> Mapping[str, Mapping[str, Recommended]]:
        """Finding, or uid of a systemic conclusion, to the first action of each type that rests on it."""
        actions: defaultdict[str, dict[str, Recommended]] = defaultdict(dict)
        for firing in self._inference.concluding(ACTION):
            fact = self._inference.facts[firing.concludes]
            for subject in self._about(firing):
                actions[subject].setdefault(str(fact["type"]), Recommended(firing.rule, fact))
        return actions

    def systemic(self) -> Iterator[Systemic]:
        """What is systemic, each once, in the order it was concluded."""
        firsts = {firing.concludes: firing for firing in reversed(tuple(self._inference.concluding(SYSTEMIC)))}
        for uid, firing in firsts.items():
            members = tuple(id_ for because in firing.because for id_ in self._subjects[because])
            yield Systemic(self._inference.facts[uid], members, self.because(firing), self.actions.get(uid, {}))

    def strengths(self) -> Iterator[Fact]:
        """Good practice, as concluded."""
        return self._inference.of(STRENGTH)

    def _marks(self, kind: str) -> Mapping[str, Because]:
        marks: dict[str, Because] = {}
        for firing in self._inference.concluding(kind):
            for subject in self._about(firing):
                if subject not in marks:
                    marks[subject] = self.because(firing)
        return marks

    def _about(self, firing: Firing) -> tuple[str, ...]:
        """What a firing is about at the bottom: findings that stand, or a systemic conclusion."""
        return tuple(dict.fromkeys(subject for uid in firing.because for subject in self._bottom(uid)))

    def _bottom(self, uid: str) -> tuple[str, ...]:
        found = self._subjects.get(uid)
        if found is None:
            found = (uid,) if self._inference.facts[uid]["kind"] == SYSTEMIC else self._below(uid)
            self._subjects[uid] = found
        return found

    def _below(self, uid: str) -> tuple[str, ...]:
        self._subjects[uid] = ()  # a rule may conclude what it rests on
        return tuple(dict.fromkeys(subject for firing in self._firings.get(uid, ()) for subject in self._about(firing)))

    @cached_property
    def _firings(self) -> Mapping[str, list[Firing]]:
        """Conclusion to every firing that gives it: a mark of a finding and of its record may say the same."""
        firings: defaultdict[str, list[Firing]] = defaultdict(list)
        for firing in self._inference.firings:
            firings[firing.concludes].append(firing)
        return firings

    def _title(self, firing: Firing) -> Text:
        return self._titles[firing.rule]

    def _say(self, uid: str) -> Said:
        said = self._said.get(uid)
        if said is None:
            fact = self._inference.facts[uid]
            names, values = _reader(tuple(fact))
            pairs = tuple(zip(names, values(fact), strict=True))
            # One pair for all facts that say it: a judgement has a million of them.
            said = self._said[uid] = tuple(map(self._pairs.setdefault, pairs, pairs))
        return said


@lru_cache(maxsize=1_000)
def _reader(fields: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Fact], tuple[Value, ...]]]:
    """Names in order, and what reads their values; many facts have the same."""
    names = tuple(sorted(fields))
    return names, itemgetter(*names)
