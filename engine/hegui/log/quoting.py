"""Headers as messages quote them: few, and cut, since a file that is no log has headers of any number and size."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 12
"""Headers that a message quotes."""
LONGEST = 40
"""Characters of a header that a message quotes."""


def cut(header: str) -> str:
    """A header, with how much of it is left out."""
    return header if len(header) <= LONGEST else f"{header[:LONGEST]}… +{len(header) - LONGEST:,} characters"


def listed(headers: Iterable[str]) -> str:
    """The first headers that are not empty, with how many are left out."""
    named = [header for header in headers if header]
    shown = ", ".join(map(cut, named[:MOST]))
    return shown + (f", … and {len(named) - MOST:,} more" if len(named) > MOST else "")
