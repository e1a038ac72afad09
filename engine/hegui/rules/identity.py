"""Ids that the engine does not take for each other."""

from __future__ import annotations

RESERVED = ("sid-0", "$pulse")
"""Ids that the engine uses itself."""


def fingerprint(text: str) -> int:
    """The 32-bit FNV-1a hash that is identity to the engine, of ASCII text."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


class Ids:
    """Gives every uid an id, the same whenever it is asked, with a hash of its own."""

    def __init__(self) -> None:
        self._taken = {fingerprint(id_) for id_ in RESERVED}
        self._ids: dict[str, str] = {}
        self._uids: dict[str, str] = {}

    def of(self, uid: str) -> str:
        """The id of a fact."""
        known = self._ids.get(uid)
        return known if known is not None else self._new(uid)

    def uid(self, id_: str) -> str:
        """The fact of an id."""
        return self._uids[id_]

    def _new(self, uid: str) -> str:
        id_ = plain = f"f{len(self._ids)}"
        salt = 0
        while (hashed := fingerprint(id_)) in self._taken:
            salt += 1
            id_ = f"{plain}.{salt}"
        self._taken.add(hashed)
        self._ids[uid] = id_
        self._uids[id_] = uid
        return id_
