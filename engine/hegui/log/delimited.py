"""Reading delimited text: the engine's own reader where the file is well formed, the standard library's where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from hegui.log.desk import Desk
from hegui.log.encodings import UNDECODABLE, decoded, delimiter_of, encoding_of, head_of, is_binary, reader, records
from hegui.log.files import Input
from hegui.log.headers import header_row
from hegui.log.raw import Column, Mishap, Raw
from hegui.log.signatures import EXPORT
from hegui.log.sql import name, select, text
from hegui.words.bound import SourceFile
from hegui.words.errors import Fault, LogError
from hegui.words.jobs import LogSource

SPOKEN = {",": "comma", "\t": "tab", ";": "semicolon", "|": "bar"}
SAMPLES = 5


def read_delimited(desk: Desk, found: Input, source: LogSource, known: frozenset[str]) -> Raw:
    """Bring a file of delimited text into the engine, every cell as text.

    Raises:
        LogError: the encoding is unknown, it is no text, or there is no header.
    """
    encoding = source.encoding or encoding_of(found.path)
    try:
        head = head_of(found.path, encoding)
    except LookupError:
        raise LogError(Fault(source.place, f"{encoding!r} is no encoding", "write utf-8, gb18030 or utf-16")) from None
    if is_binary(head):
        raise LogError(Fault(found.place, "it is a binary file", EXPORT))
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

    @property
    def is_utf8(self) -> bool:
        """Whether the engine reads it as it is."""
        return self.encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(header, name(f"c{i}")) for i, header in enumerate(self.headers))


def _read(desk: Desk, found: Input, layout: _Layout, note: str) -> Raw:
    import duckdb

    path, undecodable = (found.path, 0) if layout.is_utf8 else _transcoded(desk, found, layout.encoding)
    try:
        table, rows = _load(desk, path, layout)
    except duckdb.Error:
        return _read_ragged(desk, found, layout, note)
    mishaps = (Mishap("undecodable", "", undecodable),) if undecodable else ()
    return Raw(table, "rowid + 1", layout.columns(), SourceFile(found.name, found.sha256, rows, note), mishaps=mishaps)


def _load(desk: Desk, path: Path, layout: _Layout) -> tuple[str, int]:
    """Let the engine read a well-formed file, and count its rows; it refuses ragged ones."""
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(layout.headers)))
    options = (
        f"columns = {{{columns}}}, delim = {text(layout.delimiter)}, quote = '\"', escape = '\"', header = false, auto_detect = false, "
        f"skip = {layout.header_at + 1}, strict_mode = true, null_padding = false"
    )
    return desk.counted("raw", select(["*"], f"read_csv({desk.reachable(path)}, {options})"))


def _read_ragged(desk: Desk, found: Input, layout: _Layout, note: str) -> Raw:
    """Read row by row: short rows are filled up and said; rows with cells beyond the header cannot be told apart and are set aside."""
    width = len(layout.headers)
    spoiled: dict[str, list[tuple[int, str]]] = {"undecodable": [], "short_row": [], "ragged_row": []}

    def regular() -> Iterator[tuple[int, Sequence[str | None]]]:
        for number, row in enumerate(_rows(found.path, layout), 1):
            if any(UNDECODABLE in cell for cell in row):
                spoiled["undecodable"].append((number, ""))
            if any(cell.strip() for cell in row[width:]):
                spoiled["ragged_row"].append((number, f"{len(row)} cells"))
                continue
            if len(row) < width:
                spoiled["short_row"].append((number, f"{len(row)} cells"))
            yield number, [*row[:width], *[None] * (width - len(row))]

    table = desk.cells(regular(), width)
    long = len(spoiled["ragged_row"])
    file = SourceFile(found.name, found.sha256, desk.count(table) + long, note)
    mishaps = tuple(Mishap(code, "", len(rows), tuple(rows[:SAMPLES])) for code, rows in spoiled.items() if rows)
    return Raw(table, "_row", layout.columns(), file, set_aside={"ragged_row": long} if long else {}, mishaps=mishaps)


def _rows(path: Path, layout: _Layout) -> Iterator[list[str]]:
    """The data rows as the standard library reads them, blank lines left out."""
    with path.open(encoding=layout.encoding, errors="replace", newline="") as stream:
        for number, row in enumerate(reader(stream, layout.delimiter)):
            if number > layout.header_at and row:
                yield row


def _transcoded(desk: Desk, found: Input, encoding: str) -> tuple[Path, int]:
    """A UTF-8 copy, and how many places could not be decoded."""
    target = next(path for n in range(10**9) if not (path := desk.scratch / f"utf8-{n}").exists())
    failures = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        for part in decoded(found.path, encoding):
            failures += part.count(UNDECODABLE)
            out.write(part)
    return target, failures


def _delimiter(source: LogSource, head: str, known: frozenset[str]) -> str:
    spoken = {word: delimiter for delimiter, word in SPOKEN.items()} | {"\\t": "\t", "pipe": "|"}
    wanted = spoken.get(source.delimiter or "", source.delimiter)
    if wanted is not None and len(wanted) != 1:
        raise LogError(Fault(source.place, f"{source.delimiter!r} is no delimiter", "write one character, or tab"))
    return wanted or delimiter_of(head, known)
