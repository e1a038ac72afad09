"""Rules and profile vetted before anything is judged: what would make a rule silent, or its conclusion unusable, is the user's to mend."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from hegui.judge import posts
from hegui.judge.texts import SYSTEMIC as SYSTEMIC_TEXTS
from hegui.judge.totals import TOTAL, TOTAL_FIELDS
from hegui.rules import fields_of_kinds, unknown_names
from hegui.words.errors import Fault, PolicyError, nearest
from hegui.words.findings import Grade
from hegui.words.profiles import STRATA, Profile, Rule

FINDING = "finding"
INCONCLUSIVE = "inconclusive"
REGRADE = "regrade"
REPEATED = "repeated"
SYSTEMIC = "systemic"
ESCALATION = "escalation"
STRENGTH = "strength"
ACTION = "action"
ACTION_TYPES = ("correction", "corrective_action", "verification", "escalation")
"""Types of recommended action, in the order they are taken; the texts of the first three are those of the standard's remedy."""
EXTENT = "extent"
"""Field of a systemic conclusion: ``units`` or ``standards``."""
UNITS, STANDARDS = "units", "standards"
NEEDS: Mapping[str, frozenset[str]] = {
    FINDING: frozenset({"standard", "unit"}),
    INCONCLUSIVE: frozenset({"standard", "unit"}),
    REPEATED: frozenset({"standard", "unit"}),
    ESCALATION: frozenset({"standard", "unit"}),
    STRENGTH: frozenset({"standard", "unit", "judged", "breached_elsewhere"}),
    ACTION: frozenset({"standard", "unit"}),
}
"""Conclusions to what they have to say that they are about."""
BY_EXTENT = {UNITS: "limits_same", STANDARDS: "unit"}
"""What a systemic conclusion is about."""
GRADED_BY = STRATA.index("grade")


def vet(rules: Sequence[Rule], profile: Profile) -> None:
    """Pass rules that judging can use.

    Raises:
        PolicyError: every fault of every rule and of the profile.
    """
    given = {TOTAL: TOTAL_FIELDS}
    fields = fields_of_kinds(rules, given)
    faults = [*unknown_names(rules, given, profile.parameters), *posts.faults(profile)]
    for rule in rules:
        kept = frozenset(rule.count.by) if rule.count else fields.get(rule.on, frozenset())
        faults += [*_conclusion(rule, kept), *_stratum(rule)]
        if rule.gives == ACTION:
            faults += _action(rule, profile)
    if any(rule.gives == ACTION for rule in rules):
        missing = [grade.value for grade in Grade if grade not in profile.due_working_days]
        faults.extend(Fault(profile.place, f"due_working_days says nothing of {grade!r}", "give the working days") for grade in missing)
    if faults:
        raise PolicyError(faults)


def _conclusion(rule: Rule, kept: Collection[str]) -> Iterator[Fault]:
    """What a conclusion has to say."""
    if rule.gives in {FINDING, INCONCLUSIVE, REGRADE}:
        yield from _one_of(rule, "grade", [grade.value for grade in Grade])
    if rule.gives == SYSTEMIC:
        yield from _systemic(rule, kept)
    if rule.on == SYSTEMIC and rule.gives in NEEDS and rule.gives != ACTION:
        yield Fault(
            rule.place, f"{rule.gives!r} is about one finding, and {SYSTEMIC!r} about several", f"what follows from it is {ACTION!r}"
        )
    elif rule.on != SYSTEMIC and not NEEDS.get(rule.gives, frozenset()) <= {*kept}:
        yield Fault(rule.place, f"{rule.gives!r} is about a standard in a unit, and the facts it rests on do not say which")


def _systemic(rule: Rule, kept: Collection[str]) -> Iterator[Fault]:
    yield from _one_of(rule, EXTENT, [*BY_EXTENT])
    about = BY_EXTENT.get(str(rule.sets.get(EXTENT)))
    if rule.count is None or rule.count.of not in {FINDING, INCONCLUSIVE}:
        yield Fault(rule.place, f"{SYSTEMIC!r} rests on a count of findings", "write when: {count: {of: finding, ...}}")
    elif about is not None and about not in kept:
        yield Fault(
            rule.place, f"{SYSTEMIC!r} of {rule.sets[EXTENT]} is about {about!r}, and the count is not by it", f"count by: [{about}]"
        )


def _stratum(rule: Rule) -> Iterator[Fault]:
    """An auditor decides on grades when they are given, and what follows rests on the decision."""
    after = STRATA.index(rule.stratum) > GRADED_BY
    if after and rule.gives in {FINDING, INCONCLUSIVE, REGRADE}:
        yield Fault(rule.place, f"{rule.gives!r} comes too late in {rule.stratum!r}", f"put it into {STRATA[GRADED_BY]!r} or before")
    if not after and rule.gives in {REPEATED, SYSTEMIC, ESCALATION, ACTION}:
        yield Fault(rule.place, f"{rule.gives!r} comes too early in {rule.stratum!r}", f"put it after {STRATA[GRADED_BY]!r}")


def _action(rule: Rule, profile: Profile) -> Iterator[Fault]:
    yield from _one_of(rule, "type", [*SYSTEMIC_TEXTS[UNITS]] if rule.on == SYSTEMIC else ACTION_TYPES)
    terms, days = rule.sets.get("terms", 1), rule.sets.get("days", 1)
    if not (isinstance(terms, int) and terms > 0):
        yield Fault(rule.place, "'terms' of 'action' is a whole number above zero")
    if isinstance(days, str) and days not in profile.parameters:
        yield Fault(rule.place, f"'days' of 'action', {days!r}, is no parameter of the profile", nearest(days, profile.parameters))
    if (profile.parameters.get(days, 1) if isinstance(days, str) else days) < 1:
        yield Fault(rule.place, "'days' of 'action' is a whole number above zero, or the name of a parameter that is")


def _one_of(rule: Rule, field: str, values: Sequence[str]) -> Iterator[Fault]:
    value = rule.sets.get(field)
    if value not in values:
        yield Fault(rule.place, f"{rule.gives!r} needs {field!r}, one of {', '.join(values)}", nearest(str(value), values) if value else "")
