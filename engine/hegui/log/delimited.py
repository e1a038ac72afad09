"""Reading delimited text: the engine's own reader where the file is well formed, the standard library's where it is not."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hegui.log.desk import Desk
from hegui.log.encodings import decoded, delimiter_of, encoding_of, head_of, records
from hegui.log.files import Input
from hegui.log.headers import header_row
from hegui.log.raw import Column, Mishap, Raw
from hegui.log.sql import name, text
from hegui.words.bound import SourceFile
from hegui.words.errors import Fault, LogError
from hegui.words.jobs import LogSource

SPOKEN = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
SAMPLES = 5


def read_delimited(desk: Desk, found: Input, source: LogSource, known: frozenset[str]) -> Raw:
    """Bring a file of delimited text into the engine, every cell as text.

    Raises:
        LogError: the encoding is unknown, or there is no header.
    """
    encoding = source.encoding or encoding_of(found.path)
    try:
        head = head_of(found.path, encoding)
    except LookupError:
        raise LogError(Fault(source.place, f"{encoding!r} is no encoding", "write utf-8, gb18030 or utf-16")) from None
    delimiter = _delimiter(source, head, known)
    rows = records(head, delimiter)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise LogError(Fault(found.place, "the file is empty"))
    top = filled[header_row(filled[:30], known)]
    headers = [cell.strip().removeprefix("\ufeff").strip() for cell in top]
    at = rows.index(top)
    note = f"{encoding.removesuffix('-sig').upper()}, {SPOKEN.get(delimiter, delimiter)}" + (f", header in row {at + 1}" if at else "")
    return _read(desk, found, _Layout(encoding, delimiter, headers, at), note)


class _Layout:
    """How the file is laid out."""

    def __init__(self, encoding: str, delimiter: str, headers: Sequence[str], header_at: int) -> None:
        self.encoding = encoding
        self.delimiter = delimiter
        self.headers = headers
        self.header_at = header_at

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(header, name(f"c{i}")) for i, header in enumerate(self.headers))


def _read(desk: Desk, found: Input, layout: _Layout, note: str) -> Raw:
    import duckdb

    undecodable = 0
    path = found.path
    if layout.encoding not in {"utf-8", "utf-8-sig"}:
        path, undecodable = _transcoded(desk, found, layout.encoding)
    mishaps = (Mishap("undecodable", "", undecodable),) if undecodable else ()
    try:
        table = _load(desk, path, layout)
    except duckdb.Error:
        return _read_ragged(desk, found, layout, note, mishaps)
    (rows,) = desk.row(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own name
    return Raw(table, "rowid + 1", layout.columns(), SourceFile(found.name, found.sha256, rows, note), mishaps=mishaps)


def _load(desk: Desk, path: Path, layout: _Layout) -> str:
    """Let the engine read a well-formed file; it refuses ragged ones."""
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(layout.headers)))
    options = (
        f"columns = {{{columns}}}, delim = {text(layout.delimiter)}, quote = '\"', escape = '\"', header = false, auto_detect = false, "
        f"skip = {layout.header_at + 1}, strict_mode = true, null_padding = false"
    )
    return desk.table("raw", f"SELECT * FROM read_csv({desk.reachable(path)}, {options})")  # noqa: S608 - quoted


def _read_ragged(desk: Desk, found: Input, layout: _Layout, note: str, mishaps: tuple[Mishap, ...]) -> Raw:
    """Read row by row: short rows are filled up and said; rows with cells beyond the header cannot be told apart and are set aside."""
    width = len(layout.headers)
    short: list[tuple[int, str]] = []
    long: list[tuple[int, str]] = []

    def regular() -> Iterator[tuple[int, Sequence[str | None]]]:
        for number, row in enumerate(_rows(found.path, layout), 1):
            if any(cell.strip() for cell in row[width:]):
                long.append((number, f"{len(row)} cells"))
                continue
            if len(row) < width:
                short.append((number, f"{len(row)} cells"))
            yield number, (row + [None] * (width - len(row)))[:width]

    table = desk.cells(regular(), width)
    (rows,) = desk.row(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own name
    ragged = tuple(Mishap(code, "", len(rows), tuple(rows[:SAMPLES])) for code, rows in (("short_row", short), ("ragged_row", long)) if rows)
    aside = {"ragged_row": len(long)} if long else {}
    file = SourceFile(found.name, found.sha256, rows + len(long), note)
    return Raw(table, "_row", layout.columns(), file, set_aside=aside, mishaps=(*mishaps, *ragged))


def _rows(path: Path, layout: _Layout) -> Iterator[list[str | None]]:
    """The data rows as the standard library reads them, blank lines left out."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(_lines(decoded(path, layout.encoding)), delimiter=layout.delimiter)
    for number, row in enumerate(reader):
        if number > layout.header_at and row:
            yield list(row)


def _lines(parts: Iterable[str]) -> Iterator[str]:
    """Lines with their ends, across the borders of the parts."""
    rest = ""
    for part in parts:
        lines = (rest + part).splitlines(keepends=True) if part else [rest]
        rest = lines.pop() if lines else ""
        yield from lines
    if rest:
        yield rest


def _transcoded(desk: Desk, found: Input, encoding: str) -> tuple[Path, int]:
    """A UTF-8 copy, and how many places could not be decoded."""
    target = next(path for n in range(10**9) if not (path := desk.scratch / f"utf8-{n}").exists())
    failures = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        for part in decoded(found.path, encoding):
            failures += part.count("\ufffd")
            out.write(part)
    return target, failures


def _delimiter(source: LogSource, head: str, known: frozenset[str]) -> str:
    spoken = {word: delimiter for delimiter, word in SPOKEN.items()} | {"\\t": "\t", "pipe": "|"}
    wanted = spoken.get(source.delimiter or "", source.delimiter)
    if wanted is not None and len(wanted) != 1:
        raise LogError(Fault(source.place, f"{source.delimiter!r} is no delimiter", "write one character, or tab"))
    return wanted or delimiter_of(head, known)
