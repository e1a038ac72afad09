"""From the shape of a handbook file to a handbook with its clauses."""

from __future__ import annotations

import re

from hegui.policy.faults import At
from hegui.policy.shapes.base import text_or_none
from hegui.policy.shapes.handbook import AdoptionShape, ClauseShape, HandbookShape
from hegui.words.errors import nearest
from hegui.words.standards import Adoption, Checkable, Clause, Handbook


def slug(number: str) -> str:
    """A clause number as ids write it: ``IM-2(2)2`` is ``im-2-2-2``."""
    return re.sub(r"[^a-z0-9.]+", "-", number.lower()).strip("-")


def id_and_clause(of: str, number: str, book: Handbook, at: At, rest: str) -> None:
    """Note what is wrong with the id ``of`` an entry, and with the clause that it names.

    Args:
        of: the id; it begins with the handbook and the clause.
        number: the clause, as the handbook numbers it.
        book: the handbook.
        at: where the entry stands.
        rest: what has to follow in the id, in words.
    """
    numbers = [clause.number for clause in book.clauses]
    if number not in numbers:
        (at / "clause").wrong(f"{book.slug} has no clause {number!r}", nearest(number, numbers))
        return
    begin = f"{book.slug}.{slug(number)}."
    tail = of.removeprefix(begin)
    if tail == of or "." in tail:
        (at / "id").wrong(f"the id {of!r} does not name its handbook and clause", f"write {begin}<{rest}>")


def handbook(shape: HandbookShape, at: At) -> Handbook:
    """Build a handbook; whatever is wrong with it is noted."""
    seen: dict[str, str] = {}
    for index, clause in enumerate(shape.clauses):
        there = at / "clauses" / index / "number"
        as_slug = slug(clause.number)
        if not as_slug:
            there.wrong(f"the number {clause.number!r} has no letter and no digit", "ids are made from it")
        elif as_slug in seen:
            same = clause.number == seen[as_slug]
            what = "stands twice" if same else f"and clause {seen[as_slug]!r} are one and the same in ids"
            there.wrong(f"clause {clause.number!r} {what}", "number clauses apart")
        seen.setdefault(as_slug, clause.number)
    return Handbook(
        slug=shape.handbook,
        catalogue=shape.catalogue,
        title=shape.title.text(),
        version=shape.version,
        source=shape.source.text(),
        clauses=tuple(_clause(clause, at / "clauses" / index) for index, clause in enumerate(shape.clauses)),
        adoption=adoption(shape.adoption, at / "adoption") if shape.adoption else None,
        place=at.place,
    )


def _clause(shape: ClauseShape, at: At) -> Clause:
    if shape.checkable is not Checkable.YES and shape.why_not is None:
        (at / "checkable").wrong(f"checkable is {shape.checkable}, and 'why_not' does not say why", "give why_not: {zh: …, en: …}")
    if shape.checkable is Checkable.YES and shape.why_not is not None:
        (at / "why_not").style("'why_not' stands on a clause that is checkable", "say partly or no, or leave it out", key=True)
    return Clause(
        shape.number, shape.title.text(), shape.summary.text(), shape.checkable, text_or_none(shape.why_not), at.place
    )  # fmt: skip


def adoption(shape: AdoptionShape, at: At) -> Adoption:
    """How a handbook was put into force; whatever is wrong with it is noted."""
    if shape.effective_until is not None and shape.effective_until <= shape.effective_from:
        (at / "effective_until").wrong("the handbook ends before it begins")
    return Adoption(
        shape.document_no, shape.issuer, shape.approved, shape.effective_from, shape.effective_until, shape.units
    )  # fmt: skip
