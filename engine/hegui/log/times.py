"""How times are written in exports: from the shape of a cell to the format that reads it.

A shape is the text with every digit as ``0``: a column of millions of times has one shape, or a handful. What a shape leaves open, day
before month or month before day, is decided on the values of the whole column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

EARLIEST_YEAR, LATEST_YEAR = 1950, 2099
"""Years outside are not credible."""
MISSING_TIMES = (
    "0000-00-00 00:00:00", "0000-00-00", "0000/00/00", "1900-01-00", "1900-01-00 00:00:00", "1900/1/0", "1900/1/0 0:00",
    "9999-12-31 23:59:59", "9999-12-31", "9999/12/31", "9999/12/31 23:59:59", "9999-12-31 00:00:00",
)  # fmt: skip
"""What systems write for no time."""


class Order(StrEnum):
    """Which part of ``00/00/0000`` comes first."""

    CLEAR = "clear"
    """The shape itself tells."""
    OPEN = "open"
    """Day or month: the values have to tell."""


class Scale(StrEnum):
    """What a bare number counts."""

    SERIAL = "serial"
    """Days since 1899-12-30, as spreadsheets do."""
    SECONDS = "seconds"
    """Seconds since 1970 in UTC."""
    MILLISECONDS = "milliseconds"


@dataclass(frozen=True)
class Reading:
    """How cells of a shape are read: a strptime format, or the scale of a number."""

    format: str = ""
    """With ``%1`` and ``%2`` for the two open parts while the order is open."""
    order: Order = Order.CLEAR
    zoned: bool = False
    """Whether an offset stands behind it."""
    scale: Scale | None = None

    def settled(self, *, day_first: bool) -> Reading:
        """The same with the order of day and month decided."""
        first, second = ("%d", "%m") if day_first else ("%m", "%d")
        return Reading(self.format.replace("%1", first).replace("%2", second), zoned=self.zoned)


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_LONG_MONTH = r"(?:January|February|March|April|June|July|August|September|October|November|December)"
_DATES = (
    (r"0000(?P<s>[-/.])00?(?P=s)00?", "%Y{s}%m{s}%d"),
    (r"0000年(?P<a> ?)00?月(?P<b> ?)00?(?P<c>[日号]?)", "%Y年{a}%m月{b}%d{c}"),
    (r"00?(?P<s>[-/.])00?(?P=s)0000", "%1{s}%2{s}%Y"),
    (r"00?(?P<s>[-/.])00?(?P=s)00", "%1{s}%2{s}%y"),
    (rf"00?(?P<s>[- /]){_LONG_MONTH}(?P<t>[- /,]+)0000", "%d{s}%B{t}%Y"),
    (rf"00?(?P<s>[- /]){_MONTH}(?P<t>[- /,]+)0000", "%d{s}%b{t}%Y"),
    (rf"00?(?P<s>[- /]){_MONTH}(?P<t>[- /,]+)00", "%d{s}%b{t}%y"),
    (rf"{_LONG_MONTH}(?P<s> )00?(?P<t>,? )0000", "%B{s}%d{t}%Y"),
    (rf"{_MONTH}(?P<s> )00?(?P<t>,? )0000", "%b{s}%d{t}%Y"),
    (r"00000000", "%Y%m%d"),
)
_TIMES = (
    (r"(?P<p>[AP]M )00?:00?:00?", "%p %I:%M:%S"),
    (r"(?P<p>[AP]M )00?:00?", "%p %I:%M"),
    (r"00?:00?:00?(?P<p> ?)[AP]M", "%I:%M:%S{p}%p"),
    (r"00?:00?(?P<p> ?)[AP]M", "%I:%M{p}%p"),
    (r"00?:00?:00?(?P<f>[.,])0{1,9}", "%H:%M:%S{f}%f"),
    (r"00?:00?:00?", "%H:%M:%S"),
    (r"00?:00?", "%H:%M"),
    (r"00?(?P<h>[时点])(?P<m> ?)00?分(?P<n> ?)00?秒", "%H{h}{m}%M分{n}%S秒"),
    (r"00?(?P<h>[时点])(?P<m> ?)00?分", "%H{h}{m}%M分"),
    (r"00?(?P<h>[时点])", "%H{h}"),
    (r"000000", "%H%M%S"),
)
_ZONE = r"(?P<z> ?)(?:[+-]00:?00|[+-]00)"
_SERIAL = re.compile(r"00000(\.0+)?")


def reading_of(shape: str) -> Reading | None:
    """How cells of this shape are read; None: it is no time."""
    if shape == "00000000000000":
        return Reading("%Y%m%d%H%M%S")
    if shape == "000000000000":
        return Reading("%Y%m%d%H%M")
    if _SERIAL.fullmatch(shape):
        return Reading(scale=Scale.SERIAL)
    if re.fullmatch(r"0{10}(\.0+)?", shape):
        return Reading(scale=Scale.SECONDS)
    if shape == "0" * 13:
        return Reading(scale=Scale.MILLISECONDS)
    for day, day_format in _DATES:
        if _compiled(day).match(shape) is None:
            continue
        for clock, clock_format in _TIMES:
            match = _compiled(day, clock).fullmatch(shape)
            if match:
                return _composed(match, day_format, clock_format)
    return None


@cache
def _compiled(day: str, clock: str | None = None) -> re.Pattern[str]:
    """A way to write a date, alone or with a way to write a time behind it; most files need two or three of a hundred."""
    return re.compile(day if clock is None else rf"{day}(?:(?P<g>[ T]+|(?<=[日号])){clock})?(?:{_ZONE})?", re.IGNORECASE)


def _composed(match: re.Match[str], day: str, clock: str) -> Reading:
    groups = {key: value or "" for key, value in match.groupdict().items()}
    has_clock, zoned = match["g"] is not None, match["z"] is not None
    pattern = day + ("{g}" + clock if has_clock else "") + ("{z}%z" if zoned else "")
    return Reading(pattern.format(**groups), Order.OPEN if "%1" in day else Order.CLEAR, zoned)


def day_first(largest: Iterable[tuple[int, int]]) -> bool | None:
    """Decide on the whole column: ``largest`` are the largest first and second parts seen; None: it cannot be decided."""
    firsts, seconds = zip(*largest, strict=True)
    if max(firsts) > 12 >= max(seconds):
        return True
    if max(seconds) > 12 >= max(firsts):
        return False
    return None
