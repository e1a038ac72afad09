"""How a case passed through its stages: in the order of time, each with the number that the requirement gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hegui.report.pdf import wording_facts as wf
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import filled
from hegui.words.checks import Sequence
from hegui.words.measured import EvidenceRow
from hegui.words.text import Text

_DAY = 10
"""Characters of a date."""


def passage(edition: Edition, log: str, check: Sequence, row: EvidenceRow) -> str:
    """``1 Received 2026-03-01 09:30 → 3 Handled 10:10 → 2 Graded 11:00; missing: 4 Filed``; a date is said once."""
    observed = dict(row.observed)
    numbers = {ref.name: place for place, stage in enumerate(check.stages, 1) for ref in stage}
    reached = sorted((time, numbers[name], name) for name, time in observed.items() if time and name in numbers)
    said = " → ".join(_steps(edition, log, reached))
    missing = [f"{number} {_title(edition, log, name)}" for name, number in numbers.items() if _lacking(check, observed, name)]
    if not missing:
        return said
    lacking = edition.said(filled(wf.STAGES_MISSING, stages=Text("、".join(missing), ", ".join(missing))), " / ")
    return f"{said}\n{lacking}" if said else lacking


def _lacking(check: Sequence, observed: Mapping[str, str | None], name: str) -> bool:
    """Whether the stage has no time and must have one."""
    return name in observed and not observed[name] and name not in {ref.name for ref in check.optional}


def _steps(edition: Edition, log: str, reached: list[tuple[str, int, str]]) -> Iterator[str]:
    day = ""
    for time, number, name in reached:
        yield f"{number} {_title(edition, log, name)} {time[_DAY:].strip() if time[:_DAY] == day else time}"
        day = time[:_DAY]


def _title(edition: Edition, log: str, name: str) -> str:
    return edition.said(edition.field(log, name), "/")
