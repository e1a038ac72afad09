"""Rules as the engine watches them: when a rule fires, and which facts it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hegui.rules.codebook import Types
from hegui.rules.conditions import Ask, condition
from hegui.rules.counting import BY_RULE, COUNT, threshold
from hegui.rules.facts import COUNTED
from hegui.rules.packing import Watch
from hegui.words.expressions import Expr
from hegui.words.profiles import Rule


def counting(rule: Rule) -> str:
    """Name of the watch on what a rule counts; rules have no names with spaces."""
    return f"{COUNT} {rule.id}"


class Compiler:
    """From rules to what the engine watches for."""

    def __init__(self, parameters: Mapping[str, int], types: Types) -> None:
        self._parameters = parameters
        self._types = types

    def watches(self, rule: Rule) -> Iterator[Watch]:
        """When the rule fires: on a fact; or on a count of its own that is high enough, and then what it counts.

        Raises:
            PolicyError: the condition is not one that facts can be asked, or asks a field for another type than it has.
        """
        if rule.count is None:
            yield from self._ways(rule.id, rule.on, rule.where, rule)
            return
        yield from self._ways(counting(rule), rule.count.of, rule.count.where, rule)
        enough = threshold(rule, rule.count, self._parameters)
        yield Watch(rule.id, COUNT, (Ask("==", BY_RULE, (rule.id,)), Ask(">=", COUNTED, (enough,))))

    def _ways(self, name: str, kind: str, expr: Expr | None, rule: Rule) -> Iterator[Watch]:
        for way in condition(expr, self._parameters, rule.place):
            for test in way:
                for value in test.values:
                    self._types.learn({test.field: value}, rule.place)
            yield Watch(name, kind, way)
