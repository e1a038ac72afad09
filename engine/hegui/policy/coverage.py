"""What accounts for each clause of the handbooks in force: standards, attestations, or the reason why there is nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hegui.policy.choice import chosen
from hegui.policy.library import Policies
from hegui.words.attestations import Attestable, Entry
from hegui.words.profiles import Profile
from hegui.words.standards import Checkable, Clause, Handbook, Standard


class Account(StrEnum):
    """What accounts for a clause; the first that holds."""

    STANDARDS = "standards"
    ATTESTATIONS = "attestations"
    """Nothing but attestations."""
    LEFT_OUT = "left_out"
    """The profile leaves out all that there is."""
    NOT_CHECKABLE = "not_checkable"
    """Nothing can be asked of a log or a person, and the clause says why."""
    NOTHING = "nothing"
    """Not accounted for: a log could show it, and no standard asks."""


@dataclass(frozen=True)
class ClauseCoverage:
    """A clause, and what asks for it."""

    handbook: Handbook
    clause: Clause
    standards: tuple[Standard, ...]
    """In force, by place."""
    attestations: tuple[Attestable, ...] = ()
    left_out: int = 0
    """Standards and attestations that the profile does not choose."""

    @property
    def account(self) -> Account:
        """What accounts for it."""
        if self.standards:
            return Account.STANDARDS
        if self.attestations:
            return Account.ATTESTATIONS
        if self.left_out:
            return Account.LEFT_OUT
        return Account.NOT_CHECKABLE if self.clause.checkable is Checkable.NO else Account.NOTHING


@dataclass(frozen=True)
class Totals:
    """Clauses by what accounts for them, and how much of the catalogue is encoded."""

    clauses: Mapping[Account, int]
    encoded: int
    """Distinct catalogue numbers of standards; one without a number counts by its id."""
    attested: int
    """Distinct catalogue numbers of attestations."""


def coverage(policies: Policies, profile: Profile) -> tuple[ClauseCoverage, ...]:
    """Every clause of the profile's handbooks, in their order."""
    entries: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in policies.entries:
        entries[entry.handbook, entry.clause].append(entry)
    books = {book.slug: book for book in policies.handbooks}
    return tuple(
        _covered(books[slug], clause, entries[slug, clause.number], profile)
        for slug in profile.handbooks
        if slug in books
        for clause in books[slug].clauses
    )


def _covered(handbook: Handbook, clause: Clause, entries: Sequence[Entry], profile: Profile) -> ClauseCoverage:
    held = [entry for entry in entries if chosen(profile, entry)]
    return ClauseCoverage(
        handbook,
        clause,
        tuple(entry for entry in held if isinstance(entry, Standard)),
        tuple(entry for entry in held if isinstance(entry, Attestable)),
        len(entries) - len(held),
    )


def totals(covered: Sequence[ClauseCoverage]) -> Totals:
    """The totals of some clauses."""
    of = Counter(each.account for each in covered)
    return Totals(
        {account: of[account] for account in Account},
        len({standard.catalogue or standard.id for each in covered for standard in each.standards}),
        len({entry.catalogue or entry.id for each in covered for entry in each.attestations}),
    )
