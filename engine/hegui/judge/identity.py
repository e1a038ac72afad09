"""Identity of a finding."""

from __future__ import annotations

import hashlib

from hegui.words.findings import FindingKind


def fingerprint(kind: FindingKind, standard: str, unit: str) -> str:
    """Identity of a finding, the same from run to run."""
    return hashlib.sha256(f"{kind.value}|{standard}|{unit}".encode()).hexdigest()[:16]
