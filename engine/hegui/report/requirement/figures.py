"""Figures, periods and days in sentences."""

from __future__ import annotations

from decimal import Decimal

from hegui.words.durations import Limit
from hegui.words.periods import CalendarPoint, Period
from hegui.words.text import Text

NOTHING = Text("", "")


def limit(value: Limit) -> Text:
    """A time limit in both languages."""
    return Text(value.in_chinese(), str(value))


def figure(value: Decimal | Limit | int, unit: str = "") -> Text:
    """A number written in full, with its unit, or a time limit."""
    if isinstance(value, Limit):
        return limit(value)
    text = f"{Decimal(value).normalize():f}"
    return Text(text + unit.strip(), text + unit)


def limits(at_least: Decimal | Limit | None, at_most: Decimal | Limit | None, unit: str = "") -> Text:
    """``at least 90 % and at most 95 %``."""
    low = None if at_least is None else figure(at_least, unit)
    high = None if at_most is None else figure(at_most, unit)
    said = [Text(f"不低于{low.zh}", f"at least {low.en}")] if low else []
    said += [Text(f"不高于{high.zh}", f"at most {high.en}")] if high else []
    return Text("且".join(text.zh for text in said), " and ".join(text.en for text in said))


def times(at_least: int | None, at_most: int | None, zh: str = "次") -> Text:
    """``2 to 3``, ``at least 2``, ``at most 3``."""
    if at_least is not None and at_most is not None:
        return Text(f"{at_least}至{at_most}{zh}", f"{at_least} to {at_most}")
    return Text(f"至少{at_least}{zh}", f"at least {at_least}") if at_most is None else Text(f"至多{at_most}{zh}", f"at most {at_most}")


def counted(number: int | None, noun: str) -> str:
    """``record`` or ``records``, by the number that stands before it."""
    return noun if number == 1 else f"{noun}s"


def every(per: Period) -> Text:
    """``every quarter``."""
    return Text(f"每{'个' if per.unit == 'billing_window' else ''}{per.in_chinese()}", f"every {per}")


def whole(is_whole: bool) -> Text:  # noqa: FBT001 - the one thing it is about
    """Whether the organisation is looked at as a whole."""
    return Text("全公司", " for the organisation as a whole") if is_whole else NOTHING


def day_of(point: CalendarPoint, per: Period) -> Text:
    """``the 25th of its last month``."""
    day = Text("最后一日", "last day") if point.day < 0 else Text(f"{point.day}日", ordinal(point.day))
    if per.months == 1:
        return Text(f"当月{day.zh}", f"the {day.en}")
    month = Text("末月", "its last month") if point.month < 0 else Text(f"第{point.month}个月", f"its {ordinal(point.month)} month")
    return Text(f"{month.zh}{day.zh}", f"the {day.en} of {month.en}")


def ordinal(number: int) -> str:
    """``25th``."""
    ending = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
