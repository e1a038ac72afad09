"""The shipped rules once more, in plain Python from their description, without facts, engine or words of the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

MAJOR, MINOR, OBSERVATION = "major", "minor", "observation"
BREACHES, UNKNOWN = ("late", "missing_slot", "below_limit"), ("unreadable",)
Key = tuple[str, str, str]
"""``nonconformity`` or ``inconclusive``, standard, unit."""


@dataclass(frozen=True)
class Asked:
    """A standard."""

    id: str
    clause: str
    same: str
    duty: bool
    scope: str


@dataclass
class Counted:
    """What was counted of a standard in a unit."""

    asked: Asked
    unit: str
    reasons: dict[str, int] = field(default_factory=dict)
    worst: int = 0
    months: set[int] = field(default_factory=set)

    def of(self, *codes: str) -> int:
        return sum(self.reasons.get(code, 0) for code in codes)

    @property
    def bad(self) -> int:
        return self.of(*BREACHES)

    @property
    def judged(self) -> int:
        return self.bad + self.of("conforming")

    @property
    def unclear(self) -> bool:
        return self.of(*UNKNOWN) / max(1, sum(self.reasons.values())) > 0.05


@dataclass
class Verdict:
    """All that follows."""

    proposed: dict[Key, str] = field(default_factory=dict)
    grades: dict[Key, str] = field(default_factory=dict)
    repeated: dict[Key, str] = field(default_factory=dict)
    common: set[tuple[str, str, frozenset[Key]]] = field(default_factory=set)
    strengths: set[tuple[str, str, int, int]] = field(default_factory=set)


def verdict(counted: Sequence[Counted], past: Mapping[Key, bool], decisions: Mapping[Key, str]) -> Verdict:
    """Grades by the rules and as decided, what is repeated, common, and good.

    Args:
        counted: totals.
        past: findings of the last audit, and whether each was closed as effective.
        decisions: finding to the grade decided upon, or ``withdrawn``.
    """
    said = Verdict()
    for each in counted:
        if each.bad:
            said.proposed["nonconformity", each.asked.id, each.unit] = _grade(each, past) if each.asked.duty else OBSERVATION
        if each.unclear:
            said.proposed["inconclusive", each.asked.id, each.unit] = MINOR if each.asked.duty else OBSERVATION
    _clauses(counted, said, {key: decision for key, decision in decisions.items() if decision in {"withdrawn", OBSERVATION}})
    for key, grade in said.proposed.items():
        if decisions.get(key) != "withdrawn":
            said.grades[key] = decisions.get(key, grade)
    by_key = {("nonconformity", each.asked.id, each.unit): each for each in counted}
    for key in said.grades:
        if key in past:
            said.repeated[key] = "found-again" if key[0] == "nonconformity" else "record-found-again"
        elif key in by_key and _run(by_key[key].months) >= 3:
            said.repeated[key] = "breached-in-periods-in-a-row"
    _common(by_key, said)
    _strengths(counted, said, decisions)
    return said


def _grade(each: Counted, past: Mapping[Key, bool]) -> str:
    closed = past.get(("nonconformity", each.asked.id, each.unit), False)
    share = each.bad / each.judged
    if each.asked.scope == "case":
        doubtful = each.worst > 72 * 3600 or (each.judged >= 30 and share >= 0.1)
    else:
        doubtful = each.asked.scope == "slot" and each.bad >= 3 and share >= 0.1
    return MAJOR if closed or doubtful else MINOR


def _clauses(counted: Sequence[Counted], said: Verdict, taken_back: Mapping[Key, str]) -> None:
    """Minors on one clause: those that are minor before any rule raises them. What an auditor took back counts for its own draft only."""
    for unit, clause in {(each.unit, each.asked.clause) for each in counted}:
        mine = [e for e in counted if (e.unit, e.asked.clause) == (unit, clause) and e.bad and e.asked.duty]
        keys = {("nonconformity", each.asked.id, unit): each.asked.same for each in mine}
        left = {key: same for key, same in keys.items() if key not in taken_back}
        if len(set(keys.values())) >= 3:
            said.proposed |= {key: MAJOR for key in keys if key in taken_back}
        if len(set(left.values())) >= 3:
            said.proposed |= dict.fromkeys(left, MAJOR)


def _run(months: set[int]) -> int:
    ordered = sorted(months)
    longest = length = min(1, len(ordered))
    for before, after in pairwise(ordered):
        length = length + 1 if after == before + 1 else 1
        longest = max(longest, length)
    return longest


def _common(by_key: Mapping[Key, Counted], said: Verdict) -> None:
    grave = [(key, by_key[key]) for key, grade in said.grades.items() if key[0] == "nonconformity" and grade != OBSERVATION]
    for same in {each.asked.same for _, each in grave}:
        mine = [(key, each.unit) for key, each in grave if each.asked.same == same and each.unit not in {"unknown", "-"}]
        if len({unit for _, unit in mine}) >= 3:
            said.common.add(("units", same, frozenset(key for key, _ in mine)))
    for unit in {each.unit for _, each in grave} - {"unknown"}:
        here = [(key, each.asked.same) for key, each in grave if each.unit == unit]
        if len({same for _, same in here}) >= 5:
            said.common.add(("standards", unit, frozenset(key for key, _ in here)))


def _strengths(counted: Sequence[Counted], said: Verdict, decisions: Mapping[Key, str]) -> None:
    for each in counted:
        others = {
            other.unit
            for other in counted
            if other.asked == each.asked
            and other.unit != each.unit
            and other.bad
            and decisions.get(("nonconformity", other.asked.id, other.unit)) != "withdrawn"
        }
        enough = each.judged >= (30 if each.asked.scope == "case" else 3)
        if len(others) >= 2 and enough and not each.bad and not each.unclear and each.unit not in {"unknown", "-"}:
            said.strengths.add((each.asked.id, each.unit, each.judged, len(others)))
