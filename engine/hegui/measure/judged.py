"""The verdict table: every case of a log with one small number for every standard, computed once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Self

import ibis

from hegui.measure.cases import case_view
from hegui.measure.cells import ANCHOR, ID, CaseView
from hegui.measure.moments import any_of
from hegui.measure.periods import number_of
from hegui.measure.precedence import rule
from hegui.measure.said import said
from hegui.measure.waived import excused
from hegui.words import verdicts as v
from hegui.words.bound import KEY, UNIT, BoundLog
from hegui.words.vocabulary import FieldType, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import ibis.expr.types as ir

    from hegui.measure.ruling import Ruling
    from hegui.measure.shelf import Shelf
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

PERIOD = "_period"
"""int64: number of the period of the anchor."""
INSIDE = "_inside"
"""boolean: the anchor lies in the window, or there is none."""


@dataclass(frozen=True)
class Judged:
    """A log with every standard applied to every case."""

    view: CaseView
    standards: tuple[Standard, ...]
    rulings: Mapping[str, Ruling]
    """Standard to its columns over the table of ``view``."""
    shelf: Shelf
    """Where the tables are kept."""
    table: ir.Table
    """``_id _key _unit _anchor _period _inside`` and for each standard ``reason`` and, where it has one, ``past``."""
    errors: Mapping[str, str]
    """Standard that crashed to the message."""

    def only(self, standard: Standard) -> Self:
        """The log with one standard."""
        return replace(self, standards=(standard,))

    def reason(self, standard: Standard) -> ir.IntegerValue:
        """Reason number of every case; null where the case is not in the window."""
        return self.table[_reason_name(standard)]

    def numbers(self, standard: Standard, verdict: v.Verdict) -> list[int]:
        """Numbers of the reasons by which the standard can give a verdict."""
        return [reason.number for reason in self.rulings[standard.id].reachable if reason.verdict is verdict]

    def past(self, standard: Standard) -> ir.IntegerValue | None:
        """Seconds past due, below zero before it; None where the kind knows no due time."""
        name = _past_name(standard)
        return self.table[name] if name in self.table.columns else None


def judge_cases(shelf: Shelf, view: CaseView, standards: Sequence[Standard], logs: Mapping[str, BoundLog], setting: Setting) -> Judged:
    """Apply the standards on cases; one that crashes is set apart and the others go on.

    Args:
        shelf: where the tables are kept.
        view: the case view of their log.
        standards: all of them can be checked on the log.
        logs: every log of the audit.
        setting: how to measure.
    """
    carried = _pending_at_start(shelf, view.log, standards, logs, setting)
    if carried is not None:
        by = ID if view.log.shape is Shape.WIDE else KEY
        view = replace(view, table=view.table.left_join(carried, by).drop(f"{by}_right"))
    errors: dict[str, str] = {}
    rulings = _compiled(view, standards, setting, errors)
    try:
        table = shelf.keep("verdicts", _verdicts(view, rulings, setting))
    except Exception:  # noqa: BLE001 - one of the standards fails on the data, whatever the way: find it, keep the others
        _set_apart(shelf, view, rulings, setting, errors)
        table = shelf.keep("verdicts", _verdicts(view, rulings, setting))
    kept = tuple(standard for standard in standards if standard.id in rulings)
    return Judged(view, kept, rulings, shelf, table, errors)


def _compiled(view: CaseView, standards: Iterable[Standard], setting: Setting, errors: dict[str, str]) -> dict[str, Ruling]:
    rulings = {}
    for standard in standards:
        try:
            rulings[standard.id] = excused(rule(standard, view, setting.adoptions.get(standard.handbook)), standard, setting, view)
        except Exception as error:  # noqa: BLE001 - a crash is a status of the standard, never the end of the others
            errors[standard.id] = said(error)
    return rulings


def _set_apart(shelf: Shelf, view: CaseView, rulings: dict[str, Ruling], setting: Setting, errors: dict[str, str]) -> None:
    """Run every standard alone and take out those that crash."""
    for standard in list(rulings):
        try:
            shelf.keep("one standard", _verdicts(view, {standard: rulings[standard]}, setting))
            shelf.drop("one standard")
        except Exception as error:  # noqa: BLE001 - as above
            errors[standard] = said(error)
            del rulings[standard]


def _verdicts(view: CaseView, rulings: Mapping[str, Ruling], setting: Setting) -> ir.Table:
    table = view.table
    inside = _inside(table[ANCHOR], setting)
    columns = {ID: table[ID], KEY: table[KEY], UNIT: table[UNIT], PERIOD: number_of(setting.period, table[ANCHOR]), INSIDE: inside}
    carried = {
        standard: table[_carried_name(standard)].fill_null(False) for standard in rulings if _carried_name(standard) in table.columns
    }
    for standard, ruling in rulings.items():
        counts = inside | carried[standard] if standard in carried else inside
        bounded = setting.since is not None or setting.until is not None
        columns[f"reason {standard}"] = ibis.ifelse(counts, ruling.reason, ibis.null("int8")) if bounded else ruling.reason
        if ruling.past_due is not None:
            columns[f"past {standard}"] = ruling.past_due
    return table.filter(any_of([inside, *carried.values()])).select(**columns)


def _inside(anchor: ir.TimestampValue, setting: Setting) -> ir.BooleanValue:
    inside = ibis.literal(True)
    if setting.since is not None:
        inside &= anchor >= datetime.combine(setting.since, time())
    if setting.until is not None:
        inside &= anchor < datetime.combine(setting.until, time())
    return inside.fill_null(True)


def _pending_at_start(
    shelf: Shelf, log: BoundLog, standards: Sequence[Standard], logs: Mapping[str, BoundLog], setting: Setting
) -> ir.Table | None:
    """Cases anchored before the window, and of which standards they were pending when it began."""
    if setting.since is None:
        return None
    began = datetime.combine(setting.since, time())
    if not _begins_before(shelf, log, began):
        return None
    view = case_view(shelf, log, standards, began, setting.calendar, "cases before the window", logs=logs)
    flags = {}
    for standard_id, ruling in _compiled(view, standards, setting, {}).items():
        if v.PENDING in ruling.reachable:
            flags[_carried_name(standard_id)] = ruling.reason == v.PENDING.number
    if not flags:
        return None
    by = ID if log.shape is Shape.WIDE else KEY
    pending = view.table.filter((view.table[ANCHOR] < began) & any_of(list(flags.values()))).select(view.table[by], **flags)
    return shelf.keep("carried", pending)


def _begins_before(shelf: Shelf, log: BoundLog, instant: datetime) -> bool:
    """Whether any row is, or may be, anchored before an instant: only then can a case have been pending at it."""
    name = log.log.anchor_ref.name
    kind = log.log.fields[name].type if name in log.log.fields else None
    if log.shape is not Shape.WIDE or kind not in {FieldType.DATE, FieldType.DATETIME} or name not in log.table.columns:
        return True
    first = shelf.fetch(log.table.aggregate(first=log.table[name].min()))["first"][0].as_py()
    return first is not None and first < (instant.date() if kind is FieldType.DATE else instant)


def _carried_name(standard: str) -> str:
    return f"carried {standard}"


def _reason_name(standard: Standard) -> str:
    return f"reason {standard.id}"


def _past_name(standard: Standard) -> str:
    return f"past {standard.id}"
