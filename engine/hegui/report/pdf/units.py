"""The units that answer for what was audited."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus.flowables import Flowable

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_account as wa
from hegui.report.pdf.columns import Column, table
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, filled, number
from hegui.report.pdf.look import BODY, CELL_BOLD, CELL_RIGHT, CODE, NOTE
from hegui.report.pdf.text import Words
from hegui.words.text import Text

_LISTED = 120
"""Units that are listed."""


def units(edition: Edition) -> list[Flowable]:
    """The list of units, with how many findings each has."""
    declared, found = edition.record.job.units, Counter(finding.unit for finding in edition.record.findings)
    if not declared:
        return [Words(edition.stacked(wa.UNITS_FROM_DATA), BODY)]
    columns = [Column(edition.stacked(text), share, right) for text, share, right in (
        (wa.CODE, 20, False), (w.UNIT, 44, False), (wa.LEVEL, 26, False), (wa.PARENT, 36, False), (wa.HEAD, 26, False),
        (wa.DEPARTMENT, 40, False), (wa.FOUND, 18, True),
    )]  # fmt: skip
    rows = [
        (
            Words(unit.code, CODE, limit=80),
            Words(unit.name or unit.code, CELL_BOLD, limit=120),
            Words(edition.stacked(wa.LEVELS.get(unit.level, Text(unit.level, unit.level))) or NOTHING, limit=80),
            Words(edition.unit(unit.parent) if unit.parent else NOTHING, limit=80),
            Words(unit.head or NOTHING, limit=80),
            Words(unit.department or NOTHING, limit=80),
            Words(number(found[unit.code]), CELL_RIGHT),
        )
        for unit in declared[:_LISTED]
    ]
    more = len(declared) - _LISTED
    note = [Words(edition.stacked(filled(wa.MORE_UNITS, n=number(more))), NOTE)] if more > 0 else []
    return [table(columns, rows), *note]
