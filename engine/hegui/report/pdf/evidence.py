"""Evidence on a sheet: the rows that show the breach, and the rows that a person has to verify."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.census import interval, sampled
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, due, filled, number, span
from hegui.report.pdf.grid import FAINT, STRONG, Track, fitted, grid, note, title
from hegui.report.pdf.look import WIDTH
from hegui.report.pdf.statement import ROWS
from hegui.report.pdf.tables import Row
from hegui.words.findings import Finding
from hegui.words.kinds import Scope
from hegui.words.measured import EvidenceRow
from hegui.words.text import Language, Text
from hegui.words.verdicts import REASONS

_VERIFY = (0.30, 0.16, 0.30, 0.24)
_ROOM = 17.0
"""Least height of a row that a person writes into."""
_NARROW = 84.0
"""Most of the width that a column takes beside one that holds all values."""
_WHOLE_MINUTE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}):00")
_OF_THE_PERIOD = {"from", "until"}
"""Figures that the name of the period says already."""


def evidence(edition: Edition, finding: Finding) -> list[Row]:
    """The rows of evidence under a head of their own; none where the finding has none."""
    shown = finding.evidence[:ROWS]
    if not shown:
        return []
    said = filled(wf.EVIDENCE_SHOWN, shown=len(shown), total=number(finding.evidence_total))
    if finding.evidence_total > len(shown) and edition.record.spool is not None:
        said = Text(said.zh + wf.EVIDENCE_ELSEWHERE.zh, said.en + wf.EVIDENCE_ELSEWHERE.en)
    reasons = dict.fromkeys(row.reason for row in shown)
    if len(reasons) == 1:
        only = _reason(shown[0])
        said = Text(f"{only.zh}；{said.zh}", f"{only.en}; {said.en}")
    names = _sources((*shown, *finding.verify))
    rows = [title(edition, wf.EVIDENCE, said, key=edition.evidence(finding))]
    if names:
        listed = "    ".join(f"{letter} {source}".strip() for source, letter in names.items())
        rows.append(note(f"{edition.said(w.SOURCE)}:  {listed}"))
    return [*rows, *_table(edition, finding, shown, names)]


def _table(edition: Edition, finding: Finding, shown: Sequence[EvidenceRow], names: dict[str, str]) -> list[Row]:
    """A column for each value; where they are too many, one column with all of them."""
    fixed = _fixed(edition, finding, shown, names)
    values, limits = _values(edition, finding, shown), _limits(edition, shown)
    wide = fitted([*fixed, *values, *limits])
    if wide is not None:
        return grid([*fixed, *values, *limits], wide)
    said = tuple(
        "; ".join(f"{track.title.replace(chr(10), ' ')}: {track.texts[i]}" for track in values) for i in range(len(shown))
    )  # fmt: skip
    before, after = ([min(track.natural, _NARROW) for track in tracks] for tracks in (fixed, limits))
    middle = WIDTH - sum(before) - sum(after)
    return grid([*fixed, Track(edition.stacked(wf.OBSERVED), said), *limits], [*before, middle, *after])


def _fixed(edition: Edition, finding: Finding, shown: Sequence[EvidenceRow], names: dict[str, str]) -> list[Track]:
    """Number, what it is about, where it stands, and the reason where there are several."""
    case = edition.standards[finding.standard].scope is Scope.CASE
    tracks = [Track(edition.stacked(wf.EVIDENCE_NO), tuple(f"E{place}" for place in range(1, len(shown) + 1)), FAINT)]
    about = tuple(edition.about(row) for row in shown)
    if case or set(about) != {edition.unit(finding.unit)}:
        tracks.append(Track(edition.stacked(w.RECORD if case else w.OBJECT), about, STRONG))
    if not case:
        tracks.append(Track(edition.stacked(w.PERIOD), tuple(row.period for row in shown), STRONG))
    elif names:
        tracks.append(Track(edition.stacked(w.ROW), tuple(_row(row, names) for row in shown)))
    if len({row.reason for row in shown}) > 1:
        tracks.append(Track(edition.stacked(w.REASON), tuple(edition.stacked(_reason(row)) for row in shown)))
    return tracks


def _values(edition: Edition, finding: Finding, shown: Sequence[EvidenceRow]) -> list[Track]:
    """A column for each thing observed, in the order of the first row that has it; for shares in a sample their interval, too."""
    standard = edition.standards[finding.standard]
    observed = [dict(row.observed) for row in shown]
    left_out = set() if standard.scope is Scope.CASE else _OF_THE_PERIOD
    names = [name for name in dict.fromkeys(name for row in observed for name in row) if name not in left_out]
    tracks = [Track(edition.stacked(edition.field(standard.log, name)), tuple(_value(row.get(name)) for row in observed)) for name in names]
    if sampled(edition, standard) and {"numerator", "denominator"} <= set(names):
        tracks.append(Track(edition.stacked(wf.INTERVAL), tuple(map(_interval, observed))))
    return tracks


def _limits(edition: Edition, shown: Sequence[EvidenceRow]) -> list[Track]:
    """Until when it had to be done, and by how much that was missed."""
    tracks = []
    if any(row.due for row in shown):
        tracks.append(Track(edition.stacked(w.DUE), tuple(due(row.due) for row in shown)))
    if any(row.overrun_seconds is not None for row in shown):
        tracks.append(Track(edition.stacked(wf.OVER), tuple(_over(edition, row) for row in shown), STRONG))
    return tracks


def _over(edition: Edition, row: EvidenceRow) -> str:
    """In a report of both languages the symbols d, h, min and s, which both know, so that the row takes one line."""
    if row.overrun_seconds is None:
        return NOTHING
    over = span(row.overrun_seconds)
    return over.zh if edition.language is Language.ZH else over.en


def _value(value: str | None) -> str:
    return NOTHING if value is None else _WHOLE_MINUTE.sub(r"\1", value)


def _interval(observed: dict[str, str | None]) -> str:
    part, whole = observed.get("numerator") or "", observed.get("denominator") or ""
    return interval(int(part), int(whole)) if part.isdecimal() and whole.isdecimal() and int(part) <= int(whole) else NOTHING


def _reason(row: EvidenceRow) -> Text:
    return REASONS[row.reason].title if row.reason in REASONS else Text(row.reason, row.reason)


def _sources(rows: Sequence[EvidenceRow]) -> dict[str, str]:
    """Source to the letter that stands for it; a single one needs none."""
    found = list(dict.fromkeys(row.source for row in rows if row.source))
    if len(found) == 1:
        return {found[0]: ""}
    return {source: chr(ord("A") + place) if place < 26 else f"A{place - 25}" for place, source in enumerate(found)}


def _row(row: EvidenceRow, names: dict[str, str]) -> str:
    return f"{names[row.source]} {row.row}".strip() if row.source else NOTHING


def rows_to_verify(edition: Edition, finding: Finding) -> list[Row]:
    """The sample that a person compares with the original, with room for the result."""
    if not finding.verify:
        return []
    names = _sources((*finding.evidence[:ROWS], *finding.verify))
    case = edition.standards[finding.standard].scope is Scope.CASE
    blank = ("",) * len(finding.verify)
    tracks = [
        Track(edition.said(w.RECORD if case else w.OBJECT), tuple(edition.about(row) for row in finding.verify), STRONG),
        Track(edition.said(w.ROW if case else w.PERIOD), tuple(_row(row, names) if case else row.period for row in finding.verify)),
        Track(edition.said(wf.VERIFY_RESULT), blank),
        Track(edition.said(wf.VERIFY_BY), blank),
    ]
    head, *rows = grid(tracks, [share * WIDTH for share in _VERIFY])
    return [title(edition, wf.VERIFY), head, *(replace(row, least=_ROOM, boxed=True) for row in rows)]
