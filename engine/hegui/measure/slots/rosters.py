"""Who is on a roster, and in which periods; overlapping stays of one entity count once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cases import case_view
from hegui.measure.cells import ID, YES, CaseView
from hegui.measure.expressions import holds
from hegui.measure.functions import last_by, start_of_day
from hegui.measure.ground import ENTITY, NUMBER, PLACE, UNIT
from hegui.measure.slots.rows import named
from hegui.measure.slots.schedule import END, ENOUGH, ROSTER, START
from hegui.measure.standing import day_or_time, end_of, is_reversed
from hegui.words import bound
from hegui.words.vocabulary import Shape

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.bound import BoundLog
    from hegui.words.slots import Roster

SURE = "sure"
"""boolean, never null: it is known that the entity has a slot."""
EVER = 2**62
"""Microseconds from 1970 that no date is further away."""
FAR = datetime(2100, 1, 1)
"""Later than every time that binding lets through."""


class Rosters:
    """The rosters of an audit, each worked out once for all the logs that ask for it.

    Args:
        shelf: where they are kept, as long as any log is measured.
        logs: every log of the audit by name.
        as_of: the instant of the audit.
    """

    def __init__(self, shelf: Shelf, logs: Mapping[str, BoundLog], as_of: datetime) -> None:
        self.shelf = shelf
        self.logs = logs
        self.as_of = as_of
        self._stays: dict[Roster, ir.Table] = {}
        self._numbers: dict[Roster, int] = {}
        self._asked: dict[tuple[object, ...], ir.Table] = {}

    def number(self, roster: Roster) -> int:
        """By what tables name a roster."""
        return self._numbers.setdefault(roster, len(self._numbers))

    def stays(self, roster: Roster) -> ir.Table:
        """Who is on a roster, and from when to when.

        In a register of one row a stretch nothing is cut at as-of: from and until say how long something is valid, and who joins next
        month has not been there from ever.
        """
        if roster not in self._stays:
            number, log = self.number(roster), self.logs[roster.log]
            cut = FAR if log.shape is Shape.WIDE else self.as_of
            view = case_view(self.shelf, log, (), cut, name=f"register {number}", names=roster.others())
            self._stays[roster] = self.shelf.keep(f"roster {number}", _apart(_stays(number, roster, view)))
        return self._stays[roster]

    def asked(self, roster: Roster, *key: object, periods: Callable[[], ir.Table]) -> ir.Table:
        """Who is on a roster in which of some periods: ``number entity unit sure``; worked out once for a key, whichever log asks."""
        asked = (roster, *key)
        if asked not in self._asked:
            found = on_roster(self.stays(roster), periods()).drop(PLACE)
            self._asked[asked] = self.shelf.keep(f"asked {len(self._asked)}", found)
        return self._asked[asked]


def on_roster(stays: ir.Table, periods: ir.Table) -> ir.Table:
    """Standard, number, entity and unit of the periods for which entities are, or may be, on the roster long enough.

    The unit is that of the stretch that began last before the period ended.
    """
    both = stays.inner_join(periods, [stays[ROSTER] == periods[ROSTER], stays["since"] < periods[END]])
    order = ibis.struct({"since": both["since"], "id": both[ID]})
    slots = both.group_by(PLACE, NUMBER, ENTITY).agg(
        **{UNIT: last_by(both[UNIT], order), ENOUGH: both[ENOUGH].max()},
        maybe=_shared(both, "maybe from").sum(),
        surely=ibis.ifelse(both[SURE], _shared(both, "surely from"), 0).sum(),
    )
    sure = slots["surely"] >= slots[ENOUGH]
    return slots.filter(slots["maybe"] >= slots[ENOUGH]).select(PLACE, NUMBER, ENTITY, UNIT, **{SURE: sure})


def _stays(number: int, roster: Roster, view: CaseView) -> ir.Table:
    """The rows of a roster that count or may count, with the time that each stands for; ``number`` is the roster's.

    Of a row that ends before it begins, or that another row of its key denies, nobody knows from when to when it stands.
    """
    table, since = view.table, view.cell(roster.since)
    until = None if roster.until is None else view.cell(roster.until)
    where = YES if roster.where is None else holds(roster.where, view)
    begin = start_of_day(day_or_time(since))
    end = ibis.null("int64") if until is None else end_of(until)
    vague = table[bound.CONFLICT] if until is None else table[bound.CONFLICT] | is_reversed(begin, end, until)
    sure = where.fill_null(False) & ~since.unreadable & ~vague
    rows = table.select(
        **{ROSTER: ibis.literal(number, "int64"), ID: table[ID], ENTITY: named(view, roster.entity), UNIT: table[bound.UNIT]},
        **{SURE: sure if until is None else sure & ~until.unreadable},
        since=ibis.ifelse(vague, -EVER, begin.fill_null(-EVER)),
        until=ibis.ifelse(vague, EVER, end.fill_null(EVER)),
        out=(where == ibis.literal(False)).fill_null(False) & ~table[bound.CONFLICT],
    )
    return rows.filter(rows[ENTITY].notnull() & ~rows["out"]).drop("out")


def _apart(rows: ir.Table) -> ir.Table:
    """Stretches that begin where those of the entity before them end, so that no day counts twice."""
    before = ibis.window(group_by=ENTITY, order_by=["since", ID], preceding=(None, 1))
    maybe = rows["until"].max().over(before)
    surely = ibis.ifelse(rows[SURE], rows["until"], ibis.null("int64")).max().over(before)
    return rows.mutate(
        **{
            "maybe from": ibis.greatest(rows["since"], maybe.fill_null(-EVER)),
            "surely from": ibis.greatest(rows["since"], surely.fill_null(-EVER)),
        }
    )


def _shared(both: ir.Table, begins: str) -> ir.IntegerValue:
    """How much of a period a stretch takes up."""
    return ibis.greatest(ibis.least(both["until"], both[END]) - ibis.greatest(both[begins], both[START]), 0)
