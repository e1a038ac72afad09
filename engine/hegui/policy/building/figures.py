"""Figures of checks: literals, or names of parameters."""

from __future__ import annotations

from decimal import Decimal

from hegui.policy.building.scope import Scope
from hegui.policy.faults import At
from hegui.words.durations import Limit
from hegui.words.errors import nearest
from hegui.words.expressions import Scalar
from hegui.words.standards import Parameter
from hegui.words.vocabulary import Field, FieldType


def value(text: str) -> Limit | int | str:
    """A parameter's value: a whole number, a time limit, else a text.

    Raises:
        ValueError: the text looks like a figure and is none.
    """
    if text.removeprefix("-").isdecimal():
        return int(text)
    if text[:1].isdecimal() and (" " in text or not text.isalnum()):
        return Limit.parse(text)
    return text


def limit(text: str, scope: Scope, at: At) -> Limit | None:
    """A time limit; None where it is none, with the fault noted."""
    if text in scope.broken:
        return None
    parameter = _parameter(text, scope)
    if parameter is not None:
        if isinstance(parameter.value, Limit):
            return parameter.value
        at.wrong(f"the parameter {text!r} is {parameter.value!r}, where a time limit is needed", "write it as '24 hours'")
        return None
    try:
        return Limit.parse(text)
    except ValueError as error:
        _not_a_figure(text, str(error), scope, at)
        return None


def whole(text: str | None, scope: Scope, at: At) -> int | None:
    """A whole number, not negative; None where none is given or it is wrong, with the fault noted."""
    if text is None or text in scope.broken:
        return None
    parameter = _parameter(text, scope)
    if parameter is not None:
        if isinstance(parameter.value, int) and parameter.value >= 0:
            return parameter.value
        at.wrong(f"the parameter {text!r} is {str(parameter.value)!r}, where a whole number is needed")
    elif text.isdecimal():
        return int(text)
    else:
        _not_a_figure(text, f"{text!r} is not a whole number", scope, at)
    return None


def constant(text: str, field: Field | None, scope: Scope, at: At) -> Scalar | None:
    """A value of a field; None where it is none, with the fault noted."""
    parameter = _parameter(text, scope)
    if parameter is not None:
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


def _parameter(text: str, scope: Scope) -> Parameter | None:
    found = scope.parameters.get(text)
    if found is not None:
        scope.used.add(text)
    return found


def _not_a_figure(text: str, what: str, scope: Scope, at: At) -> None:
    if text.isidentifier():
        at.wrong(f"there is no parameter {text!r}", nearest(text, scope.parameters) or "declare it under 'parameters'")
    else:
        at.said(what)
