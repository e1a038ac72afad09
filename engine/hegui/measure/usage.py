"""Which waivers covered a breach, and which are listed as unused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hegui.measure.cells import ID
from hegui.measure.precedence import rule
from hegui.measure.waived import covers
from hegui.words.verdicts import WAIVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hegui.measure.judged import Judged
    from hegui.measure.shelf import Shelf
    from hegui.words.profiles import Waiver


def used(shelf: Shelf, judged: Judged, waivers: Sequence[Waiver]) -> Iterator[Waiver]:
    """The waivers that cover a waived row of the log; several may cover the same one."""
    for standard in judged.standards:
        concerned = [waiver for waiver in waivers if waiver.standard == standard.id]
        if not concerned:
            continue
        waived = judged.table.filter(judged.reason(standard) == WAIVED.number).select(ID)
        view = replace(judged.view, table=judged.view.table.semi_join(waived, ID))
        ruling = rule(standard, view)
        counts = {str(number): covers(waiver, ruling, view.table).sum() for number, waiver in enumerate(concerned)}
        found = shelf.fetch(view.table.aggregate(**counts))
        yield from (waiver for number, waiver in enumerate(concerned) if found[str(number)][0].as_py())
