"""Recommended actions: what, by whom, until when; the unit decides its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from hegui.judge import texts
from hegui.judge.conclusions import Recommended, Systemic
from hegui.judge.deciding import Decided
from hegui.judge.posts import Posts
from hegui.judge.vetting import ACTION_TYPES, EXTENT, UNITS
from hegui.rules import Fact
from hegui.words.calendars import WorkingCalendar
from hegui.words.findings import Action, FindingKind, Grade
from hegui.words.profiles import Profile
from hegui.words.standards import Standard
from hegui.words.text import Text


@dataclass(frozen=True)
class Planning:
    """Who acts, until when."""

    profile: Profile
    posts: Posts
    calendar: WorkingCalendar
    day: date
    """Day of the audit, from which working days are counted."""
    _days: dict[int, date] = field(default_factory=dict)
    """Number of working days to the day they end with: there are few numbers and many actions."""

    def of_finding(self, finding: Decided, standard: Standard, actions: Mapping[str, Recommended]) -> tuple[Action, ...]:
        """The actions recommended for a finding."""
        unit = finding.graded.unit

        def owner(fact: Fact) -> Text:
            role = fact.get("owner")
            return self.posts.post(str(role) if self.posts.knows(role) else standard.responsible, unit)

        def text(type_: str) -> Text:
            if type_ == "escalation":
                return texts.escalation(self.posts.headquarters(unit))
            inconclusive = finding.graded.kind is FindingKind.INCONCLUSIVE
            return texts.RECORDS[type_] if inconclusive else texts.remedy(type_, standard)

        return tuple(self._actions(actions, finding.grade, owner, text))

    def of_systemic(self, systemic: Systemic, grade: Grade) -> tuple[Action, ...]:
        """The actions recommended for what is systemic; due as the gravest of its findings is."""
        extent = str(systemic.fact[EXTENT])
        unit = None if extent == UNITS else str(systemic.fact["unit"])
        owners = (str(recommended.fact.get("owner", "")) for recommended in systemic.actions.values())
        posts = {role: self.posts.post(role, unit) for role in owners}
        said = texts.SYSTEMIC[extent]
        return tuple(self._actions(systemic.actions, grade, lambda fact: posts[str(fact.get("owner", ""))], said.__getitem__))

    def _actions(
        self, actions: Mapping[str, Recommended], grade: Grade, owner: Callable[[Fact], Text], text: Callable[[str], Text]
    ) -> Iterator[Action]:
        for type_ in ACTION_TYPES:
            recommended = actions.get(type_)
            if recommended is not None:
                fact = recommended.fact
                yield Action(type_, owner(fact), self._due(fact, grade), text(type_), recommended.rule)

    def _due(self, fact: Fact, grade: Grade) -> date:
        days = fact.get("days", self.profile.due_working_days[grade.value])
        number = (self.profile.parameters[days] if isinstance(days, str) else int(days)) * int(fact.get("terms", 1))
        if number not in self._days:
            self._days[number] = self.calendar.after(self.day, number)
        return self._days[number]
