"""Ids and patterns of ids: what a profile chooses, and what a conflict names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from hegui.policy.faults import At
from hegui.words.attestations import Entry
from hegui.words.errors import nearest
from hegui.words.profiles import Profile
from hegui.words.standards import Standard

ANY = "*"
"""Stands for any characters in a pattern, also for none."""


@lru_cache(maxsize=4_096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split(ANY))), re.DOTALL)


def matches(pattern: str, identifier: str) -> bool:
    """Whether an id is meant by an id or a pattern; upper and lower case differ."""
    return _compiled(pattern).fullmatch(identifier) is not None


def meant(patterns: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """Ids that one of the patterns means, in the order of the ids."""
    wanted = tuple(patterns)
    return (identifier for identifier in known if any(matches(pattern, identifier) for pattern in wanted))


def chosen(profile: Profile, entry: Entry) -> bool:
    """Whether a profile puts it in force; what is attested is on no log, so that a choice of logs leaves it out."""
    return (
        entry.handbook in profile.handbooks
        and (profile.standards is None or any(matches(pattern, entry.id) for pattern in profile.standards))
        and (profile.logs is None or (isinstance(entry, Standard) and entry.log in profile.logs))
    )


def none_unknown(patterns: Iterable[str], known: Collection[str], at: At) -> None:
    """Note ids and patterns that stand twice, and those that mean nothing; where nothing is known nothing can be said of them."""
    seen: set[str] = set()
    for index, pattern in enumerate(patterns):
        if pattern in seen:
            (at / index).wrong(f"{pattern!r} stands twice")
        elif known and not any(matches(pattern, identifier) for identifier in known):
            what = f"the pattern {pattern!r} matches no standard" if ANY in pattern else f"there is no standard {pattern!r}"
            (at / index).wrong(what, _meant_instead(pattern, known))
        seen.add(pattern)


def _meant_instead(pattern: str, known: Collection[str]) -> str:
    """Which id was probably meant; for a pattern that ends in any characters, which beginning."""
    if not pattern.endswith(ANY):
        return nearest(pattern.replace(ANY, ""), known)
    dots = pattern.count(".")
    return nearest(pattern, {".".join([*identifier.split(".")[: max(dots, 1)], ANY]) for identifier in known})
