"""Checks on what stands in fields: presence, sameness, difference, allowed values, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hegui.words import checks as c
from hegui.words import expressions as e
from hegui.words.vocabulary import FieldType, Shape

from .cases import Case
from .dates import begin
from .expressions import holds
from .flaws import Stranger, Unreadable
from .trying import tried_out


def presence(check: c.Presence, case: Case) -> str:
    if check.after is not None:
        after = case.get(check.after)
        if isinstance(after, Unreadable):
            return "unreadable"
        reached = after is not None and after is not False
        if isinstance(after, date):
            reached = begin(after) <= case.as_of
        if not reached:
            return "not_applicable"
    found = [filled(one, case) for one in check.fields]
    return next((code for code in ("blank", "not_met", "unreadable", "unknown_value") if code in found), "conforming")


def filled(one: c.Filled, case: Case) -> str:
    value, kind = case.get(one.ref), case.log.fields[one.ref.name].type
    if isinstance(value, Unreadable):
        return "unreadable"
    if kind is FieldType.BOOLEAN:
        return {True: "", False: "not_met", None: "unknown_value"}[value]
    if isinstance(value, Stranger):
        return "blank" if one.covers else ""
    if value is None or (isinstance(value, str) and not value.strip()) or value == []:
        return "blank"
    return "" if all(item in value for item in one.covers) else "blank"


def same(check: c.Same, case: Case) -> str:
    values = [case.get(ref) for ref in check.fields]
    if all(value is None for value in values):
        return "not_applicable"
    unless = holds(check.unless, case) if check.unless is not None else False
    if unless is True:
        return "conforming"
    if len({value for value in values if value is not None}) > 1:
        unread = any(isinstance(case.get(ref), Unreadable) for ref in e.refs(check.unless))
        return "differs" if unless is False else "unreadable" if unread else "unknown_value"
    return "unknown_value" if None in values else "conforming"


def same_tried(check: c.Same, case: Case) -> str:
    return tried_out(SameFields(check), case, lambda given, of: same(given.check, of))


@dataclass
class SameFields:
    """A sameness whose ``unless`` is not tried out."""

    check: c.Same

    def refs(self) -> tuple[e.Ref, ...]:
        return self.check.fields


def different(check: c.Different, case: Case) -> str:
    values = [case.get(ref) for ref in check.fields]
    if all(value is None for value in values):
        return "not_applicable"
    crowds = [persons(case, ref) for ref in check.fields]
    for number, crowd in enumerate(crowds):
        if any(crowd & other - {None} for other in crowds[:number]):
            return "not_different"
    return "unknown_value" if any(None in crowd or not crowd for crowd in crowds) else "conforming"


def persons(case: Case, ref: e.Ref) -> set[Any]:
    """Everybody who did what an actor field names; of any other name the one value."""
    if case.shape is not Shape.WIDE and ref.name in case.log.actors and not ref.selector:
        return {event.actor for event in case.reached(case.log.actors[ref.name])}
    return {case.get(ref)}


def allowed(check: c.Allowed, case: Case) -> str:
    value, values = case.get(check.field), check.values
    listed = bool(case.log.fields[check.field.name].values)
    if isinstance(value, Unreadable):
        return "unreadable"
    if value is None:
        return "unknown_value"
    if check.by is not None:
        assert check.table is not None
        by = case.get(check.by)
        if isinstance(by, Unreadable):
            return "unreadable"
        if by not in check.table:
            return "unknown_value"
        values = check.table[by]
    items = value if isinstance(value, list) else [value]
    if all(item in values for item in items):
        return "conforming"
    return "unknown_value" if check.open and (isinstance(value, Stranger) or not listed) else "not_allowed"


def condition(check: c.Condition, case: Case) -> str:
    that = holds(check.that, case)
    if that is None:
        return "unreadable" if any(isinstance(case.get(ref), Unreadable) for ref in check.refs()) else "unknown_value"
    return "conforming" if that else "violated"
