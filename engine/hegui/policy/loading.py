"""Loading policies: reading all folders, checking everything against everything, one library or all faults."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from hegui.policy.agreement import agree
from hegui.policy.building.profile import profiles
from hegui.policy.faults import Faults
from hegui.policy.files import Root, State, shipped, state
from hegui.policy.gathered import Gathered
from hegui.policy.gathering import gather
from hegui.policy.library import Policies
from hegui.policy.style import style
from hegui.words.attestations import Attestable
from hegui.words.errors import Fault, PolicyError
from hegui.words.places import Place
from hegui.words.profiles import STRATA
from hegui.words.standards import Handbook, Standard

KEPT = 4
"""Libraries kept in a process, frozen all through, of some 50 MB each."""


def load_policies(folders: Sequence[Path] = ()) -> Policies:
    """Read the shipped policies, then the users' own.

    Args:
        folders: users' own folders of policies, over the shipped ones.

    Raises:
        PolicyError: every fault of every file that makes the policies unusable.
    """
    return load_roots(_roots(folders))


def lint(folders: Sequence[Path] = ()) -> tuple[Fault, ...]:
    """Every fault of every file, also those that policies can be used with, sorted by place."""
    return lint_roots(_roots(folders))


def load_roots(roots: Sequence[Root]) -> Policies:
    """Read these folders, and nothing else; again only where a file is another than before."""
    return _loaded(tuple(roots), tuple(map(state, roots)))


@lru_cache(maxsize=KEPT)
def _loaded(roots: tuple[Root, ...], _state: tuple[State, ...]) -> Policies:
    faults = Faults()
    library = _library(gather(roots, faults), faults)
    faults.raise_as(PolicyError)
    return library


def lint_roots(roots: Sequence[Root]) -> tuple[Fault, ...]:
    """Every fault of these folders."""
    faults = Faults()
    gathered = gather(roots, faults)
    style(gathered, _library(gathered, faults))
    return faults.all()


def _roots(folders: Sequence[Path]) -> list[Root]:
    return [shipped(), *(Root(folder, folder.as_posix()) for folder in folders)]


def _library(gathered: Gathered, faults: Faults) -> Policies:
    library = Policies(
        vocabulary=dict(sorted(gathered.logs.items())),
        handbooks=tuple(sorted((book for book, _ in gathered.handbooks.values()), key=lambda book: (book.catalogue, book.slug))),
        standards=tuple(_standards(gathered)),
        rules=tuple(sorted(gathered.rules.values(), key=lambda rule: (STRATA.index(rule.stratum), rule.place))),
        profiles=profiles(gathered.layers),
        files=tuple(gathered.files),
        calendars=dict(sorted(gathered.calendars.items())),
        drafts=gathered.drafts,
        attestable=tuple(_attestable(gathered)),
        conflicts=tuple(conflict for conflict, _ in gathered.conflicts.values()),
    )
    agree(library, gathered, faults)
    return library


def _standards(gathered: Gathered) -> list[Standard]:
    found = []
    for draft in gathered.drafts.values():
        draft.names()
        standard = draft.standard()
        if standard is not None:
            found.append((_order(draft.handbook, standard.clause, standard.place), standard))
    return [standard for _, standard in sorted(found, key=lambda pair: pair[0])]


def _attestable(gathered: Gathered) -> list[Attestable]:
    entries = [entry for entry, _ in gathered.attestable.values()]
    return sorted(entries, key=lambda entry: _order(gathered.handbooks[entry.handbook][0], entry.clause, entry.place))


def _order(handbook: Handbook, clause: str, place: Place) -> tuple[str, str, int, Place]:
    """By handbook, clause and place."""
    numbers = [each.number for each in handbook.clauses]
    return handbook.catalogue, handbook.slug, numbers.index(clause) if clause in numbers else len(numbers), place
