"""Whether profiles and judging rules agree with what else there is."""

from __future__ import annotations

from hegui.policy.building.standard import SHARES, share_in_basis_points
from hegui.policy.choice import none_unknown
from hegui.policy.faults import At, Faults
from hegui.policy.files import Kind
from hegui.policy.gathered import Gathered
from hegui.policy.library import Policies, in_force
from hegui.policy.shapes.profile import ProfileShape
from hegui.words.conflicts import Conflict
from hegui.words.errors import nearest
from hegui.words.profiles import Override, Profile

FACTS = ("total",)
"""Kinds of facts that judging starts from; rules add kinds of their own."""


def agree(library: Policies, gathered: Gathered, faults: Faults) -> None:
    """Note what profiles, rules and conflicts name and what is not there."""
    if not any(kind is Kind.JUDGEMENT for kind, _ in gathered.broken):
        _rules(library, faults)
    for conflict, there in gathered.conflicts.values():
        _conflict(conflict, there, library, gathered)
    for name, profile in library.profiles.items():
        at = gathered.layers[name].at
        _profile(profile, at, library, gathered)
        if _overrides(profile, library, gathered, faults):
            in_force(profile, library.standards, library.drafts, faults)


def _rules(library: Policies, faults: Faults) -> None:
    kinds = {*FACTS, *(rule.gives for rule in library.rules)}
    for rule in library.rules:
        if rule.on not in kinds:
            faults.add(rule.place, f"rule {rule.id}: nothing gives facts of the kind {rule.on!r}", nearest(rule.on, kinds))
        least = rule.count.at_least if rule.count else 0
        for profile in library.profiles.values():
            if isinstance(least, str) and least not in profile.parameters:
                what = f"profile {profile.name}: the rule {rule.id!r} needs the parameter {least!r}"
                faults.add(profile.place, what, nearest(least, profile.parameters) or "set it under 'parameters'")


def _profile(profile: Profile, at: At, library: Policies, gathered: Gathered) -> None:
    known = [book.slug for book in library.handbooks]
    for index, slug in enumerate(profile.handbooks):
        if slug not in known and (Kind.HANDBOOK, slug) not in gathered.broken:
            (at / "handbooks" / index).wrong(f"there is no handbook {slug!r}", nearest(slug, known))
        if slug in profile.handbooks[:index]:
            (at / "handbooks" / index).wrong(f"the handbook {slug!r} is named twice")
    if not profile.handbooks:
        at.wrong("the profile puts no handbook in force", "name some under 'handbooks'")
    if profile.calendar not in library.calendars and (Kind.CALENDAR, profile.calendar) not in gathered.broken:
        (at / "calendar").wrong(f"there is no calendar {profile.calendar!r}", nearest(profile.calendar, library.calendars))
    _choice(gathered.layers[profile.name].shape, at, library, gathered)
    for log, fields in profile.unit_fields.items():
        _unit_fields(log, fields, at / "units" / log, library, gathered)


def _choice(shape: ProfileShape, at: At, library: Policies, gathered: Gathered) -> None:
    """Note standards and logs that the file of a profile chooses and that are not there."""
    none_unknown(shape.standards or (), gathered.identifiers, at / "standards")
    for index, log in enumerate(shape.logs or ()):
        if log not in library.vocabulary and log not in gathered.unreadable:
            (at / "logs" / index).wrong(f"there is no log {log!r}", nearest(log, library.vocabulary))
        elif log in (shape.logs or ())[:index]:
            (at / "logs" / index).wrong(f"{log!r} stands twice")


def _conflict(conflict: Conflict, at: At, library: Policies, gathered: Gathered) -> None:
    books = {book.slug: book for book in library.handbooks}
    for index, (slug, number) in enumerate(conflict.clauses):
        there = at / "clauses" / index
        if slug not in books:
            if (Kind.HANDBOOK, slug) not in gathered.broken:
                (there / "handbook").wrong(f"there is no handbook {slug!r}", nearest(slug, books))
        elif books[slug].clause(number) is None:
            (there / "clause").wrong(f"{slug} has no clause {number!r}", nearest(number, (each.number for each in books[slug].clauses)))
        elif (slug, number) in conflict.clauses[:index]:
            there.wrong(f"clause {number!r} of {slug} stands twice")
    none_unknown(conflict.standards, gathered.identifiers, at / "standards")


def _unit_fields(log: str, fields: tuple[str, ...], at: At, library: Policies, gathered: Gathered) -> None:
    found = library.vocabulary.get(log)
    if found is None:
        if (Kind.VOCABULARY, log) not in gathered.broken:
            at.wrong(f"there is no log {log!r}", nearest(log, library.vocabulary), key=True)
        return
    for index, name in enumerate(fields):
        if name not in found.fields:
            (at / index).wrong(f"{name!r} is not a field of {log}", nearest(name, found.fields))


def _overrides(profile: Profile, library: Policies, gathered: Gathered, faults: Faults) -> bool:
    """Whether all overrides name what is there."""
    right = True
    for override in profile.overrides:
        what, remedy = _wrong(override, library, gathered)
        if what:
            right = False
            faults.add(override.place, what, remedy)
    return right


def _wrong(override: Override, library: Policies, gathered: Gathered) -> tuple[str, str]:
    draft = library.drafts.get(override.standard)
    if draft is None:
        if (Kind.STANDARDS, override.standard) in gathered.broken:
            return "", ""
        return f"there is no standard {override.standard!r}", nearest(override.standard, library.drafts)
    if override.parameter in SHARES:
        try:
            share_in_basis_points(override.value)
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            return what, remedy
        return "", ""
    known = (*draft.shape.parameters, *SHARES)
    if override.parameter not in known:
        return f"{override.standard} has no parameter {override.parameter!r}", nearest(override.parameter, known)
    return "", ""
