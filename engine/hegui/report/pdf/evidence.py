"""Evidence on a sheet: the rows that show the breach, and the rows that a person has to verify."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from hegui.report.pdf import wording as w
from hegui.report.pdf import wording_facts as wx
from hegui.report.pdf import wording_findings as wf
from hegui.report.pdf.census import interval, sampled
from hegui.report.pdf.edition import Edition
from hegui.report.pdf.figures import NOTHING, counted, due, filled, span
from hegui.report.pdf.grid import FAINT, STRONG, Track, fitted, grid, note, title
from hegui.report.pdf.look import WIDTH
from hegui.report.pdf.passage import passage
from hegui.report.pdf.statement import ROWS, reason_title
from hegui.report.pdf.tables import Row
from hegui.words.checks import Sequence as Stages
from hegui.words.expressions import Ref
from hegui.words.findings import Finding
from hegui.words.groups import Coverage
from hegui.words.kinds import Scope
from hegui.words.measured import EvidenceRow
from hegui.words.related import Triggers
from hegui.words.standards import Standard
from hegui.words.text import Language, Text

_VERIFY = (0.30, 0.16, 0.30, 0.24)
_ROOM = 17.0
"""Least height of a row that a person writes into."""
_NARROW = 84.0
"""Most of the width that a column takes beside one that holds all values."""
_ALL = 500
"""Characters of all values of a row together."""
_WHOLE_MINUTE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}):00")
_OF_THE_PERIOD = {"from", "until"}
"""Figures that the name of the period says already."""


def evidence(edition: Edition, finding: Finding) -> list[Row]:
    """The rows of evidence under a head of their own; none where the finding has none."""
    shown = finding.evidence[:ROWS]
    if not shown:
        return []
    said = filled(wf.EVIDENCE_SHOWN, shown=len(shown), total=counted(finding.evidence_total, "row"))
    if finding.evidence_total > len(shown) and edition.record.spool is not None:
        said = Text(said.zh + wf.EVIDENCE_ELSEWHERE.zh, said.en + wf.EVIDENCE_ELSEWHERE.en)
    reasons = dict.fromkeys(row.reason for row in shown)
    if len(reasons) == 1:
        only = reason_title(shown[0].reason, edition.standards[finding.standard].scope)
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
    standard, values = edition.standards[finding.standard], _values(edition, finding, shown)
    limits = _limits(edition, shown, {track.title for track in values})
    if isinstance(standard.check, Stages):
        stages = Track(edition.stacked(wx.STAGES), tuple(passage(edition, standard.log, standard.check, row) for row in shown), limit=_ALL)
        return _in_one(fixed, stages, limits)
    wide = fitted([*fixed, *values, *limits])
    if wide is not None:
        return grid([*fixed, *values, *limits], wide)
    said = tuple(
        "; ".join(f"{track.title.replace(chr(10), ' ')}: {track.texts[i]}" for track in values) for i in range(len(shown))
    )  # fmt: skip
    return _in_one(fixed, Track(edition.stacked(wf.OBSERVED), said, limit=_ALL), limits)


def _in_one(before: Sequence[Track], all_: Track, after: Sequence[Track]) -> list[Row]:
    """One column takes the room that the others leave."""
    left, right = ([min(track.natural, _NARROW) for track in tracks] for tracks in (before, after))
    return grid([*before, all_, *after], [*left, WIDTH - sum(left) - sum(right), *right])


def _fixed(edition: Edition, finding: Finding, shown: Sequence[EvidenceRow], names: dict[str, str]) -> list[Track]:
    """Number, what it is about, where it stands, and the reason where there are several."""
    case = edition.standards[finding.standard].scope is Scope.CASE
    tracks = [Track(edition.stacked(wf.EVIDENCE_NO), tuple(f"E{place}" for place in range(1, len(shown) + 1)), FAINT)]
    about = tuple(edition.about(row) for row in shown)
    if case or set(about) != {edition.unit(finding.unit)}:
        tracks.append(Track(edition.stacked(w.RECORD if case else w.OBJECT), about, STRONG))
    if not case:
        tracks.append(Track(edition.stacked(w.PERIOD), tuple(edition.period(row.period, "\n") for row in shown), STRONG))
    elif names:
        tracks.append(Track(edition.stacked(w.ROW), tuple(_row(row, names) for row in shown)))
    if len({row.reason for row in shown}) > 1:
        said = (reason_title(row.reason, edition.standards[finding.standard].scope) for row in shown)
        tracks.append(Track(edition.stacked(w.REASON), tuple(map(edition.stacked, said))))
    return tracks


def _values(edition: Edition, finding: Finding, shown: Sequence[EvidenceRow]) -> list[Track]:
    """A column for each thing observed, in the order of the first row that has it; for shares in a sample their interval, too."""
    standard = edition.standards[finding.standard]
    observed = [dict(row.observed) for row in shown]
    left_out = _repeated(shown) if standard.scope is Scope.CASE else _OF_THE_PERIOD
    names = [name for name in dict.fromkeys(name for row in observed for name in row) if name not in left_out]
    tracks = [
        Track(_heading(edition.field(standard.log, name), edition), tuple(_value(edition, standard, name, row) for row in observed))
        for name in names
    ]
    since = _since(edition, standard)
    if since is not None and since.name not in names and any(row.anchor for row in shown):
        tracks.insert(0, Track(_heading(edition.field(standard.log, since.name), edition), tuple(due(row.anchor) for row in shown)))
    if sampled(edition, standard) and {"numerator", "denominator"} <= set(names):
        tracks.append(Track(edition.stacked(wx.INTERVAL), tuple(map(_interval, observed))))
    return tracks


def _since(edition: Edition, standard: Standard) -> Ref | None:
    """The time from which the limit runs, where the check leaves it to the log to say."""
    if isinstance(standard.check, Triggers) and standard.check.after is None and standard.log in edition.logs:
        return edition.logs[standard.log].log.anchor_ref
    return None


def _repeated(shown: Sequence[EvidenceRow]) -> set[str]:
    """Fields that say in every row what the record number says already."""
    names = {name for row in shown for name, _ in row.observed}
    return {name for name in names if all(dict(row.observed).get(name, row.key) == row.key for row in shown)}


def _heading(title_: Text, edition: Edition) -> str:
    return edition.stacked(Text(title_.zh, title_.en[:1].upper() + title_.en[1:]))


def _limits(edition: Edition, shown: Sequence[EvidenceRow], titles: Container[str]) -> list[Track]:
    """Until when it had to be done, and by how much that was missed; no two columns have one title."""
    tracks = []
    if any(row.due for row in shown):
        title_ = edition.stacked(w.DUE)
        tracks.append(Track(edition.stacked(wf.DUE_THEN) if title_ in titles else title_, tuple(due(row.due) for row in shown)))
    if any(row.overrun_seconds is not None for row in shown):
        tracks.append(Track(edition.stacked(wf.OVER), tuple(_over(edition, row) for row in shown), STRONG))
    return tracks


def _over(edition: Edition, row: EvidenceRow) -> str:
    """In a report of both languages the symbols d, h, min and s, which both know, so that the row takes one line."""
    if row.overrun_seconds is None:
        return NOTHING
    over = span(row.overrun_seconds)
    return over.zh if edition.language is Language.ZH else over.en


def _value(edition: Edition, standard: Standard, name: str, row: Mapping[str, str | None]) -> str:
    value, check = row.get(name), standard.check
    if name == "missing_items" and value is not None and isinstance(check, Coverage):
        return edition.listed(edition.value(standard.log, check.field.name, item) for item in value.split(", "))
    if name == "series" and value is not None:
        return value.replace("?", edition.said(wx.UNKNOWN, "/"))
    return NOTHING if value is None else _WHOLE_MINUTE.sub(r"\1", edition.value(standard.log, name, value))


def _interval(observed: dict[str, str | None]) -> str:
    part, whole = observed.get("numerator") or "", observed.get("denominator") or ""
    return interval(int(part), int(whole)) if part.isdecimal() and whole.isdecimal() and int(part) <= int(whole) else NOTHING


def _sources(rows: Sequence[EvidenceRow]) -> dict[str, str]:
    """Source to the letter that stands for it; a single one needs none."""
    found = list(dict.fromkeys(row.source for row in rows if row.source))
    if len(found) == 1:
        return {found[0]: ""}
    return {source: chr(ord("A") + place) if place < 26 else f"A{place - 25}" for place, source in enumerate(found)}


def _row(row: EvidenceRow, names: dict[str, str]) -> str:
    return f"{names[row.source]}:{row.row}".lstrip(":") if row.source else NOTHING


def rows_to_verify(edition: Edition, finding: Finding) -> list[Row]:
    """The sample that a person compares with the original, with room for the result."""
    if not finding.verify:
        return []
    names = _sources((*finding.evidence[:ROWS], *finding.verify))
    case = edition.standards[finding.standard].scope is Scope.CASE
    blank = ("",) * len(finding.verify)
    where = tuple(_row(row, names) if case else edition.period(row.period) for row in finding.verify)
    tracks = [
        Track(edition.said(w.RECORD if case else w.OBJECT), tuple(edition.about(row) for row in finding.verify), STRONG),
        Track(edition.said(w.ROW if case else w.PERIOD), where),
        Track(edition.said(wf.VERIFY_RESULT), blank),
        Track(edition.said(wf.VERIFY_BY), blank),
    ]
    head, *rows = grid(tracks, [share * WIDTH for share in _VERIFY])
    return [title(edition, wf.VERIFY), head, *(replace(row, least=_ROOM, boxed=True) for row in rows)]
