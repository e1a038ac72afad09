"""The instances of slots and groups: the standards of a log that are about entities or units in periods, compiled into one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import ibis

from hegui.measure.cells import AHEAD
from hegui.measure.exempt import exempted
from hegui.measure.ground import INSTANCE, PLACE, REASON, Ground
from hegui.measure.persons import about_persons
from hegui.measure.said import said
from hegui.measure.slots import cadences
from hegui.measure.spans import with_spans
from hegui.words.kinds import Scope

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.cells import CaseView
    from hegui.measure.shelf import Shelf
    from hegui.measure.slots.rosters import Rosters
    from hegui.words.bound import BoundLog
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard


@dataclass(frozen=True)
class Listed:
    """The slots and groups of a log, each with its verdict."""

    log: BoundLog
    logs: Mapping[str, BoundLog]
    """Every log of the audit."""
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


def list_instances(shelf: Shelf, view: CaseView, standards: Sequence[Standard], rosters: Rosters, setting: Setting) -> Listed:
    """Apply the standards on slots and groups; one that crashes is set apart and the others go on.

    Args:
        shelf: where the tables are kept.
        view: the case view of their log.
        standards: one or more, all of which can be checked on the log.
        rosters: those of the audit, with every log of it.
        setting: how to measure.
    """
    there = replace(view, table=view.table.filter(~view.table[AHEAD]))
    ground, asked = Ground(standards[0], there, shelf, setting, rosters), dict(enumerate(standards))
    errors: dict[str, str] = {}
    try:
        found = shelf.keep("instances found", _compiled(asked, ground))
    except Exception:  # noqa: BLE001 - one of the standards fails, whatever the way: find it, keep the others
        errors = _crashed(asked, ground)
        asked = {place: standard for place, standard in asked.items() if standard.id not in errors}
        if not asked:
            return Listed(view.log, rosters.logs, shelf, tuple(standards), (), view.table, errors, frozenset())
        found = shelf.keep("instances found", _compiled(asked, ground))
    placed = with_spans(shelf, found, standards, setting)
    vocabulary = {name: log.log for name, log in rosters.logs.items()}
    personal = frozenset(place for place, standard in asked.items() if about_persons(standard, vocabulary))
    table = shelf.keep("instances", placed.mutate(**{REASON: exempted(placed, standards, setting, personal)}))
    return Listed(view.log, rosters.logs, shelf, tuple(standards), tuple(asked.values()), table, errors, personal)


def _compiled(standards: Mapping[int, Standard], ground: Ground) -> ir.Table:
    """The instances of all standards in one table, which names them by their places."""
    slots = {place: standard for place, standard in standards.items() if standard.scope is Scope.SLOT}
    tables = [cadences(slots, ground)] if slots else []
    tables += [_group(place, replace(ground, standard=standard)) for place, standard in standards.items() if place not in slots]
    return ibis.union(*tables) if len(tables) > 1 else tables[0]


def _group(place: int, ground: Ground) -> ir.Table:
    from hegui.measure.groups import GROUPS

    check = ground.standard.check
    table = GROUPS[type(check)](check, ground)
    return table.select(**{PLACE: ibis.literal(place, "int64")}, **{name: table[name] for name in INSTANCE})


def _crashed(standards: Mapping[int, Standard], ground: Ground) -> dict[str, str]:
    """Run every standard alone: those that crash, to the message."""
    errors = {}
    for place, standard in standards.items():
        try:
            ground.shelf.keep("instances of one standard", _compiled({place: standard}, ground))
            ground.shelf.drop("instances of one standard")
        except Exception as error:  # noqa: BLE001 - a crash is a status of the standard, never the end of the others
            errors[standard.id] = said(error)
    return errors
