"""How a handbook is named on paper: number, title, version, and by what it was put into force."""

from __future__ import annotations

import re

from hegui.report.pdf import wording as w
from hegui.report.pdf.figures import NOTHING, filled
from hegui.words.standards import Handbook
from hegui.words.text import Text

_VERSIONS = re.compile(r"(.*[\u4e00-\u9fff].*) \(([ -~]+)\)")


def criterion(handbook: Handbook) -> Text:
    """A handbook with version and adoption, in one line."""
    title, version = named(handbook), filled(w.VERSION, version=version_of(handbook))
    said = adoption(handbook)
    return Text(f"{title.zh}{version.zh}；{said.zh}", f"{title.en}, {version.en}; {said.en}")


def named(handbook: Handbook) -> Text:
    """A handbook by number and title."""
    return Text(f"{handbook.catalogue}《{handbook.title.zh}》", f"{handbook.catalogue} {handbook.title.en}")


def adoption(handbook: Handbook) -> Text:
    """By what the handbook was put into force, or that nothing says so."""
    adopted = handbook.adoption
    if adopted is None:
        return w.NOT_ADOPTED
    said = filled(
        w.ADOPTED,
        document=adopted.document_no,
        issuer=adopted.issuer,
        approved=adopted.approved.isoformat(),
        since=adopted.effective_from.isoformat(),
    )
    if adopted.effective_until is None:
        return said
    until = filled(w.ADOPTED_UNTIL, until=adopted.effective_until.isoformat())
    return Text(said.zh + until.zh, said.en + until.en)


def version_of(handbook: Handbook) -> Text:
    """The version; one that is written in both languages, as ``标准版 (standard edition)``, in each."""
    both = _VERSIONS.fullmatch(handbook.version)
    return Text(both[1], both[2]) if both else Text(handbook.version or NOTHING, handbook.version or NOTHING)
