"""From the shape of inline examples to rows with expected verdicts."""

from __future__ import annotations

from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.policy.shapes.standard import ExamplesShape
from hegui.words.errors import nearest
from hegui.words.standards import ExampleRow, Examples
from hegui.words.verdicts import REASONS, Verdict

EVENTS = ("case", "activity", "time")
"""Columns that make the rows of an example events."""

PLAIN = frozenset({Verdict.CONFORMING, Verdict.PENDING, Verdict.NOT_APPLICABLE})
"""Verdicts that need no reason."""

_OUTCOME = ("verdict", "reason")


def are_events(columns: tuple[str, ...]) -> bool:
    """Whether the rows of an example with these columns are events."""
    return set(EVENTS) <= set(columns)


def examples(shape: ExamplesShape, scope: Scope, at: At) -> Examples:
    """Build the rows; whatever is wrong with them is noted."""
    if shape.as_of.tzinfo is not None:
        (at / "as_of").wrong("the time has an offset", "times of examples are those of the audit's time zone; leave the offset out")
    _columns(shape, scope, at / "columns")
    width = len(shape.columns)
    kept = tuple(name for name in shape.columns if name not in _OUTCOME)
    rows, seen = list[ExampleRow](), set[str | None]()
    for index, texts in enumerate(shape.rows):
        there = at / "rows" / index
        if len(texts) != width:
            there.wrong(f"the row has {len(texts)} cells and there are {width} columns")
            continue
        cells = {name: text or None for name, text in zip(shape.columns, texts, strict=True)}
        later = are_events(shape.columns) and cells.get("case") in seen
        seen.add(cells.get("case"))
        verdict, reason = _later(cells, there) if later else _expected(cells, there)
        rows.append(ExampleRow(tuple(cells[name] for name in kept), verdict, reason, there.place))
    return Examples(shape.as_of, kept, tuple(rows), at.place)


def _columns(shape: ExamplesShape, scope: Scope, at: At) -> None:
    events = set(EVENTS) & set(shape.columns)
    of_events = set(EVENTS) <= set(shape.columns)
    known = {*scope.log.fields, *_OUTCOME, *((*EVENTS, "actor") if of_events else ())}
    for index, name in enumerate(shape.columns):
        if name in shape.columns[:index]:
            (at / index).wrong(f"the column {name!r} stands twice")
        if name in known:
            continue
        if events and not of_events and name in EVENTS:
            missing = ", ".join(sorted(set(EVENTS) - events))
            (at / index).wrong(f"{name!r} is not a field of {scope.log.name}", f"rows that are events also need {missing}")
        else:
            (at / index).wrong(f"{name!r} is not a field of {scope.log.name}", nearest(name, known))
    for name in _OUTCOME:
        if name not in shape.columns:
            at.wrong(f"there is no column {name!r}")
    if of_events and not scope.log.events:
        at.wrong(f"the rows are events, and {scope.log.name} is not a log of events")


def _later(cells: dict[str, str | None], at: At) -> tuple[str, str | None]:
    if cells.get("verdict") or cells.get("reason"):
        at.wrong("the verdict of a case stands on its first row", "leave it out here")
    return "", None


def _expected(cells: dict[str, str | None], at: At) -> tuple[str, str | None]:
    """Verdict and reason of a row, as far as they are right."""
    verdict, code = cells.get("verdict"), cells.get("reason")
    if not set(_OUTCOME) <= set(cells):
        return "", None
    known = [str(v) for v in Verdict if v is not Verdict.WAIVED]
    if verdict not in known:
        what = "a verdict is missing" if verdict is None else f"{verdict!r} is not a verdict of an example"
        at.wrong(what, f"verdicts are {', '.join(known)}" if verdict is None else nearest(verdict, known))
        return verdict or "", code
    if verdict in PLAIN:
        if code is not None:
            at.wrong(f"{verdict} needs no reason, found {code!r}", "write ~")
        return verdict, None
    of_verdict = [reason.code for reason in REASONS.values() if reason.verdict == verdict]
    if code is None:
        at.wrong(f"{verdict} needs a reason", f"reasons are {', '.join(of_verdict)}")
    elif code not in REASONS:
        at.wrong(f"{code!r} is not a reason code", nearest(code, of_verdict))
    elif code not in of_verdict:
        at.wrong(f"{code!r} is a reason for {REASONS[code].verdict}, not for {verdict}", f"reasons are {', '.join(of_verdict)}")
    return verdict, code
