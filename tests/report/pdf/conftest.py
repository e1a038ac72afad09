"""Reports as a reader gets them: text, outline and links of a PDF that was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from hegui.report.pdf import as_pdf
from hegui.words.record import Record
from hegui.words.text import Language

Build = Callable[..., Record]


class Paper:
    """A report that was written; texts are given without white space, so that it does not matter where lines break."""

    def __init__(self, path: Path) -> None:
        self.path, self.reader = path, PdfReader(path)

    def __len__(self) -> int:
        return len(self.reader.pages)

    @cached_property
    def pages(self) -> list[str]:
        """Text of each page."""
        return [plain(page.extract_text()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        """All text."""
        return "".join(self.pages)

    def between(self, first: str, after: str) -> str:
        """Text of the pages from where one entry of the outline stands to where another does."""
        return "".join(self.pages[self.at[first] : self.at[after]])

    @cached_property
    def at(self) -> dict[str, int]:
        """First word of an entry of the outline to its page, from 0."""
        found: dict[str, int] = {}

        def walk(entries: Iterable[Any]) -> None:
            for entry in entries:
                if isinstance(entry, list):
                    walk(entry)
                else:
                    page = self.reader.get_destination_page_number(entry)
                    assert page is not None
                    found[str(entry.title).split()[0]] = page

        walk(self.reader.outline)
        return found

    def links(self, page: int) -> list[int]:
        """Pages that the links of a page lead to, from 0."""
        pages = {each.indirect_reference.idnum: number for number, each in enumerate(self.reader.pages) if each.indirect_reference}
        found = [each.get_object()["/Dest"] for each in self.reader.pages[page].get("/Annots", [])]
        return [pages[destination[0].idnum] for destination in found]


def plain(said: str) -> str:
    return re.sub(r"\s+", "", said)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Record, Language], Paper]:
    """Writes a record."""

    def written(record: Record, language: Language) -> Paper:
        path = tmp_path / f"{language}.pdf"
        as_pdf(record, path, language)
        return Paper(path)

    return written


@pytest.fixture(scope="session")
def printed(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Language], Paper]:
    """The shared record in a language, written once."""

    @cache
    def written(language: Language) -> Paper:
        path = tmp_path_factory.mktemp("printed") / f"{language}.pdf"
        as_pdf(build(), path, language)
        return Paper(path)

    return written
