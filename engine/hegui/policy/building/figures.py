"""Figures of checks: literals, or names of parameters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.words.durations import Clock, Limit
from hegui.words.errors import nearest
from hegui.words.expressions import Scalar
from hegui.words.standards import Parameter
from hegui.words.vocabulary import Field, FieldType

T = TypeVar("T")

Value = Limit | int | Decimal | str

_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,9}")


def value(text: str | None) -> Value | None:
    """A parameter's value: a number, a time limit, else a text; None: it is not set.

    Raises:
        ValueError: the text looks like a figure and is none.
    """
    if text is None:
        return None
    if text.removeprefix("-").isdecimal():
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if text[:1].isdecimal() and (" " in text or not text.isalnum()):
        return Limit.parse(text)
    return text


@dataclass(frozen=True)
class Wanted(Generic[T]):
    """A sort of figure: how it is read, and what stands in for one that nobody has set."""

    what: str
    read: Callable[[Value], T]
    """From a literal or the value of a parameter; raises ValueError."""
    placeholder: T
    remedy: str = ""
    names: tuple[str, ...] = ()
    """Literals that are names."""


def figure(text: str, wanted: Wanted[T], scope: Scope, at: At) -> T | None:
    """A figure; None where it is none, with the fault noted."""
    if text in scope.broken:
        return wanted.placeholder
    parameter = _parameter(text, scope)
    try:
        if parameter is None:
            return wanted.read(text)
        if parameter.value is None:
            scope.unset.add(text)
            return wanted.placeholder
        return wanted.read(parameter.value)
    except ValueError as error:
        if parameter is None:
            _not_a_figure(text, str(error), wanted.names, scope, at)
        else:
            at.wrong(f"the parameter {text!r} is {str(parameter.value)!r}, where {wanted.what} is needed", wanted.remedy)
    return None


def limit(text: str, scope: Scope, at: At, *clocks: Clock) -> Limit | None:
    """A time limit, on one of these clocks where some are given."""
    found = figure(text, _LIMIT, scope, at)
    if found is None or not clocks or found.clock in clocks or text in scope.unset | scope.broken:
        return found
    at.wrong(f"{found} runs on the {found.clock.replace('_', ' ')} clock", _CLOCKS[clocks])
    return None


def whole(text: str | None, scope: Scope, at: At, least: int = 0, most: int | None = None) -> int | None:
    """A whole number between two others; None where none is given."""
    found = None if text is None else figure(text, _WHOLE, scope, at)
    return between(found, text, scope, at, least, most)


def number(text: str | None, scope: Scope, at: At, least: int | None = None, most: int | None = None) -> Decimal | None:
    """A number, with decimals or without, between two others; None where none is given."""
    found = None if text is None else figure(text, _NUMBER, scope, at)
    return between(found, text, scope, at, least, most)


def between_two(at_least: str | None, at_most: str | None, scope: Scope, at: At) -> tuple[int | None, int | None]:
    """Whole numbers ``at_least`` and ``at_most``, as far as they are given."""
    least, most = whole(at_least, scope, at / "at_least"), whole(at_most, scope, at / "at_most")
    agree(least, most, {at_least, at_most}, scope, at)
    return least, most


def agree(least: Decimal | int | None, most: Decimal | int | None, texts: set[str | None], scope: Scope, at: At) -> None:
    """Note limits that leave nothing between them."""
    if least is not None and most is not None and least > most and not texts & (scope.unset | scope.broken):
        (at / "at_least").wrong(f"at least {least} and at most {most} contradict each other")


def constant(text: str, field: Field | None, scope: Scope, at: At) -> Scalar | None:
    """A value of a field; None where it is none, with the fault noted."""
    parameter = _parameter(text, scope)
    if parameter is not None:
        if parameter.value is None:
            scope.unset.add(text)
            return ""
        text = str(parameter.value)
    kind = field.type if field else FieldType.TEXT
    if kind is FieldType.ENUM and field and field.values and text not in field.values:
        at.wrong(f"{text!r} is not a code of {field.name}", nearest(text, field.values))
        return None
    if kind is FieldType.BOOLEAN and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if kind is FieldType.INTEGER and text.removeprefix("-").isdecimal():
        return int(text)
    if kind is FieldType.NUMBER and text.removeprefix("-").replace(".", "", 1).isdecimal():
        return Decimal(text)
    if kind in {FieldType.ENUM, FieldType.TEXT, FieldType.ID, FieldType.MONTH}:
        return text
    at.wrong(f"{text!r} is not a value of {field.name if field else 'it'}, which is of type {kind}")
    return None


N = TypeVar("N", int, Decimal)


def between(found: N | None, text: str | None, scope: Scope, at: At, least: int | None, most: int | None) -> N | None:
    """The number where it lies between two others; else None, with the fault noted."""
    if found is None or text in scope.unset | scope.broken:
        return found
    if least is not None and found < least:
        at.wrong(f"{found} is less than {least}")
    elif most is not None and found > most:
        at.wrong(f"{found} is more than {most}")
    else:
        return found
    return None


def _a_limit(given: Value) -> Limit:
    return given if isinstance(given, Limit) else Limit.parse(str(given))


def _a_whole(given: Value) -> int:
    text = str(given)
    if not text.isdecimal() or len(text) > 15:
        message = f"{text!r} is not a whole number"
        raise ValueError(message)
    return int(text)


def _a_number(given: Value) -> Decimal:
    text = str(given)
    digits = text.removeprefix("-")
    if not (digits.isdecimal() and len(digits) <= 15) and not _DECIMAL.fullmatch(text):
        message = f"{text!r} is not a number"
        raise ValueError(message)
    return Decimal(text)


_LIMIT = Wanted[Limit]("a time limit", _a_limit, Limit(24, "hour"), "write it as '24 hours'")
_WHOLE = Wanted[int]("a whole number", _a_whole, 1)
_NUMBER = Wanted[Decimal]("a number", _a_number, Decimal(1))

ELAPSED = (Clock.ELAPSED,)
DATES = (Clock.CALENDAR,)
NOT_WORKING = (Clock.ELAPSED, Clock.CALENDAR)
_CLOCKS = {
    ELAPSED: "write it in seconds, minutes or hours",
    DATES: "write it in days, weeks, months or years",
    NOT_WORKING: "working time is not known here",
}
"""Clocks that a figure may run on, and what to write."""


def _parameter(text: str, scope: Scope) -> Parameter | None:
    found = scope.parameters.get(text)
    if found is not None:
        scope.used.add(text)
    return found


def _not_a_figure(text: str, what: str, names: tuple[str, ...], scope: Scope, at: At) -> None:
    meant = nearest(text, names)
    if meant.startswith("did") and text.isidentifier():
        at.wrong(what.partition("; ")[0], meant)
    elif text.isidentifier():
        at.wrong(f"there is no parameter {text!r}", nearest(text, scope.parameters) or "declare it under 'parameters'")
    else:
        at.said(what)
