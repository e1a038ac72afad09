"""Rules watched by the engine: facts go in under code, which rules they satisfy comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hegui.rules.codebook import Codebook
from hegui.rules.conditions import ABSENT, PRESENT, Ask
from hegui.rules.facts import KIND, UID, Fact
from hegui.rules.host import Coded, Pattern, Ruleset
from hegui.rules.identity import Ids
from hegui.rules.packing import Watch, packed

_OPERATORS = {"==": "$eq", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", PRESENT: "$ex", ABSENT: "$nex"}
Likeness = tuple[int | str | None, ...]
"""Kind of a fact, and the codes of what the rules ask of that kind (None: missing); facts that are alike satisfy the same rules."""


@dataclass(frozen=True)
class _Team:
    """A ruleset, and the names of its patterns with the watches they stand for."""

    ruleset: Ruleset
    watches: Mapping[str, Watch]

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of fact it is about."""
        return frozenset(watch.kind for watch in self.watches.values())


class Watching:
    """Rulesets over single facts; of facts that are alike the engine is told once."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._codes = Codebook(test for watch in watches for test in watch.way)
        self._kinds = {kind: number for number, kind in enumerate(dict.fromkeys(watch.kind for watch in watches), start=1)}
        asked: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for watch in watches:
            asked[watch.kind].update(dict.fromkeys(test.field for test in watch.way))
        self._asked = {kind: tuple(asked[kind]) for kind in self._kinds}
        self._teams = [self._team(pack) for pack in packed(watches)]
        self._ids = Ids()
        self._satisfied: dict[Likeness, tuple[str, ...]] = {}

    def tell(self, facts: Sequence[Fact]) -> Mapping[str, list[str]]:
        """Name of a watch to the uids of the facts that satisfy it, in the order of the facts."""
        alike = [(str(fact[UID]), self._likeness(fact)) for fact in facts if fact[KIND] in self._kinds]
        self._ask([likeness for likeness in dict.fromkeys(likeness for _, likeness in alike) if likeness not in self._satisfied])
        told: defaultdict[str, list[str]] = defaultdict(list)
        for uid, likeness in alike:
            for name in self._satisfied[likeness]:
                told[name].append(uid)
        return told

    def _likeness(self, fact: Fact) -> Likeness:
        code, kind = self._codes.code, str(fact[KIND])
        return (kind, *[code(field, fact[field]) if field in fact else None for field in self._asked[kind]])

    def _ask(self, news: Sequence[Likeness]) -> None:
        """Assert what is new to the engine and note which watches fire."""
        ids = {self._ids.of(str(likeness)): likeness for likeness in news}
        fired: dict[Likeness, dict[str, None]] = {likeness: {} for likeness in news}
        for team in self._teams:
            facts = [self._coded(id_, likeness) for id_, likeness in ids.items() if likeness[0] in team.kinds]
            for name, id_ in team.ruleset.tell(facts):
                fired[ids[id_]][team.watches[name].rule] = None
        self._satisfied |= {likeness: tuple(names) for likeness, names in fired.items()}

    def _coded(self, id_: str, likeness: Likeness) -> Coded:
        kind, *codes = likeness
        fields = zip(self._asked[str(kind)], codes, strict=True)
        # Only what the rules ask goes in, so that facts stay small.
        return Coded(id_, self._kinds[str(kind)], {self._codes.name(field): int(code) for field, code in fields if code is not None})

    def _team(self, pack: tuple[Watch, ...]) -> _Team:
        watches = {f"r{number}": watch for number, watch in enumerate(pack)}
        patterns = {name: (self._kinds[watch.kind], [self._pattern(test) for test in watch.way]) for name, watch in watches.items()}
        return _Team(Ruleset(patterns), watches)

    def _pattern(self, test: Ask) -> Pattern:
        name, values = self._codes.name(test.field), [self._codes.code(test.field, value) for value in test.values]
        if len(values) > 1:
            return {"$or": [{name: value} for value in values]}
        return {_OPERATORS[test.op]: {name: values[0] if values else 1}} if test.op != "==" else {name: values[0]}
