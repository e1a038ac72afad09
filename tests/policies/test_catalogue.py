"""The policies against the catalogue of the handbooks: every standard, every clause, every field, every figure."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hegui.policy import Policies, load_policies
from hegui.words.durations import Limit
from hegui.words.expressions import Duration, Literal
from hegui.words.kinds import others
from hegui.words.periods import CalendarPoint, Period
from hegui.words.standards import Checkable, Force, Standard

FACTS = json.loads((Path(__file__).parent / "catalogue.json").read_text(encoding="utf-8"))
CATALOGUE: dict[str, dict[str, Any]] = FACTS["standards"]
CLAUSES: dict[str, list[str]] = FACTS["clauses"]
SHARED = Path(__file__).parents[3] / "shared" / "handbooks"
"""The catalogue itself, where it lies beside the project."""


RENAMED = {"network_test.pass": "passed", "reward_penalty.reason": "decision_reason", "change_record.reason": "change_reason"}
"""Fields whose names in the catalogue are words of the expression language."""
NAMED_BEFORE = {f"{name.split('.')[0]}.{now}": name.split(".")[1] for name, now in RENAMED.items()}
COUNTED_OTHERWISE = {
    "001-S38": "quarter or year are both allowed, so that the year decides",
    "001-S75": "text messages count as a fourth channel: conflict C33",
    "002-S06": "six stages show in eight times, of intake and of handling two each",
    "002-S127": "six stages show in seven times, of handling two",
    "003-S26": "100 % is every project, each of which is a slot",
}
"""Entries whose figure is no figure of the check, and why."""


@cache
def policies() -> Policies:
    return load_policies()


def entry_of(number: str) -> str:
    """The entry that a standard is of: an entry that asks two things has two standards, the second with a letter of its own."""
    return number if number in CATALOGUE else re.sub(r"[a-z]$", "", number)


@cache
def by_entry() -> dict[str, list[Standard]]:
    found: dict[str, list[Standard]] = {}
    for standard in policies().standards:
        found.setdefault(entry_of(standard.catalogue), []).append(standard)
    return found


def test_every_entry_is_encoded_or_attested_and_nothing_else_is() -> None:
    attested = {entry_of(entry.catalogue) for entry in policies().attestable}
    encoded = set(by_entry())
    assert sorted(CATALOGUE.keys() - encoded - attested) == []
    assert sorted((encoded | attested) - CATALOGUE.keys()) == []
    assert sorted({s.catalogue for s in policies().standards} & {entry.catalogue for entry in policies().attestable}) == []
    assert len(CATALOGUE) == 512


def test_only_what_has_no_fields_is_attested() -> None:
    """A part of an entry with a letter of its own may be attested beside what is encoded of it."""
    assert [entry.catalogue for entry in policies().attestable if CATALOGUE.get(entry.catalogue, {}).get("fields")] == []


def test_every_clause_is_there_and_accounted_for() -> None:
    books = {book.catalogue: book for book in policies().handbooks}
    assert {number: [clause.number for clause in book.clauses] for number, book in books.items()} == CLAUSES
    covered = {(standard.handbook, standard.clause) for standard in policies().standards}
    covered |= {(entry.handbook, entry.clause) for entry in policies().attestable}
    missing = [
        f"{book.slug} {clause.number}"
        for book in books.values()
        for clause in book.clauses
        if (book.slug, clause.number) not in covered and (clause.checkable is not Checkable.NO or clause.why_not is None)
    ]
    assert missing == []


def test_standards_stand_under_the_clause_and_force_of_their_entry() -> None:
    wrong = [
        f"{number}: {standard.clause} {standard.force}"
        for number, standards in by_entry().items()
        for standard in standards
        if standard.clause != CATALOGUE[number]["clause"] or standard.force.value not in _forces(standard, CATALOGUE[number])
    ]
    assert wrong == []


def _forces(standard: Standard, entry: dict[str, Any]) -> set[str]:
    """What is asked besides the entry itself, under a letter of its own, may be our reading of it."""
    force = entry.get("force", standard.force.value)
    return {force} if standard.catalogue in CATALOGUE else {force, Force.DERIVED.value}


def test_every_field_is_read_or_left_out_with_a_reason() -> None:
    missing = []
    for number, standards in by_entry().items():
        entry = CATALOGUE[number]
        read = {name for standard in standards for name in _read(standard, entry.get("log", ""))}
        missing += [f"{number}: {name}" for name in entry.get("fields", ()) if name not in read]
    assert missing == []


def _read(standard: Standard, process: str) -> Iterator[str]:
    """Names a standard reads, as the catalogue calls them: bare of the entry's own log, ``log.field`` of any other."""
    vocabulary = policies().vocabulary
    yield from standard.left_out
    own = vocabulary[standard.log]
    names = [(standard.log, name) for name in (own.key, own.unit, own.anchor, *(ref.name for ref in standard.refs())) if name]
    for log, refs in others(standard.check):
        theirs = vocabulary[log]
        names += [(log, name) for name in (theirs.key, theirs.unit, theirs.anchor, *(ref.name for ref in refs)) if name]
    for log, name in names:
        yield f"{log}.{name}"
        if log == process:
            yield NAMED_BEFORE.get(f"{log}.{name}", name)


