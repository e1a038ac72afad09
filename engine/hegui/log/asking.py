"""Many questions in few statements: of a small log the engine takes longer to plan what it is asked than to look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from hegui.log.desk import Desk
from hegui.log.sql import select

AT_ONCE = 50
"""Columns or queries in a statement; planning more of them together is no faster."""
_T = TypeVar("_T")


def figures(desk: Desk, relation: str, columns: Sequence[Mapping[str, str]], asked: Sequence[str]) -> list[tuple[Any, ...]]:
    """The same aggregates of several columns of a relation: the columns are stacked, so that the question is planned once for all.

    Args:
        desk: Where it is asked.
        relation: What has the columns.
        columns: For each, the names that ``asked`` uses to what stands for them.
        asked: Aggregates.

    Returns:
        A row of figures for each column; nulls, also for counts, where the relation has no rows.
    """
    found: dict[int, tuple[Any, ...]] = {}
    for part in _parts(columns):
        stack = " UNION ALL ".join(select({"nth": str(at), **column}, relation) for at, column in part)
        found |= {at: told for at, *told in desk.rows(select(["nth", *asked], f"({stack})", "GROUP BY nth"))}
    return [tuple(found.get(at, (None,) * len(asked))) for at in range(len(columns))]


def answers(desk: Desk, queries: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    """The rows of several queries that give columns of the same types, in no order; the engine is free to stop each early."""
    found: list[list[tuple[Any, ...]]] = [[] for _ in queries]
    for part in _parts(queries):
        for at, *row in desk.rows(" UNION ALL ".join(select([str(at), "*"], f"({query})") for at, query in part)):
            found[at].append(tuple(row))
    return found


def _parts(items: Sequence[_T]) -> Iterator[list[tuple[int, _T]]]:
    """What is asked in a statement each, with its position among all."""
    numbered = list(enumerate(items))
    for start in range(0, len(numbered), AT_ONCE):
        yield numbered[start : start + AT_ONCE]
