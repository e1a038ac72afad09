"""Recommended actions: what, by whom, until when; the unit decides its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hegui.judge.conclusions import Conclusion
from hegui.judge.vetting import ACTION_TYPES, INCONCLUSIVE
from hegui.rules import Value
from hegui.words.calendars import WorkingCalendar
from hegui.words.findings import Action
from hegui.words.profiles import Profile
from hegui.words.standards import Standard
from hegui.words.text import Text

RECORDS = {
    "correction": Text(
        "补录缺失的字段，更正无法识别或前后矛盾的记录。",
        "Complete the missing fields and correct the records that cannot be read or contradict themselves.",
    ),
    "corrective_action": Text(
        "查明记录缺失的原因，在录入环节设置必填和校验，并明确记录责任。",
        "Find out why the records are incomplete, make the fields required and checked on entry, and assign who keeps them.",
    ),
    "verification": Text(
        "用下一期数据重新检查，无法判定的比例不超过上限。",
        "Check again on the data of the next period: the share that cannot be judged stays within the limit.",
    ),
}
"""What is recommended where the record does not allow the audit, whatever the standard."""


@dataclass(frozen=True)
class Planning:
    """Who acts, until when."""

    profile: Profile
    calendar: WorkingCalendar
    day: date
    """Day of the audit, from which working days are counted."""

    def actions(self, conclusion: Conclusion, standard: Standard) -> Iterator[Action]:
        """The actions recommended for a finding."""
        days = self.profile.due_working_days[str(conclusion.fact["grade"])]
        for type_ in ACTION_TYPES:
            recommended = conclusion.actions.get(type_)
            if recommended is not None:
                yield Action(
                    type=type_,
                    owner=self._owner(recommended.fact.get("owner"), standard.responsible),
                    due=self.calendar.after(self.day, days * int(recommended.fact.get("terms", 1))),
                    text=_text(type_, conclusion, standard),
                    rule=recommended.rule,
                )

    def _owner(self, named: Value | None, responsible: str) -> Text:
        """The post of the role that the rule names; where the profile has none, of the role that answers for the standard."""
        role = named if isinstance(named, str) and named in self.profile.owners else responsible
        return self.profile.owners.get(role, Text(role, role))


def _text(type_: str, conclusion: Conclusion, standard: Standard) -> Text:
    if conclusion.fact["kind"] == INCONCLUSIVE:
        return RECORDS[type_]
    remedy = standard.remedy
    return {"correction": remedy.correction, "corrective_action": remedy.corrective, "verification": remedy.verification}[type_]
