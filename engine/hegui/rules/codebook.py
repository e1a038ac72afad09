"""What the engine sees instead of the facts: small whole numbers under short names.

Every hazard of text in durable_rules (length, escapes, ordering, hashes of names, ``1`` taken for ``"1"``) goes away when there is none.
Conditions compare fields with constants, so that of a text it matters only which constant it is, and of a number only where it lies
among the constants: facts that no condition tells apart become one, and the engine is asked once for all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from hegui.rules.conditions import Ask
from hegui.rules.facts import Fact, Value
from hegui.words.errors import Fault, PolicyError
from hegui.words.places import NOWHERE, Place

_TYPES: dict[type, str] = {bool: "true or false", int: "whole numbers", str: "text"}


class Types:
    """The one type of each field, whatever the kind of the fact."""

    def __init__(self) -> None:
        self._types: dict[str, type] = {}
        self._seen: set[tuple[tuple[str, ...], tuple[type, ...]]] = set()

    def learn(self, fields: Fact, place: Place = NOWHERE) -> None:
        """Note that fields hold values of these types.

        Raises:
            PolicyError: a field holds another type elsewhere, or a value is of no type that facts have.
        """
        shape = tuple(fields), tuple(map(type, fields.values()))
        if shape not in self._seen:  # there are many facts, and few shapes
            for field, value in fields.items():
                self._learn(field, value, place)
            self._seen.add(shape)

    def _learn(self, field: str, value: Value, place: Place) -> None:
        kind = type(value)
        if kind not in _TYPES:
            raise PolicyError(Fault(place, f"{field!r} is {value!r}; facts hold texts, whole numbers and booleans"))
        known = self._types.setdefault(field, kind)
        if known is not kind:
            what = f"{field!r} holds {_TYPES[known]}, and {value!r} is none"
            raise PolicyError(Fault(place, what, "a field has one type in all facts and rules"))


class Codebook:
    """Names of fields, and values as numbers that compare with the constants of the conditions as the values do."""

    def __init__(self, tests: Iterable[Ask]) -> None:
        self._names: dict[str, str] = {}
        self._texts: dict[str, int] = {}
        steps: defaultdict[str, set[int]] = defaultdict(set)
        for test in tests:
            self._names.setdefault(test.field, f"p{len(self._names)}")
            for value in test.values:
                if isinstance(value, str):
                    self._texts.setdefault(value, len(self._texts) + 1)
                else:
                    steps[test.field].add(value)
        self._steps = {field: sorted(values) for field, values in steps.items()}

    def name(self, field: str) -> str:
        """The engine's name of a field that conditions ask about."""
        return self._names[field]

    def code(self, field: str, value: Value) -> int:
        """The number that stands for a value: of texts that no condition names, one for all."""
        if isinstance(value, str):
            return self._texts.get(value, 0)
        steps = self._steps.get(field, ())
        place = bisect_left(steps, value)
        return 2 * place + (place < len(steps) and steps[place] == value)
