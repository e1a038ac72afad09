"""The instances of slots and groups: the standards that are about entities or units in periods, those of all logs in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import ibis
from ibis.expr.operations import DatabaseTable

from hegui.measure.cells import AHEAD
from hegui.measure.exempt import exempted
from hegui.measure.ground import INSTANCE, PLACE, REASON, Ground, union
from hegui.measure.groups import GROUPS
from hegui.measure.groups.coverage import coverages
from hegui.measure.persons import about_persons
from hegui.measure.said import said
from hegui.measure.slots import cadences
from hegui.measure.spans import with_spans
from hegui.words.groups import Coverage
from hegui.words.slots import Cadence

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.measure.shelf import Shelf
    from hegui.measure.slots.rosters import Rosters
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

FUSED: Mapping[type, Callable[[Mapping[int, Ground]], ir.Table]] = {Cadence: cadences, Coverage: coverages}
"""Kinds whose standards make up one query: their steps are the same for each, and writing them down costs more than running them."""
TOGETHER = 24
"""Of the others, which are compiled one by one, so many in one query: the engine plans a union of hundreds slowly."""


@dataclass(frozen=True)
class Asked:
    """What is asked of the slots and groups of a log."""

    view: CaseView
    """The case view of the log."""
    shelf: Shelf
    """Where its tables are kept."""
    standards: tuple[Standard, ...]
    """One or more, all of which can be checked on the log."""


@dataclass(frozen=True)
class Listed:
    """The slots and groups of all logs, each with its verdict."""

    shelf: Shelf
    named: tuple[Standard, ...]
    """The standards, in the places that ``table`` names them by."""
    standards: tuple[Standard, ...]
    """Those of them that are told of; in an order of their own."""
    table: ir.Table
    """``INSTANCE``, and what ``spans`` says of each."""
    errors: Mapping[str, str]
    """Standard that crashed to the message."""
    personal: frozenset[int]
    """Places of the standards whose entities are persons."""

    def only(self, standard: Standard) -> Self:
        """The instances of one standard."""
        return replace(self, standards=(standard,), table=self.table.filter(self.table[PLACE] == self.place(standard)))

    def place(self, standard: Standard) -> int:
        """By what the table names a standard."""
        return self.named.index(standard)


def list_instances(asked: Sequence[Asked], rosters: Rosters, setting: Setting) -> Listed:
    """Apply the standards on slots and groups; one that crashes is set apart and the others go on.

    Args:
        asked: the standards by log; one or more.
        rosters: those of the audit, with every log of it, and the shelf that logs share.
        setting: how to measure.
    """
    standards = tuple(standard for one in asked for standard in one.standards)
    shelf, errors = rosters.shelf, dict[str, str]()
    grounds = _grounds(asked, rosters, setting, errors)
    try:
        found = shelf.keep("instances found", compiled(grounds, shelf))
    except Exception:  # noqa: BLE001 - one of the standards fails, whatever the way: find it, keep the others
        errors |= _crashed(grounds, shelf)
        grounds = {place: ground for place, ground in grounds.items() if ground.standard.id not in errors}
        if not grounds:
            return Listed(shelf, standards, (), asked[0].view.table, errors, frozenset())
        found = shelf.keep("instances found", compiled(grounds, shelf))
    placed = with_spans(shelf, found, standards, setting)
    vocabulary = {name: log.log for name, log in rosters.logs.items()}
    personal = frozenset(place for place, ground in grounds.items() if about_persons(ground.standard, vocabulary))
    table = shelf.keep("instances", placed.mutate(**{REASON: exempted(placed, standards, setting, personal)}))
    return Listed(shelf, standards, tuple(ground.standard for ground in grounds.values()), table, errors, personal)


def _grounds(asked: Sequence[Asked], rosters: Rosters, setting: Setting, errors: dict[str, str]) -> dict[int, Ground]:
    """Place of a standard to what it stands on; where that cannot be made for a log, its standards are set apart."""
    grounds: dict[int, Ground] = {}
    place = 0
    for one in asked:
        try:
            there = replace(one.view, table=_there(one.view.table, one.shelf))
        except Exception as error:  # noqa: BLE001 - what all of them share fails: the standards of other logs go on
            errors |= {standard.id: said(error) for standard in one.standards}
        else:
            grounds |= {place + n: Ground(standard, there, one.shelf, setting, rosters) for n, standard in enumerate(one.standards)}
        place += len(one.standards)
    return grounds


def _there(table: ir.Table, shelf: Shelf) -> ir.Table:
    """The rows that were there at as-of, as a table that stands: a query would be planned again for every standard that reads it."""
    if isinstance(table.op(), DatabaseTable) and not shelf.fetch(table.aggregate(ahead=table[AHEAD].max()))["ahead"][0].as_py():
        return table
    return shelf.keep("rows there", table.filter(~table[AHEAD]))


def compiled(grounds: Mapping[int, Ground], shelf: Shelf) -> ir.Table:
    """The instances of all standards in one table, which names them by their places: ``PLACE`` and ``INSTANCE``.

    Args:
        grounds: place of a standard to what it is compiled over.
        shelf: where the instances are kept, kind by kind.
    """
    tables = []
    for kind, fused in FUSED.items():
        some = {place: ground for place, ground in grounds.items() if isinstance(ground.standard.check, kind)}
        tables += [shelf.keep(fused.__name__, fused(some))] if some else []
    others = [(place, ground) for place, ground in grounds.items() if type(ground.standard.check) not in FUSED]
    for start in range(0, len(others), TOGETHER):
        groups = [_group(place, ground) for place, ground in others[start : start + TOGETHER]]
        tables.append(shelf.keep(f"groups from {start}", union(groups)))
    return union(tables)


def _group(place: int, ground: Ground) -> ir.Table:
    check = ground.standard.check
    table = GROUPS[type(check)](check, ground)
    return table.select(**{PLACE: ibis.literal(place, "int64")}, **{name: table[name] for name in INSTANCE})


def _crashed(grounds: Mapping[int, Ground], shelf: Shelf) -> dict[str, str]:
    """Run every standard alone: those that crash, to the message."""
    errors = {}
    for place, ground in grounds.items():
        try:
            shelf.keep("instances of one standard", compiled({place: ground}, shelf))
            shelf.drop("instances of one standard")
        except Exception as error:  # noqa: BLE001 - a crash is a status of the standard, never the end of the others
            errors[ground.standard.id] = said(error)
    return errors
