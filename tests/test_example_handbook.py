"""The example of a handbook of one's own: it loads, its examples hold, and its half-year gives the findings that were put in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hegui
from hegui.policy import lint, load_policies
from hegui.trial import run_examples

DOCS = Path(__file__).parents[1] / "docs"
HOSPITAL = DOCS / "examples" / "hospital"
PAGE = (DOCS / "own-handbook.md").read_text(encoding="utf-8")
PART = re.compile(r"<!-- part of: (?P<file>\S+) -->\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_it_is_without_fault() -> None:
    assert [str(fault) for fault in lint([HOSPITAL / "policies"])] == []


def test_its_examples_hold() -> None:
    policies = load_policies([HOSPITAL / "policies"])
    own = [standard for standard in policies.standards if standard.handbook == "patient-complaints"]
    assert len(own) == 7
    assert [str(trial) for trial in run_examples(policies, own) if not trial.ok] == []


def test_its_half_year_has_the_breaches_that_were_put_in() -> None:
    outcome = hegui.check(job=HOSPITAL / "hegui.yaml")
    evidence = outcome.evidence[outcome.evidence["verdict"] == "nonconforming"]
    found = {
        (standard.split(".", 1)[1], key, reason)
        for standard, key, reason in evidence[["standard", "key", "reason"]].itertuples(index=False)
    }
    assert found == {
        ("2.recorded", "T004", "late"),
        ("2.classed", "T008", "not_allowed"),
        ("3.1.replied", "T006", "late"),
        ("3.2.impartial", "T005", "not_different"),
        ("3.3.contents", "T005", "blank"),
        ("4.quarterly-review", "内科", "missing_slot"),
        ("4.satisfied", "内科", "below_limit"),
    }


@pytest.mark.parametrize(
    "part", [*PART.finditer((DOCS / "own-handbook.md").read_text(encoding="utf-8"))], ids=lambda part: part["text"][:30]
)
def test_the_page_shows_parts_of_it(part: re.Match[str]) -> None:
    assert part["text"] in (DOCS / part["file"]).read_text(encoding="utf-8")
