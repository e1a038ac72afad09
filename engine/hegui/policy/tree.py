"""Building data and places from YAML events, within limits that hostile files cannot pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from hegui.policy.document import Data, Spot
from hegui.policy.faults import Faults
from hegui.words.errors import Fault
from hegui.words.places import Place

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark

MAX_DEPTH = 40
MAX_ALIASES = 100
MAX_NODES = 300_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that say "nothing"."""


class StoppedError(Exception):
    """A fault after which reading on makes no sense."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.what)
        self.fault = fault


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not yet at its end."""

    data: list[Data] | dict[str, Data]
    spot: Spot
    anchor: str | None
    before: int
    """Nodes read before it, to know its size at its end."""
    key: str | None = None
    """Key that waits for its value."""


@dataclass(slots=True)
class _Anchored:
    data: Data
    spot: Spot
    nodes: int


class Tree:
    """Builds data from events one by one: composing whole trees recurses, and crashes on brackets nested 100,000 deep."""

    def __init__(self, name: str, faults: Faults) -> None:
        self.name = name
        self.faults = faults
        self.data: Data = None
        self.spot = Spot(1, 1)
        self.documents = 0
        self.nodes = 0
        self.aliases = 0
        self.open: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}

    def read(self, text: str) -> None:
        """Read a text into ``data`` and ``spot``.

        Raises:
            StoppedError: a fault after which reading on makes no sense.
            yaml.YAMLError: it is not YAML.
        """
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._begin({}, event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._begin([], event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._stop(event, "a second document begins", "write one document a file")
        if not self.documents:
            raise StoppedError(Fault(Place(self.name), "the file is empty"))

    def _stop(self, event: yaml.Event, what: str, remedy: str = "") -> None:
        raise StoppedError(Fault(self._place(event), what, remedy))

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.name, *position(event.start_mark))

    def _count(self, event: yaml.NodeEvent, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            self._stop(event, f"the file holds more than {MAX_NODES:,} values", "split it")

    def _untagged(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            self._stop(event, f"the tag {event.tag!r} is not part of the language", "leave it out")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._untagged(event)
        self._count(event)
        plain = not event.style
        line, column = position(event.start_mark)
        one_line = event.style not in {"|", ">"} and line == position(event.end_mark)[0]
        spot = Spot(line, column, (0 if plain else 1) if one_line else None)
        top = self.open[-1] if self.open else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            self._key(top, event)
            return
        data = None if plain and event.value in NULLS else event.value
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(data, spot, 1)
        self._put(data, spot)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key, place = event.value, self._place(event)
        if key in top.spot.keys:
            first = top.spot.keys[key][0]
            self.faults.add(place, f"the key {key!r} stands twice", f"it is given in line {first} already; remove one")
        else:
            top.spot.keys[key] = (place.line, place.column)
        top.key = key

    def _begin(self, data: list[Data] | dict[str, Data], event: yaml.CollectionStartEvent) -> None:
        self._untagged(event)
        if self.open and isinstance(self.open[-1].data, dict) and self.open[-1].key is None:
            self._stop(event, "a key is a list or a mapping", "write a name")
        if len(self.open) >= MAX_DEPTH:
            self._stop(event, f"nested more than {MAX_DEPTH} deep")
        self._count(event)
        spot = Spot(*position(event.start_mark))
        self.open.append(_Open(data, spot, event.anchor, self.nodes - 1))

    def _end(self) -> None:
        done = self.open.pop()
        if done.anchor:
            self.anchors[done.anchor] = _Anchored(done.data, done.spot, self.nodes - done.before)
        self._put(done.data, done.spot)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self._stop(event, f"more than {MAX_ALIASES} aliases")
        anchored = self.anchors.get(event.anchor or "")
        if anchored is None:
            self._stop(event, f"the alias {event.anchor!r} has no anchor before it")
        elif self.open and isinstance(self.open[-1].data, dict) and self.open[-1].key is None:
            self._stop(event, "a key is an alias", "write a name")
        else:
            self._count(event, anchored.nodes)
            self._put(anchored.data, anchored.spot)

    def _put(self, data: Data, spot: Spot) -> None:
        if not self.open:
            self.data, self.spot = data, spot
            return
        top = self.open[-1]
        if isinstance(top.data, list):
            top.spot.below[len(top.data)] = spot
            top.data.append(data)
        elif top.key is not None:
            top.spot.below.setdefault(top.key, spot)
            top.data.setdefault(top.key, data)
            top.key = None


def position(mark: Mark | CMark | None) -> tuple[int, int]:
    """Line and column from 1."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
