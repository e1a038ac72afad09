"""How figures are written: spans of time, shares, counts and moments, the same in both languages where they can be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hegui.words.text import Text

_UNITS = ((86_400, "天", "d"), (3_600, "小时", "h"), (60, "分钟", "min"), (1, "秒", "s"))
_LAST = time(23, 59, 59)
NOTHING = "—"


def span(seconds: int) -> Text:
    """A length of time in its two largest units: 1 天 2 小时, 1 d 2 h."""
    rest, zh, en = abs(seconds), [], []
    for size, chinese, english in _UNITS:
        amount, rest = divmod(rest, size)
        if amount:
            zh.append(f"{amount:,} {chinese}")
            en.append(f"{amount:,} {english}")
        elif zh:
            break
    return Text(" ".join(zh[:2]), " ".join(en[:2])) if zh else Text("0 秒", "0 s")


def number(value: int) -> str:
    """A count with thousands separators."""
    return f"{value:,}"


def share(part: int, whole: int) -> str:
    """A percentage with two decimals, rounded half up; it is 100 % and 0 % only when it is exactly so."""
    if not whole:
        return NOTHING
    hundredths = (part * 20_000 + whole) // (2 * whole)
    if part and not hundredths:
        return "< 0.01%"
    if part < whole and hundredths == 10_000:
        return "99.99%"
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def per_cent(basis_points: int) -> str:
    """Basis points as a percentage."""
    return f"{basis_points // 100}.{basis_points % 100:02}%"


def moment(value: datetime | None) -> str:
    """A time to the minute, to the second where it has seconds."""
    if value is None:
        return NOTHING
    return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")


def due(value: datetime | None) -> str:
    """Until when something is in time: the day where its last moment counts, else the instant."""
    if value is not None and value.time() >= _LAST:
        return value.date().isoformat()
    return moment(value)


def left(value: datetime, as_of: datetime) -> Text:
    """How long there still is; where the last moment of a day counts, until that day is over."""
    end = datetime.combine(value.date() + timedelta(days=1), time()) if value.time() >= _LAST else value
    return span(int((end - as_of).total_seconds()))


def days(first: date | None, after: date | None) -> Text:
    """A half-open span of dates as its first and its last day."""
    last = None if after is None else after - timedelta(days=1)
    if first is None and last is None:
        return Text("不限（全部送审数据）", "not restricted (all the time the data covers)")
    since = Text("起始不限", "the beginning of the data") if first is None else Text(first.isoformat(), first.isoformat())
    until = Text("数据截止", "the end of the data") if last is None else Text(last.isoformat(), last.isoformat())
    return Text(f"{since.zh} 至 {until.zh}", f"{since.en} to {until.en}")


def counted(value: int, noun: str, plural: str = "") -> Text:
    """A number for a Chinese sentence, and the number with its noun for an English one."""
    return Text(number(value), f"{number(value)} {noun if value == 1 else plural or noun + 's'}")


def filled(template: Text, **values: Text | str | int) -> Text:
    """A template of both languages with its figures put in; values are never read as templates."""
    zh = {name: value.zh if isinstance(value, Text) else value for name, value in values.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
    return Text(template.zh.format(**zh), template.en.format(**en))
