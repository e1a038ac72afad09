"""What the engine sees instead of the facts: whole numbers under short names.

Every hazard of text in durable_rules (length, escapes, ordering, hashes of names, ``1`` taken for ``"1"``) goes away when there is none:
names of fields and texts are numbered, and a field holds values of one type only, whatever the kind of the fact.
"""

from __future__ import annotations

from hegui.rules.facts import Fact, Value
from hegui.rules.identity import Ids
from hegui.words.errors import Fault, PolicyError
from hegui.words.places import NOWHERE, Place

LARGEST = 2**62
"""Numbers of the engine are C longs."""
_TYPES: dict[type, str] = {bool: "true or false", int: "whole numbers", str: "text"}


class Codebook:
    """Names of fields and texts as numbers, ids of facts, and the one type of each field."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._texts: dict[str, int] = {}
        self._types: dict[str, type] = {}
        self.ids = Ids()
        """Ids of facts in the engine."""

    def name(self, field: str) -> str:
        """The engine's name of a field."""
        return self._names.setdefault(field, f"p{len(self._names)}")

    def code(self, value: Value) -> int:
        """The number that stands for a value."""
        if isinstance(value, str):
            return self._texts.setdefault(value, len(self._texts) + 1)
        return int(value)

    def learn(self, fields: Fact, place: Place = NOWHERE) -> None:
        """Note that fields hold values of these types.

        Raises:
            PolicyError: a field holds another type elsewhere, a number is too large, or a value is of no type that facts have.
        """
        for field, value in fields.items():
            if type(value) is not self._types.get(field) or (type(value) is int and abs(value) > LARGEST):
                self._learn(field, value, place)

    def _learn(self, field: str, value: Value, place: Place) -> None:
        kind = type(value)
        if kind not in _TYPES:
            raise PolicyError(Fault(place, f"{field!r} is {value!r}; facts hold texts, whole numbers and booleans"))
        if isinstance(value, int) and abs(value) > LARGEST:
            raise PolicyError(Fault(place, f"{field!r} is {value!r}: the number is too large"))
        known = self._types.setdefault(field, kind)
        if known is not kind:
            what = f"{field!r} holds {_TYPES[known]}, and {value!r} is none"
            raise PolicyError(Fault(place, what, "a field has one type in all facts and rules"))
