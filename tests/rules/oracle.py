"""A second opinion on the rule language, in plain Python without the engine, and random rule sets to ask both; runs in a child process."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence

from hegui.rules import Fact, Inference, Value, infer
from hegui.words.expressions import And, Compare, Expr, In, IsMissing, Literal, Not, Or, Ref
from hegui.words.profiles import STRATA, Counting, Rule
from hegui.words.text import Text

Said = tuple[tuple[str, Value], ...]
"""What a fact says, without its uid."""
Step = tuple[str, tuple[Said, ...], Said]
"""A firing: rule, what it rests on, what it concludes."""


def said(fact: Fact) -> Said:
    return tuple(sorted((name, value) for name, value in fact.items() if name != "uid"))


class Opinion:
    """What follows from facts, worked out round by round."""

    def __init__(self, rules: Sequence[Rule], facts: Sequence[Fact], parameters: Mapping[str, int]) -> None:
        self.parameters = parameters
        self.facts = [dict(fact) for fact in sorted(facts, key=lambda fact: str(fact["uid"]))]
        self.given = len(self.facts)
        self.steps: list[Step] = []
        self.depth = {said(fact): 0 for fact in self.facts}
        for stratum in STRATA:
            self.run([rule for rule in rules if rule.stratum == stratum])

    @property
    def conclusions(self) -> list[Said]:
        return [said(fact) for fact in self.facts[self.given :]]

    def run(self, rules: Sequence[Rule]) -> None:
        standing = list(self.facts)
        tallies = {rule.id: list(self.tally(rule.count, standing)) for rule in rules if rule.count}
        news: list[dict[str, Value]] = []
        for rule in rules:
            if rule.count is None:
                news += [new for fact in standing for new in self.fire(rule, fact)]
            else:
                least = rule.count.at_least if isinstance(rule.count.at_least, int) else self.parameters[rule.count.at_least]
                for base, counted in tallies[rule.id]:
                    if int(base["counted"]) >= least:
                        news += self.conclude(rule, base, counted)
        while news:
            news = [new for rule in rules if rule.count is None for fact in list(news) for new in self.fire(rule, fact)]

    def tally(self, count: Counting, facts: Sequence[Fact]) -> Iterator[tuple[dict[str, Value], list[Fact]]]:
        able = [
            fact
            for fact in facts
            if fact["kind"] == count.of
            and all(name in fact for name in (*count.by, count.distinct))
            and (count.where is None or self.truth(count.where, fact) is True)
        ]
        for key in sorted({tuple(fact[name] for name in count.by) for fact in able}):
            mine = [fact for fact in able if tuple(fact[name] for name in count.by) == key]
            yield {**dict(zip(count.by, key, strict=True)), "counted": len({fact[count.distinct] for fact in mine})}, mine

    def fire(self, rule: Rule, fact: Fact) -> list[dict[str, Value]]:
        if fact["kind"] != rule.on or (rule.where is not None and self.truth(rule.where, fact) is not True):
            return []
        return self.conclude(rule, fact, [fact])

    def conclude(self, rule: Rule, base: Fact, because: Sequence[Fact]) -> list[dict[str, Value]]:
        fact = {name: value for name, value in base.items() if name != "uid"} | dict(rule.sets) | {"kind": rule.gives}
        self.steps.append((rule.id, tuple(said(ground) for ground in because), said(fact)))
        if said(fact) in self.depth:
            return []
        self.depth[said(fact)] = 1 + max(self.depth[said(ground)] for ground in because)
        self.facts.append(fact)
        return [fact]

    def truth(self, expr: Expr, fact: Fact) -> bool | None:
        match expr:
            case And(parts) | Or(parts):
                decides = isinstance(expr, Or)
                seen = [self.truth(part, fact) for part in parts]
                return decides if decides in seen else None if None in seen else not decides
            case Not(part):
                inner = self.truth(part, fact)
                return None if inner is None else not inner
            case IsMissing(Ref(name), negated):
                return (name not in fact) != negated
            case In(item, values, negated):
                value = self.value(item, fact)
                return None if value is None else (value in values) != negated
            case Compare(op, left, right):
                return self.compared(op, self.value(left, fact), self.value(right, fact))
            case _:
                value = self.value(expr, fact)
                return None if value is None else bool(value)

    def value(self, expr: Expr, fact: Fact) -> Value | None:
        match expr:
            case Literal(str() | int() as value):
                return value
            case Ref(name):
                return self.parameters[name] if name in self.parameters else fact.get(name)
            case _:
                raise AssertionError(expr)

    @staticmethod
    def compared(op: str, left: Value | None, right: Value | None) -> bool | None:
        if left is None or right is None:
            return None
        if op in {"==", "!="}:
            return (left == right) == (op == "==")
        a, b = int(left), int(right)
        return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]


TEXTS = {"a": ("x", "y", "z"), "b": ("南昌", "九江\n", '"z"', "1"), "c": ("x", "1")}
NUMBERS = ("m", "n")
FLAGS = ("p", "q")
PARAMETERS = {"low": 1, "high": 3}
KINDS = ("k0", "k1", "k2", "k3")


class Dice:
    """Random facts and rules that have a good chance to fire and to feed each other."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - tests
        self.pick = self.random.choice

    def value(self, field: str) -> Value:
        if field in TEXTS:
            return self.pick(TEXTS[field])
        return self.random.randint(-1, 4) if field in NUMBERS else self.random.random() < 0.5

    def facts(self) -> list[Fact]:
        fields = (*TEXTS, *NUMBERS, *FLAGS)
        return [
            {"kind": self.pick(KINDS[:2]), "uid": f"f{number}"}
            | {field: self.value(field) for field in fields if self.random.random() < 0.8}
            for number in range(self.random.randint(4, 24))
        ]

    def test(self) -> Expr:
        field = self.pick((*TEXTS, *NUMBERS, *NUMBERS, *FLAGS))
        ref = Ref(field)
        roll = self.random.random()
        if roll < 0.15:
            return IsMissing(ref, negated=self.random.random() < 0.5)
        if field in FLAGS and roll < 0.8:
            return ref
        if roll < 0.35:
            return In(ref, tuple({self.value(field) for _ in range(3)}), negated=self.random.random() < 0.5)
        ordered = ("<", "<=", ">", ">=") if field in NUMBERS else ()
        constant: Expr = Ref(self.pick(tuple(PARAMETERS))) if field in NUMBERS and roll < 0.6 else Literal(self.value(field))
        sides = (ref, constant) if self.random.random() < 0.8 else (constant, ref)
        return Compare(self.pick(("==", "!=", *ordered)), *sides)

    def expr(self, depth: int) -> Expr:
        roll = self.random.random()
        if depth == 0 or roll < 0.3:
            return self.test()
        if roll < 0.45:
            return Not(self.expr(depth - 1))
        parts = tuple(self.expr(depth - 1) for _ in range(self.random.randint(2, 3)))
        return And(parts) if roll < 0.65 else Or(parts)

    def sets(self) -> dict[str, str | int]:
        fields = self.random.sample((*TEXTS, *NUMBERS), self.random.randint(0, 2))
        sets = {field: self.value(field) for field in fields}
        return {field: value for field, value in sets.items() if not isinstance(value, bool)}

    def count(self) -> Counting:
        where = self.expr(1) if self.random.random() < 0.5 else None
        by = tuple(self.random.sample((*TEXTS, *FLAGS), self.random.randint(0, 2)))
        return Counting(self.pick(KINDS), where, self.pick((*TEXTS, *NUMBERS)), by, self.pick((1, 2, "low", "high")))

    def rules(self) -> list[Rule]:
        rules = []
        for number in range(self.random.randint(5, 12)):
            count = self.count() if self.random.random() < 0.2 else None
            where = None if count or self.random.random() < 0.15 else self.expr(self.random.randint(0, 3))
            on = count.of if count else self.pick(KINDS)
            rules.append(Rule(f"r{number}", Text("", ""), self.pick(STRATA[:3]), on, where, count, self.pick(KINDS[1:]), self.sets()))
        return rules


def steps(inference: Inference) -> list[Step]:
    facts = inference.facts
    return [(firing.rule, tuple(said(facts[uid]) for uid in firing.because), said(facts[firing.concludes])) for firing in inference.firings]


def main(first: int, sets: int) -> None:
    """Ask both about some rule sets; print how many fired, chained and differed."""
    fired = chained = 0
    different: list[int] = []
    for seed in range(first, first + sets):
        dice = Dice(seed)
        facts, rules = dice.facts(), dice.rules()
        opinion = Opinion(rules, facts, PARAMETERS)
        inference = infer(rules, facts, PARAMETERS)
        dice.random.shuffle(facts)
        shuffled = infer(rules, facts, PARAMETERS)
        if (
            [said(fact) for fact in inference.conclusions] != opinion.conclusions
            or steps(inference) != opinion.steps
            or shuffled != inference
        ):
            different.append(seed)
        fired += bool(opinion.steps)
        chained += max(opinion.depth.values()) >= 3
    sys.stdout.write(json.dumps({"sets": sets, "fired": fired, "chained": chained, "different": different}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
