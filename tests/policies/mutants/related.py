"""Changes of checks that look at another log, or at several events of a case."""

from __future__ import annotations

from dataclasses import replace

from hegui.words.durations import Limit
from hegui.words.kinds import Check
from hegui.words.related import FollowUp, Pattern, Related, Requires, RowCount, Triggers
from hegui.words.vocabulary import Log

from .expressions import Mutants, near, of_condition, of_expression, shorter


def _of_rows(rows: Related) -> Mutants[Related]:
    yield from ((f"matched without {rows.match[i]}", replace(rows, match=rest)) for i, rest in shorter(rows.match, 1))
    yield from ((f"their where: {change}", replace(rows, where=where)) for change, where in of_condition(rows.where))
    if rows.at is not None:
        yield f"at the anchor, not {rows.at}", replace(rows, at=None)


def _of_limit(limit: Limit | None) -> list[Limit | None]:
    return [] if limit is None else [*near(limit), None]


def row_count(check: RowCount, _: Log) -> Mutants[Check]:
    yield from ((change, replace(check, rows=rows)) for change, rows in _of_rows(check.rows))
    for step in (-1, 1):
        if check.at_least is not None:
            yield f"at least {check.at_least + step}", replace(check, at_least=check.at_least + step)
        if check.at_most is not None:
            yield f"at most {check.at_most + step}", replace(check, at_most=check.at_most + step)
    if check.until is not None:
        yield f"not until {check.until} only", replace(check, until=None)
    if (check.at_least or 0) > 1 or check.at_most:  # no rows and rows on no day are the same, and so are one row and one day
        yield "days counted otherwise", replace(check, distinct_days=not check.distinct_days)


def follow_up(check: FollowUp, _: Log) -> Mutants[Check]:
    yield from ((change, replace(check, rows=rows)) for change, rows in _of_rows(check.rows))
    for within in _of_limit(check.within):
        if within is not None or check.every is not None:
            yield f"within {within}", replace(check, within=within)
    for every in _of_limit(check.every):
        if every is not None or check.within is not None:
            yield f"every {every}", replace(check, every=every)
    if check.until is not None:
        yield f"not until {check.until} only", replace(check, until=None)


def triggers(check: Triggers, _: Log) -> Mutants[Check]:
    yield from ((change, replace(check, rows=rows)) for change, rows in _of_rows(check.rows))
    yield from ((f"when: {change}", replace(check, when=when)) for change, when in of_expression(check.when))
    yield from ((f"within {within}", replace(check, within=within)) for within in near(check.within))
    if check.after is not None:
        yield "after the anchor", replace(check, after=None)


def requires(check: Requires, _: Log) -> Mutants[Check]:
    yield from ((change, replace(check, rows=rows)) for change, rows in _of_rows(check.rows))
    yield from ((f"within {within}", replace(check, within=within)) for within in _of_limit(check.within))


def pattern(check: Pattern, _: Log) -> Mutants[Check]:
    yield from ((f"when: {change}", replace(check, when=when)) for change, when in of_expression(check.when))
    yield from ((f"unless: {change}", replace(check, unless=unless)) for change, unless in of_condition(check.unless))
