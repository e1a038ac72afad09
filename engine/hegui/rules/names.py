"""Names in rules that nothing has: a misspelt field would be missing for ever, and its rule would never fire."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from hegui.rules.facts import COUNTED
from hegui.words.errors import Fault, nearest
from hegui.words.expressions import refs
from hegui.words.profiles import Rule

Fields = Mapping[str, frozenset[str]]
"""Kind of fact to the fields it can have."""


def fields_of_kinds(rules: Sequence[Rule], given: Fields) -> Fields:
    """Which fields the facts of each kind can have, given kinds and conclusions."""
    fields = dict(given)
    while True:
        before = dict(fields)
        for rule in rules:
            kept = fields.get(rule.on, frozenset()) if rule.count is None else frozenset((*rule.count.by, COUNTED))
            fields[rule.gives] = fields.get(rule.gives, frozenset()) | kept | frozenset(rule.sets)
        if fields == before:
            return fields


def unknown_names(rules: Sequence[Rule], given: Fields, parameters: Collection[str]) -> tuple[Fault, ...]:
    """Faults of rules that name a kind, field or parameter that there is not."""
    fields = fields_of_kinds(rules, given)
    return tuple(fault for rule in rules for fault in _unknown(rule, fields, parameters))


def _unknown(rule: Rule, fields: Fields, parameters: Collection[str]) -> list[Fault]:
    kind = rule.count.of if rule.count else rule.on
    if kind not in fields:
        return [Fault(rule.place, f"there are no facts of kind {kind!r}", nearest(kind, fields))]
    names = [str(ref) for ref in refs(rule.count.where if rule.count else rule.where)]
    wanted = [name for name in names if name not in parameters]
    wanted += [rule.count.distinct, *rule.count.by] if rule.count else []
    known = {*fields[kind], *parameters}
    faults = [
        Fault(rule.place, f"{name!r} is no field of {kind!r} and no parameter of the profile", nearest(name, known))
        for name in wanted
        if name not in fields[kind]
    ]
    if rule.count and isinstance(rule.count.at_least, str) and rule.count.at_least not in parameters:
        faults.append(
            Fault(rule.place, f"{rule.count.at_least!r} is no parameter of the profile", nearest(rule.count.at_least, parameters))
        )
    return faults
