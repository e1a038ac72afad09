"""Checking data against a shape, and saying in plain words what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hegui.policy.document import Data, Step
from hegui.policy.faults import At
from hegui.policy.mending import mended
from hegui.policy.shapes.base import NAME, SLUG, STRETCH, Shape
from hegui.policy.shapes.conflict import ID
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
    NAME: "a name; write lower case letters, digits and underscores, a letter first",
    SLUG: "an id; write lower case letters and digits, with dots or hyphens between them",
    ID: "an id; write letters, digits and hyphens, a capital letter first",
    STRETCH: "a stretch of the day; write it as 09:00-12:00",
}
"""Pattern to what it stands for."""


def fitted(shape: type[S], data: Data, at: At) -> S | None:
    """The data in that shape; None where it does not fit, with every fault noted.

    Where nothing is wrong but keys that are unknown, these are noted and the rest is given, so that it is checked as well.
    """
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
    for detail in details:
        _note(shape, detail, at)
    if any(detail["type"] != "extra_forbidden" for detail in details):
        return None
    return _past_unknown_keys(shape, data, [detail["loc"] for detail in details])


def _past_unknown_keys(shape: type[S], data: Data, locs: Sequence[tuple[Step, ...]]) -> S | None:
    """The data in that shape once its unknown keys are mended; None where it does not fit even so."""
    for rest in mended(data, [(_steps(loc), _keys_at(shape, loc[:-1])) for loc in locs]):
        with suppress(ValidationError):
            return shape.model_validate(rest)
    return None


def _steps(loc: tuple[Step, ...]) -> list[Step]:
    """Keys and indices that lead to a place, without the marks that pydantic puts between them."""
    return [step for step in loc if not (isinstance(step, str) and step.startswith(("[", "<")))]


def _note(shape: type[Shape], detail: ErrorDetails, at: At) -> None:
    loc = detail["loc"]
    steps = _steps(loc)
    there = replace(at, path=(*at.path, *steps))
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    kind = detail["type"]
    if kind == "extra_forbidden":
        there.wrong(f"unknown key {name!r}", nearest(name, _keys_at(shape, loc[:-1])), key=True)
    elif kind == "missing":
        there.wrong(f"{name!r} is missing" if steps[-1] == name else f"{name!r}: an entry is missing")
    else:
        is_key = "[key]" in loc
        what, remedy = _said(kind, detail)
        there.wrong(what if kind == "value_error" or is_key or not name else f"{name!r}: {what}", remedy, key=is_key)


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
        what, _, remedy = _PATTERNS[str(context["pattern"])].partition("; ")
        return f"{value!r} is not {what}", remedy
    if kind == "value_error":
        return str(context["error"]).partition("; ")[0], str(context["error"]).partition("; ")[2]
    if kind == "string_too_short":
        return "the text is empty", ""
    if kind == "too_short":
        return f"fewer entries than the {context['min_length']} that are needed", ""
    if kind == "too_long":
        return f"more entries than the {context['max_length']} that may stand here", ""
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
    """What stands under a key or index; the annotation itself for the tags of unions."""
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
        elif origin not in {tuple, list} and arguments:
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
