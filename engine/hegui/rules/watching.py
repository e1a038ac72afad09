"""Rules of one stratum watched by the engine: facts go in under code, names of rules and uids come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hegui.rules.codebook import Codebook
from hegui.rules.conditions import ABSENT, PRESENT, Ask
from hegui.rules.facts import KIND, UID, Fact
from hegui.rules.host import Coded, Pattern, Ruleset
from hegui.rules.packing import Watch, packed

_OPERATORS = {"==": "$eq", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", PRESENT: "$ex", ABSENT: "$nex"}


class Watching:
    """Rulesets over single facts, which are told fact by fact."""

    def __init__(self, watches: Sequence[Watch], codes: Codebook) -> None:
        self._codes = codes
        self._rules: dict[str, str] = {}
        self._teams = [self._team(pack) for pack in packed(watches)]

    def tell(self, facts: Sequence[Fact]) -> list[tuple[str, str]]:
        """Assert facts; which rules fired on which of them, as pairs of rule and uid, without doubles, in no order."""
        uid = self._codes.ids.uid
        fired = (
            (self._rules[name], uid(id_))
            for ruleset, kinds, read in self._teams
            for name, id_ in ruleset.tell(self._coded(facts, kinds, read))
        )
        return list(dict.fromkeys(fired))

    def _coded(self, facts: Iterable[Fact], kinds: frozenset[str], read: Sequence[tuple[str, str]]) -> list[Coded]:
        # Only what the rules ask goes in: facts stay small, and odd fields stay out.
        ids, code = self._codes.ids, self._codes.code
        return [
            Coded(ids.of(str(fact[UID])), code(fact[KIND]), {name: code(fact[field]) for field, name in read if field in fact})
            for fact in facts
            if fact[KIND] in kinds
        ]

    def _team(self, pack: tuple[Watch, ...]) -> tuple[Ruleset, frozenset[str], list[tuple[str, str]]]:
        """A ruleset, the kinds it is about, and the fields it reads with their names in the engine."""
        patterns = {}
        for watch in pack:
            name = f"r{len(self._rules)}"
            self._rules[name] = watch.rule
            patterns[name] = (self._codes.code(watch.kind), [self._pattern(test) for test in watch.way])
        fields = sorted({test.field for watch in pack for test in watch.way})
        return Ruleset(patterns), frozenset(watch.kind for watch in pack), [(field, self._codes.name(field)) for field in fields]

    def _pattern(self, test: Ask) -> Pattern:
        name, values = self._codes.name(test.field), [self._codes.code(value) for value in test.values]
        if len(values) > 1:
            return {"$or": [{name: value} for value in values]}
        return {_OPERATORS[test.op]: {name: values[0] if values else 1}} if test.op != "==" else {name: values[0]}
