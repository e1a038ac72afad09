"""What a finding asks for: by whom, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from hegui.judge import judge
from hegui.words.errors import PolicyError
from hegui.words.findings import FindingKind
from hegui.words.text import Text


def test_actions_have_an_owner_and_a_due_date_by_grade_and_working_calendar(small: ModuleType) -> None:
    (major,) = small.findings([small.tally({"late": 30})])
    assert [(action.type, action.owner.en, action.due, action.text.en, action.rule) for action in major.actions] == [
        ("correction", "Leader of the team", date(2026, 3, 20), "Mend it.", "correct"),
        ("corrective_action", "Leader of the team", date(2026, 3, 20), "Prevent it.", "act"),
        ("verification", "Audit", date(2026, 4, 3), "Verify it.", "verify"),
    ]
    (minor,) = small.findings([small.tally({"late": 1})], small.standard(responsible="nobody"))
    assert [(action.owner.zh, action.due) for action in minor.actions] == [("nobody", date(2026, 4, 17))]


def test_what_is_recommended_for_a_record_is_about_the_record(small: ModuleType) -> None:
    (finding,) = small.findings([small.tally({"conforming": 1, "unreadable": 1})])
    assert finding.kind is FindingKind.INCONCLUSIVE
    (action,) = finding.actions
    # The profile has no archivist: the team that answers for the standard acts.
    assert (action.owner.en, action.rule) == ("Leader of the team", "complete")
    assert "missing fields" in action.text.en


def test_a_post_names_only_what_is_known(small: ModuleType) -> None:
    profile = replace(small.PROFILE, owners={"team": Text("{unit}班组长", "Leader of {units}")})
    with pytest.raises(PolicyError, match=r"profile.yaml:1:1: the owner of 'team' names \{units\}; known: \{unit\}, \{headquarters\}"):
        judge(small.measurement([], []), (), profile, small.RULES, small.WEEKENDS, small.AS_OF)
