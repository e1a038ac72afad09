"""The rows behind the counts: the worst breaches, what is due first, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
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
    import pyarrow as pa

    from hegui.words.standards import Standard

NO_FILE = "<frame>"
"""Name of the source of a data frame."""
SHOWN = (Verdict.NONCONFORMING, Verdict.PENDING, Verdict.UNDETERMINED)
"""Verdicts whose rows are shown."""


@dataclass(frozen=True)
class Chosen:
    """The rows to be shown for a standard, verdict and unit, in their order."""

    standard: Standard
    verdict: Verdict
    unit: str
    rows: Sequence[tuple[int, int, int | None]]
    """Id of the row, number of the reason, seconds past due."""


@dataclass(frozen=True)
class Details:
    """What is quoted of the chosen rows, by column."""

    places: Mapping[int, int]
    """Row id to its place in the lists."""
    lists: Mapping[str, list[Any]]
    quotes: Mapping[str, Sequence[tuple[str, list[Any]]]]
    """Standard to the names it reads, each with its list."""


def evidence(judged: Judged, counted: Mapping[tuple[str, Verdict], int], setting: Setting) -> dict[Verdict, list[EvidenceRow]]:
    """The rows shown for each verdict, by standard and unit.

    Args:
        judged: the log with its verdicts.
        counted: how many rows of a standard have a verdict; standards without any are not asked again.
        setting: how many rows are kept, and whose names are masked.
    """
    wanted = [standard for standard in judged.standards if any(counted.get((standard.id, verdict)) for verdict in SHOWN)]
    if not wanted or setting.rows_kept < 1:
        return {}
    chosen = list(_chosen(judged, wanted, setting.rows_kept))
    details = _details(judged, chosen, setting)
    rows: dict[Verdict, list[EvidenceRow]] = {}
    for choice in chosen:
        rows.setdefault(choice.verdict, []).extend(_rows(choice, details, judged.view))
    return rows


def _chosen(judged: Judged, standards: Sequence[Standard], count: int) -> Iterator[Chosen]:
    parts = [_part(judged, place, standard) for place, standard in enumerate(standards)]
    found = judged.shelf.fetch(_best(ibis.union(*parts) if len(parts) > 1 else parts[0], count))
    groups = zip(*(found[name].to_pylist() for name in ("standard", "verdict", "unit")), _lists(found["rows"]), strict=True)
    for place, verdict, unit, rows in sorted(groups, key=lambda group: group[:3]):
        yield Chosen(standards[place], SHOWN[verdict], unit, rows)


def _lists(column: pa.ChunkedArray) -> Iterator[list[tuple[int, int, int | None]]]:
    """A column of lists of structures as lists of tuples; a dictionary for every row would cost more than the query."""
    for chunk in column.chunks:
        values = chunk.flatten()
        rows = zip(*(values.field(name).to_pylist() for name in ("id", "reason", "past")), strict=True)
        for length in chunk.value_lengths().to_pylist():
            yield list(islice(rows, length))


def _part(judged: Judged, place: int, standard: Standard) -> ir.Table:
    """All cases as one standard sees them; which of them are shown is said once for all parts."""
    past = judged.past(standard)
    return judged.table.select(
        standard=ibis.literal(place, "int32"),
        unit=judged.table[UNIT],
        id=judged.table[ID],
        reason=judged.reason(standard),
        past=ibis.null("int64") if past is None else past,
    )


def _best(rows: ir.Table, count: int) -> ir.Table:
    """The rows of each standard, verdict and unit: furthest past due first, then in the order of the files."""
    places = {number: SHOWN.index(reason.verdict) for number, reason in REASON_OF_NUMBER.items() if reason.verdict in SHOWN}
    verdict = rows["reason"].cases(*places.items())
    past = ibis.ifelse(verdict == SHOWN.index(Verdict.UNDETERMINED), ibis.null("int64"), rows["past"])
    shown = ibis.struct({"id": rows["id"], "reason": rows["reason"], "past": past})
    order = ibis.struct({"past": past.fill_null(0), "first": -rows["id"]})
    kept = rows.mutate(verdict=verdict, shown=shown, order=order).filter(rows["reason"].isin(list(places)))
    return kept.group_by("standard", "verdict", "unit").agg(rows=top(kept["shown"], kept["order"], count))


def _details(judged: Judged, chosen: Sequence[Chosen], setting: Setting) -> Details:
    """What is quoted of every chosen row, in one query."""
    ids = judged.shelf.bring("chosen rows", **{ID: sorted({row for choice in chosen for row, _, _ in choice.rows})})
    view = replace(judged.view, table=judged.view.table.semi_join(ids, ID))
    columns = {ID: view.table[ID], "key": key_of(view, setting.mask_key), "anchor": view.table[ANCHOR]}
    columns["period"] = number_of(setting.period, view.table[ANCHOR])
    standards = {choice.standard.id: choice.standard for choice in chosen}
    for standard in standards.values():
        columns |= {quote_name(standard, ref, view): quoted(standard, ref, view, setting.mask_key) for ref in standard.refs()}
        if (micros := due(standard, view)) is not None:
            columns[f"due {standard.id}"] = instant(micros)
    found = judged.shelf.fetch(view.table.select(**columns))
    lists = {name: found[name].to_pylist() for name in found.column_names}
    labels = {number: label_of(setting.period, number) for number in set(lists["period"])}
    lists["period"] = [labels[number] for number in lists["period"]]
    quotes = {name: [(str(ref), lists[quote_name(standard, ref, view)]) for ref in standard.refs()] for name, standard in standards.items()}
    return Details({row: place for place, row in enumerate(lists[ID])}, lists, quotes)


def _rows(choice: Chosen, details: Details, view: CaseView) -> Iterator[EvidenceRow]:
    lists, quotes = details.lists, details.quotes[choice.standard.id]
    dues = lists.get(f"due {choice.standard.id}")
    for row_id, reason, past in choice.rows:
        place = details.places[row_id]
        source, row = divmod(row_id, ROWS_OF_A_SOURCE)
        due_at = None if dues is None or choice.verdict is Verdict.UNDETERMINED else dues[place]
        yield EvidenceRow(
            standard=choice.standard.id,
            unit=choice.unit,
            period=lists["period"][place],
            key=lists["key"][place],
            source=source_name(view, source),
            row=row,
            verdict=choice.verdict.value,
            reason=REASON_OF_NUMBER[reason].code,
            anchor=lists["anchor"][place],
            due=None if due_at is None else due_at.replace(microsecond=0),
            overrun_seconds=past if past is not None and past > 0 else None,
            observed=tuple([(name, values[place]) for name, values in quotes]),
        )


def source_name(view: CaseView, source: int) -> str:
    """Name of a source file; empty where the source is no file."""
    name = view.log.sources[source].name
    return "" if name == NO_FILE else name
