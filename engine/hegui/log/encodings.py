"""Which encoding and which delimiter a text file has, found by trying."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from hegui.log.headers import normal

CHUNK = 1 << 20
HEAD_LINES = 60
UNDECODABLE = "\ufffd"
DELIMITERS = ",\t;|"
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_LIKELY_CHINESE = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")


def encoding_of(path: Path) -> str:
    """The encoding of a text file; the whole file is looked at, since Chinese may come late.

    UTF-8 is told for sure, a few damaged bytes in it notwithstanding, since no other encoding looks like it; then GB18030 (of which GBK and
    GB2312 are parts) where what comes out is Chinese, else the western code page.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return encoding
    zeros = head[0::2].count(0), head[1::2].count(0)
    if sum(zeros) * 50 > len(head) and max(zeros) > 4 * min(zeros):
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    failures, foreign = _tried(path, "utf-8")
    if failures * 20 <= foreign:
        return "utf-8"
    return "gb18030" if _is_chinese(path) else "cp1252"


def decoded(path: Path, encoding: str) -> Iterator[str]:
    """The text as a stream; bytes that cannot be decoded become U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def head_of(path: Path, encoding: str) -> str:
    """The first lines, for finding delimiter and header."""
    text = ""
    for part in decoded(path, encoding):
        text += part
        if text.count("\n") >= HEAD_LINES or len(text) > CHUNK:
            break
    return "".join(text.splitlines(keepends=True)[:HEAD_LINES])


def is_binary(head: str) -> bool:
    """Whether the first lines are no text: control characters throughout, where a hostile or padded text has some."""
    sample = head[:4096]
    return len(_CONTROL.findall(sample)) * 20 > len(sample)


def delimiter_of(head: str, known: frozenset[str]) -> str:
    """The delimiter under which most headers are known, then under which the lines have most cells of one number."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = records(head, delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return max((sum(normal(cell) in known for cell in row) for row in rows), default=0), width * lines

    return max(DELIMITERS, key=score)


def records(head: str, delimiter: str) -> Sequence[list[str]]:
    """The first lines as cells."""
    return list(reader(io.StringIO(head, newline=""), delimiter))


def reader(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Records of the standard library's reader, cells of any length."""
    csv.field_size_limit(sys.maxsize)
    return csv.reader(lines, delimiter=delimiter)


def _tried(path: Path, encoding: str) -> tuple[int, int]:
    """How many places cannot be decoded, and how many characters beyond ASCII can."""
    failures = foreign = 0
    for part in decoded(path, encoding):
        if not part.isascii():
            failures += part.count(UNDECODABLE)
            foreign += _beyond_ascii(part)
    return failures, foreign - failures


def _is_chinese(path: Path) -> bool:
    """Whether most of what is not ASCII reads as Chinese."""
    chinese = other = 0
    for part in decoded(path, "gb18030"):
        chinese += len(_LIKELY_CHINESE.findall(part))
        other += _beyond_ascii(part)
    return chinese * 10 >= other * 8


def _beyond_ascii(part: str) -> int:
    """How many characters are not ASCII; the codec counts ten times as fast as a loop."""
    return len(part) - len(part.encode("ascii", "ignore"))
