"""When the instances of slots and groups are: start, due day and label of their own period, and the report period that counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from hegui.measure.ground import NUMBER, PLACE
from hegui.measure.midnights import midnight
from hegui.measure.slots.candidates import due_day
from hegui.words.groups import Group
from hegui.words.measured import UNKNOWN_PERIOD
from hegui.words.slots import Cadence

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.measured import Setting
    from hegui.words.standards import Standard

LABEL = "period"
"""string: label of the own period, ``unknown`` where there is none."""
START, DUE = "start", "due"
"""int64: first moment of the own period, and last moment of the due day, in microseconds since 1970; null without a period."""
REPORT = "report"
"""int64: number of the report period that holds the start; null without one."""
CARRIED = "carried"
"""boolean, never null: the own period begins before the window."""

DAY = timedelta(days=1)
NONE = -1
"""Stands for a report period that there is not."""


def with_spans(shelf: Shelf, rows: ir.Table, standards: Sequence[Standard], setting: Setting) -> ir.Table:
    """Instances with what follows from the number of their period; ``rows`` name their standard by its place."""
    distinct = shelf.fetch(rows.filter(rows[NUMBER].notnull()).select(PLACE, NUMBER).distinct())
    numbers = sorted(zip(distinct[PLACE].to_pylist(), distinct[NUMBER].to_pylist(), strict=True))
    spans = _brought(shelf, standards, numbers, setting)
    table = rows.left_join(spans, [rows[PLACE] == spans[PLACE], rows[NUMBER] == spans[NUMBER]])
    return table.select(
        *rows.columns,
        START,
        DUE,
        **{
            LABEL: table[LABEL].fill_null(UNKNOWN_PERIOD),
            REPORT: table[REPORT].nullif(NONE),
            CARRIED: (table[CARRIED] == 1).fill_null(False),
        },
    )


def _brought(shelf: Shelf, standards: Sequence[Standard], numbers: Iterable[tuple[int, int]], setting: Setting) -> ir.Table:
    found = [(place, number, *_span(standards[place], number, setting)) for place, number in numbers]
    columns = list(zip(*found, strict=True)) or [()] * 7
    named = dict(zip((PLACE, NUMBER, LABEL, START, DUE, REPORT, CARRIED), columns, strict=True))
    return shelf.bring("periods of instances", [LABEL], **named)


def _span(standard: Standard, number: int, setting: Setting) -> tuple[str, int, int, int, bool]:
    """Label, start, due, report period and whether it is carried."""
    check = standard.check
    assert isinstance(check, Cadence | Group)
    start, end = check.per.bounds(number)
    due = due_day(check, number, setting.calendar) if isinstance(check, Cadence) else end - DAY
    report = setting.period.number_at(start)
    carried = setting.since is not None and start < setting.since
    return check.per.label(number), midnight(start), midnight(due + DAY) - 1, NONE if report is None else report, carried
