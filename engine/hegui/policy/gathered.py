"""What the files of all folders hold, as far as each can be built by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from hegui.policy.building.calendar import CalendarPlan
from hegui.policy.building.profile import Layer
from hegui.policy.building.standard import Draft
from hegui.policy.faults import At, Faults
from hegui.policy.files import Kind
from hegui.words.attestations import Attestable
from hegui.words.conflicts import Conflict
from hegui.words.places import Place
from hegui.words.profiles import Rule
from hegui.words.standards import Handbook
from hegui.words.vocabulary import Log

CALLED = {
    Kind.VOCABULARY: "log",
    Kind.HANDBOOK: "handbook",
    Kind.STANDARDS: "standard",
    Kind.CONFLICTS: "conflict",
    Kind.JUDGEMENT: "rule",
    Kind.CALENDAR: "calendar",
    Kind.PROFILE: "profile",
}
"""What a file of each kind holds, as faults call it."""


@dataclass
class Gathered:
    """What the files hold, as far as each can be built by itself."""

    faults: Faults
    logs: dict[str, Log] = field(default_factory=dict)
    handbooks: dict[str, tuple[Handbook, At]] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    attestable: dict[str, tuple[Attestable, At]] = field(default_factory=dict)
    conflicts: dict[str, tuple[Conflict, At]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    calendars: dict[str, CalendarPlan] = field(default_factory=dict)
    layers: dict[str, Layer] = field(default_factory=dict)
    files: list[tuple[str, str]] = field(default_factory=list)
    """Name and SHA-256 of each."""
    broken: set[tuple[Kind, str]] = field(default_factory=set)
    """Things that exist and could not be built: naming them is no second fault."""
    _places: dict[tuple[Kind, str], Place] = field(default_factory=dict)

    @property
    def identifiers(self) -> frozenset[str]:
        """Ids of standards and attestations, also of those that could not be built; none where some are not even known by their id."""
        broken = {name for kind, name in self.broken if kind in {Kind.STANDARDS, Kind.ATTESTATIONS}}
        return frozenset() if any("." not in name for name in broken) else frozenset({*self.drafts, *self.attestable, *broken})

    @property
    def unreadable(self) -> frozenset[str]:
        """Logs that exist and could not be built."""
        return frozenset(name for kind, name in self.broken if kind is Kind.VOCABULARY)

    def is_first(self, kind: Kind, name: str, at: At) -> bool:
        """Whether nothing of that kind and name was there before; a second one is a fault. Attestations are named among the standards."""
        first = self._places.setdefault((kind, name), at.place)
        if first == at.place:
            return True
        at.wrong(f"the {CALLED[kind]} {name!r} is given a second time", f"it stands at {first} already")
        return False
