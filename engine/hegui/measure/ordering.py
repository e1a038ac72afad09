"""The order in which a measurement tells what it found, whoever measured it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hegui.words.measured import EvidenceRow, Tally
    from hegui.words.standards import Standard


def tallies_in_order(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """By standard, unit and period."""
    return tuple(sorted(tallies, key=lambda tally: (tally.standard, tally.unit, tally.period)))


def rows_in_order(rows: Iterable[EvidenceRow], standards: Sequence[Standard]) -> tuple[EvidenceRow, ...]:
    """By place of the standard, and unit; within those they stand in their order already."""
    places = {standard.id: place for place, standard in enumerate(standards)}
    return tuple(sorted(rows, key=lambda row: (places[row.standard], row.unit)))
