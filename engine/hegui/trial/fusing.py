"""Which examples of several logs can be measured together: their ids are marked, so that rows of one never meet rows of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from hegui.words.checks import Allowed, LimitTable
from hegui.words.expressions import Compare, Expr, In, Ref
from hegui.words.groups import Coverage, Score
from hegui.words.kinds import Scope
from hegui.words.related import Related, other
from hegui.words.slots import Cadence, Roster
from hegui.words.standards import Scenario, Standard
from hegui.words.vocabulary import FieldType, Log


def mark(number: int) -> str:
    """What ids of the example of that number begin with."""
    return f"example-{number}-"


def unmarked(name: str, own: str) -> str:
    """A name as the example wrote it."""
    return name.replace(own, "")


def fusible(standard: Standard, scenario: Scenario, vocabulary: Mapping[str, Log]) -> bool:
    """Whether the example means the same with all its ids marked.

    It does not where an id is compared with anything but an id, where rows meet by anything but ids, where the organisation is looked at as
    a whole, or where a row names nobody and could be anybody's.
    """
    if any(given.covers or {"activity", "update"} & {*given.columns} for given in scenario.given):
        return False
    log = vocabulary[standard.log]

    def is_id(ref: Ref) -> bool:
        if ref.name in vocabulary and ref.selector:
            return _is_id(vocabulary[ref.name], other(ref))
        return _is_id(log, ref)

    nodes = [*_nodes(standard.check), *_nodes(standard.where)]
    if not all(_sound(node, is_id, vocabulary, log) for node in nodes):
        return False
    return standard.scope is Scope.CASE or _of_entities(standard, vocabulary)


def _is_id(log: Log, ref: Ref) -> bool:
    found = log.fields.get(ref.name)
    return found is not None and found.type is FieldType.ID


def _nodes(thing: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a check
    """Every part of a check, however deep."""
    if isinstance(thing, tuple | list):
        for part in thing:
            yield from _nodes(part)
    elif is_dataclass(thing):
        yield thing
        for each in fields(thing):
            yield from _nodes(getattr(thing, each.name))


def _sound(node: Any, is_id: Callable[[Ref], bool], vocabulary: Mapping[str, Log], log: Log) -> bool:  # noqa: ANN401 - any part of a check
    """Whether ids in a part of a check meet ids alone."""
    match node:
        case Compare(_, left, right):
            return _id(left, is_id) is _id(right, is_id)
        case In(item):
            return not _id(item, is_id)
        case Allowed(field=ref, by=by):
            return not is_id(ref) and (by is None or not is_id(by))
        case Coverage(field=ref) | LimitTable(by=ref):
            return not is_id(ref)
        case Related(log=name, match=pairs):
            met = [(_is_id(vocabulary[name], theirs), _is_id(log, own)) for theirs, own in pairs]
            return (True, True) in met and all(theirs is own for theirs, own in met)
        case _:
            return True


def _id(expr: Expr, is_id: Callable[[Ref], bool]) -> bool:
    return isinstance(expr, Ref) and is_id(expr)


def names_of_entities(standard: Standard, vocabulary: Mapping[str, Log]) -> dict[str, set[str]]:
    """Log to the fields by which slots or groups of a standard are told apart; nothing for checks on cases.

    A row that leaves one of them blank could be anybody's, also one of another example.
    """
    if standard.scope is Scope.CASE:
        return {}
    check: Any = standard.check
    unit = vocabulary[standard.log].unit
    rosters = [node for node in _nodes(check) if isinstance(node, Roster)]
    entity = check.entity if isinstance(check, Cadence | Coverage) else None
    own = {entity.name} if entity else {unit} if unit else set()
    named = {standard.log: own if rosters or not unit else {*own, unit}}
    if isinstance(check, Score):
        named[standard.log] |= {ref.name for ref in check.subject}
    for roster in rosters:
        answering = vocabulary[roster.log].unit
        named.setdefault(roster.log, set()).update({roster.entity.name, *((answering,) if answering else ())})
    return named


def _of_entities(standard: Standard, vocabulary: Mapping[str, Log]) -> bool:
    """Whether slots or groups are those of entities and units that have ids."""
    if getattr(standard.check, "whole", False) or vocabulary[standard.log].unit is None:
        return False
    named = names_of_entities(standard, vocabulary)
    return all(_is_id(vocabulary[log], Ref(name)) for log, names in named.items() for name in names)
