"""Texts without what exports put around them, and null where they say that nothing is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hegui.log import texts
from hegui.log.asking import figures
from hegui.log.desk import Desk
from hegui.log.raw import Column, Raw
from hegui.log.sql import text
from hegui.log.sql import texts as listed
from hegui.log.times import MISSING_TIMES

MARKS = (texts.MISSING_TEXT, tuple(mark for mark in texts.MISSING if mark not in texts.MISSING_TEXT), MISSING_TIMES)
"""What says that nothing is there: everywhere, in all but free text, in times."""
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
_NARROW = "".join(map(chr, range(0x21, 0x7F))) + " "
_FOREIGN = "strlen(x) <> length(x)"
_BLANKS = listed(blank for blank in texts.BLANK if not blank.isascii())
_UNTRIMMED = f"x < '!' OR x[-1] < '!' OR starts_with(x, '=\"') OR ({_FOREIGN} AND (x[1] IN ({_BLANKS}) OR x[-1] IN ({_BLANKS})))"
"""Whether a cell is to be trimmed; byte by byte first, since that is all that most cells need."""
_NARROWED = f"{_FOREIGN} AND regexp_matches(x, '[\uff01-\uff5e\u3000]')"
"""Whether a cell holds characters of full width: what ``translate`` would change, which takes twenty times as long."""


def as_text(column: Column) -> str:
    """The cell as a person would read it."""
    if column.is_text:
        return column.sql
    if column.type in {"FLOAT", "DOUBLE"}:
        whole = f"{column.sql} = trunc({column.sql}) AND abs({column.sql}) < 1e15"
        return f"CASE WHEN {whole} THEN CAST(CAST({column.sql} AS BIGINT) AS VARCHAR) ELSE CAST({column.sql} AS VARCHAR) END"
    if column.type.startswith("TIMESTAMP WITH"):
        return f"CAST(timezone('UTC', {column.sql}) AS VARCHAR) || '+00:00'"
    return f"CAST({column.sql} AS VARCHAR)"


class Cleaner:
    """Trims, narrows and empties text columns, and does of it only what the column needs."""

    def __init__(self, desk: Desk, raw: Raw, columns: Iterable[Column]) -> None:
        """Look at all columns of a file that are to be cleaned, at once."""
        named = list(dict.fromkeys(column.sql for column in columns if column.is_text))
        asked = [f"bool_or({condition})" for condition in (_UNTRIMMED, _NARROWED, *(f"x IN ({listed(marks)})" for marks in MARKS))]
        self._needs = dict(zip(named, figures(desk, raw.relation, [{"x": sql} for sql in named], asked), strict=True))

    def clean(self, column: Column, marks: Sequence[str], *, narrow: bool = True) -> str:
        """The text without blanks, guards and full-width characters; null where it says that nothing is there, by groups of ``MARKS``."""
        if not column.is_text:
            return as_text(column)
        untrimmed, wide, *marked = map(bool, self._needs[column.sql])
        # What is narrowed or trimmed may turn out to be a mark.
        empty = untrimmed or (wide and narrow) or any(found and group[0] in marks for found, group in zip(marked, MARKS, strict=True))
        return cleaned(column.sql, marks, trim=untrimmed or (wide and narrow), narrow=wide and narrow, empty=empty)


def cleaned(expr: str, marks: Sequence[str], *, trim: bool = True, narrow: bool = True, empty: bool = True) -> str:
    """The cleaning of a text, step by step."""
    blank = text(texts.BLANK)
    if narrow:
        expr = f"translate({expr}, {text(_WIDE)}, {text(_NARROW)})"
    if trim:
        expr = f"trim(regexp_replace(trim({expr}, {blank}), '^=\"(.*)\"$', '\\1'), {blank})"
    if empty:
        expr = f"CASE WHEN {expr} IN ({listed(marks)}) THEN NULL ELSE {expr} END"
    return expr
