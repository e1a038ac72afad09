"""Forward chaining: strata in order, each to its end, conclusions asserted as facts until nothing more follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from hegui.rules.codebook import Types
from hegui.rules.compiling import Compiler, counting
from hegui.rules.counting import groups
from hegui.rules.facts import UID, Fact, Inference
from hegui.rules.memory import Memory
from hegui.rules.watching import Watching
from hegui.words.profiles import STRATA, Rule


def infer(rules: Sequence[Rule], facts: Sequence[Fact], parameters: Mapping[str, int]) -> Inference:
    """Draw every conclusion; see ``Reasoning``."""
    reasoning = Reasoning(rules, facts, parameters)
    reasoning.run()
    return reasoning.inference()


class Reasoning:
    """Facts and rules, and what was concluded so far.

    Strata run in the order of ``STRATA``. A rule that counts counts the facts that stand when its stratum begins; the other rules of
    the stratum fire on those facts, and on each other's conclusions, until nothing more follows. A conclusion that is known already,
    whatever its rule, is not drawn again. The order of rules decides the order of conclusions; the order of facts decides nothing.

    The engine says of each fact which rules of all strata it satisfies; a condition is about one fact, so that what is said once holds
    for good. When it is acted upon is decided here.
    """

    def __init__(self, rules: Sequence[Rule], facts: Sequence[Fact], parameters: Mapping[str, int]) -> None:
        """Set up.

        Args:
            rules: Rules of any strata, with ids of their own.
            facts: Flat facts, each with ``kind`` and a ``uid`` of its own.
            parameters: Names that rules use as constants.

        Raises:
            PolicyError: a condition is not one that facts can be asked, or a field has two types.
        """
        types = Types()
        self._rules = sorted(rules, key=lambda rule: STRATA.index(rule.stratum))
        self._memory = Memory(facts, types)
        compiler = Compiler(parameters, types)
        self._watching = Watching([watch for rule in self._rules for watch in compiler.watches(rule)])
        self._satisfied: defaultdict[str, list[str]] = defaultdict(list)
        self._untold: list[Fact] = list(self._memory.all())

    def run(self, strata: Collection[str] = STRATA) -> None:
        """Run some strata, in their order.

        Raises:
            PolicyError: a rule gives a field another type than it has elsewhere, or conclusions do not end.
            EngineError: the rules engine lost a fact.
        """
        for stratum in STRATA:
            rules = [rule for rule in self._rules if rule.stratum == stratum and stratum in strata]
            if rules:
                self._run(rules)

    def revise(self, dropped: Iterable[str], stated: Sequence[Fact]) -> None:
        """Drop facts by uid, and state others: strata that run from now on see what stands then."""
        self._memory.drop(dropped)
        self._untold += self._memory.state(stated)

    def inference(self) -> Inference:
        """What was drawn from what so far, dropped facts and all."""
        return self._memory.inference()

    def _run(self, rules: Sequence[Rule]) -> None:
        """Conclude from what stands, then from every conclusion, until none is new."""
        self._tell(self._untold)
        self._untold = []
        news = [fact for rule in rules for fact in (self._count(rule) if rule.count else self._fire(rule, self._satisfied[rule.id]))]
        while news:
            satisfied = self._tell(news)
            news = [fact for rule in rules if rule.count is None for fact in self._fire(rule, satisfied.get(rule.id, ()))]

    def _tell(self, facts: Sequence[Fact]) -> Mapping[str, list[str]]:
        """Tell the engine of facts; which watches they satisfy, by name."""
        satisfied = self._watching.tell(facts)
        for name, uids in satisfied.items():
            self._satisfied[name] += uids
        return satisfied

    def _fire(self, rule: Rule, uids: Iterable[str]) -> list[Fact]:
        """New conclusions of a rule from facts that stand, in the order in which these came to be known."""
        standing = self._memory.standing(uids)
        drawn = [self._memory.conclude(rule, fact, (str(fact[UID]),)) for fact in standing]
        return [fact for fact in drawn if fact is not None]

    def _count(self, rule: Rule) -> list[Fact]:
        """New conclusions of a rule from its counts; which facts count, and which counts are enough, is the engine's answer."""
        assert rule.count is not None
        counted = groups(rule.id, rule.count, self._memory.standing(self._satisfied[counting(rule)]))
        enough = set(self._tell([group.fact for group in counted]).get(rule.id, ()))
        drawn = [self._memory.conclude(rule, group.base, group.of) for group in counted if group.fact[UID] in enough]
        return [fact for fact in drawn if fact is not None]
