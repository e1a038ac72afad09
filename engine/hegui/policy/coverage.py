"""Which clauses of the handbooks in force are encoded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hegui.policy.library import Policies
from hegui.words.profiles import Profile
from hegui.words.standards import Checkable, Clause, Handbook


@dataclass(frozen=True)
class ClauseCoverage:
    """A clause, and the standards that check it."""

    handbook: Handbook
    clause: Clause
    standards: tuple[str, ...]
    """Ids; empty where the clause is not checkable, or not yet encoded."""

    @property
    def not_yet_encoded(self) -> bool:
        """Whether a log could show that the clause is kept, and no standard asks."""
        return self.clause.checkable is not Checkable.NO and not self.standards


def coverage(policies: Policies, profile: Profile) -> tuple[ClauseCoverage, ...]:
    """Every clause of the profile's handbooks, in their order."""
    standards: dict[tuple[str, str], list[str]] = defaultdict(list)
    for standard in policies.standards:
        standards[standard.handbook, standard.clause].append(standard.id)
    books = {book.slug: book for book in policies.handbooks}
    return tuple(
        ClauseCoverage(books[slug], clause, tuple(standards[slug, clause.number]))
        for slug in profile.handbooks
        if slug in books
        for clause in books[slug].clauses
    )
