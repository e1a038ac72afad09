"""Tables with more of what the cases are known by, brought beside the case view; of many a few are made first.

Ibis goes down an expression by recursion, and every join makes it deeper: some fifty joins in a row are more than Python lets it go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.additions import Workbench
    from hegui.measure.cells import CaseView
    from hegui.words.kinds import Check

AT_ONCE = 8
"""So many joins are written into one query."""

Asked = tuple[Sequence[tuple["Check", str]], Callable[[], "ir.Table"]]
"""Checks, each with what the columns of its figures begin with, and what makes the table of them."""


def with_figures(bench: Workbench, view: CaseView, asked: Iterable[Asked], by: str, what: str) -> CaseView:
    """The view with figures of checks that had to be looked up; a crash is kept for those checks, it is not the end of the others."""
    tables: list[ir.Table] = []
    told: list[tuple[Check, str | Exception]] = []
    for prefixes, build in asked:
        try:
            tables.append(build())
        except Exception as error:  # noqa: BLE001 - raised again where one of the checks is compiled
            told += [(check, error) for check, _ in prefixes]
        else:
            told += prefixes
    return replace(gathered(bench, view, tables, by, what), looked_up=(*view.looked_up, *told))


def gathered(bench: Workbench, view: CaseView, tables: Sequence[ir.Table], by: str, what: str) -> CaseView:
    """The view with the columns of tables that tell of some of its cases; of many tables, several are kept as one first.

    Args:
        bench: where that is kept.
        view: the case view.
        tables: at most one row a case; no two have a column in common but ``by``.
        by: the column that names the case.
        what: what they are called on the shelf.
    """
    cases, number = view.table.select(by), 0
    while len(tables) > AT_ONCE:
        fewer = []
        for first in range(0, len(tables), AT_ONCE):
            fewer.append(bench.shelf.keep(f"{bench.name}, {what} together {number}", _beside(cases, tables[first : first + AT_ONCE], by)))
            number += 1
        tables = fewer
    return replace(view, table=_beside(view.table, tables, by))


def _beside(cases: ir.Table, tables: Iterable[ir.Table], by: str) -> ir.Table:
    for table in tables:
        cases = cases.left_join(table, by).drop(f"{by}_right")
    return cases
