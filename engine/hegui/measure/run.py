"""Measuring: every standard on its log, to tallies, statuses and evidence rows; or to its instances, one by one."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING

from hegui.measure.instancing import list_instances
from hegui.measure.logs import measured_log
from hegui.measure.needs import why_not
from hegui.measure.one_by_one import instances_of
from hegui.measure.ordering import rows_in_order, tallies_in_order
from hegui.measure.said import said
from hegui.measure.shelf import Shelf
from hegui.measure.slots.rosters import Rosters
from hegui.measure.spool import spool
from hegui.measure.telling import Told, tell
from hegui.words.errors import Fault, PolicyError
from hegui.words.measured import Instance, Measurement, Setting, StandardStatus, Status
from hegui.words.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hegui.measure.instancing import Asked, Listed
    from hegui.measure.judged import Judged
    from hegui.words.bound import BoundLog
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.standards import Standard

EVERY_LOG = "every log"
"""Name of the shelf that logs share; names of logs have no space."""


def measure(logs: Sequence[BoundLog], standards: Sequence[Standard], setting: Setting) -> Measurement:
    """Measure the standards on the logs, in the engine that the logs are bound in.

    A standard that crashes gets the status ``error`` and leaves the others alone; one whose log is not given, or lacks a field that it
    needs, gets ``not_checked``.
    """
    unchecked = _unchecked(logs, standards, setting)
    told = Told()
    with ExitStack() as stack:
        measured = _measured(stack, logs, _of_logs(standards, unchecked), setting, told.errors)
        for part in measured:
            told += tell(part, setting)
        spooled, told = spool(measured, told, setting)
    in_scope: Counter[str] = Counter()
    for tally in told.tallies:
        in_scope[tally.standard] += tally.counts.in_scope
    return Measurement(
        statuses=tuple(_status(standard, unchecked, told.errors, in_scope) for standard in standards),
        tallies=tallies_in_order(told.tallies),
        evidence=rows_in_order(told.rows.get(Verdict.NONCONFORMING, []), standards),
        pending=rows_in_order(told.rows.get(Verdict.PENDING, []), standards),
        undetermined=rows_in_order(told.rows.get(Verdict.UNDETERMINED, []), standards),
        unused_waivers=tuple(waiver for waiver in setting.waivers if waiver not in told.waivers),
        unused_objections=tuple(one for one in setting.objections if one.upheld and one not in told.objections),
        spool=spooled,
    )


def instances(logs: Sequence[BoundLog], standards: Sequence[Standard], setting: Setting) -> dict[str, list[Instance]]:
    """Every instance by standard, sorted by unit, entity and time; none of a standard that cannot be checked on the logs.

    Raises:
        PolicyError: standards crashed.
    """
    unchecked = _unchecked(logs, standards, setting)
    found: dict[str, list[Instance]] = {standard.id: [] for standard in standards}
    errors: dict[str, str] = {}
    with ExitStack() as stack:
        for part in _measured(stack, logs, _of_logs(standards, unchecked), setting, errors):
            found |= instances_of(part)
    if errors:
        raise PolicyError(
            Fault(standard.place, f"standard {standard.id!r} cannot be measured: {errors[standard.id]}")
            for standard in standards
            if standard.id in errors
        )
    return found


def verdicts(
    log: BoundLog, standards: Sequence[Standard], as_of: datetime, calendar: WorkingCalendar | None = None
) -> dict[str, dict[str, str]]:
    """The reason code of every case by standard and key; empty for a standard that cannot be checked on the log.

    Raises:
        PolicyError: standards crashed.
    """
    found = instances([log], standards, Setting(as_of, calendar=calendar))
    return {standard: {instance.entity: instance.reason for instance in told} for standard, told in found.items()}


def _of_logs(standards: Sequence[Standard], unchecked: Mapping[str, str]) -> dict[str, list[Standard]]:
    """Log to its standards that can be checked."""
    found: dict[str, list[Standard]] = {}
    for standard in standards:
        if not unchecked[standard.id]:
            found.setdefault(standard.log, []).append(standard)
    return found


def _measured(
    stack: ExitStack, logs: Sequence[BoundLog], checked: Mapping[str, Sequence[Standard]], setting: Setting, errors: dict[str, str]
) -> list[Judged | Listed]:
    """Logs with their standards applied: the cases of each, and the slots and groups of all; tables stay as long as the stack is open."""
    of_name = {log.log.name: log for log in logs}
    parts: list[Judged | Listed] = []
    asked: list[Asked] = []
    for log in logs:
        if log.log.name in checked:
            shelf = stack.enter_context(Shelf(log.table.get_backend(), log.log.name))
            judged, others = measured_log(shelf, log, checked[log.log.name], of_name, setting, errors)
            parts += [judged] if judged else []
            asked += [others] if others else []
    if asked:
        common = stack.enter_context(Shelf(logs[0].table.get_backend(), EVERY_LOG))
        try:
            listed = list_instances(asked, Rosters(common, of_name, setting.as_of), setting)
        except Exception as error:  # noqa: BLE001 - what all of them share fails: what was said of cases stands
            errors |= {standard.id: said(error) for one in asked for standard in one.standards}
        else:
            errors |= listed.errors
            parts.append(listed)
    return parts


def _unchecked(logs: Sequence[BoundLog], standards: Sequence[Standard], setting: Setting) -> Mapping[str, str]:
    """Standard to why it cannot be checked; empty where it can."""
    of_log = {log.log.name: log for log in logs}
    return {standard.id: why_not(standard, of_log, setting.calendar) for standard in standards}


def _status(standard: Standard, unchecked: Mapping[str, str], errors: Mapping[str, str], in_scope: Counter[str]) -> StandardStatus:
    if unchecked[standard.id]:
        return StandardStatus(standard.id, Status.NOT_CHECKED, unchecked[standard.id])
    if standard.id in errors:
        return StandardStatus(standard.id, Status.ERROR, errors[standard.id])
    if not in_scope[standard.id]:
        return StandardStatus(standard.id, Status.NOT_EVALUATED, "nothing is in scope")
    return StandardStatus(standard.id, Status.JUDGED)
