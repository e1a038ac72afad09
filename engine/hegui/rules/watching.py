"""Rules of one stratum watched by the engine: facts go in under code, names of rules and uids come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hegui.rules.codebook import Codebook
from hegui.rules.conditions import ALWAYS, NEVER, as_pattern, tests
from hegui.rules.facts import KIND, UID, Fact
from hegui.rules.host import Coded, Pattern, Ruleset
from hegui.rules.packing import Watch, packed


class Watching:
    """Rulesets over single facts, which are told fact by fact."""

    def __init__(self, watches: Sequence[Watch], codes: Codebook) -> None:
        self._codes = codes
        self._names: dict[str, str] = {}
        self._teams = [self._team(pack) for pack in packed(watch for watch in watches if watch.condition != NEVER)]

    def tell(self, facts: Sequence[Fact]) -> list[tuple[str, str]]:
        """Assert facts; which watches fired on which of them, as pairs of name and uid, in no order."""
        return [
            (self._names[short], self._codes.ids.uid(id_))
            for ruleset, kinds, read in self._teams
            for short, id_ in ruleset.tell(self._coded(facts, kinds, read))
        ]

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
        ruleset = Ruleset({self._short(watch.name): self._pattern(watch) for watch in pack})
        fields = sorted({test.field for watch in pack for test in tests(watch.condition)})
        return ruleset, frozenset(watch.kind for watch in pack), [(field, self._codes.name(field)) for field in fields]

    def _pattern(self, watch: Watch) -> tuple[int, Pattern | None]:
        pattern = None if watch.condition == ALWAYS else as_pattern(watch.condition, self._codes)
        return self._codes.code(watch.kind), pattern

    def _short(self, name: str) -> str:
        short = f"r{len(self._names)}"
        self._names[short] = name
        return short
