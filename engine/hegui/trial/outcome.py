"""What came of an example."""

from __future__ import annotations

from dataclasses import dataclass

from hegui.words.places import Place
from hegui.words.verdicts import REASONS

NOTHING = "nothing"
"""Stands for a verdict where an instance was found that nobody expected, or expected and not found."""


@dataclass(frozen=True)
class Trial:
    """One example row: what was expected and what came out."""

    standard: str
    place: Place
    """Of the row; of an instance that nobody expected that of its example."""
    expected_verdict: str
    """``nothing`` where an instance was found that nobody expected."""
    expected_reason: str | None
    verdict: str
    """Verdict found; ``void`` where the row is no case, ``nothing`` where the instance is not there."""
    reason: str | None
    instance: str = ""
    """What names the instance in examples of several logs, such as ``C1 2026-Q2``."""

    @property
    def ok(self) -> bool:
        """Whether the example holds."""
        return (self.verdict, self.reason) == (self.expected_verdict, self.expected_reason)

    def __str__(self) -> str:
        name = f"{self.instance}: " if self.instance else ""
        expected, found = _said(self.expected_verdict, self.expected_reason), _said(self.verdict, self.reason)
        return f"{self.place}: {self.standard}: {name}expected {expected}, found {found}"


def outcome(code: str) -> tuple[str, str | None]:
    """Verdict and reason of a reason code, as examples write them: the reason is left out where it says no more than the verdict."""
    verdict = REASONS[code].verdict.value
    return verdict, None if code == verdict else code


def _said(verdict: str, reason: str | None) -> str:
    return f"{verdict} {reason}" if reason else verdict
