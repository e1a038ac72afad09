"""Who answers for a row: the texts of exports resolved to the units of the audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hegui.log.texts import fold
from hegui.words.jobs import Unit

_SUFFIXES = ("有限公司", "分公司", "联通", "移动", "电信", "市", "县", "区")
_PREFIXES = ("中国联通", "中国移动", "中国电信", "联通", "移动", "电信")


def stem(text: str) -> str:
    """A unit's text without what exports add to it: 南昌, 南昌市, 南昌分公司, 中国联通南昌市分公司 are one."""
    stemmed = "".join(fold(text).split())
    for prefix in _PREFIXES:
        if stemmed.startswith(prefix) and len(stemmed) > len(prefix):
            stemmed = stemmed.removeprefix(prefix)
    shorter = True
    while shorter:
        shorter = False
        for suffix in _SUFFIXES:
            if stemmed.endswith(suffix) and len(stemmed) > len(suffix) + 1:
                stemmed, shorter = stemmed.removesuffix(suffix), True
    return stemmed


def resolve(seen: Iterable[str], units: Sequence[Unit]) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Text to code of a unit, and the texts that no unit is called by.

    An exact name counts before a stem; a stem that two units share does not count.
    """
    exact: dict[str, str] = {}
    stems: dict[str, set[str]] = {}
    for unit in units:
        for call in (unit.code, unit.name, *unit.aliases):
            if call:
                exact.setdefault(fold(call), unit.code)
                stems.setdefault(stem(call), set()).add(unit.code)
    found: dict[str, str] = {}
    unknown: list[str] = []
    for text in sorted(seen):
        codes = stems.get(stem(text), set())
        if fold(text) in exact:
            found[text] = exact[fold(text)]
        elif len(codes) == 1:
            found[text] = next(iter(codes))
        else:
            unknown.append(text)
    return found, tuple(unknown)
