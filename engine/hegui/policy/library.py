"""The library of policies: everything that can be put in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from hegui.policy.building.calendar import CalendarPlan
from hegui.policy.building.standard import Draft
from hegui.policy.choice import chosen
from hegui.policy.faults import Faults
from hegui.words.attestations import Attestable, Entry
from hegui.words.calendars import WorkingCalendar
from hegui.words.conflicts import Conflict
from hegui.words.errors import Fault, PolicyError, UsageError, nearest
from hegui.words.jobs import ON_COMMAND_LINE
from hegui.words.places import Place
from hegui.words.profiles import Override, Profile, Rule
from hegui.words.standards import Handbook, Standard
from hegui.words.vocabulary import Log

E = TypeVar("E", Standard, Attestable, Entry)


@dataclass(frozen=True)
class Policies:
    """All that the folders of policies hold, checked."""

    vocabulary: Mapping[str, Log]
    """Log by name."""
    handbooks: tuple[Handbook, ...]
    """By catalogue number."""
    standards: tuple[Standard, ...]
    """By handbook, clause and place, with the figures of their files."""
    rules: tuple[Rule, ...]
    """In the order of their strata, then by place."""
    profiles: Mapping[str, Profile]
    files: tuple[tuple[str, str], ...]
    """Name (relative, with forward slashes) and SHA-256 of every file, sorted."""
    calendars: Mapping[str, CalendarPlan] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict, repr=False, compare=False)
    """Standards as their files give them, to be built again with other figures."""
    attestable: tuple[Attestable, ...] = ()
    """What persons attest, by handbook, clause and place."""
    conflicts: tuple[Conflict, ...] = ()
    """In the order of their files."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All standards, then what persons attest."""
        return (*self.standards, *self.attestable)

    def bare(self) -> Policies:
        """What binding and measuring read of it, vocabulary and calendars: small enough to be handed to another process."""
        return Policies(self.vocabulary, (), (), (), {}, (), self.calendars)

    def profile(self, name: str, place: Place = ON_COMMAND_LINE) -> Profile:
        """The profile of that name.

        Args:
            name: of the profile.
            place: where it is named, if that is not the command line.

        Raises:
            UsageError: there is none; the nearest is named.
        """
        if name not in self.profiles:
            raise UsageError(Fault(place, f"there is no profile {name!r}", nearest(name, self.profiles)))
        return self.profiles[name]

    def in_force(self, profile: Profile) -> tuple[Standard, ...]:
        """Standards that the profile chooses, in the order of its handbooks, with the figures that it sets.

        Raises:
            PolicyError: a figure that the profile sets does not fit.
        """
        faults = Faults()
        found = in_force(profile, self.standards, self.drafts, faults)
        faults.raise_as(PolicyError)
        return found

    def to_attest(self, profile: Profile) -> tuple[Attestable, ...]:
        """What persons attest of what the profile chooses, in the order of its handbooks."""
        return _ordered(profile, (entry for entry in self.attestable if chosen(profile, entry)))

    def left_out(self, profile: Profile) -> tuple[Entry, ...]:
        """What the profile's handbooks ask and it does not choose: standards, then what is attested."""
        entries = (entry for entry in self.entries if entry.handbook in profile.handbooks and not chosen(profile, entry))
        return _ordered(profile, entries)

    def conflicts_between(self, profile: Profile) -> tuple[Conflict, ...]:
        """Conflicts between the handbooks that the profile puts in force."""
        return tuple(conflict for conflict in self.conflicts if conflict.between(profile.handbooks))

    def with_figures(self, standard: Standard, figures: Mapping[str, str]) -> Standard:
        """The standard with other figures, as an example of it sets them.

        Raises:
            PolicyError: a figure does not fit.
        """
        faults = Faults()
        built = self.drafts[standard.id].with_parameters(figures, faults).standard()
        faults.raise_as(PolicyError)
        return built or standard

    def calendar(self, name: str, first: date, last: date) -> WorkingCalendar:
        """The working calendar of that name for the days from ``first`` to ``last``, both inclusive.

        Raises:
            UsageError: there is none; the nearest is named.
        """
        if name not in self.calendars:
            raise UsageError(Fault(Place("calendar"), f"there is no calendar {name!r}", nearest(name, self.calendars)))
        return self.calendars[name].between(first, last)


def in_force(
    profile: Profile, standards: tuple[Standard, ...], drafts: Mapping[str, Draft], faults: Faults
) -> tuple[Standard, ...]:  # fmt: skip
    """Standards that the profile chooses, in its order, with the figures that it sets; what does not fit is noted."""
    by_standard: dict[str, dict[str, Override]] = defaultdict(dict)
    for override in profile.overrides:
        by_standard[override.standard][override.parameter] = override
    held = _ordered(profile, (standard for standard in standards if chosen(profile, standard)))
    return tuple(
        _overridden(standard, drafts[standard.id], by_standard[standard.id], faults) if standard.id in by_standard else standard
        for standard in held
    )


def _ordered(profile: Profile, entries: Iterable[E]) -> tuple[E, ...]:
    return tuple(sorted(entries, key=lambda entry: profile.handbooks.index(entry.handbook)))


def _overridden(standard: Standard, draft: Draft, overrides: Mapping[str, Override], faults: Faults) -> Standard:
    """The standard with other figures; faults stand where the profile sets them."""
    own = Faults()
    built = draft.with_overrides(overrides, own).standard()
    place = next(iter(overrides.values())).place
    for fault in own.wrong:
        faults.add(place, f"{standard.id}: {fault.what}", fault.remedy)
    return built or standard
