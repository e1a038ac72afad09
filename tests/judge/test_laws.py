"""Laws of judging: no breach is lost, order decides nothing, and a second opinion on the shipped rules agrees."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hegui.judge.identity import fingerprint
from hegui.words.findings import Finding, FindingKind, Grade, Judgement, PastFinding
from hegui.words.measured import Tally
from hegui.words.standards import Force, Standard
from hegui.words.text import Text

UNITS = ("A", "B", "C", "D", "unknown", "-")
BREACH = {"case": "late", "slot": "missing_slot", "group": "below_limit"}
Key = tuple[str, str, str]


def _naive() -> ModuleType:
    spec = importlib.util.spec_from_file_location("judging_naive", Path(__file__).with_name("naive.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["judging_naive"] = module
    spec.loader.exec_module(module)
    return module


naive = _naive()


@dataclass
class Scene:
    """What is judged, for both."""

    standards: list[Standard] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    counted: list[Any] = field(default_factory=list)
    past: dict[Key, bool] = field(default_factory=dict)
    decisions: dict[Key, str] = field(default_factory=dict)


def scene(audit: Any, seed: int) -> Scene:
    """A scene near every threshold."""
    dice = random.Random(seed)  # noqa: S311 - a test
    made = Scene()
    for number in range(dice.randint(3, 9)):
        clause, same, duty, scope = str(dice.randint(1, 3)), f"x{dice.randint(1, 6)}", dice.random() < 0.8, dice.choice(list(BREACH))
        force = Force.MANDATORY if duty else Force.RECOMMENDED
        one = audit.standard(f"{clause}.s{number}", scope=scope, limits_same=same, force=force)
        made.standards.append(one)
        for unit in UNITS:
            if dice.random() < 0.8:
                _add(audit, made, dice, one, naive.Asked(one.id, clause, same, duty, scope), unit)
    keys = [(kind.value, one.id, unit) for kind in FindingKind for one in made.standards for unit in UNITS]
    made.past = {key: dice.random() < 0.5 for key in keys if dice.random() < 0.15}
    made.decisions = {key: dice.choice(["withdrawn", *Grade]) for key in keys if dice.random() < 0.15}
    return made


def _add(audit: Any, made: Scene, dice: random.Random, one: Standard, asked: Any, unit: str) -> None:
    counted = naive.Counted(asked, unit)
    clean = dice.random() < 0.3
    for month in range(dice.randint(1, 4)):
        bad = 0 if clean else dice.choice([0, 1, 1, 3])
        reasons = {"conforming": dice.choice([0, 1, 9, 10, 27, 30]), BREACH[asked.scope]: bad, "unreadable": dice.choice([0, 0, 0, 1])}
        reasons = {code: number for code, number in reasons.items() if number}
        worst = dice.choice([60, 259_200, 259_201]) if bad and dice.random() < 0.3 else None
        if reasons:
            made.tallies.append(audit.tally(one, unit, month, worst, **reasons))
            counted.reasons = {code: counted.reasons.get(code, 0) + reasons.get(code, 0) for code in {*counted.reasons, *reasons}}
            counted.worst = max(counted.worst, worst or 0)
            counted.months |= {month} if bad else set()
    if counted.reasons:
        made.counted.append(counted)


def judged(audit: Any, made: Scene) -> Judgement:
    def id_(key: Key) -> str:
        return fingerprint(FindingKind(key[0]), key[1], key[2])

    title = Text("题", "t")
    past = [
        PastFinding(id_(key), f"N{n}", FindingKind(key[0]), key[1], title, "1", key[2], Grade.MINOR, closed)
        for n, (key, closed) in enumerate(made.past.items())
    ]
    decisions = [_decision(audit, id_(key), decision) for key, decision in made.decisions.items()]
    said: Judgement = audit.judge(made.standards, made.tallies, last_audit=audit.last(*past), determinations=decisions)
    return said


def _decision(audit: Any, id_: str, decision: str) -> object:
    finding = type("Named", (), {"id": id_})()
    return audit.decision(finding, "withdrawn") if decision == "withdrawn" else audit.decision(finding, "regraded", Grade(decision))


def key_of(finding: Finding) -> Key:
    return finding.kind.value, finding.standard, finding.unit


def grades(findings: tuple[Finding, ...]) -> Mapping[Key, str]:
    return {key_of(finding): finding.grade.value for finding in findings}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_the_shipped_rules_say_what_their_description_says(audit: Any, seed: int) -> None:
    made = scene(audit, seed)
    said, expected = judged(audit, made), naive.verdict(made.counted, made.past, made.decisions)
    assert grades(said.findings) == expected.grades
    everything = (*said.findings, *said.withdrawn)
    assert {key_of(finding): (finding.proposed or finding.grade).value for finding in everything} == expected.proposed
    assert {key_of(finding): finding.repeated.because.rule for finding in said.findings if finding.repeated} == expected.repeated
    keys = {finding.id: key_of(finding) for finding in said.findings}
    common = {(problem.kind, problem.about, frozenset(keys[id_] for id_ in problem.findings)) for problem in said.common}
    assert common == expected.common
    assert len(said.common) == len(expected.common)
    assert {(each.standard, each.unit, each.judged, each.others) for each in said.strengths} == expected.strengths
    assert all((finding.escalated is not None) is (finding.grade is Grade.MAJOR) for finding in said.findings)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_nothing_is_lost_and_order_decides_nothing(audit: Any, seed: int) -> None:
    made = scene(audit, seed)
    said = judged(audit, made)
    # Every breach and every record that cannot be audited is a finding, once, or was withdrawn.
    found = [key_of(finding) for finding in (*said.findings, *said.withdrawn)]
    wanted = [("nonconformity", each.asked.id, each.unit) for each in made.counted if each.bad]
    wanted += [("inconclusive", each.asked.id, each.unit) for each in made.counted if each.unclear]
    assert sorted(found) == sorted(wanted)
    assert len({finding.number for finding in (*said.findings, *said.withdrawn)}) == len(found)
    # Every finding of the last audit and every decision is accounted for.
    assert len(said.followed_up) == len(made.past)
    assert len(said.unmatched) == len(made.decisions.keys() - set(found))
    random.Random(seed).shuffle(made.tallies)  # noqa: S311 - a test
    assert judged(audit, made) == said


@pytest.mark.parametrize("number", [2_000])
def test_many_facts_are_judged_and_none_is_lost(audit: Any, number: int) -> None:
    standards = audit.standards(20)
    units = [f"U{n:04}" for n in range(number // 20)]
    tallies = [audit.tally(one, unit, conforming=90 + n % 11, late=1 + n % 7) for one in standards for n, unit in enumerate(units)]
    said = audit.judge(standards, tallies)
    assert len(said.findings) == number
    assert sum(problem.kind == "standards" for problem in said.common) == len(units)
    assert sum(problem.kind == "units" for problem in said.common) == len(standards)
