"""Who acts: the post that the profile names for a role, in the unit that a finding is about, or above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hegui.words.errors import Fault
from hegui.words.jobs import Unit
from hegui.words.profiles import Profile
from hegui.words.text import Text
from hegui.words.vocabulary import UNKNOWN_UNIT, WHOLE_ORGANISATION

HEADQUARTERS_LEVELS = frozenset({"headquarters", "总部"})
"""Levels of a unit above which there is none."""
PLACES = ("unit", "headquarters", "head")
"""What a post may have in braces: name of the audited unit, of the one above all, of the head of the audited unit."""
UNNAMED = Text("未明确的责任单位", "the responsible unit (not named)")
ABOVE = Text("上级主管单位", "the superior unit")
_BRACES = re.compile(r"\{([^{}]*)\}")


def faults(profile: Profile) -> Iterator[Fault]:
    """Posts with braces around something that is not known."""
    for role, post in sorted(profile.owners.items()):
        for name in dict.fromkeys(_BRACES.findall(post.zh) + _BRACES.findall(post.en)):
            if name not in PLACES:
                known = ", ".join(f"{{{place}}}" for place in PLACES)
                yield Fault(profile.place, f"the owner of {role!r} names {{{name}}}", f"known: {known}")


class Posts:
    """Posts by role and unit."""

    def __init__(self, profile: Profile, units: Sequence[Unit], client: str) -> None:
        self._owners = profile.owners
        self._units: Mapping[str, Unit] = {unit.code: unit for unit in units}
        self._client = Text(client, client) if client else ABOVE
        roots = [unit for unit in units if unit.parent is None]
        self._headquarters = next(filter(_is_headquarters, units), None)
        self._root = roots[0] if len(roots) == 1 else None
        self._posts: dict[tuple[str, str | None], Text] = {}
        self._tops: dict[str | None, Unit | None] = {}

    def post(self, role: str, unit: str | None) -> Text:
        """The post of a role for a unit; None: for all units, which is for the one above them."""
        if (role, unit) not in self._posts:
            post = self._owners.get(role, Text(role, role))
            self._posts[role, unit] = Text(self._filled(post.zh, unit, "zh"), self._filled(post.en, unit, "en"))
        return self._posts[role, unit]

    def knows(self, role: object) -> bool:
        """Whether the profile names a post for the role."""
        return role in self._owners

    def headquarters(self, unit: str | None) -> Text:
        """Who is above a unit: headquarters, else the unit at the top of those above it; above that itself the client of the audit."""
        top = self._top(unit)
        return self._client if top is None or top.code == unit else _named(top)

    def _top(self, unit: str | None) -> Unit | None:
        """The headquarters of a unit, which may be the unit itself."""
        if unit not in self._tops:
            above = list(self._above(unit))
            nearest = next(filter(_is_headquarters, above), self._headquarters)
            self._tops[unit] = nearest or (above[-1] if above else self._root)
        return self._tops[unit]

    def _above(self, code: str | None) -> Iterator[Unit]:
        """Parents of a unit, the nearest first."""
        unit = self._units.get(code or "")
        for _ in self._units:  # units above themselves are faults elsewhere, and no loop here
            unit = self._units.get(unit.parent) if unit is not None and unit.parent is not None else None
            if unit is None:
                return
            yield unit

    def _filled(self, post: str, unit: str | None, language: str) -> str:
        def fill(match: re.Match[str]) -> str:
            if match[1] == "unit":
                return str(getattr(self._unit(unit), language))
            if match[1] == "headquarters":
                top = self._top(unit)
                return str(getattr(self._client if top is None else _named(top), language))
            audited = self._units.get(unit or "")
            head = audited.head if audited else ""
            return (f"（{head}）" if language == "zh" else f" ({head})") if head else ""

        return _BRACES.sub(fill, post)

    def _unit(self, code: str | None) -> Text:
        declared = self._units.get(code or "")
        if declared is not None:
            return _named(declared)
        if code is None or code == WHOLE_ORGANISATION:
            return self.headquarters(None)
        return UNNAMED if code == UNKNOWN_UNIT else Text(code, code)


def _is_headquarters(unit: Unit) -> bool:
    return unit.level.casefold() in HEADQUARTERS_LEVELS


def _named(unit: Unit) -> Text:
    name = unit.name or unit.code
    return Text(name, name)
