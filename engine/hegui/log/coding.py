"""Whether the codes that a job gives are those of the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hegui.log.texts import fold
from hegui.words.errors import Fault, nearest
from hegui.words.jobs import LogSource
from hegui.words.vocabulary import Field, FieldType, Log

BOOLEANS = ("true", "false")


def wrong_codes(log: Log, source: LogSource) -> Iterator[Fault]:
    """What is wrong with the ``codes`` of a source: unknown fields, fields without a code list, unknown codes."""
    coded = [field.name for field in log.fields.values() if codes_of(field)]
    for name, book in source.codes.items():
        field = log.fields.get(name)
        if field is None:
            yield Fault(source.place, f"codes: log {log.name!r} has no field {name!r}", nearest(name, log.fields))
        elif not codes_of(field):
            what = f"codes: field {name!r} of log {log.name!r} has no code list"
            yield Fault(source.place, what, nearest(name, coded) or "leave it out; its cells are taken as they are")
        else:
            yield from _unknown(field, book, source)


def codes_of(field: Field) -> tuple[str, ...]:
    """Codes that the cells of a field stand for; none where they stand for themselves."""
    return BOOLEANS if field.type is FieldType.BOOLEAN else tuple(field.values)


def _unknown(field: Field, book: Mapping[str, str], source: LogSource) -> Iterator[Fault]:
    known = codes_of(field)
    for call, code in book.items():
        found = fold(code) if field.type is FieldType.BOOLEAN else code
        if found not in known:
            yield Fault(
                source.place, f"codes: field {field.name!r} has no code {code!r}, which {call!r} is to stand for", nearest(code, known)
            )
