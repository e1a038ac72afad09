"""From the shape of inline examples to rows with expected verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.policy.shapes.examples import ExamplesShape
from hegui.words.errors import nearest
from hegui.words.kinds import Check
from hegui.words.standards import ExampleRow, Examples
from hegui.words.verdicts import REASONS, Reason, Verdict
from hegui.words.vocabulary import Log

EVENTS = ("case", "activity", "time")
"""Columns that make the rows of an example events."""

PLAIN = frozenset({Verdict.CONFORMING, Verdict.PENDING, Verdict.NOT_APPLICABLE})
"""Verdicts that need no reason; some rows that do not apply have one."""

OUTCOME = ("verdict", "reason")


def are_events(columns: tuple[str, ...]) -> bool:
    """Whether the rows of an example with these columns are events."""
    return set(EVENTS) <= set(columns)


def examples(shape: ExamplesShape, check: Check | None, scope: Scope, at: At) -> Examples:
    """Build the rows; whatever is wrong with them is noted.

    Args:
        shape: as the file gives it.
        check: the check they are examples of; None where that is wrong itself.
        scope: names of the standard's log.
        at: where they stand.
    """
    instant(shape.as_of, at / "as_of")
    columns(shape.columns, scope.log, OUTCOME, at / "columns")
    width = len(shape.columns)
    kept = tuple(name for name in shape.columns if name not in OUTCOME)
    rows, seen = list[ExampleRow](), set[str | None]()
    for index, texts in enumerate(shape.rows):
        there = at / "rows" / index
        if len(texts) != width:
            there.wrong(f"the row has {len(texts)} cells and there are {width} columns")
            continue
        cells = {name: text or None for name, text in zip(shape.columns, texts, strict=True)}
        later = are_events(shape.columns) and cells.get("case") in seen
        seen.add(cells.get("case"))
        verdict, reason = _later(cells, there) if later else expected(cells, check, there)
        rows.append(ExampleRow(tuple(cells[name] for name in kept), verdict, reason, there.place))
    return Examples(shape.as_of, kept, tuple(rows), at.place)


def instant(as_of: datetime, at: At) -> None:
    """Note an instant that is not in the audit's time zone."""
    if as_of.tzinfo is not None:
        at.wrong("the time has an offset", "times of examples are those of the audit's time zone; leave the offset out")


def columns(names: tuple[str, ...], log: Log, outcome: tuple[str, ...], at: At) -> None:
    """Note columns that are no fields of the log, and those of ``outcome`` that are not there."""
    events = set(EVENTS) & set(names)
    known = {*log.fields, *outcome, *((*EVENTS, "actor") if are_events(names) else ())}
    for index, name in enumerate(names):
        if name in names[:index]:
            (at / index).wrong(f"the column {name!r} stands twice")
        if name in known:
            continue
        if events and not are_events(names) and name in EVENTS:
            missing = ", ".join(sorted(set(EVENTS) - events))
            (at / index).wrong(f"{name!r} is not a field of {log.name}", f"rows that are events also need {missing}")
        else:
            (at / index).wrong(f"{name!r} is not a field of {log.name}", nearest(name, known))
    for name in outcome:
        if name not in names:
            at.wrong(f"there is no column {name!r}")
    if are_events(names) and not log.events:
        at.wrong(f"the rows are events, and {log.name} is not a log of events")


def _later(cells: dict[str, str | None], at: At) -> tuple[str, str | None]:
    if cells.get("verdict") or cells.get("reason"):
        at.wrong("the verdict of a case stands on its first row", "leave it out here")
    return "", None


def expected(cells: Mapping[str, str | None], check: Check | None, at: At) -> tuple[str, str | None]:
    """Verdict and reason of a row, as far as they are right."""
    verdict, code = cells.get("verdict"), cells.get("reason")
    if not set(OUTCOME) <= set(cells):
        return "", None
    known = [str(v) for v in Verdict if v is not Verdict.WAIVED]
    if verdict not in known:
        what = "a verdict is missing" if verdict is None else f"{verdict!r} is not a verdict of an example"
        at.wrong(what, f"verdicts are {', '.join(known)}" if verdict is None else nearest(verdict, known))
        return verdict or "", code
    if code is not None or verdict not in PLAIN:
        _reason(verdict, code, check, at)
    return verdict, code


def _reason(verdict: str, code: str | None, check: Check | None, at: At) -> None:
    """Note a reason that does not go with the verdict, or that the check never gives."""
    of_verdict = [reason.code for reason in _given(verdict, check)]
    reasons = f"reasons are {', '.join(of_verdict)}"
    if not of_verdict:
        at.wrong(f"{verdict} needs no reason, found {code!r}", "write ~")
    elif code is None:
        at.wrong(f"{verdict} needs a reason", reasons)
    elif code not in REASONS:
        at.wrong(f"{code!r} is not a reason code", nearest(code, of_verdict))
    elif REASONS[code].verdict != verdict:
        at.wrong(f"{code!r} is a reason for {REASONS[code].verdict}, not for {verdict}", reasons)
    elif code not in of_verdict:
        at.style(f"{code!r} is no reason that this check gives", reasons)


def _given(verdict: str, check: Check | None) -> tuple[Reason, ...]:
    """Reasons that there are for a verdict; a breach has those of the check, anything else can also come from the record."""
    said = tuple(reason for reason in REASONS.values() if verdict == reason.verdict and verdict != reason.code)
    if check is None or verdict != Verdict.NONCONFORMING:
        return said
    return tuple(reason for reason in said if reason in check.reasons())
