"""Measuring: standards compiled into columnar expressions, run where the log is; out come tallies and evidence rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hegui.words.bound import BoundLog
    from hegui.words.calendars import WorkingCalendar
    from hegui.words.measured import Instance, Measurement, Setting
    from hegui.words.standards import Standard

__all__ = ["instances", "measure", "verdicts"]


def measure(logs: Sequence[BoundLog], standards: Sequence[Standard], setting: Setting) -> Measurement:
    """Measure the standards on the logs, in the engine that the logs are bound in.

    A standard that crashes gets the status ``error`` and leaves the others alone; one whose log is not given, or lacks a field that it
    needs, gets ``not_checked``.
    """
    from hegui.measure import run

    return run.measure(logs, standards, setting)


def instances(logs: Sequence[BoundLog], standards: Sequence[Standard], setting: Setting) -> dict[str, list[Instance]]:
    """Every case, slot and group by standard; none of a standard that cannot be checked on the logs.

    Raises:
        PolicyError: standards crashed.
    """
    from hegui.measure import run

    return run.instances(logs, standards, setting)


def verdicts(
    log: BoundLog, standards: Sequence[Standard], as_of: datetime, calendar: WorkingCalendar | None = None
) -> dict[str, dict[str, str]]:
    """The reason code of every case by standard and key; empty for a standard that cannot be checked on the log.

    Raises:
        PolicyError: standards crashed.
    """
    from hegui.measure import run

    return run.verdicts(log, standards, as_of, calendar)
