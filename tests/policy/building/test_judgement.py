"""Judging rules that cannot be used are refused with place and remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Changed = Callable[[str, str, str], list[str]]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        (
            "when: {total: over_tolerance}",
            "when: {totl: over_tolerance}",
            ["1:3: rule nonconformity: nothing gives facts of the kind 'totl'; did you mean 'total'?"],
        ),
        (
            "when: {total: over_tolerance}",
            "when: {total: over_tolerance, finding: ~}",
            ["4:9: 'when': more entries than the 1 that may stand here"],
        ),
        (
            "when: {total: over_tolerance}",
            "when: {count: over_tolerance}",
            ["4:17: 'count' takes of, distinct, by and at_least; any other kind of fact takes an expression or ~"],
        ),
        ("when: {total: over_tolerance}", "when: {total: a.b}", ["4:17: 'a.b': facts have no selectors; write 'a'"]),
        ("when: {total: over_tolerance}", "when: {total: a +}", ["4:20: not an expression: invalid syntax"]),
        (
            "stratum: grade",
            "stratum: grades",
            ["8:12: 'stratum': 'grades' is not one of nonconformity, counts, grade, systemic, escalation, actions"],
        ),
        ("at_least: minors", "at_least: 1.5", ["9:101: '1.5' is neither a whole number nor the name of a parameter"]),
        (
            "when: {count: {of",
            "when: {finding: {of",
            ["9:19: 'count' takes of, distinct, by and at_least; any other kind of fact takes an expression or ~"],
        ),
        (
            "id: several",
            "id: nonconformity",
            ["6:7: the rule 'nonconformity' is given a second time; it stands at p/judgement/rules.yaml:1:7 already"],
        ),
        ("- id: nonconformity", "id: nonconformity", ["2:8: not YAML: mapping values are not allowed in this context"]),
    ],
)
def test_a_rule_that_cannot_be_used(wrong_with: Changed, old: str, new: str, faults: list[str]) -> None:
    assert wrong_with("judgement/rules.yaml", old, new) == faults
