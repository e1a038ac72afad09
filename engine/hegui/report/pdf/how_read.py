"""How a file was read, in both languages; the log stage notes it in English only."""

from __future__ import annotations

import re

from hegui.words.text import Text

_DELIMITED = re.compile(r"(?P<encoding>[^,]+), (?P<delimiter>comma|tab|semicolon|bar|.)(?:, header in row (?P<row>[0-9]+))?")
_SHEET = re.compile(r"sheet (?P<quote>['\"])(?P<sheet>.*)(?P=quote), header in row (?P<row>[0-9]+)", re.DOTALL)
_DELIMITERS = {"comma": "逗号分隔", "tab": "制表符分隔", "semicolon": "分号分隔", "bar": "竖线分隔"}


def how_read(note: str) -> Text:
    """The note of a source file; one of another form stands for itself."""
    sheet, delimited = _SHEET.fullmatch(note), _DELIMITED.fullmatch(note)
    if sheet is not None:
        return Text(f"工作表“{sheet['sheet']}”，表头在第 {sheet['row']} 行", note)
    if delimited is None:
        return Text(note, note)
    delimiter = _DELIMITERS.get(delimited["delimiter"], f"以“{delimited['delimiter']}”分隔")
    header = f"，表头在第 {delimited['row']} 行" if delimited["row"] else ""
    return Text(f"{delimited['encoding']}，{delimiter}{header}", note)
