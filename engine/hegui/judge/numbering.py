"""Numbers of findings: issued ones are kept, the others are drafts of this report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

DRAFT = "D"
"""Begins the number of a draft, so that nobody takes it for the number of a report that was issued."""
WIDTH = 3


def numbered(findings: Sequence[str], issued: Mapping[str, str]) -> Mapping[str, str]:
    """Fingerprint to number; drafts are numbered in order, past every number that was ever issued."""
    drafts = _drafts(frozenset(issued.values()), max(WIDTH, len(str(len(findings)))))
    return {finding: issued[finding] if finding in issued else next(drafts) for finding in findings}


def _drafts(taken: frozenset[str], width: int) -> Iterator[str]:
    return (number for n in count(1) if (number := f"{DRAFT}-{n:0{width}}") not in taken)
