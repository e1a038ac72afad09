"""Values as a report quotes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from hegui.measure.cells import CaseView, raw_name
from hegui.measure.functions import instant, sha256
from hegui.measure.lookups import reached
from hegui.words.bound import KEY
from hegui.words.checks import Deadline
from hegui.words.vocabulary import FieldType

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from hegui.words.expressions import Ref
    from hegui.words.standards import Standard


def quote_name(standard: Standard, ref: Ref, view: CaseView) -> str:
    """Name that is the same for what different standards quote alike: all but times of deadlines in logs of events."""
    if (_is_end(standard, ref) or _of_each(standard, ref)) and view.from_events(ref):
        return f"{standard.id} reads {ref}"
    return f"reads {ref}"


def quoted(standard: Standard, ref: Ref, view: CaseView, mask_key: str | None) -> ir.StringValue:
    """What the standard reads under a name: times to the second, the text of the cell where it has no value, a pseudonym for a person.

    Of a deadline that is asked of each start, the start that decides and its answer are quoted.
    """
    cell = view.cell(ref)
    if isinstance(standard.check, Deadline) and _of_each(standard, ref):
        cell = replace(cell, value=instant(view.figure(standard.check, "to" if _is_end(standard, ref) else "from")).cast(cell.value.type()))
    elif isinstance(standard.check, Deadline) and _is_end(standard, ref):
        cell = reached(view, standard.check.start, ref)
    text = _text(cell.type, cell.value)
    if raw_name(ref) in view.table.columns:
        text = ibis.ifelse(cell.unreadable | cell.unknown_code, view.table[raw_name(ref)], text)
    found = view.origin(ref)
    return masked(text, mask_key) if found is not None and found.personal else text


def _is_end(standard: Standard, ref: Ref) -> bool:
    return isinstance(standard.check, Deadline) and ref in standard.check.end.refs


def _of_each(standard: Standard, ref: Ref) -> bool:
    check = standard.check
    return isinstance(check, Deadline) and check.each and ref in (*check.start.refs, *check.end.refs)


def key_of(view: CaseView, mask_key: str | None) -> ir.StringValue:
    """The key of a case; a pseudonym where the vocabulary says that it is personal."""
    return masked(view.table[KEY], mask_key) if _by_persons(view) else view.table[KEY]


def _by_persons(view: CaseView) -> bool:
    field = view.log.log.fields.get(view.log.log.key)
    return field is not None and field.personal


def names_of(view: CaseView, mask_key: str | None) -> list[ir.StringValue]:
    """What a case is called in decisions about it: by its key, and where that is personal by the pseudonym that reports show."""
    key = view.table[KEY]
    return [key, masked(key, mask_key)] if mask_key is not None and _by_persons(view) else [key]


def masked(text: ir.StringValue, mask_key: str | None) -> ir.StringValue:
    """A pseudonym that is the same for the same text under one key; the text itself where there is no key."""
    if mask_key is None:
        return text
    return ibis.literal("P-") + sha256(ibis.literal(mask_key) + text).substr(0, 10)


def _text(kind: FieldType, value: ir.Value) -> ir.StringValue:
    match kind:
        case FieldType.DATETIME:
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case FieldType.NUMBER:
            return value.cast("string").re_replace(r"\.?0+$", "")
        case FieldType.LIST:
            return value.join(", ")
        case FieldType.DATE | FieldType.INTEGER | FieldType.DURATION | FieldType.BOOLEAN:
            return value.cast("string")
        case _:
            return value
