"""From the shape of an example of several logs to a scenario."""

from __future__ import annotations

from datetime import date

from hegui.policy.building.examples import OUTCOME, columns, expected, instant
from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.policy.shapes.examples import ExpectShape, GivenShape, ScenarioShape
from hegui.words.errors import nearest
from hegui.words.kinds import Check, others, scope_of
from hegui.words.kinds import Scope as About
from hegui.words.standards import ExampleRow, Given, Scenario

NAMED_BY = {About.CASE: ("key", "unit"), About.SLOT: ("unit", "entity", "period"), About.GROUP: ("unit", "entity", "period")}
"""What an instance can be named by."""


def scenario(shape: ScenarioShape, check: Check | None, scope: Scope, at: At) -> Scenario:
    """Build a scenario; whatever is wrong with it is noted.

    Args:
        shape: as the file gives it.
        check: the check it is an example of; None where that is wrong itself.
        scope: names of the standard's log.
        at: where it stands.
    """
    instant(shape.as_of, at / "as_of")
    _span(shape.window, at / "window")
    if check is not None:
        _logs(shape, check, scope, at / "given")
    given = tuple(_given(name, sheet, scope, at / "given" / name) for name, sheet in shape.given.items())
    kept, rows = _expect(shape.expect, check, at / "expect")
    return Scenario(shape.as_of, given, kept, rows, shape.window, shape.parameters, at.place)


def _span(span: tuple[date, date] | None, at: At) -> None:
    if span is not None and span[0] >= span[1]:
        at.wrong("the span ends before it begins", "write the first day and the day after the last")


def _logs(shape: ScenarioShape, check: Check, scope: Scope, at: At) -> None:
    """Note logs that the check reads and the scenario lacks, and those that it does not read."""
    read = tuple(dict.fromkeys((scope.log.name, *(name for name, _ in others(check)))))
    for name in shape.given:
        if name in scope.logs and name not in read:
            (at / name).wrong(f"the standard does not look at the log {name!r}", f"it looks at {', '.join(read)}", key=True)
    for name in read:
        if name not in shape.given:
            at.wrong(f"the log {name!r} is not given", "give it, with 'rows: []' where it has none")


def _given(name: str, shape: GivenShape, scope: Scope, at: At) -> Given:
    log = scope.of(name, at.key)
    if log is not None:
        columns(shape.columns, log.log, (), at / "columns")
    _span(shape.covers, at / "covers")
    rows = [_cells(texts, shape.columns, at / "rows" / index) for index, texts in enumerate(shape.rows)]
    return Given(name, shape.columns, tuple(row for row in rows if row is not None), shape.covers, at.place)


def _cells(texts: tuple[str | None, ...], names: tuple[str, ...], at: At) -> tuple[str | None, ...] | None:
    """The cells of a row; None where their number is wrong, with the fault noted."""
    if len(texts) != len(names):
        at.wrong(f"the row has {len(texts)} cells and there are {len(names)} columns")
        return None
    return tuple(text or None for text in texts)


def _expect(shape: ExpectShape, check: Check | None, at: At) -> tuple[tuple[str, ...], tuple[ExampleRow, ...]]:
    """Columns without the outcome, and rows."""
    named = NAMED_BY[scope_of(check)] if check else tuple(dict.fromkeys(name for names in NAMED_BY.values() for name in names))
    kept = tuple(name for name in shape.columns if name not in OUTCOME)
    for index, name in enumerate(shape.columns):
        if name in shape.columns[:index]:
            (at / "columns" / index).wrong(f"the column {name!r} stands twice")
        elif name not in {*named, *OUTCOME}:
            (at / "columns" / index).wrong(f"{name!r} names no instance", nearest(name, (*named, *OUTCOME)))
    for name in OUTCOME:
        if name not in shape.columns:
            (at / "columns").wrong(f"there is no column {name!r}")
    rows = []
    for index, texts in enumerate(shape.rows):
        there = at / "rows" / index
        cells = _cells(texts, shape.columns, there)
        if cells is not None:
            of = dict(zip(shape.columns, cells, strict=True))
            verdict, reason = expected(of, check, there)
            rows.append(ExampleRow(tuple(of[name] for name in kept), verdict, reason, there.place))
    return kept, tuple(rows)
