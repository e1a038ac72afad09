"""Cells as people write them: numbers, durations, booleans, months, codes; pure functions from text to value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from hegui.words.vocabulary import Field

BLANK = " \t\r\n\u00a0\u3000\ufeff\u200b"
"""What is trimmed from the ends of a cell."""
MISSING = ("", "-", "--", "—", "——", "/", "无", "空", "NULL", "Null", "null", "\\N", "?", "NaN", "nan", "NaT", "#N/A", "N/A")
"""What exports write for nothing."""
MISSING_TEXT = tuple(mark for mark in MISSING if mark not in {"/", "无", "空"})
"""The same for free text, where 无 is an answer ("none") and not a gap."""
TRUE = frozenset({"是", "有", "1", "y", "yes", "true", "t", "√", "已", "合格", "达标", "1.0"})
FALSE = frozenset({"否", "无", "0", "n", "no", "false", "f", "×", "未", "不合格", "不达标", "0.0"})
_THOUSANDS = re.compile(r"([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)")
_MEASURE = re.compile(r"[¥$]?([+-]?[\d.,]+)(?:元|次|个|人|户|条|件|分|秒|s)?")
_CLOCK = re.compile(r"(-?)(\d{1,6}):(\d{1,2}):(\d{1,2})(?:\.\d+)?")
_SPANS = {
    "天": 86400,
    "日": 86400,
    "d": 86400,
    "小时": 3600,
    "时": 3600,
    "h": 3600,
    "分钟": 60,
    "分": 60,
    "min": 60,
    "m": 60,
    "秒": 1,
    "s": 1,
}
_SPAN = r"(\d+(?:\.\d+)?) *(小时|分钟|天|日|时|分|秒|min|d|h|m|s)[a-z钟]*"
_SPANNED = re.compile(rf"(?:{_SPAN}[ 零]*)+")
_HEADER_UNIT = re.compile(r"\((天|日|days?|d|小时|时|hours?|h|分钟?|minutes?|min|秒|seconds?|sec|s)\)$")


def fold(text: str) -> str:
    """A text as codes are compared: width, case, guards and spaces at the ends do not matter."""
    return unicodedata.normalize("NFKC", unguarded(text)).casefold()


def unguarded(text: str) -> str:
    """A cell without spaces at its ends and without the ``="…"`` that keeps spreadsheets from rounding it."""
    trimmed = text.strip(BLANK)
    if trimmed.startswith('="') and trimmed.endswith('"') and len(trimmed) > 2:
        trimmed = trimmed[2:-1].strip(BLANK)
    return trimmed


def is_missing(text: str) -> bool:
    """Whether the cell says that nothing is there."""
    return unguarded(text) in MISSING


def number(text: str) -> Decimal | None:
    """A number with thousands separators, a currency sign or a counting word; None: it is none."""
    match = _MEASURE.fullmatch(fold(text).replace(" ", "").replace("¥", "¥"))
    if match is None:
        return None
    digits = match[1].replace(",", "") if _THOUSANDS.fullmatch(match[1]) else match[1]
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return value if abs(value) < 10**12 else None


def seconds(text: str) -> int | None:
    """A duration such as ``01:30:00``, ``26:15:00``, ``1天2小时3分`` or ``90 min``; None: it is none."""
    folded = fold(text)
    clock = _CLOCK.fullmatch(folded)
    if clock:
        hours, minutes, rest = int(clock[2]), int(clock[3]), int(clock[4])
        total = hours * 3600 + minutes * 60 + rest
        return (-total if clock[1] else total) if minutes < 60 and rest < 60 else None
    if _SPANNED.fullmatch(folded):
        return round(sum(Decimal(amount) * _SPANS[unit] for amount, unit in re.findall(_SPAN, folded)))
    return None


def header_seconds(header: str) -> int:
    """Seconds of the unit in the brackets of a header, ``处理时长(分)``; 1 where there is none."""
    match = _HEADER_UNIT.search(unicodedata.normalize("NFKC", header).strip().casefold())
    if match is None:
        return 1
    unit = match[1]
    return _SPANS.get(unit) or _SPANS[{"d": "d", "h": "h", "m": "min", "s": "s"}[unit[0]]]


def month(text: str) -> str | None:
    """A month as ``2026-03``; None: it is none."""
    folded = fold(text)
    match = re.fullmatch(r"(\d{4})[-/.年]? ?(\d{1,2})(?:月|[-/.]0?1(?: 0?0:00(?::00)?)?)?", folded)
    if match is None or not 1 <= int(match[2]) <= 12 or not 1950 <= int(match[1]) <= 2099:
        return None
    return f"{match[1]}-{int(match[2]):02}"


def code_book(field: Field, own: Mapping[str, str]) -> dict[str, str]:
    """Folded text to code: what the job says counts before what the vocabulary says."""
    book: dict[str, str] = {}
    for code, calls in field.values.items():
        for call in calls:
            book.setdefault(fold(call), code)
    for code in field.values:
        book[fold(code)] = code
    return book | {fold(call): code for call, code in own.items()}


def boolean_book(field: Field, own: Mapping[str, str]) -> dict[str, str]:
    """Folded text to ``true`` or ``false``."""
    usual = dict.fromkeys(TRUE, "true") | dict.fromkeys(FALSE, "false")
    book = (
        usual | {fold(call): code for call, code in code_book(field, {}).items()} | {fold(call): fold(code) for call, code in own.items()}
    )
    return {call: code for call, code in book.items() if code in {"true", "false"}}
