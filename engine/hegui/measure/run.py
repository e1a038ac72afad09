"""Measuring: every standard on its log, to tallies, statuses and evidence rows."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hegui.measure.evidence import evidence
from hegui.measure.judged import Judged, judge_cases, said
from hegui.measure.needs import why_not
from hegui.measure.shelf import Shelf
from hegui.measure.spool import spool
from hegui.measure.tallies import tallies
from hegui.measure.usage import used
from hegui.words.bound import KEY
from hegui.words.measured import EvidenceRow, Measurement, Setting, StandardStatus, Status, Tally
from hegui.words.verdicts import REASON_OF_NUMBER, REASONS, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hegui.words.bound import BoundLog
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.profiles import Waiver
    from hegui.words.standards import Standard


@dataclass
class _Found:
    """What measuring one log after the other adds up to."""

    tallies: list[Tally] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    """Standard that crashed to the message."""
    rows: dict[Verdict, list[EvidenceRow]] = field(default_factory=dict)
    used: list[Waiver] = field(default_factory=list)


def measure(logs: Sequence[BoundLog], standards: Sequence[Standard], setting: Setting) -> Measurement:
    """Measure the standards on the logs, in the engine that the logs are bound in.

    A standard that crashes gets the status ``error`` and leaves the others alone; one whose log is not given, or lacks a field that it
    needs, gets ``not_checked``.
    """
    of_log = {log.log.name: log for log in logs}
    unchecked = {standard.id: _why_unchecked(of_log.get(standard.log), standard, setting.calendar) for standard in standards}
    found = _Found()
    with ExitStack() as stack:
        judged = []
        for log in logs:
            checked = [standard for standard in standards if standard.log == log.log.name and not unchecked[standard.id]]
            if checked:
                shelf = stack.enter_context(Shelf(log.table.get_backend(), log.log.name))
                judged += _measure_log(shelf, log, checked, setting, found)
        spooled = spool(judged, found.tallies, setting)
    places = {standard.id: place for place, standard in enumerate(standards)}
    in_scope: Counter[str] = Counter()
    for tally in found.tallies:
        in_scope[tally.standard] += tally.counts.in_scope
    return Measurement(
        statuses=tuple(_status(standard, unchecked, found.errors, in_scope) for standard in standards),
        tallies=tuple(sorted(found.tallies, key=lambda tally: (tally.standard, tally.unit, tally.period))),
        evidence=_sorted(found, Verdict.NONCONFORMING, places),
        pending=_sorted(found, Verdict.PENDING, places),
        undetermined=_sorted(found, Verdict.UNDETERMINED, places),
        unused_waivers=tuple(waiver for waiver in setting.waivers if waiver not in found.used),
        spool=spooled,
    )


def verdicts(
    log: BoundLog, standards: Sequence[Standard], as_of: datetime, calendar: WorkingCalendar | None = None
) -> dict[str, dict[str, str]]:
    """The reason code of every case by standard and key; empty for a standard that cannot be checked on the log, or crashes."""
    setting = Setting(as_of, calendar=calendar)
    found: dict[str, dict[str, str]] = {standard.id: {} for standard in standards}
    checked = [standard for standard in standards if not why_not(log, standard, calendar)]
    if not checked:
        return found
    with Shelf(log.table.get_backend(), log.log.name) as shelf:
        judged = judge_cases(shelf, log, checked, setting)
        columns = {standard.id: judged.reason(standard) for standard in judged.standards}
        rows = shelf.fetch(judged.table.select(judged.table[KEY], **columns))
    keys = rows[KEY].to_pylist()
    for standard in columns:
        found[standard] = {key: REASON_OF_NUMBER[number].code for key, number in zip(keys, rows[standard].to_pylist(), strict=True)}
    return found


def _measure_log(shelf: Shelf, log: BoundLog, standards: Sequence[Standard], setting: Setting, found: _Found) -> list[Judged]:
    try:
        judged = judge_cases(shelf, log, standards, setting)
    except Exception as error:  # noqa: BLE001 - what all its standards share fails: the standards of other logs go on
        found.errors |= {standard.id: said(error) for standard in standards}
        return []
    found.errors |= judged.errors
    counted = tallies(shelf, judged, setting)
    found.tallies += counted
    by_verdict: Counter[tuple[str, Verdict]] = Counter()
    for tally in counted:
        for code, number in tally.counts.reasons.items():
            by_verdict[tally.standard, REASONS[code].verdict] += number
    for verdict, rows in evidence(shelf, judged, by_verdict, setting).items():
        found.rows.setdefault(verdict, []).extend(rows)
    found.used += used(shelf, judged, setting.waivers)
    return [judged]


def _why_unchecked(log: BoundLog | None, standard: Standard, calendar: WorkingCalendar | None) -> str:
    return f"no log {standard.log!r} is given" if log is None else why_not(log, standard, calendar)


def _status(standard: Standard, unchecked: dict[str, str], errors: dict[str, str], in_scope: Counter[str]) -> StandardStatus:
    if unchecked[standard.id]:
        return StandardStatus(standard.id, Status.NOT_CHECKED, unchecked[standard.id])
    if standard.id in errors:
        return StandardStatus(standard.id, Status.ERROR, errors[standard.id])
    if not in_scope[standard.id]:
        return StandardStatus(standard.id, Status.NOT_EVALUATED, "nothing is in scope")
    return StandardStatus(standard.id, Status.JUDGED)


def _sorted(found: _Found, verdict: Verdict, places: dict[str, int]) -> tuple[EvidenceRow, ...]:
    """Rows by standard and unit; within those they stand in their order already."""
    return tuple(sorted(found.rows.get(verdict, []), key=lambda row: (places[row.standard], row.unit)))
