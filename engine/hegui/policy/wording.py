"""Checking data against a shape, and saying in plain words what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hegui.policy.document import Data, Step
from hegui.policy.faults import At
from hegui.policy.shapes.base import Shape
from hegui.words.errors import nearest

S = TypeVar("S", bound=Shape)

_EXPECTED = {
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
    "string_type": "a text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
    "date_type": "a date",
    "datetime_type": "a time",
}
"""Kind of pydantic error to what was expected."""

_PATTERNS = {
    "^[a-z][a-z0-9_]*$": "a name; write lower case letters, digits and underscores, a letter first",
    "^[a-z0-9]+([.-][a-z0-9]+)*$": "an id; write lower case letters and digits, with dots or hyphens between them",
}


def fitted(shape: type[S], data: Data, at: At) -> S | None:
    """The data in that shape; None where it does not fit, with every fault noted."""
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(shape, detail, at)
        return None


def _note(shape: type[Shape], detail: ErrorDetails, at: At) -> None:
    loc = detail["loc"]
    there = at
    for step in loc:
        if step != "[key]":
            there /= step
    name = next((str(step) for step in reversed(loc) if isinstance(step, str) and step != "[key]"), "this")
    kind = detail["type"]
    if kind == "extra_forbidden":
        there.wrong(f"unknown key {name!r}", nearest(name, _keys_at(shape, loc[:-1])), key=True)
    elif kind == "missing":
        there.wrong(f"{name!r} is missing")
    else:
        what, remedy = _said(kind, detail)
        if "[key]" in loc:
            there.wrong(f"the key {name!r} is not {what}" if kind == "string_pattern_mismatch" else f"a key {what}", remedy, key=True)
        else:
            there.wrong(what if kind == "value_error" else f"{name!r}: {what}", remedy)


def _said(kind: str, detail: ErrorDetails) -> tuple[str, str]:
    value, context = detail["input"], detail.get("ctx", {})
    if value is None:
        return "nothing is given", "give a value or leave the key out"
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, found {_found(value)}", ""
    if kind in {"enum", "literal_error"}:
        known = _choices(str(context["expected"]))
        return f"{value!r} is not one of {', '.join(known)}", nearest(str(value), known) if len(known) > 12 else ""
    if kind == "string_pattern_mismatch":
        pattern = _PATTERNS.get(str(context["pattern"]), f"of the form {context['pattern']}")
        what, _, remedy = pattern.partition("; ")
        return f"{value!r} is not {what}", remedy
    if kind == "value_error":
        return str(context["error"]).partition("; ")[0], str(context["error"]).partition("; ")[2]
    if kind == "string_too_short":
        return "the text is empty", ""
    if kind == "too_short":
        return f"at least {context['min_length']} are needed, found {context['actual_length']}", ""
    if kind == "union_tag_invalid":
        return f"found {_found(value)}, which has no meaning here", ""
    message = detail["msg"]
    return message[:1].lower() + message[1:].removesuffix("."), ""


def _choices(expected: str) -> list[str]:
    """The names in pydantic's "'a', 'b' or 'c'"."""
    return expected.replace(" or ", ", ").replace("'", "").split(", ")


def _found(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else repr(value)


def _keys_at(shape: type[Shape], loc: tuple[Step, ...]) -> Iterator[str]:
    """Keys that the mapping at ``loc`` may have."""
    annotations: list[Any] = [shape]
    for step in loc:
        annotations = [below for annotation in annotations for below in _below(annotation, step)]
    for model in (m for annotation in annotations for m in _models(annotation)):
        yield from (info.alias or name for name, info in model.model_fields.items())


def _below(annotation: Any, step: Step) -> Iterator[Any]:  # noqa: ANN401 - annotations are of any type
    """What stands under a key or index; the annotation itself for the tags of pydantic's unions."""
    found = False
    for model in _models(annotation):
        for name, info in model.model_fields.items():
            if step == (info.alias or name):
                found = True
                yield info.annotation
    if not found:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in {tuple, list} and isinstance(step, int):
            yield arguments[0]
        elif origin is dict:
            yield arguments[1]
        elif origin is Annotated or (arguments and origin not in {tuple, list}):
            for argument in arguments:
                yield from _below(argument, step)
        elif isinstance(annotation, type) and issubclass(annotation, Shape):
            yield annotation


def _models(annotation: Any) -> Iterator[type[Shape]]:  # noqa: ANN401 - annotations are of any type
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    elif get_origin(annotation) not in {tuple, list, dict}:
        for argument in get_args(annotation):
            yield from _models(argument)
