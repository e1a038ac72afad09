"""Names in checks: several at once, and codes that a table is keyed by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from hegui.policy.building.scope import Scope, Sort
from hegui.policy.faults import At
from hegui.words.errors import nearest
from hegui.words.expressions import Ref
from hegui.words.vocabulary import Log

T = TypeVar("T")


def all_of(items: Iterable[T | None]) -> tuple[T, ...] | None:
    """All of them, None where one is missing."""
    found = tuple(items)
    return None if None in found else found  # type: ignore[return-value]  # None was ruled out


def refs(texts: tuple[str, ...], scope: Scope, at: At, *sorts: Sort) -> tuple[Ref, ...] | None:
    """Several names, none twice; None where one of them is none, with the faults noted."""
    found = all_of([scope.ref(text, at / index, *sorts) for index, text in enumerate(texts)])
    for index, text in enumerate(texts):
        if text in texts[:index]:
            (at / index).wrong(f"{text!r} stands twice")
    return found


def optional(text: str | None, scope: Scope, at: At, *sorts: Sort) -> Ref | None:
    """A name that may be left out; None where it is, or where it is none, with the fault noted."""
    return None if text is None else scope.ref(text, at, *sorts)


def one(ref: Ref | None) -> tuple[Ref, ...] | None:
    """A name as the only one of several."""
    return None if ref is None else (ref,)


def codes(by: Ref | None, table: Iterable[str], scope: Scope, at: At) -> None:
    """Note keys of a table that are no codes of the field that selects among them."""
    known = scope.codes(by) if by else ()
    for code in table:
        if known and code not in known:
            (at / code).wrong(f"{code!r} is not a code of {by}", nearest(code, known), key=True)


def milestone(ref: Ref | None, log: Log, at: At) -> None:
    """Note a name that is no milestone, in logs of events."""
    if ref and (ref.selector or (log.events and ref.name not in log.events)):
        at.wrong(f"{str(ref)!r} is no milestone of {log.name}", nearest(ref.name, log.events))
