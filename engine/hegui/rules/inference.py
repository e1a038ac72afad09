"""Forward chaining: strata in order, each to its end, conclusions asserted as facts until nothing more follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hegui.rules.codebook import Codebook
from hegui.rules.conditions import All, Condition, Test, condition, tests
from hegui.rules.counting import BY_RULE, COUNT, Group, groups, threshold
from hegui.rules.facts import COUNTED, UID, Fact, Inference
from hegui.rules.memory import Memory
from hegui.rules.packing import Watch
from hegui.rules.watching import Watching
from hegui.words.profiles import STRATA, Rule


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
            _run(chosen, memory, compiler, codes)
    return memory.inference()


class _Compiler:
    """Rules as the engine watches them."""

    def __init__(self, parameters: Mapping[str, int], codes: Codebook) -> None:
        self._parameters = parameters
        self._codes = codes

    def watch(self, rule: Rule) -> Watch:
        """When the rule fires: on a fact, or on a count of its own that is high enough."""
        if rule.count is None:
            return Watch(rule.id, rule.on, self._condition(rule, condition(rule.where, self._parameters, rule.place)), rule.place)
        enough = threshold(rule, rule.count, self._parameters)
        return Watch(rule.id, COUNT, All((Test("==", BY_RULE, rule.id), Test(">=", COUNTED, enough))), rule.place)

    def choice(self, rule: Rule) -> Watch | None:
        """Which facts a rule that counts counts; None where it does not count."""
        if rule.count is None:
            return None
        return Watch(rule.id, rule.count.of, self._condition(rule, condition(rule.count.where, self._parameters, rule.place)), rule.place)

    def _condition(self, rule: Rule, read: Condition) -> Condition:
        for test in tests(read):
            if test.op not in {"ex", "nex"}:
                self._codes.learn(test.field, test.value, rule.place)
        return read


def _run(rules: Mapping[str, Rule], memory: Memory, compiler: _Compiler, codes: Codebook) -> None:
    counts = {str(group.fact[UID]): group for group in _count(rules, memory, compiler, codes)}
    watching = Watching([compiler.watch(rule) for rule in rules.values()], codes)
    order = {id_: number for number, id_ in enumerate(rules)}
    news: Sequence[Fact] = [*(group.fact for group in counts.values()), *memory.all()]
    while news:
        place = {str(fact[UID]): number for number, fact in enumerate(news)}
        fired = sorted(watching.tell(news), key=lambda pair: (order[pair[0]], place[pair[1]]))
        drawn = [_conclude(rules[id_], uid, counts.get(uid), memory) for id_, uid in fired]
        news = [fact for fact in drawn if fact is not None]


def _conclude(rule: Rule, uid: str, group: Group | None, memory: Memory) -> Fact | None:
    if group is None:
        return memory.conclude(rule, _without(memory[uid], UID), (uid,))
    return memory.conclude(rule, _without(group.fact, UID, BY_RULE), group.of)


def _count(rules: Mapping[str, Rule], memory: Memory, compiler: _Compiler, codes: Codebook) -> list[Group]:
    """Count before the stratum runs; which facts count is the engine's answer."""
    choices = [choice for rule in rules.values() if (choice := compiler.choice(rule)) is not None]
    facts = memory.all()
    chosen: defaultdict[str, set[str]] = defaultdict(set)
    if choices:
        for id_, uid in Watching(choices, codes).tell(facts):
            chosen[id_].add(uid)
    made = []
    for id_, uids in sorted(chosen.items()):
        counting = rules[id_].count
        assert counting is not None
        made.extend(groups(id_, counting, [fact for fact in facts if fact[UID] in uids]))
    return made


def _without(fact: Fact, *names: str) -> Fact:
    return {name: value for name, value in fact.items() if name not in names}
