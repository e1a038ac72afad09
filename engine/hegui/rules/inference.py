"""Forward chaining: strata in order, each to its end, conclusions asserted as facts until nothing more follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hegui.rules.codebook import Codebook
from hegui.rules.conditions import Ask, condition
from hegui.rules.counting import BY_RULE, COUNT, Group, groups, threshold
from hegui.rules.facts import COUNTED, UID, Fact, Inference
from hegui.rules.memory import Memory
from hegui.rules.packing import Watch
from hegui.rules.watching import Watching
from hegui.words.expressions import Expr
from hegui.words.profiles import STRATA, Counting, Rule


def infer(rules: Sequence[Rule], facts: Sequence[Fact], parameters: Mapping[str, int]) -> Inference:
    """Draw every conclusion.

    Strata run in the order of ``STRATA``. A rule that counts counts the facts that stand when its stratum begins; the other rules of
    the stratum fire on those facts, and on each other's conclusions, until nothing more follows. A conclusion that is known already,
    whatever its rule, is not drawn again. The order of rules decides the order of conclusions; the order of facts decides nothing.

    Args:
        rules: Rules of any strata, with ids of their own.
        facts: Flat facts, each with ``kind`` and a ``uid`` of its own.
        parameters: Names that rules use as constants.

    Raises:
        PolicyError: a condition is not one that facts can be asked, or a field has two types.
        EngineError: the rules engine lost a fact.
    """
    codes = Codebook()
    memory = Memory(facts, codes)
    compiler = _Compiler(parameters, codes)
    for stratum in STRATA:
        chosen = {rule.id: rule for rule in rules if rule.stratum == stratum}
        if chosen:
            _Stratum(chosen, memory, compiler, codes).run()
    return memory.inference()


class _Compiler:
    """Rules as the engine watches them."""

    def __init__(self, parameters: Mapping[str, int], codes: Codebook) -> None:
        self._parameters = parameters
        self._codes = codes

    def firing(self, rule: Rule) -> list[Watch]:
        """When the rule fires: on a fact, or on a count of its own that is high enough."""
        if rule.count is None:
            return self._watches(rule.id, rule.on, rule.where, rule)
        enough = threshold(rule, rule.count, self._parameters)
        return [Watch(rule.id, COUNT, (Ask("==", BY_RULE, (rule.id,)), Ask(">=", COUNTED, (enough,))))]

    def counting(self, rule: Rule, counting: Counting) -> list[Watch]:
        """Which facts a rule counts."""
        return self._watches(_choosing(rule), counting.of, counting.where, rule)

    def _watches(self, name: str, kind: str, expr: Expr | None, rule: Rule) -> list[Watch]:
        ways = condition(expr, self._parameters, rule.place)
        for test in (test for way in ways for test in way):
            for value in test.values:
                self._codes.learn({test.field: value}, rule.place)
        return [Watch(name, kind, way) for way in ways]


def _choosing(rule: Rule) -> str:
    """Name of the watch on what a rule counts; rules have no names with spaces."""
    return f"{COUNT} {rule.id}"


class _Stratum:
    """Rules that run to their end."""

    def __init__(self, rules: Mapping[str, Rule], memory: Memory, compiler: _Compiler, codes: Codebook) -> None:
        self._rules = rules
        self._memory = memory
        self._order = {id_: number for number, id_ in enumerate(rules)}
        self._counting = {_choosing(rule): (rule, rule.count) for rule in rules.values() if rule.count is not None}
        watches = [watch for pair in self._counting.values() for watch in compiler.counting(*pair)]
        watches += [watch for rule in rules.values() for watch in compiler.firing(rule)]
        self._watching = Watching(watches, codes)

    def run(self) -> None:
        """Tell what stands and how it counts, then every conclusion, until none is new."""
        standing = self._memory.all()
        fired = self._watching.tell(standing)
        counts = self._counts(standing, fired)
        tallies = [group.fact for group in counts.values()]
        news = self._conclude([*fired, *self._watching.tell(tallies)], [*tallies, *standing], counts)
        while news:
            news = self._conclude(self._watching.tell(news), news, {})

    def _counts(self, standing: Sequence[Fact], fired: Sequence[tuple[str, str]]) -> Mapping[str, Group]:
        """Counts by their uid; which facts count is the engine's answer."""
        chosen: defaultdict[str, set[str]] = defaultdict(set)
        for name, uid in fired:
            if name in self._counting:
                chosen[name].add(uid)
        return {
            str(group.fact[UID]): group
            for name, (rule, counting) in self._counting.items()
            for group in groups(rule.id, counting, [fact for fact in standing if fact[UID] in chosen[name]])
        }

    def _conclude(self, fired: Sequence[tuple[str, str]], told: Sequence[Fact], counts: Mapping[str, Group]) -> list[Fact]:
        """New conclusions, by order of rules and then of facts, whatever the order in which the engine fired."""
        place = {str(fact[UID]): number for number, fact in enumerate(told)}
        rules = [pair for pair in fired if pair[0] in self._rules]
        drawn = []
        for id_, uid in sorted(rules, key=lambda pair: (self._order[pair[0]], place[pair[1]])):
            rule, group = self._rules[id_], counts.get(uid)
            base = _without(self._memory[uid], UID) if group is None else _without(group.fact, UID, BY_RULE)
            drawn.append(self._memory.conclude(rule, base, (uid,) if group is None else group.of))
        return [fact for fact in drawn if fact is not None]


def _without(fact: Fact, *names: str) -> Fact:
    fields = dict(fact)
    for name in names:
        fields.pop(name, None)
    return fields
