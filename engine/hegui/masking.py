"""What people decided, told without naming persons: keys of persons in waivers and objections become the pseudonyms of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hegui.log.faults import pseudonym
from hegui.measure.persons import about_persons
from hegui.words.kinds import Scope
from hegui.words.measured import Measurement
from hegui.words.profiles import Objection, Waiver
from hegui.words.standards import Standard
from hegui.words.vocabulary import Log

_PSEUDONYM = re.compile(r"P-[0-9a-f]{10}")


@dataclass(frozen=True)
class Masking:
    """What tells whether a key names a person."""

    vocabulary: Mapping[str, Log]
    standards: Sequence[Standard]
    """Those in force."""
    key: str | None
    """Key of the pseudonyms; None: persons are named."""

    def waivers(self, waivers: Sequence[Waiver]) -> tuple[Waiver, ...]:
        """Waivers as they are shown."""
        return tuple(replace(waiver, keys=tuple(self._of_waiver(waiver, key) for key in waiver.keys)) for waiver in waivers)

    def objections(self, objections: Sequence[Objection]) -> tuple[Objection, ...]:
        """Objections as they are shown."""
        return tuple(replace(each, key=self._of_objection(each)) for each in objections)

    def measurement(self, measured: Measurement) -> Measurement:
        """A measurement whose decisions that nothing answers to are told as they are shown."""
        waivers, objections = self.waivers(measured.unused_waivers), self.objections(measured.unused_objections)
        return replace(measured, unused_waivers=waivers, unused_objections=objections)

    def _of_waiver(self, waiver: Waiver, key: str) -> str:
        about = [standard for standard in self.standards if standard.id == waiver.standard]
        return self._shown(key, about[0].log, about) if about else key

    def _of_objection(self, objection: Objection) -> str:
        mine = [each for each in self.standards if each.log == objection.log and objection.standard in {None, each.id}]
        return self._shown(objection.key, objection.log, mine)

    def _shown(self, key: str, log: str, standards: Sequence[Standard]) -> str:
        """A key as reports show it: of a slot or a group the entity may be a person, of a case the key."""
        cases = [each for each in standards if each.scope is Scope.CASE]
        persons = any(each.scope is not Scope.CASE and about_persons(each, self.vocabulary) for each in standards)
        entity, space, period = key.rpartition(" ")
        if persons and space:
            return f"{self._masked(entity)} {period}"
        named = self.vocabulary[log].fields[self.vocabulary[log].key].personal and (cases or not standards)
        return self._masked(key) if named or (persons and not cases) else key

    def _masked(self, text: str) -> str:
        return text if self.key is None or _PSEUDONYM.fullmatch(text) else pseudonym(self.key, text)