def test_what_is_left_out_is_asked_for_and_not_read() -> None:
    wrong = []
    for number, standards in by_entry().items():
        for standard in standards:
            asked = CATALOGUE[number].get("fields", ())
            wrong += [f"{standard.id}: {name}" for name in standard.left_out if name not in asked]
    assert wrong == []


@pytest.mark.parametrize(
    "number", sorted({number for number, entry in CATALOGUE.items() if entry.get("figures")} - COUNTED_OTHERWISE.keys())
)
def test_figures_are_those_of_the_catalogue(number: str) -> None:
    found = {figure for standard in by_entry()[number] for figure in _figures(standard)}
    wanted = [item for figure in CATALOGUE[number]["figures"] for item in (figure if isinstance(figure, list) else [figure])]
    assert [figure for figure in wanted if str(figure) not in found] == []


def _figures(standard: Standard) -> Iterator[str]:
    """Every figure of a standard as a text: numbers, amounts, codes, how many things a list holds."""
    for parameter in standard.parameters.values():
        yield from re.findall(r"[a-z_]+|[0-9.]+", str(parameter.value))
    for part in _parts((standard.check, standard.where)):
        match part:
            case Limit(amount=amount):
                yield str(amount)
            case Duration(limit=limit):
                yield str(limit.amount)
            case Literal(value=value):
                yield str(value)
            case Period():
                yield from ("1", *re.findall(r"[a-z_]+|[0-9]+", str(part)), str(part.last_days), str(part.first_days), str(part.months))
            case CalendarPoint(day=day):
                yield str(day)
            case tuple():
                yield str(len(part))
                yield from (item for item in part if isinstance(item, str))
            case bool():
                continue
            case int() | Decimal():
                yield str(part)


def _parts(thing: Any) -> Iterator[Any]:
    yield thing
    if isinstance(thing, tuple | list):
        for part in thing:
            yield from _parts(part)
    elif isinstance(thing, dict):
        yield from _parts(tuple(thing.values()))
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _parts(getattr(thing, each.name))


def test_names_titles_and_remedies_are_unique() -> None:
    seen: dict[str, str] = {}
    repeated = []
    for standard in policies().standards:
        remedy = standard.remedy
        texts = [standard.title, remedy.correction, remedy.corrective, remedy.verification]
        said = [standard.id.rsplit(".", 1)[1], *(words for text in texts for words in (text.zh, text.en))]
        for words in said:
            first = seen.setdefault(words, standard.id)
            if first != standard.id:
                repeated.append(f"{standard.id} says what {first} says: {words}")
    assert repeated == []


@pytest.mark.real_logs
def test_the_facts_are_those_of_the_catalogue_beside_the_project() -> None:
    if not SHARED.is_dir():
        pytest.skip("the catalogue does not lie beside the project")
    tool = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "catalogue.py"))
    assert tool["text"](SHARED) == (Path(__file__).parent / "catalogue.json").read_text(encoding="utf-8")
