"""``allowed``: a value is one of a list; with ``by`` the list depends on another field."""

from __future__ import annotations

import operator
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import NO, CaseView, Cell
from hegui.measure.functions import contains_all
from hegui.measure.ruling import Ladder, Ruling
from hegui.words import verdicts as v
from hegui.words.checks import Allowed
from hegui.words.expressions import Scalar
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir


def allowed(check: Allowed, view: CaseView) -> Ruling:
    """Compile a list of allowed values; a code that nobody knows is a breach, unless the handbook's list is open."""
    cell = view.cell(check.field)
    stranger = cell.unknown_code if cell.listed else cell.value.notnull()
    ladder = Ladder().when(cell.unreadable, v.UNREADABLE).when(cell.missing, v.UNKNOWN_VALUE)
    if check.by is None:
        within = _within(cell, check.values)
    else:
        by = view.cell(check.by)
        routes = {key: by.value.cast("string") == key for key in check.table or {}}
        ladder.when(by.unreadable, v.UNREADABLE)
        ladder.when(~reduce(operator.or_, routes.values(), NO).fill_null(False), v.UNKNOWN_VALUE)
        lists = ((routes[key] & _within(cell, values)).fill_null(False) for key, values in (check.table or {}).items())
        within = reduce(operator.or_, lists, NO)
    ladder.when(within.fill_null(False), v.CONFORMING)
    return ladder.when(stranger if check.open else None, v.UNKNOWN_VALUE).otherwise(v.NOT_ALLOWED)


def _within(cell: Cell, values: tuple[Scalar, ...]) -> ir.BooleanValue:
    if cell.type is FieldType.LIST:
        return contains_all(ibis.array(list(values)), cell.value) & ~cell.unknown_code
    return cell.value.isin([_typed(cell, value) for value in values])


def _typed(cell: Cell, value: Scalar) -> object:
    if isinstance(value, str) and cell.type in {FieldType.DATE, FieldType.DATETIME}:
        moment = datetime.fromisoformat(value)
        return moment.date() if cell.type is FieldType.DATE else moment
    return value
