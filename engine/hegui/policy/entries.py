"""Gathering files that are lists of entries: standards, attestations, conflicts, judging rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from hegui.policy.building.attestation import attestable
from hegui.policy.building.conflict import conflict
from hegui.policy.building.judgement import rule
from hegui.policy.building.standard import Draft
from hegui.policy.faults import At
from hegui.policy.files import Kind, PolicyFile
from hegui.policy.gathered import Gathered
from hegui.policy.shapes.attestation import AttestableShape
from hegui.policy.shapes.base import Shape
from hegui.policy.shapes.conflict import ConflictShape
from hegui.policy.shapes.judgement import RuleShape
from hegui.policy.shapes.standard import StandardShape
from hegui.policy.wording import fitted
from hegui.words.errors import nearest
from hegui.words.standards import Handbook

S = TypeVar("S", bound=Shape)


def _items(shape: type[S], kind: Kind, what: str, found: Gathered, at: At) -> Iterator[tuple[S, At]]:
    """Entries of a file that is a list, those that fit; what does not is remembered by its id."""
    data: Any = at.document.data
    if not isinstance(data, list):
        at.wrong(f"expected a list of {what}", "begin each with '- id:'")
        return
    for index, item in enumerate(data):
        entry = fitted(shape, item, at / index)
        if entry is not None:
            yield entry, at / index
        else:
            name = item.get("id") if isinstance(item, dict) else None
            found.broken.add((kind, name if isinstance(name, str) else ""))


def _book(found: Gathered, file: PolicyFile, at: At) -> Handbook | None:
    """The handbook in whose folder the file lies; None where there is none."""
    book = found.handbooks.get(file.folder)
    if book is None and (Kind.HANDBOOK, file.folder) not in found.broken:
        at.wrong(
            f"there is no handbook {file.folder!r}",
            f"write {file.folder}/handbook.yaml, or {nearest(file.folder, found.handbooks) or 'move the file'}",
        )
    return book[0] if book else None


def gather_standards(found: Gathered, file: PolicyFile, at: At) -> None:
    """The standards of a file, as drafts."""
    book = _book(found, file, at)
    for shape, there in _items(StandardShape, Kind.STANDARDS, "standards", found, at):
        if not found.is_first(Kind.STANDARDS, shape.id, there / "id"):
            continue
        known = found.logs.get(shape.log)
        if known is None and (Kind.VOCABULARY, shape.log) not in found.broken:
            (there / "log").wrong(f"there is no log {shape.log!r}", nearest(shape.log, found.logs))
        if book and known:
            found.drafts[shape.id] = Draft(shape, there, book, known, found.logs, found.unreadable)
        else:
            found.broken.add((Kind.STANDARDS, shape.id))


def gather_attestations(found: Gathered, file: PolicyFile, at: At) -> None:
    """What a file says that persons attest."""
    book = _book(found, file, at)
    for shape, there in _items(AttestableShape, Kind.STANDARDS, "attestations", found, at):
        if not found.is_first(Kind.STANDARDS, shape.id, there / "id"):
            continue
        built = attestable(shape, book, there) if book else None
        if built is None:
            found.broken.add((Kind.STANDARDS, shape.id))
        else:
            found.attestable[built.id] = (built, there)


def gather_conflicts(found: Gathered, _: PolicyFile, at: At) -> None:
    """The conflicts of a file."""
    for shape, there in _items(ConflictShape, Kind.CONFLICTS, "conflicts", found, at):
        if found.is_first(Kind.CONFLICTS, shape.id, there / "id"):
            found.conflicts[shape.id] = (conflict(shape, there.place), there)


def gather_rules(found: Gathered, _: PolicyFile, at: At) -> None:
    """The judging rules of a file."""
    for shape, there in _items(RuleShape, Kind.JUDGEMENT, "rules", found, at):
        built = rule(shape, there)
        if built is None:
            found.broken.add((Kind.JUDGEMENT, shape.id))
        elif found.is_first(Kind.JUDGEMENT, built.id, there / "id"):
            found.rules[built.id] = built
