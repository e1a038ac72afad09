"""Text in the two languages of a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Language of a report; command-line messages are always English."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


@dataclass(frozen=True)
class Text:
    """The same statement in Chinese and in English; equals, neither is the original."""

    zh: str
    en: str

    def said(self, language: Language, joint: str = " ") -> str:
        """The text in one language, or both joined, Chinese first."""
        if language is Language.ZH:
            return self.zh
        if language is Language.EN:
            return self.en
        return self.zh if self.zh == self.en else f"{self.zh}{joint}{self.en}"
