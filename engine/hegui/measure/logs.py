"""One log with its standards: applied to its cases, and asked of its slots and groups; what crashes is set apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegui.measure.cases import case_view
from hegui.measure.instancing import Asked
from hegui.measure.judged import Judged, judge_cases
from hegui.measure.said import said
from hegui.measure.shelf import Shelf
from hegui.words.kinds import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hegui.measure.cells import CaseView
    from hegui.words.bound import BoundLog
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard


def measured_log(
    shelf: Shelf, log: BoundLog, standards: Sequence[Standard], logs: Mapping[str, BoundLog], setting: Setting, errors: dict[str, str]
) -> tuple[Judged | None, Asked | None]:
    """The cases of a log with every standard on them applied, and what is asked of its slots and groups; None where nothing is.

    Args:
        shelf: where the tables are kept.
        log: the log.
        standards: one or more, all of which can be checked on it.
        logs: every log of the audit.
        setting: how to measure.
        errors: standard that crashed to the message; is added to.
    """
    view = _view(shelf, log, standards, logs, setting, errors)
    if view is None:
        return None, None
    sound = [standard for standard in standards if standard.id not in errors]
    others = tuple(standard for standard in sound if standard.scope is not Scope.CASE)
    judged = _judged(shelf, view, [standard for standard in sound if standard.scope is Scope.CASE], logs, setting, errors)
    return judged, Asked(view, shelf, others) if others else None


def _judged(
    shelf: Shelf, view: CaseView, standards: Sequence[Standard], logs: Mapping[str, BoundLog], setting: Setting, errors: dict[str, str]
) -> Judged | None:
    if not standards:
        return None
    try:
        judged = judge_cases(shelf, view, standards, logs, setting)
    except Exception as error:  # noqa: BLE001 - what all of them share fails: the standards of other logs go on
        errors |= {standard.id: said(error) for standard in standards}
        return None
    errors |= judged.errors
    return judged


def _view(
    shelf: Shelf, log: BoundLog, standards: Sequence[Standard], logs: Mapping[str, BoundLog], setting: Setting, errors: dict[str, str]
) -> CaseView | None:
    """The case view for all standards but those for which it cannot be made; None where it cannot be made at all."""
    try:
        return case_view(shelf, log, standards, setting.as_of, setting.calendar, logs=logs)
    except Exception as error:  # noqa: BLE001 - what one of the standards looks up fails, or what all of them share
        alone = {standard.id: said_alone for standard in standards if (said_alone := _crash(shelf, log, standard, logs, setting))}
        errors |= alone or {standard.id: said(error) for standard in standards}
    sound = [standard for standard in standards if standard.id not in errors]
    return case_view(shelf, log, sound, setting.as_of, setting.calendar, logs=logs) if sound else None


def _crash(shelf: Shelf, log: BoundLog, standard: Standard, logs: Mapping[str, BoundLog], setting: Setting) -> str:
    """What is said where the view cannot be made for one standard; empty where it can."""
    try:
        with Shelf(shelf.backend, f"{shelf.name}, one standard") as own:
            case_view(own, log, [standard], setting.as_of, setting.calendar, logs=logs)
    except Exception as error:  # noqa: BLE001 - as above
        return said(error)
    return ""
