"""The rows behind the counts: the worst breaches, what is due first, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from hegui.measure.cells import ANCHOR, ID, ROWS_OF_A_SOURCE, CaseView
from hegui.measure.functions import instant, top
from hegui.measure.judged import Judged
from hegui.measure.periods import label_of, number_of
from hegui.measure.precedence import due
from hegui.measure.texts import key_of, quote_name, quoted
from hegui.words.bound import UNIT
from hegui.words.measured import EvidenceRow, Setting
from hegui.words.verdicts import REASON_OF_NUMBER, Verdict

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.measure.shelf import Shelf
    from hegui.words.standards import Standard

NO_FILE = "<frame>"
"""Name of the source of a data frame."""
SHOWN = (Verdict.NONCONFORMING, Verdict.PENDING, Verdict.UNDETERMINED)
"""Verdicts whose rows are shown."""


@dataclass(frozen=True)
class Chosen:
    """A row to be shown for a standard."""

    standard: Standard
    verdict: Verdict
    unit: str
    id: int
    reason: int
    past: int | None


@dataclass(frozen=True)
class Details:
    """What is quoted of the chosen rows, by column."""

    places: Mapping[int, int]
    """Row id to its place in the lists."""
    lists: Mapping[str, list[Any]]


def evidence(
    shelf: Shelf, judged: Judged, counted: Mapping[tuple[str, Verdict], int], setting: Setting
) -> dict[Verdict, list[EvidenceRow]]:
    """The rows shown for each verdict, by standard and unit.

    Args:
        shelf: where the engine is.
        judged: the log with its verdicts.
        counted: how many rows of a standard have a verdict; standards without any are not asked again.
        setting: how many rows are kept, and whose names are masked.
    """
    wanted = [(standard, verdict) for standard in judged.standards for verdict in SHOWN if counted.get((standard.id, verdict))]
    if not wanted or setting.rows_kept < 1:
        return {}
    chosen = list(_chosen(shelf, judged, wanted, setting.rows_kept))
    details = _details(shelf, judged, chosen, setting)
    rows: dict[Verdict, list[EvidenceRow]] = {}
    for choice in chosen:
        rows.setdefault(choice.verdict, []).append(_row(choice, details, judged.view, setting))
    return rows


def _chosen(shelf: Shelf, judged: Judged, wanted: Sequence[tuple[Standard, Verdict]], count: int) -> Iterator[Chosen]:
    best = {str(number): _best(judged, *want, count) for number, want in enumerate(wanted)}
    found = sorted(shelf.fetch(judged.table.group_by(unit=judged.table[UNIT]).agg(**best)).to_pylist(), key=lambda row: row["unit"])
    for number, (standard, verdict) in enumerate(wanted):
        for unit in found:
            for row in unit[str(number)] or ():
                yield Chosen(standard, verdict, unit["unit"], row["id"], row["reason"], row["past"])


def _best(judged: Judged, standard: Standard, verdict: Verdict, count: int) -> ir.ArrayValue:
    """The rows of one standard and verdict in each unit: furthest past due first, then in the order of the files."""
    reason, past = judged.reason(standard), None if verdict is Verdict.UNDETERMINED else judged.past(standard)
    shown = ibis.struct({"id": judged.table[ID], "reason": reason, "past": ibis.null("int64") if past is None else past})
    first = -judged.table[ID]
    order = first if past is None else ibis.struct({"past": past.fill_null(0), "first": first})
    return top(shown, order, count, where=reason.isin(judged.numbers(standard, verdict)))


def _details(shelf: Shelf, judged: Judged, chosen: Sequence[Chosen], setting: Setting) -> Details:
    """What is quoted of every chosen row, in one query."""
    ids = shelf.bring("chosen rows", **{ID: sorted({choice.id for choice in chosen})})
    view = replace(judged.view, table=judged.view.table.semi_join(ids, ID))
    columns = {ID: view.table[ID], "key": key_of(view, setting.mask_key), "anchor": view.table[ANCHOR]}
    columns["period"] = number_of(setting.period, view.table[ANCHOR])
    for standard in {choice.standard.id: choice.standard for choice in chosen}.values():
        columns |= {quote_name(standard, ref, view): quoted(standard, ref, view, setting.mask_key) for ref in standard.refs()}
        if (micros := due(standard, view)) is not None:
            columns[f"due {standard.id}"] = instant(micros)
    found = shelf.fetch(view.table.select(**columns))
    lists = {name: found[name].to_pylist() for name in found.column_names}
    return Details({row: place for place, row in enumerate(lists[ID])}, lists)


def _row(choice: Chosen, details: Details, view: CaseView, setting: Setting) -> EvidenceRow:
    place, lists = details.places[choice.id], details.lists
    source, row = divmod(choice.id, ROWS_OF_A_SOURCE)
    was_due = None if choice.past is None else lists[f"due {choice.standard.id}"][place]
    return EvidenceRow(
        standard=choice.standard.id,
        unit=choice.unit,
        period=label_of(setting.period, lists["period"][place]),
        key=lists["key"][place],
        source=source_name(view, source),
        row=row,
        verdict=choice.verdict.value,
        reason=REASON_OF_NUMBER[choice.reason].code,
        anchor=lists["anchor"][place],
        due=None if was_due is None else was_due.replace(microsecond=0),
        overrun_seconds=choice.past if choice.past is not None and choice.past > 0 else None,
        observed=tuple((str(ref), lists[quote_name(choice.standard, ref, view)][place]) for ref in choice.standard.refs()),
    )


def source_name(view: CaseView, source: int) -> str:
    """Name of a source file; empty where the source is no file."""
    name = view.log.sources[source].name
    return "" if name == NO_FILE else name
